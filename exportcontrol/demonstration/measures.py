"""The measures on the destination of the case, M1 to M5, as their sources tell them.

The dates and what the measures say are those of the public record; the people who draft and sign
them here are fictional.
"""

from datetime import date

from decisions.models import Decision
from exportcontrol.demonstration.people import REASON, minister_on
from exportcontrol.demonstration.register import at
from permits.models import Country
from regime.actions import dialogues, measures, preconditions
from regime.models import ChangeKind, EndUserClass, ExistingEffect, MeasureVersion, NewEffect

_NATO = {
    "programme": "nato",
    "title_en": "NATO cooperation programs",
    "title_fr": "Programmes de coopération de l'OTAN",
    "scope_en": "Exports for a cooperation program of the North Atlantic Treaty Organization.",
    "scope_fr": (
        "Exportations destinées à un programme de coopération de l'Organisation du Traité de"
        " l'Atlantique Nord."
    ),
    "evidence_en": "The program, its agreement and the place of the goods in it.",
    "evidence_fr": "Le programme, son accord et la place qu'y tiennent les marchandises.",
    "granted_by": "delegate",
    "effect": NewEffect.CASE_BY_CASE,
    "from_preconditions": True,
}
_EXCEPTIONAL = {
    "programme": "exceptional",
    "title_en": "Exceptional circumstances",
    "title_fr": "Circonstances exceptionnelles",
    "scope_en": "Goods of Group 2 where the circumstances of the export are exceptional.",
    "scope_fr": (
        "Marchandises du groupe 2 lorsque les circonstances de l'exportation sont exceptionnelles."
    ),
    "evidence_en": "The circumstances, and the assurances given about end use.",
    "evidence_fr": "Les circonstances, et les assurances données quant à l'utilisation finale.",
    "granted_by": "minister",
    "effect": NewEffect.CASE_BY_CASE,
    "from_preconditions": False,
}
_DIALOGUE = {
    "title_en": "Dialogue mechanism concluded with the destination",
    "title_fr": "Mécanisme de dialogue conclu avec la destination",
    "provision": 1,
}


def _group_2(text_en, text_fr, **changes):
    return {
        "new_effect": NewEffect.PRESUMPTIVE_DENIAL,
        "existing_effect": ExistingEffect.NONE,
        "included": ["2"],
        "text_en": text_en,
        "text_fr": text_fr,
        **changes,
    }


_OTHER_GOODS = {
    "new_effect": NewEffect.CASE_BY_CASE,
    "excluded": ["2"],
    "text_en": "Applications for goods outside Group 2 are reviewed case by case.",
    "text_fr": (
        "Les demandes visant des marchandises hors du groupe 2 sont examinées au cas par cas."
    ),
}
_STATEMENT = {
    "new_effect": NewEffect.CASE_BY_CASE,
    "text_en": (
        "The importer's end-use assurance includes a statement by the government of the"
        " destination, saying whether the goods will be re-exported or transferred to a country"
        " outside NATO, in their original form or incorporated into a weapon system."
    ),
    "text_fr": (
        "L'assurance quant à l'utilisation finale de l'importateur comprend une déclaration du"
        " gouvernement de la destination précisant si les marchandises seront réexportées ou"
        " transférées à un pays hors de l'OTAN, dans leur forme originale ou incorporées à un"
        " système d'armement."
    ),
}

# M1 to M5: the measures on Turkey from October 2019 to January 2024, as their sources tell them.
TITLES = {
    "title_en": "Export permits for Turkey",
    "title_fr": "Licences d'exportation pour la Turquie",
}
SEQUENCE = [
    {
        "change": ChangeKind.IMPOSED,
        "starts_at": at(date(2019, 10, 11)),
        "instrument": "Decision of the Minister announced on 15 October 2019",
        "notice_number": "",
        "text_en": (
            "The issuance of new export permits to Turkey is temporarily suspended. Permits"
            " already issued are not affected."
        ),
        "text_fr": (
            "La délivrance de nouvelles licences d'exportation vers la Turquie est temporairement"
            " suspendue. Les licences déjà délivrées ne sont pas touchées."
        ),
        "reasons_en": "The military incursion into north-eastern Syria.",
        "reasons_fr": "L'incursion militaire dans le nord-est de la Syrie.",
        "dates": [
            (date(2019, 10, 11), "Notice to Exporters No. 992 of 16 April 2020"),
            (date(2019, 10, 15), "Announcement to reporters; no formal notice"),
            (date(2019, 10, 19), "Commentary of a law firm"),
        ],
        "provisions": [
            {
                "new_effect": NewEffect.MORATORIUM,
                "text_en": "No new permit is issued; permits already issued remain valid.",
                "text_fr": (
                    "Aucune nouvelle licence n'est délivrée; les licences déjà délivrées demeurent"
                    " valides."
                ),
            }
        ],
        "exemptions": [],
        "preconditions": [],
    },
    {
        "change": ChangeKind.EASED,
        "starts_at": at(date(2020, 4, 16)),
        "instrument": "Notice to Exporters No. 992",
        "notice_number": "992",
        "text_en": (
            "Applications for goods outside Group 2 are again reviewed case by case. Applications"
            " for goods of Group 2 are presumptively denied, unless there are exceptional"
            " circumstances, including NATO cooperation programs."
        ),
        "text_fr": (
            "Les demandes visant des marchandises hors du groupe 2 sont de nouveau examinées au cas"
            " par cas. Les demandes visant des marchandises du groupe 2 font l'objet d'une"
            " présomption de refus, sauf circonstances exceptionnelles, dont les programmes de"
            " coopération de l'OTAN."
        ),
        "reasons_en": "The ceasefire of 5 March 2020.",
        "reasons_fr": "Le cessez-le-feu du 5 mars 2020.",
        "dates": [(date(2020, 4, 16), "Notice to Exporters No. 992 of 16 April 2020")],
        "provisions": [
            _group_2(
                "Applications for goods of Group 2 are presumptively denied.",
                "Les demandes visant des marchandises du groupe 2 font l'objet d'une présomption de"
                " refus.",
            ),
            _OTHER_GOODS,
        ],
        "exemptions": [_NATO, _EXCEPTIONAL],
        "preconditions": [],
    },
    {
        "change": ChangeKind.REIMPOSED,
        "starts_at": at(date(2020, 10, 5)),
        "instrument": "Statement of the Minister of 5 October 2020",
        "notice_number": "",
        "text_en": (
            "The relevant export permits to Turkey are suspended, to allow time to further assess"
            " the situation. New applications are treated as before."
        ),
        "text_fr": (
            "Les licences d'exportation pertinentes vers la Turquie sont suspendues, pour laisser"
            " le temps de mieux évaluer la situation. Les nouvelles demandes sont traitées comme"
            " auparavant."
        ),
        "reasons_en": "Allegations that Canadian sensors are used in Nagorno-Karabakh.",
        "reasons_fr": "Allégations d'utilisation de capteurs canadiens au Haut-Karabakh.",
        "dates": [(date(2020, 10, 5), "Statement of the Minister of 5 October 2020")],
        "provisions": [
            _group_2(
                "Permits listed by an order are suspended; new applications are presumptively"
                " denied.",
                "Les licences énumérées par un arrêté sont suspendues; les nouvelles demandes font"
                " l'objet d'une présomption de refus.",
                existing_effect=ExistingEffect.LISTED,
            ),
            _OTHER_GOODS,
        ],
        "exemptions": [_NATO, _EXCEPTIONAL],
        "preconditions": [],
    },
    {
        "change": ChangeKind.REIMPOSED,
        "starts_at": at(date(2021, 4, 12)),
        "instrument": "Statement of the Minister of 12 April 2021",
        "notice_number": "",
        "text_en": (
            "The permits suspended in autumn 2020 are cancelled. Further permits for goods of"
            " Group 2 wait for a dialogue mechanism with Turkey; NATO cooperation programs are"
            " reviewed case by case."
        ),
        "text_fr": (
            "Les licences suspendues à l'automne 2020 sont annulées. Toute autre licence visant"
            " des marchandises du groupe 2 attend un mécanisme de dialogue avec la Turquie; les"
            " programmes de coopération de l'OTAN sont examinés au cas par cas."
        ),
        "reasons_en": "The end-use assurances were not respected.",
        "reasons_fr": "Les assurances quant à l'utilisation finale n'ont pas été respectées.",
        "dates": [(date(2021, 4, 12), "Statement of the Minister of 12 April 2021")],
        "provisions": [
            _group_2(
                "Applications for goods of Group 2 are presumptively denied, and wait for the"
                " dialogue mechanism.",
                "Les demandes visant des marchandises du groupe 2 font l'objet d'une présomption de"
                " refus, et attendent le mécanisme de dialogue.",
            ),
            _OTHER_GOODS,
        ],
        "exemptions": [_NATO],
        "preconditions": [_DIALOGUE],
    },
    {
        "change": ChangeKind.LIFTED,
        "starts_at": at(date(2024, 1, 29)),
        "instrument": "Notice to Exporters No. 1108",
        "notice_number": "1108",
        "text_en": (
            "The policy of presumptive denial is lifted: applications for all goods are reviewed"
            " case by case."
        ),
        "text_fr": (
            "La politique de présomption de refus est levée : les demandes visant toutes les"
            " marchandises sont examinées au cas par cas."
        ),
        "reasons_en": "The assurances given, and the progress of the dialogue.",
        "reasons_fr": "Les assurances données, et les progrès du dialogue.",
        "dates": [(date(2024, 1, 29), "Notice to Exporters No. 1108 of 29 January 2024")],
        "provisions": [
            {
                "new_effect": NewEffect.CASE_BY_CASE,
                "text_en": "Applications for all goods are reviewed case by case.",
                "text_fr": (
                    "Les demandes visant toutes les marchandises sont examinées au cas par cas."
                ),
            },
            {**_STATEMENT, "end_user_class": EndUserClass.ARMED_FORCES},
            {**_STATEMENT, "end_user_class": EndUserClass.SECURITY_BODY},
        ],
        "exemptions": [],
        "preconditions": [_DIALOGUE],
    },
]

MEETINGS = [
    (date(2021, 9, 21), "Ottawa", "How the mechanism works", "Both sides named their offices and agreed how often they meet (fictional)."),
    (date(2023, 10, 17), "Ankara", "Statements on re-transfer", "The wording of the statement on re-transfer was agreed (fictional)."),
]  # fmt: skip
PARTICIPANTS = [
    {"side": "canada", "office": "Trade and Export Controls Bureau"},
    {"side": "destination", "office": "Directorate of Defence Procurement (fictional)"},
]
COMMITMENTS = [
    ("destination", "Each assurance says whether the goods will be re-transferred.", "Chaque assurance précise si les marchandises feront l'objet d'un retransfert.", date(2023, 10, 17), date(2023, 12, 15)),
    ("canada", "Applications are reviewed case by case once the statement is agreed.", "Les demandes sont examinées au cas par cas une fois la déclaration convenue.", date(2023, 10, 17), date(2024, 1, 15)),
]  # fmt: skip


class Measures:
    """Plays the sequence, each version drafted and signed on the day it began."""

    def __init__(self, people):
        self.people = people
        self.versions: list[MeasureVersion] = []

    def load(self, *, decision: Decision) -> None:
        """M4 names the decision of April 2021; M3 the first suspension that it was about."""
        order = decision.suspensions.order_by("effective_at").first()
        for position, told in enumerate(SEQUENCE, start=1):
            said = {
                **told,
                "destinations": [Country.objects.get(code="TR")],
                "by": self.people["policy"],
                "reason": REASON,
            }
            if position == 3:
                said["order"] = order
            if position == 4:
                said["decision"] = decision
            if position == 5:
                self._talk()
                self._conclude()
            self.versions.append(self._signed(said))

    def _signed(self, said) -> MeasureVersion:
        if not self.versions:
            del said["change"]
            version = measures.draft(**TITLES, **said)
        else:
            version = measures.draft_version(self.versions[0].measure, **said)
        return measures.sign(
            version,
            appointment=minister_on(version.starts_at.date()),
            signed_at=version.starts_at,
            by=self.people["minister"],
            reason=REASON,
        )

    def _talk(self) -> None:
        """The dialogue that M4 asks for: two meetings, what each side undertook, and its end."""
        by = {"by": self.people["policy"], "reason": REASON}
        talks = dialogues.open_dialogue(
            country=Country.objects.get(code="TR"),
            title_en="Dialogue mechanism on end use",
            title_fr="Mécanisme de dialogue sur l'utilisation finale",
            opened_on=date(2021, 9, 7),
            precondition=self.versions[-1].preconditions.get(),
            **by,
        )
        for held_on, place, subject, summary in MEETINGS:
            dialogues.record_meeting(
                talks,
                held_on=held_on,
                place=place,
                subject=subject,
                summary=summary,
                participants=PARTICIPANTS,
                **by,
            )
        for side, text_en, text_fr, made_on, due_on in COMMITMENTS:
            commitment = dialogues.record_commitment(
                talks,
                side=side,
                text_en=text_en,
                text_fr=text_fr,
                made_on=made_on,
                due_on=due_on,
                **by,
            )
            dialogues.follow_up(
                commitment,
                followed_on=due_on,
                outcome="kept",
                note="The text was handed over (fictional).",
                **by,
            )

    def _conclude(self) -> None:
        """The dialogue is concluded before the measure is lifted."""
        preconditions.settle(
            self.versions[-1].preconditions.get(),
            status="met",
            settled_on=date(2024, 1, 26),
            document="Exchange of letters of 26 January 2024 (fictional)",
            appointment=minister_on(date(2024, 1, 26)),
            by=self.people["minister"],
            reason=REASON,
        )
