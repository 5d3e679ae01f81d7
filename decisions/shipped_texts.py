"""The texts of notices that the application ships with: drafts, until a person approves them."""

from decisions.models import NoticeKind

_TRANSIT_EN = """# Goods in transit

Goods that left Canada before this time are not recalled by it. Goods that have not left Canada, \
including goods in a warehouse, in a port or aboard a conveyance still in Canada, may not be \
exported under these permits. If goods are in transit, write to {contact} within two working days \
with the permit number, the quantity, the carrier and the place where the goods are."""
_TRANSIT_FR = """# Marchandises en transit

Les marchandises qui ont quitté le Canada avant ce moment ne sont pas rappelées. Celles qui n'ont \
pas quitté le Canada, y compris celles qui se trouvent en entrepôt, dans un port ou à bord d'un \
moyen de transport encore au Canada, ne peuvent pas être exportées au titre de ces licences. Si \
des marchandises sont en transit, écrivez à {contact} dans les deux jours ouvrables en indiquant \
le numéro de la licence, la quantité, le transporteur et l'endroit où elles se trouvent."""
_ANSWER_EN = """# How to respond

You may send your comments or information to {contact}, quoting {notice}, by {reply_by}. They are \
put on file and considered. You may also ask the Federal Court to review this decision, within \
the time that the Federal Courts Act allows."""
_ANSWER_FR = """# Comment répondre

Vous pouvez faire parvenir vos observations ou des renseignements à {contact}, en mentionnant \
{notice}, au plus tard le {reply_by}. Ils sont versés au dossier et examinés. Vous pouvez aussi \
demander à la Cour fédérale de contrôler la présente décision, dans le délai prévu par la Loi sur \
les Cours fédérales."""


def _letter(english: str, french: str, subject_en: str, subject_fr: str) -> dict[str, str]:
    return {
        "subject_en": subject_en,
        "subject_fr": subject_fr,
        "body_en": english,
        "body_fr": french,
    }


TEXTS: dict[str, dict[str, str]] = {
    NoticeKind.SUSPENSION: _letter(
        f"""{{holder}}:

The permits listed below, which you hold, are suspended. The suspension takes effect on \
{{effective}} and was signed in the name of {{signatory}} under the {{authority}} (order {{order}}).

{{permits}}

# Reasons

{{reasons}}

# What this means

While a permit is suspended, nothing may be exported under it. The suspension does not lengthen \
its term.

{_TRANSIT_EN}

{_ANSWER_EN}""",
        f"""{{holder}},

Les licences énumérées ci-dessous, dont vous êtes titulaire, sont suspendues. La suspension prend \
effet le {{effective}} et a été signée au nom de {{signatory}} en vertu de la disposition \
suivante : {{authority}} (arrêté {{order}}).

{{permits}}

# Motifs

{{reasons}}

# Ce que cela signifie

Tant qu'une licence est suspendue, rien ne peut être exporté à ce titre. La suspension n'en \
prolonge pas la durée.

{_TRANSIT_FR}

{_ANSWER_FR}""",
        "Suspension of export permits: {order}",
        "Suspension de licences d'exportation : {order}",
    ),
    NoticeKind.CANCELLATION: _letter(
        f"""{{holder}}:

The permits listed below, which you hold, are cancelled. The cancellation takes effect on \
{{effective}} and was signed in the name of {{signatory}} under the {{authority}} (order {{order}}).

{{permits}}

# Reasons

{{reasons}}

# What this means

From that time on nothing may be exported under these permits, and they are not reinstated by the \
passing of time. New applications are examined on their own facts.

{_TRANSIT_EN}

{_ANSWER_EN}""",
        f"""{{holder}},

Les licences énumérées ci-dessous, dont vous êtes titulaire, sont annulées. L'annulation prend \
effet le {{effective}} et a été signée au nom de {{signatory}} en vertu de la disposition \
suivante : {{authority}} (arrêté {{order}}).

{{permits}}

# Motifs

{{reasons}}

# Ce que cela signifie

À compter de ce moment, rien ne peut être exporté au titre de ces licences, et l'écoulement du \
temps ne les rétablit pas. Toute nouvelle demande est examinée selon ses propres faits.

{_TRANSIT_FR}

{_ANSWER_FR}""",
        "Cancellation of export permits: {order}",
        "Annulation de licences d'exportation : {order}",
    ),
    NoticeKind.REINSTATEMENT: _letter(
        """{holder}:

The permits listed below, which you hold, are reinstated. They may be used again from \
{effective} on, within their term and their conditions (order {order}, {authority}).

{permits}

# Reasons

{reasons}

# What this means

The time for which a permit was suspended is not added to its term. Questions may be sent to \
{contact}, quoting {notice}.""",
        """{holder},

Les licences énumérées ci-dessous, dont vous êtes titulaire, sont rétablies. Elles peuvent de \
nouveau être utilisées à compter du {effective}, dans les limites de leur durée et de leurs \
conditions (arrêté {order}, {authority}).

{permits}

# Motifs

{reasons}

# Ce que cela signifie

La durée de la suspension ne s'ajoute pas à celle de la licence. Les questions peuvent être \
envoyées à {contact}, en mentionnant {notice}.""",
        "Reinstatement of export permits: {order}",
        "Rétablissement de licences d'exportation : {order}",
    ),
    NoticeKind.AMENDMENT: _letter(
        """{holder}:

The terms of the permits listed below, which you hold, are amended with effect on {effective} \
(order {order}, {authority}).

{permits}

# Reasons

{reasons}

# What this means

Goods exported from that time on must meet the amended terms; goods in transit that left Canada \
before it are not concerned. Questions may be sent to {contact}, quoting {notice}.""",
        """{holder},

Les conditions des licences énumérées ci-dessous, dont vous êtes titulaire, sont modifiées à \
compter du {effective} (arrêté {order}, {authority}).

{permits}

# Motifs

{reasons}

# Ce que cela signifie

Les marchandises exportées à compter de ce moment doivent respecter les conditions modifiées; les \
marchandises en transit qui ont quitté le Canada auparavant ne sont pas visées. Les questions \
peuvent être envoyées à {contact}, en mentionnant {notice}.""",
        "Amendment of export permits: {order}",
        "Modification de licences d'exportation : {order}",
    ),
    NoticeKind.INTENDED: _letter(
        """{holder}:

The Minister is considering the cancellation of the permits listed below, which you hold \
({order}). No decision has been taken.

{permits}

# What is considered, and why

{reasons}

# Your answer

You may send representations and any document to {contact}, quoting {notice}, by {reply_by}. They \
are put before the Minister with the memorandum. If nothing is received by that day, the decision \
may be taken without them.""",
        """{holder},

Le ministre envisage d'annuler les licences énumérées ci-dessous, dont vous êtes titulaire \
({order}). Aucune décision n'a été prise.

{permits}

# Ce qui est envisagé, et pourquoi

{reasons}

# Votre réponse

Vous pouvez faire parvenir des observations et tout document à {contact}, en mentionnant \
{notice}, au plus tard le {reply_by}. Ils sont soumis au ministre avec le mémoire. Si rien n'est \
reçu d'ici là, la décision peut être prise sans ces observations.""",
        "Notice of intended cancellation of export permits",
        "Avis d'intention d'annuler des licences d'exportation",
    ),
    NoticeKind.RETRACTION: _letter(
        """{holder}:

Notice {corrected} is retracted and is to be regarded as not given.

# What was wrong

{correction}

Questions may be sent to {contact}, quoting {notice}.""",
        """{holder},

L'avis {corrected} est retiré et doit être considéré comme non donné.

# Ce qui était erroné

{correction}

Les questions peuvent être envoyées à {contact}, en mentionnant {notice}.""",
        "Retraction of notice {corrected}",
        "Retrait de l'avis {corrected}",
    ),
    NoticeKind.BORDER: _letter(
        """Order {order}: {title}

Takes effect on {effective}. Number of permits: {count}. The attached file lists them again; \
please return it with an answer for each permit to {contact}, quoting {notice}.

{permits}""",
        """Arrêté {order} : {title}

Prend effet le {effective}. Nombre de licences : {count}. Le fichier joint en reprend la liste; \
veuillez le retourner avec une réponse pour chaque licence à {contact}, en mentionnant {notice}.

{permits}""",
        "Export permits changed by order {order}",
        "Licences d'exportation modifiées par l'arrêté {order}",
    ),
    NoticeKind.EXPORTERS: _letter(
        """No. {serial}

With effect on {effective}, the Minister has acted under the {authority} on {count} export \
permits. Their holders are told by letter.

# Reasons

{reasons}

This notice states what was done; it is not a statutory instrument. Questions may be sent to \
{contact}.""",
        """N° {serial}

À compter du {effective}, le ministre a pris une mesure à l'égard de {count} licences \
d'exportation en vertu de la disposition suivante : {authority}. Les titulaires en sont avisés \
par lettre.

# Motifs

{reasons}

Le présent avis expose ce qui a été fait; il ne constitue pas un texte réglementaire. Les \
questions peuvent être envoyées à {contact}.""",
        "Notice to Exporters: {title}",
        "Avis aux exportateurs : {title}",
    ),
    NoticeKind.PUBLIC: _letter(
        """The Minister has acted on {count} export permits under the {authority}, with effect on \
{effective}.

{reasons}""",
        """Le ministre a pris une mesure à l'égard de {count} licences d'exportation en vertu de \
la disposition suivante : {authority}, à compter du {effective}.

{reasons}""",
        "Statement: {title}",
        "Déclaration : {title}",
    ),
}
