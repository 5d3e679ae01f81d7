"""Applications before, during and after each measure, and what each was told on its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Appointment
from applications.actions import consulting, deciding, entering, reviewing
from applications.models import Application, Criterion, Risk
from applications.rules import reviewing as rules
from audit import ledger
from exportcontrol.demonstration.people import REASON, minister_on
from exportcontrol.demonstration.register import GOODS, Register, at
from permits import group_2
from permits.codes import sort_key
from permits.models import ControlListEdition, ControlListItem, Country
from permits.models.acts import Act
from permits.models.goods import ControlList
from regime.models import NewEffect

NONE, CASE = NewEffect.NONE, NewEffect.CASE_BY_CASE
DENIAL, MORATORIUM = NewEffect.PRESUMPTIVE_DENIAL, NewEffect.MORATORIUM
# Goods outside Group 2: item, description, unit value in dollars
OTHER_GOODS = {"camera": ("1-6", "Infrared cameras for industrial inspection", 38_000)}
ITEMS_OF_THE_LIST = {"1-6": ("Sensors and lasers", "Capteurs et lasers")}
EARLIER = date(2015, 1, 1)


@dataclass(frozen=True)
class Asked:
    """One application: what was asked for, when, and what became of it."""

    key: str
    received: date
    told: NewEffect  # the rule of the day on which it was received
    applicant: str
    end_user: str
    goods: str
    quantity: int
    decided: date | None = None
    claim: str = ""
    outcome: str = "issue"
    told_then: NewEffect | None = None  # the rule of the day on which it was decided
    end_user_class: str = "armed-forces"
    defence: str = ""  # what National Defence answered, where it was asked


# In the order in which they were received: before M1, under M1, M2, M3, M4, and after M5.
ASKED = [
    Asked("before", date(2019, 8, 12), NONE, "aurora", "kartal", "spares", 8, date(2019, 9, 30), told_then=NONE),
    Asked("pending-group-2", date(2019, 11, 4), MORATORIUM, "aurora", "kartal", "sensor", 5, date(2020, 5, 19), "exceptional", told_then=DENIAL, defence="no-objection"),
    Asked("pending-other", date(2019, 12, 2), MORATORIUM, "dominion", "uydu", "camera", 12, date(2020, 6, 15), told_then=CASE, end_user_class="company"),
    Asked("denied", date(2020, 6, 8), DENIAL, "estuaire", "sahin", "barrels", 500, date(2020, 7, 20), outcome="deny", told_then=DENIAL),
    Asked("nato", date(2020, 6, 22), DENIAL, "cartier", "procurement", "wing", 60, date(2020, 8, 10), "nato", told_then=DENIAL, defence="no-objection"),
    Asked("returned", date(2020, 11, 16), DENIAL, "borealis", "procurement", "simulator", 1, date(2020, 12, 7), outcome="return", told_then=DENIAL),
    Asked("waited", date(2021, 5, 10), DENIAL, "aurora", "kartal", "spares", 20, date(2024, 3, 4), told_then=CASE, defence="no-objection"),
    Asked("nato-later", date(2021, 6, 14), DENIAL, "cartier", "procurement", "gear", 4, date(2021, 9, 13), "nato", told_then=DENIAL),
    Asked("other-later", date(2021, 6, 28), CASE, "dominion", "uydu", "camera", 6, date(2021, 8, 16), told_then=CASE, end_user_class="company"),
    Asked("lifted", date(2024, 2, 12), CASE, "aurora", "kartal", "sensor", 3, defence="silence"),
]  # fmt: skip

CONTACT = {
    "address": "1 Wharf Street, Halifax, Nova Scotia (fictional)",
    "telephone": "+1 902 555 0100",
    "email": "permits@example.ca",
    "contact": "R. Clerk",
    "contact_telephone": "+1 902 555 0101",
}
REASONS = {
    "issue": (
        "No criterion of section 7.3 leaves a substantial risk after mitigation.",
        "Aucun facteur de l'article 7.3 ne laisse de risque sérieux après les mesures d'atténuation.",
    ),
    "deny": (
        "Goods of Group 2 are presumptively denied, and no exceptional circumstances are shown.",
        "Les marchandises du groupe 2 font l'objet d'une présomption de refus, et aucune circonstance exceptionnelle n'est démontrée.",
    ),
    "return": (
        "The end use is not described closely enough to be assessed.",
        "L'utilisation finale n'est pas décrite avec assez de précision pour être évaluée.",
    ),
    "nato": (
        "The goods are for a cooperation program of the Alliance; its agreement is on file.",
        "Les marchandises sont destinées à un programme de coopération de l'Alliance; l'accord est au dossier.",
    ),
    "exceptional": (
        "The Minister accepts the assurances given by the importing government as exceptional.",
        "Le ministre accepte à titre exceptionnel les assurances données par le gouvernement importateur.",
    ),
}  # fmt: skip


class Applications:
    """Plays each application through the application's own acts, by the person whose act it is."""

    def __init__(self, registered: Register):
        self.registered = registered
        self.people = registered.people
        self.by_key: dict[str, Application] = {}

    def load(self) -> None:
        self._editions()
        for asked in ASKED:
            self.by_key[asked.key] = self._play(asked)

    def _editions(self) -> None:
        """The lists as they stood before the editions of today, in headings only."""
        guide = {"2": group_2.ITEMS}
        for control_list, instrument, groups in [
            (ControlList.GUIDE, "Guide, Group 2, earlier edition", guide),
            (ControlList.REGULATION, "SOR/89-202, Group 1 in headings", {"1": ITEMS_OF_THE_LIST}),
        ]:
            with ledger.entry(by=None, action=Act.LOAD_CONTROL_LIST, reason=REASON):
                edition = ControlListEdition.objects.create(
                    control_list=control_list,
                    instrument=instrument,
                    in_force_from=EARLIER,
                    source="Headings for the demonstration",
                    digest="0" * 64,
                )
                ControlListItem.objects.bulk_create(
                    ControlListItem(
                        edition=edition,
                        group=int(group),
                        code=code,
                        sort_key=sort_key(code),
                        text_en=english,
                        text_fr=french,
                    )
                    for group, items in groups.items()
                    for code, (english, french) in items.items()
                )

    def _play(self, asked: Asked) -> Application:
        officer = {"by": self.people["officer"], "reason": REASON}
        application = self._entered(asked)
        entering.take_up(application, **officer)
        application.refresh_from_db()
        reviewing.classify(application, self._items(application, asked), **officer)
        self._consult(application, asked)
        if asked.claim:
            self._claim(application, asked)
        if asked.decided and asked.outcome != "return":
            reviewing.assess(application, ANSWERS, **officer)
            english, french = REASONS["issue"]
            reviewing.determine(
                application,
                substantial_risk=False,
                reasons_en=english,
                reasons_fr=french,
                **officer,
            )
        if asked.decided:
            self._decide(application, asked)
        application.refresh_from_db()
        return application

    def _entered(self, asked: Asked, code: str = "TR") -> Application:
        """The application as it was received, for a destination."""
        parties = self.registered.parties
        return entering.enter(
            received_at=at(asked.received, 10),
            completed_on=asked.received - timedelta(days=3),
            delivery="email",
            applicant=parties[asked.applicant],
            destination=Country.objects.get(code=code),
            end_user=parties[asked.end_user],
            end_user_class=asked.end_user_class,
            end_use="Own use in the country of final destination (fictional).",
            end_use_location="Premises of the end user",
            shipping_point="Halifax, Nova Scotia",
            declaration=True,
            declared_by=CONTACT["contact"],
            declared_on=asked.received - timedelta(days=3),
            controlled_goods_status="registered",
            controlled_goods="Registration 10001 (fictional)",
            contacts={"applicant": CONTACT},
            consignees=[{"party": parties[asked.end_user], **CONTACT}],
            lines=[_line(asked)],
            documents=[
                {
                    "kind": "v",
                    "reference": f"Contract {asked.received:%Y-%m} (fictional)",
                    "dated_on": asked.received - timedelta(days=30),
                    "pointer": "On the paper file",
                }
            ],
            by=self.people["intake"],
            reason=REASON,
        )

    def _items(self, application, asked):
        """Each line under its item in the edition in force when it was decided, else today."""
        in_force = rules.editions_in_force(asked.decided or timezone.localdate()).values()
        return {
            line: ControlListItem.objects.get(edition__in=in_force, code=line.code)
            for line in application.lines.all()
        }

    def _consult(self, application, asked) -> None:
        if not asked.defence:
            return
        due_on = asked.received + timedelta(days=28)
        consultation = consulting.consult(
            application,
            office=self.people["defence"].office,
            question="Does National Defence object to this export?",
            asked_on=asked.received + timedelta(days=7),
            due_on=due_on,
            by=self.people["officer"],
            reason=REASON,
        )
        if asked.defence == "silence":
            return
        consulting.answer_consultation(
            consultation,
            answer=asked.defence,
            text="No objection, provided that the end-use assurance is kept (fictional).",
            answered_on=due_on,
            by=self.people["defence"],
            reason=REASON,
        )

    def _claim(self, application, asked) -> None:
        day = asked.decided - timedelta(days=14)
        [exemption] = [
            each
            for each in rules.exemptions_offered(application, day=day)
            if each.programme == asked.claim
        ]
        claim = reviewing.claim_exemption(
            application,
            exemption,
            evidence="See the documents of the application (fictional).",
            claimed_on=day,
            by=self.people["officer"],
            reason=REASON,
        )
        english, french = REASONS[asked.claim]
        reviewing.decide_exemption(
            claim,
            granted=True,
            reasons_en=english,
            reasons_fr=french,
            appointment=minister_on(asked.decided),
            decided_at=at(asked.decided - timedelta(days=2), 15),
            by=self.people["minister"],
            reason=REASON,
        )

    def _decide(self, application, asked) -> None:
        """The Minister decides where an exemption is needed; otherwise a delegate."""
        english, french = REASONS[asked.outcome]
        minister = bool(asked.claim)
        decision = {
            "reasons_en": english,
            "reasons_fr": french,
            "appointment": minister_on(asked.decided) if minister else delegate(),
            "decided_at": at(asked.decided, 14),
            "by": self.people["minister" if minister else "director"],
            "reason": REASON,
        }
        if asked.outcome == "issue":
            deciding.issue(
                application,
                valid_from=asked.decided,
                valid_until=asked.decided + timedelta(days=3 * 365),
                report_within_days=30,
                **decision,
            )
        elif asked.outcome == "deny":
            deciding.deny(application, **decision)
        else:
            deciding.return_to_applicant(application, **decision)


def _line(asked: Asked) -> dict:
    item, description, unit_value = {**GOODS, **OTHER_GOODS}[asked.goods]
    return {
        "code": item,
        "description": description,
        "quantity": Decimal(asked.quantity),
        "unit": "each",
        "value": Decimal(unit_value) * asked.quantity,
        "currency": "CAD",
        "origin": Country.objects.get(code="CA"),
        "mass_kg": Decimal(12) * asked.quantity,
    }


def delegate() -> Appointment:
    return Appointment.objects.get(is_minister=False)


ANSWERS = {
    criterion.value: {
        "risk_before": Risk.LOW if criterion != Criterion.values[0] else Risk.MODERATE,
        "analysis": "The end user has used such goods for years, and no misuse is known (fictional).",
        "mitigation": "The end-use assurance, and a report on each shipment.",
        "risk_after": Risk.LOW,
    }
    for criterion in Criterion
}  # fmt: skip
