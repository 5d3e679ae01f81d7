"""The figures of one subject: from its permits, or from a stocktake and what was touched since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection, models, transaction

from audit.models import Entry
from permits.counting import sources
from permits.counting.statements import PAIRS, counting
from permits.models import PermitAssurance
from permits.models.stocktakes import Figure, StockFigure, StockKind, Stocktake

# How many days after a stocktake the terms that end are still told apart by day.
KEEPS = timedelta(days=62)
# Where later entries wrote more rows than this, the figures are counted from the record itself.
MOST_TOUCHED = 20_000
# So many permits are counted from the record while a reader waits, and no more.
MOST_COUNTED = 200_000
MONEY, QUANTITY = Decimal("0.01"), Decimal("0.001")


class TooManyPermits(Exception):
    """No stocktake answers, and the permits are too many to be counted one by one."""


@dataclass(frozen=True)
class Subject:
    """Permits asked about together, and which of their lines are meant (None: all).

    ``kind`` and ``key`` name the figures a stocktake keeps of it; empty where it keeps none.
    """

    permits: models.QuerySet
    items: frozenset[int] | None = None
    code: str = ""  # lines that no list could classify, by what was written
    kind: str = ""
    key: str = ""


@dataclass
class Amount:
    """How much was issued, shipped, and may still be shipped."""

    number: int = 0  # permits
    issued: Decimal = Decimal(0)
    shipped: Decimal = Decimal(0)
    outstanding: Decimal = Decimal(0)
    silent: int = 0  # lines of which some report names no quantity

    def add(self, sign, number, *amounts):
        self.number += sign * number
        self.issued, self.shipped, self.outstanding = (
            had + sign * Decimal(str(amount or 0))
            for had, amount in zip(self.amounts, amounts, strict=True)
        )

    @property
    def amounts(self):
        return self.issued, self.shipped, self.outstanding

    def rounded(self, places):
        return Amount(self.number, *(each.quantize(places) for each in self.amounts), self.silent)


@dataclass
class Figures:
    """What stands under a subject today."""

    # By status, and whether the term has ended.
    permits: dict[tuple[str, bool], int] = field(default_factory=lambda: defaultdict(int))
    # By status, end of term, and currency; or unit.
    values: dict[tuple[str, bool, str], Amount] = field(default_factory=lambda: defaultdict(Amount))
    quantities: dict[tuple[str, bool, str], Amount] = field(
        default_factory=lambda: defaultdict(Amount)
    )
    flow: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    holders: int = 0
    assurances: int = 0
    stocktake: Stocktake | None = None

    def add(self, row, today, sign=1):
        """Add a figure, or take it away."""
        _key, what, unit, status, ended, ends_on, month, number, *amounts = row
        ends_on, month = _day(ends_on), _day(month)
        where = (status, bool(ended) or (ends_on is not None and ends_on < today))
        number = int(number)
        if what == Figure.PERMITS:
            self.permits[where] += sign * number
        elif what == Figure.VALUE:
            self.values[(*where, unit)].add(sign, number, *amounts)
        elif what == Figure.QUANTITY:
            self.quantities[(*where, unit)].add(sign, number, *amounts)
        elif what == Figure.SILENT:
            self.quantities[(*where, unit)].silent += sign * number
        elif what == Figure.FLOW:
            self.flow[month] += sign * number
        else:
            setattr(self, what, getattr(self, what) + sign * number)

    def settled(self):
        """Without what came to nothing, in the scale in which amounts are kept."""
        self.permits = {where: number for where, number in self.permits.items() if number}
        self.values = _settled(self.values, MONEY)
        self.quantities = _settled(self.quantities, QUANTITY)
        self.flow = {month: number for month, number in sorted(self.flow.items()) if number}
        return self


def _settled(amounts, places):
    return {where: each.rounded(places) for where, each in amounts.items() if each.number}


def _day(value):
    """A day as PostgreSQL gives it, or as SQLite writes it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@contextmanager
def one_moment():
    """Everything read at one moment, so that figures agree with each other while others write."""
    if connection.in_atomic_block or connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def counted(subject: Subject, today: date) -> Figures:
    """The figures of a subject now; the day decides which terms have ended."""
    stocktake = _newest(today) if subject.kind else None
    if stocktake is None:
        if subject.permits.order_by()[: MOST_COUNTED + 1].count() > MOST_COUNTED:
            raise TooManyPermits
        return _from_the_record(subject, today)
    return _from_stocktake(subject, stocktake, today)


def _newest(today):
    """The newest stocktake, unless the clock or later entries left it too far behind."""
    found = Stocktake.objects.filter(counted_on__lte=today, counted_on__gt=today - KEEPS).first()
    if found is None:
        return None
    since = Entry.objects.filter(sequence__gt=found.sequence).order_by()
    rows = since.aggregate(rows=models.Sum("rows_changed"))["rows"]
    return None if (rows or 0) > MOST_TOUCHED else found


def _from_the_record(subject, today):
    figures = Figures()
    source = sources.current(subject.permits)
    for row in _rows(source, *_pairs(subject), today=today):
        figures.add(row, today)
    return figures.settled()


def _pairs(subject):
    """The pairs of a subject that is counted by itself, and the parameters they ask for."""
    of_permits, of_lines = PAIRS[StockKind.REGISTER]
    if subject.items is not None:
        keys = ", ".join(map(str, sorted(subject.items))) or "NULL"
        of_lines += f" WHERE item_id IN ({keys})"
    elif subject.code:
        of_lines += " WHERE item_id IS NULL AND UPPER(code) = UPPER(%(code)s)"
    return (of_permits, of_lines), "", "", {"code": subject.code} if subject.code else {}


def _rows(source, pairs, goods="", key="", params=None, *, today, horizon=None):
    horizon = horizon or today - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            counting(source, pairs, goods, key),
            {
                **source.params,
                **(params or {}),
                "today": today.isoformat(),
                "horizon": horizon.isoformat(),
            },
        )
        return cursor.fetchall()


def _from_stocktake(subject, stocktake, today):
    """What the stocktake found, less what later entries touched, and that again as it is now."""
    figures = Figures(stocktake=stocktake)
    kept = StockFigure.objects.filter(stocktake=stocktake, kind=subject.kind, key=subject.key)
    columns = ["key", "what", "unit", "status", "ended", "ends_on", "month"]
    for row in kept.values_list(*columns, "number", "issued", "shipped", "outstanding"):
        figures.add(row, today)
    since, touched = _since(stocktake)
    if not touched:
        return figures.settled()
    goods, params = "", {}
    if subject.items is not None:
        goods, params = goods_of({subject.key.rpartition("/")[2]: subject.items})
    pairs = PAIRS[StockKind(subject.kind)], goods, "%(key)s", {**params, "key": subject.key}
    named: dict[int, set[tuple[str, int]]] = {-1: set(), 1: set()}
    for sign, source in ((-1, sources.some_then(touched, since)), (1, sources.some_now(touched))):
        for row in _rows(source, *pairs, today=today):
            what, key = row[1], row[7]
            if what in (Figure.HOLDERS, Figure.ASSURANCES):
                named[sign].add((what, int(key)))
            else:
                figures.add(row, today, sign)
    elsewhere = _named_elsewhere(subject, touched, named[1] ^ named[-1])
    for sign, found in named.items():
        for what, _entity in found - named[-sign] - elsewhere:
            setattr(figures, what, getattr(figures, what) + sign)
    return figures.settled()


def _named_elsewhere(subject, touched, candidates):
    """Which of these holders and assurances stand under permits of the subject left untouched."""
    if not candidates:
        return set()
    left = subject.permits.exclude(pk__in=touched).order_by()
    holders = [entity for what, entity in candidates if what == Figure.HOLDERS]
    assurances = [entity for what, entity in candidates if what == Figure.ASSURANCES]
    rests = PermitAssurance.objects.filter(assurance__in=assurances, permit__in=left.values("pk"))
    held = left.filter(holder__in=holders).values_list("holder", flat=True)
    return {(Figure.HOLDERS.value, entity) for entity in held.distinct()} | {
        (Figure.ASSURANCES.value, entity)
        for entity in rests.order_by().values_list("assurance", flat=True).distinct()
    }


def _since(stocktake):
    """The entries after a stocktake, and the permits that they touched."""
    newer = Entry.objects.filter(sequence__gt=stocktake.sequence).order_by()
    since = list(newer.values_list("pk", flat=True))
    if not since:
        return [], []
    with connection.cursor() as cursor:
        cursor.execute(sources.touched_by(since))
        return since, [key for (key,) in cursor.fetchall()]


def goods_of(keys: Mapping[str, Iterable[int]]) -> tuple[str, dict[str, str]]:
    """Which items stand under which keys, as SQL and its parameters."""
    names = {f"g{number}": name for number, name in enumerate(keys)}
    rows = [
        f"({item}, %({parameter})s)"
        for parameter, name in names.items()
        for item in sorted(keys[name])
    ]
    return (f"VALUES {', '.join(rows)}", names) if rows else ("SELECT 0, '' WHERE 1 = 0", {})
