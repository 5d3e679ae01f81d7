"""Builders of measures that reach a state by acting; and the real measures on one destination."""

from datetime import UTC, date, datetime

from django.utils import timezone

from accounts.roles import Role
from regime.actions import measures as actions
from regime.actions import preconditions
from regime.models import ChangeKind, EndUserClass, ExistingEffect, MeasureVersion, NewEffect
from tests import make

IMPOSED_AT = datetime(2019, 10, 11, 4, 0, tzinfo=UTC)  # midnight in Ottawa
EASED_AT = datetime(2020, 4, 16, 4, 0, tzinfo=UTC)
SUSPENDED_AT = datetime(2020, 10, 5, 4, 0, tzinfo=UTC)
CANCELLED_AT = datetime(2021, 4, 12, 4, 0, tzinfo=UTC)
LIFTED_AT = datetime(2024, 1, 29, 5, 0, tzinfo=UTC)


def policy_officer():
    return make.user(Role.POLICY_OFFICER)


def provision(**changes):
    """A moratorium on all goods, in the form that drafting takes."""
    return {
        "new_effect": NewEffect.MORATORIUM,
        "text_en": "No new permit is issued.",
        "text_fr": "Aucune nouvelle licence n'est délivrée.",
        **changes,
    }


def exemption(**changes):
    return {
        "programme": "nato",
        "title_en": "NATO cooperation programs",
        "title_fr": "Programmes de coopération de l'OTAN",
        "scope_en": "Goods for a cooperation program of the Alliance.",
        "scope_fr": "Marchandises destinées à un programme de coopération de l'Alliance.",
        "evidence_en": "The agreement of the program.",
        "evidence_fr": "L'accord du programme.",
        "granted_by": "delegate",
        "effect": NewEffect.CASE_BY_CASE,
        "from_preconditions": False,
        **changes,
    }


def precondition(**changes):
    return {
        "title_en": "Dialogue mechanism concluded with the destination",
        "title_fr": "Mécanisme de dialogue conclu avec la destination",
        "provision": None,
        **changes,
    }


def facts(**changes):
    """What a first version says, in the form that drafting takes."""
    starts_at = changes.get("starts_at", IMPOSED_AT)
    return {
        "title_en": "Permits for Turkey",
        "title_fr": "Licences pour la Turquie",
        "starts_at": starts_at,
        "term_ends_at": None,
        "instrument": "Decision of the Minister",
        "notice_number": "",
        "text_en": "No new export permit is issued.",
        "text_fr": "Aucune nouvelle licence d'exportation n'est délivrée.",
        "reasons_en": "The situation in the region.",
        "reasons_fr": "La situation dans la région.",
        "destinations": [make.country("TR")],
        "dates": [(timezone.localdate(starts_at), "Decision of the Minister")],
        "provisions": [provision()],
        "exemptions": [],
        "preconditions": [],
        **changes,
    }


def measure(*, by=None, **changes) -> MeasureVersion:
    """The first version of a new measure, in draft."""
    return actions.draft(by=by or policy_officer(), reason="A test", **facts(**changes))


def next_version(before, change=ChangeKind.EASED, *, by=None, **changes) -> MeasureVersion:
    """The next version of a measure, in draft."""
    changes.setdefault("starts_at", EASED_AT)
    told = facts(**changes)
    return actions.draft_version(
        before.measure, change=change, by=by or policy_officer(), reason="A test", **told
    )


def signed(version, *, by=None, appointment=None, signed_at=None) -> MeasureVersion:
    """A version signed in the Minister's name, on the day it begins unless another is given."""
    return actions.sign(
        version,
        appointment=appointment or make.minister(),
        signed_at=signed_at or version.starts_at,
        by=by or make.ministers_office(),
        reason="A test",
    )


def signed_version(*, by=None, appointment=None, signed_at=None, **changes) -> MeasureVersion:
    """The first version of a new measure, signed."""
    return signed(measure(**changes), by=by, appointment=appointment, signed_at=signed_at)


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
REAL_SEQUENCE = [
    {
        "change": ChangeKind.IMPOSED,
        "starts_at": IMPOSED_AT,
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
        "starts_at": EASED_AT,
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
        "starts_at": SUSPENDED_AT,
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
        "starts_at": CANCELLED_AT,
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
        "starts_at": LIFTED_AT,
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


def the_real_sequence(*, until=5, order=None, settle=True, by=None, signer=None, appointment=None):
    """M1 to M5 as versions of one measure on Turkey, each signed on the day it began.

    ``order`` is the suspension that M3 carries; ``until`` stops after so many versions. The
    precondition of M4 is met three days before M5 is signed, unless ``settle`` is False.
    """
    author, signer = by or policy_officer(), signer or make.ministers_office()
    appointment = appointment or make.minister()
    versions = []
    for position, told in enumerate(REAL_SEQUENCE[:until], start=1):
        said = {**told, "destinations": [make.country("TR")], "reason": "A test", "by": author}
        if position == 3:
            said["order"] = order
        if position == 5 and settle:
            dialogue_concluded(versions[-1].preconditions.get(), appointment, by=signer)
        if not versions:
            change = said.pop("change")
            assert change == ChangeKind.IMPOSED
            version = actions.draft(**TITLES, **said)
        else:
            version = actions.draft_version(versions[0].measure, **said)
        versions.append(signed(version, by=signer, appointment=appointment))
    for version in versions:
        version.refresh_from_db()
    return versions


def dialogue_concluded(pending, appointment, *, by):
    """The precondition met, on a document of a fictional exchange."""
    return preconditions.settle(
        pending,
        status="met",
        settled_on=date(2024, 1, 26),
        document="Exchange of letters of 26 January 2024",
        appointment=appointment,
        by=by,
        reason="A test",
    )
