"""A register of any size, written by a few statements over whole sets under one entry.

The same numbers always make the same register. Every status is made by a status change under an
order, as in life, and the triggers are in place while it is written.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO

from django.core.management import call_command
from django.db import connection

from accounts.models import Appointment, RoleAssignment, User
from accounts.roles import Role
from audit import ledger
from benchmarks import trade
from permits import actions
from permits.models import ControlListItem, Country, Order, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus

LAST_DAY = date(2020, 9, 30)
SUSPENDED_AT = datetime(2020, 10, 5, 4, tzinfo=UTC)
CANCELLED_AT = datetime(2021, 4, 12, 4, tzinfo=UTC)
REASON = "A register to measure"
HOLDERS = 20_000
DESTINATIONS = 60
# The number of a permit in its series, from which everything else about it follows.
NUMBER = "CAST(substr(reference, 4) AS bigint) - 10000000"


@dataclass(frozen=True)
class Register:
    """How many permits there are, how many of them suspended, and over how many years issued."""

    permits: int
    suspended: int
    years: int = 15
    traded: bool = False  # with end users, consignees, assurances and shipments

    @property
    def holders(self):
        return min(HOLDERS, max(self.permits // 5, 1))

    def fate(self, share_from, share_to):
        """SQL for an even choice of permits: those whose lot lies between two numbers."""
        return f"(({NUMBER}) * 7919) %% {self.permits} BETWEEN {share_from} AND {share_to - 1}"


def generate(register):
    """Write the register."""
    call_command("load_reference", stdout=StringIO())
    by = person("officer", Role.PERMIT_OFFICER, Role.DIRECTOR)
    with ledger.entry(by=by, action="benchmark.generate", reason=REASON) as entry:
        _parties(register)
        _permits(register)
        _lines(register)
        if register.traded:
            trade.generate(register.permits)
        others = register.permits - register.suspended
        cancelled = register.suspended + others // 20
        denied = cancelled + others // 25
        submitted = denied + others // 100
        moment = datetime(2018, 7, 1, 4, tzinfo=UTC)
        issued = order(OrderKind.ISSUE, moment)
        _act(issued, entry, f"NOT {register.fate(cancelled, submitted)}")
        _act(order(OrderKind.DENY, moment), entry, register.fate(cancelled, denied))
        suspension = order(OrderKind.SUSPEND, SUSPENDED_AT)
        _act(suspension, entry, register.fate(0, cancelled))
        _act(
            order(OrderKind.CANCEL, SUSPENDED_AT + timedelta(days=30)),
            entry,
            register.fate(register.suspended, cancelled),
        )
    _run("ANALYZE")


def person(username, *roles):
    """The person of that name, with these roles."""
    found = User.objects.filter(username=username).first()
    if found:
        return found
    made = User.objects.create_user(username, name=username.title())
    with ledger.entry(by=None, action="benchmark.roles", reason=REASON):
        for role in roles:
            RoleAssignment.objects.create(user=made, role=role)
    return made


def order(kind, effective_at):
    """An order of this kind, signed."""
    with ledger.entry(by=None, action="benchmark.order", reason=REASON):
        minister, _created = Appointment.objects.get_or_create(
            office_en="Minister of Foreign Affairs",
            office_fr="Ministre des Affaires étrangères",
            holder_name="A. Minister",
            is_minister=True,
            instrument="P.C. 2018-0001",
            valid_from=date(2018, 1, 1),
        )
        return Order.objects.create(
            kind=kind,
            number=f"MO-{effective_at:%Y}-{Order.objects.count() + 1:06d}",
            status=OrderStatus.SIGNED,
            title_en="Order",
            title_fr="Arrêté",
            ground_en="To allow time to assess",
            ground_fr="Pour laisser le temps d'évaluer",
            effective_at=effective_at,
            prepared_by=person("officer", Role.PERMIT_OFFICER, Role.DIRECTOR),
            signed_by=person("signer", Role.MINISTERS_OFFICE),
            signed_for=minister,
            signed_at=effective_at,
        )


def listed_in_turn(lengths):
    """Orders to cancel, signed, with so many suspended permits on the list of each; their keys."""
    suspended = Permit.objects.filter(status=PermitStatus.SUSPENDED).order_by("reference")
    orders, start = [], 0
    for length in lengths:
        cancellation = order(OrderKind.CANCEL, CANCELLED_AT)
        keys = suspended.values("pk")[start : start + length]
        with ledger.entry(
            by=cancellation.prepared_by, action="benchmark.list", reason=REASON
        ) as entry:
            permits = Permit.objects.filter(pk__in=keys)
            actions.pin(cancellation, permits, list_number=1, entry=entry)
        orders.append(cancellation.pk)
        start += length
    _run("ANALYZE")
    return orders


def _run(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _numbered(count):
    first, following = "SELECT CAST(1 AS bigint)", f"SELECT i + 1 FROM n WHERE i < {count}"
    return f"WITH RECURSIVE n(i) AS ({first} UNION ALL {following})"


def _day_plus(day, days):
    """SQL for a day some days after another."""
    if connection.vendor == "postgresql":
        return f"CAST({day} AS date) + CAST({days} AS integer)"
    return f"date({day}, '+' || ({days}) || ' days')"


def _parties(register):
    kinds = ["Optics", "Aerospace", "Avionics", "Marine", "Sensors", "Dynamics", "Composites"]
    places = ["Northern", "Atlantic", "Prairie", "Laurentian", "Pacific", "Acadian", "Arctic"]
    choose = [
        f"CASE i %% {n} " + "".join(f"WHEN {k} THEN '{w}' " for k, w in enumerate(words)) + "END"
        for n, words in ((7, places), (11, kinds + places[:4]))
    ]
    _run(
        "INSERT INTO permits_party (name, country_id, address, email, language)"
        f" {_numbered(register.holders)}"
        f" SELECT {choose[0]} || ' ' || {choose[1]} || ' ' || i || ' Ltd.',"
        f" (SELECT id FROM permits_country WHERE code = 'CA'), '', '', 'en-ca' FROM n"
    )


def _permits(register):
    """Destinations are skewed: a few take most permits; one permit in 200 names two together.

    One permit in 40 has a term too short to be reached by a cancellation.
    """
    countries = list(
        Country.objects.order_by("code").values_list("pk", flat=True)[: DESTINATIONS - 1]
    )
    countries.insert(0, Country.objects.get(code="TR").pk)
    destinations = ", ".join(f"({rank}, {pk})" for rank, pk in enumerate(countries))
    first_holder = "(SELECT min(id) FROM permits_party)"
    days = register.years * 365
    first_day = LAST_DAY - timedelta(days=days)
    rank = (
        f"((i * 7907) %% {DESTINATIONS}) * ((i / 60 * 104729) %% {DESTINATIONS}) / {DESTINATIONS}"
    )
    term = "CASE WHEN i %% 40 = 7 THEN 60 ELSE 1095 + (i * 7901) %% 730 END"
    _run(
        "INSERT INTO permits_permit (reference, kind, status, holder_id, destination_id,"
        " end_use, end_use_location, temporary, retroactive, issued_on, valid_from, valid_until)"
        f" {_numbered(register.permits)}, d(rank, country_id) AS (VALUES {destinations}),"
        " p AS (SELECT i, "
        + _day_plus("%s", f"i * {days} / {register.permits}")
        + f" AS day, {term} AS term, {rank} AS rank FROM n)"
        " SELECT 'XP-' || (10000000 + i), CASE WHEN i %% 50 = 3 THEN 'brokering' ELSE 'export' END,"
        f" 'submitted', {first_holder} + (i * 7877) %% {register.holders},"
        " CASE WHEN i %% 200 = 9 THEN NULL ELSE d.country_id END,"
        f" 'Use by the final consignee', '', {_false()}, {_false()}, day, day,"
        f" {_day_plus('day', 'term')}"
        " FROM p JOIN d ON d.rank = p.rank ORDER BY i",
        first_day.isoformat(),
    )
    for first, among in ((0, 7), (7, 11)):
        _run(
            "INSERT INTO permits_jointdestination (permit_id, country_id)"
            f" WITH d(rank, country_id) AS (VALUES {destinations})"
            " SELECT p.id, d.country_id FROM permits_permit p"
            f" JOIN d ON d.rank = {first} + ({NUMBER}) / 200 %% {among}"
            " WHERE p.destination_id IS NULL"
        )


def _false():
    return "FALSE" if connection.vendor == "postgresql" else "0"


def _lines(register):
    """A line for each permit, and a second one for three in ten."""
    items = list(ControlListItem.objects.order_by("pk").values_list("pk", "code"))
    values = ", ".join(f"({rank}, {pk}, '{code}')" for rank, (pk, code) in enumerate(items))
    for position, which in ((1, "1 = 1"), (2, f"({NUMBER}) %% 10 < 3")):
        _run(
            "INSERT INTO permits_permitline"
            " (permit_id, position, item_id, code, description, quantity, unit, value, currency)"
            f" WITH c(rank, id, code) AS (VALUES {values}),"
            f" p AS (SELECT id, ({NUMBER}) AS i FROM permits_permit WHERE {which})"
            f" SELECT p.id, {position}, c.id, c.code, 'Equipment', 1 + i %% 20, 'each',"
            f" 1000 * (1 + i %% 900), 'CAD' FROM p JOIN c ON c.rank = (i * 31 + {position}) %% %s"
            " ORDER BY p.id",
            len(items),
        )


def _act(under, entry, which):
    """Change the status of the permits chosen, under an order, as carrying it out does."""
    statuses = {
        OrderKind.ISSUE: ("submitted", "valid"),
        OrderKind.DENY: ("submitted", "denied"),
        OrderKind.SUSPEND: ("valid", "suspended"),
        OrderKind.CANCEL: ("suspended", "cancelled"),
    }
    from_status, to_status = statuses[under.kind]
    _run(
        "INSERT INTO permits_statuschange"
        " (permit_id, order_id, from_status, to_status, effective_at, entry_id)"
        f" SELECT id, %s, %s, %s, {_moment()}, %s FROM permits_permit WHERE {which} ORDER BY id",
        *(under.pk, from_status, to_status, _written(under.effective_at), entry.pk),
    )
    _run(
        "UPDATE permits_permit SET status = %s, last_change_id = c.id FROM permits_statuschange c"
        " WHERE c.permit_id = permits_permit.id AND c.order_id = %s",
        *(to_status, under.pk),
    )
    Order.objects.filter(pk=under.pk).update(status=OrderStatus.CARRIED_OUT)


def _moment():
    return "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"


def _written(moment):
    """A moment as Django writes it on SQLite; PostgreSQL reads the same."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" + ("+00" if connection.vendor == "postgresql" else "")
