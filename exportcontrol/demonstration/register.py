"""The register of the demonstration: fictional parties, their permits, assurances and shipments."""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from audit import ledger
from exportcontrol.demonstration.people import REASON, minister_on
from permits import actions
from permits.models import Act, Assurance, ControlListItem, Country, Party, Permit
from permits.models.orders import OrderKind

# Name, country, language
PARTIES = {
    "aurora": ("Aurora Optronics Inc.", "CA", "en-ca"),
    "borealis": ("Borealis Simulation Ltd.", "CA", "en-ca"),
    "cartier": ("Aérostructures Cartier-Nord inc.", "CA", "fr-ca"),
    "dominion": ("Dominion Satellite Works Ltd.", "CA", "en-ca"),
    "estuaire": ("Composants de l'Estuaire inc.", "CA", "fr-ca"),
    "kartal": ("Anadolu Kartal Havacılık A.Ş.", "TR", "en-ca"),
    "sahin": ("Şahin Göğüş İhracat A.Ş.", "TR", "en-ca"),
    "uydu": ("Ege Uydu Sistemleri A.Ş.", "TR", "en-ca"),
    "procurement": ("Directorate of Defence Procurement (fictional)", "TR", "en-ca"),
    "nordfjell": ("Nordfjell Forsvar AS", "NO", "en-ca"),
    "rhein": ("Rheinufer Optik GmbH", "DE", "en-ca"),
    "severn": ("Severnside Defence plc", "GB", "en-ca"),
    "garonne": ("Garonne Aéro SAS", "FR", "fr-ca"),
    "baltic": ("Baltic Watch OÜ", "EE", "en-ca"),
    "hokusei": ("Hokusei Keiki K.K.", "JP", "en-ca"),
}

# What is exported: item, description, unit value in dollars
GOODS = {
    "sensor": ("2-15", "Electro-optical and infrared imaging turret", 1_150_000),
    "spares": ("2-15", "Spare parts for imaging turrets", 84_000),
    "fire": ("2-5", "Laser target designator module", 390_000),
    "wing": ("2-10", "Machined wing components for military aircraft", 46_500),
    "gear": ("2-10", "Landing gear assemblies for trainer aircraft", 212_000),
    "simulator": ("2-21", "Flight simulator software, military trainer", 640_000),
    "data": ("2-22", "Technical data for flight simulator integration", 75_000),
    "satellite": ("2-11", "Ground station equipment for military satellites", 905_000),
    "barrels": ("2-1", "Barrel blanks and bolts for rifles", 310),
}

# How many permits of each kind each issue order brought to Turkey.
# issue day, valid until, holder, end user, goods, quantities (one permit each), suspended when
SUSPENDED = [
    (date(2018, 6, 18), date(2023, 6, 17), "aurora", "kartal", "sensor", [4, 6, 2, 8], "october"),
    (date(2018, 6, 18), date(2023, 6, 17), "aurora", "kartal", "spares", [10, 25, 12], "october"),
    (date(2019, 2, 11), date(2024, 2, 10), "aurora", "sahin", "fire", [3, 5], "october"),
    (date(2019, 2, 11), date(2024, 2, 10), "cartier", "sahin", "wing", [120, 80, 64, 200], "october"),
    (date(2019, 2, 11), date(2022, 2, 10), "cartier", "sahin", "gear", [6, 4], "october"),
    (date(2019, 9, 9), date(2024, 9, 8), "borealis", "procurement", "simulator", [1, 1, 2], "october"),
    (date(2019, 9, 9), date(2024, 9, 8), "borealis", "procurement", "data", [1, 1, 1], "october"),
    (date(2019, 9, 9), date(2024, 9, 8), "estuaire", "sahin", "barrels", [400, 650], "october"),
    (date(2020, 5, 19), date(2025, 5, 18), "aurora", "kartal", "sensor", [7, 3], "october"),
    (date(2016, 2, 1), date(2021, 1, 31), "dominion", "uydu", "satellite", [1], "mid-october"),
    (date(2018, 6, 18), date(2023, 6, 17), "dominion", "uydu", "satellite", [2, 1], "november"),
    (date(2019, 9, 9), date(2022, 9, 8), "estuaire", "sahin", "barrels", [900, 300], "november"),
]  # fmt: skip

# Permits that nothing happens to: destination, end user, and as above
UNTOUCHED = [
    (date(2019, 2, 11), date(2024, 2, 10), "borealis", "procurement", "data", [2], "TR"),
    (date(2020, 5, 19), date(2025, 5, 18), "cartier", "procurement", "gear", [5, 3], "TR"),
    (date(2018, 6, 18), date(2023, 6, 17), "aurora", "nordfjell", "sensor", [2, 4], "NO"),
    (date(2019, 2, 11), date(2024, 2, 10), "aurora", "rhein", "spares", [40], "DE"),
    (date(2019, 9, 9), date(2024, 9, 8), "cartier", "garonne", "wing", [300, 150], "FR"),
    (date(2019, 9, 9), date(2024, 9, 8), "borealis", "severn", "simulator", [1], "GB"),
    (date(2020, 5, 19), date(2025, 5, 18), "dominion", "baltic", "satellite", [1], "EE"),
    (date(2020, 5, 19), date(2025, 5, 18), "aurora", "hokusei", "fire", [2], "JP"),
    (date(2016, 2, 1), date(2019, 1, 31), "aurora", "nordfjell", "spares", [15], "NO"),
]  # fmt: skip

CONDITION = {
    "text_en": "The permit holder reports each shipment within thirty days.",
    "text_fr": "Le titulaire de la licence déclare chaque expédition dans les trente jours.",
    "report_within_days": 30,
}

UNDERTAKINGS = [
    {
        "kind": "no-reexport",
        "wording": "The goods will not be re-exported without the consent of Canada.",
    },
    {
        "kind": "no-transfer",
        "wording": "The goods will not be transferred without the consent of Canada.",
    },
]


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of a day in Ottawa."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


class Register:
    """Puts the fictional permits on the register, issues them, and remembers which is which."""

    def __init__(self, people: dict[str, User]):
        self.people = people
        self.parties: dict[str, Party] = {}
        self.permits: dict[str, list[Permit]] = {}
        self._numbers: dict[int, int] = {}

    def load(self) -> None:
        officer = self.people["officer"]
        for key, (name, code, language) in PARTIES.items():
            self.parties[key] = actions.register_party(
                name=name, country=self._country(code), language=language, by=officer, reason=REASON
            )
        by_day: dict[date, list[Permit]] = {}
        for row in SUSPENDED:
            by_day.setdefault(row[0], []).extend(self._register(*row[:6], "TR", row[6]))
        for row in UNTOUCHED:
            by_day.setdefault(row[0], []).extend(self._register(*row, "untouched"))
        for day, permits in sorted(by_day.items()):
            self.issue(day, permits)
        self._general_permit()
        self._shipments()

    def issue(self, day: date, permits: list[Permit]) -> None:
        """Issue permits on a day as their decisions did, under one order of the minister of that day.

        Their applications were decided before any were kept here: each would be decided by itself.
        """
        order = actions.draw_up_signed(
            kind=OrderKind.ISSUE,
            title_en="Issue of export permits",
            title_fr="Délivrance de licences d'exportation",
            ground_en="Applications assessed under sections 7.3 and 7.4.",
            ground_fr="Demandes évaluées en application des articles 7.3 et 7.4.",
            authority="Export and Import Permits Act, s. 7(1)",
            effective_at=at(day),
            prepared_by=self.people["officer"],
            appointment=minister_on(day),
            signed_at=at(day),
            by=self.people["minister"],
            reason=REASON,
        )
        with ledger.entry(
            by=self.people["minister"], action=Act.SIGN, about=order.number, reason=REASON
        ) as entry:
            issued = Permit.objects.filter(pk__in=[permit.pk for permit in permits])
            actions.pin(order, issued, list_number=1, entry=entry)
            actions.carry_out(order, by=self.people["minister"], reason=REASON)

    def register(
        self, day, until, holder, end_user, goods, quantity, destination, **facts
    ) -> Permit:
        """Put one permit on the register as submitted."""
        code, description, unit_value = GOODS[goods]
        item = ControlListItem.objects.filter(code=code).latest("edition__in_force_from")
        number = self._numbers[day.year] = self._numbers.get(day.year, 0) + 1
        facts.setdefault("reference", f"XP-{day.year}-{number:06d}")
        facts.setdefault(
            "assurances", [self._assurance(end_user, day)] if destination == "TR" else []
        )
        return actions.register(
            holder=self.parties[holder],
            destination=self._country(destination),
            end_user=self.parties[end_user],
            end_use="Use by the armed forces of the country of final destination.",
            issued_on=day,
            valid_from=day,
            valid_until=until,
            lines=[
                {
                    "item": item,
                    "code": code,
                    "description": description,
                    "quantity": Decimal(quantity),
                    "unit": "each",
                    "value": Decimal(unit_value) * quantity,
                }
            ],
            consignees=[{"party": self.parties[end_user], "country": self._country(destination)}],
            conditions=[CONDITION],
            by=self.people["officer"],
            reason=REASON,
            **facts,
        )

    def _register(self, day, until, holder, end_user, goods, quantities, destination, group):
        permits = [
            self.register(day, until, holder, end_user, goods, quantity, destination)
            for quantity in quantities
        ]
        self.permits.setdefault(group, []).extend(permits)
        return permits

    def _assurance(self, issuer: str, day: date) -> Assurance:
        """One end-use certificate of an issuer for each issue day."""
        reference = f"EUC-{self.parties[issuer].pk:03d}-{day:%Y%m%d}"
        existing = Assurance.objects.filter(reference=reference).first()
        if existing:
            return existing
        return actions.record_assurance(
            reference=reference,
            kind="end-use-certificate",
            issuer=self.parties[issuer],
            signatory="C. Kaya (fictional)",
            signatory_title="Head of procurement",
            given_on=day,
            end_use="Own use in the country of final destination only.",
            undertakings=UNDERTAKINGS,
            by=self.people["officer"],
            reason=REASON,
        )

    def _general_permit(self) -> None:
        """General permits are on the register and in no individual action."""
        permit = actions.register(
            reference="GEP-47",
            kind="general",
            destination=self._country("US"),
            issued_on=date(2019, 9, 1),
            valid_from=date(2019, 9, 1),
            valid_until=date(2099, 12, 31),
            end_use="Goods of the Arms Trade Treaty to the United States.",
            lines=[],
            by=self.people["officer"],
            reason=REASON,
        )
        self.issue(permit.issued_on, [permit])

    def _shipments(self) -> None:
        """One shipment in time, one reported late, and one made after the suspension."""
        officer = self.people["officer"]
        first, second, third, *_others = self.permits["october"]
        for permit, number, shipped, reported, value in [
            (first, "BOL-20110", date(2019, 3, 4), date(2019, 3, 20), 2_300_000),
            (second, "BOL-20871", date(2020, 9, 14), date(2020, 11, 2), 1_150_000),
            (third, "BOL-21006", date(2020, 10, 7), date(2020, 10, 19), 1_150_000),
        ]:
            actions.record_shipment(
                permit.lines.get(),
                reference=number,
                shipped_on=shipped,
                reported_on=reported,
                value=Decimal(value),
                by=officer,
                reason=REASON,
            )

    def _country(self, code: str) -> Country:
        return Country.objects.get(code=code)
