"""What a set of permits amounts to: how many, of how many holders, and the value still to ship."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from permits.models.terms import PermitLine, Shipment

_MONEY = DecimalField(max_digits=18, decimal_places=2)
CENT = Decimal("0.01")
_NOTHING = Value(Decimal(0), output_field=_MONEY)


@dataclass(frozen=True)
class Reach:
    """The permits of a set, those past their term, their holders, and what is outstanding."""

    permits: int
    expired: int
    holders: int
    outstanding: list[tuple[str, Decimal]]  # (currency, value not shipped), by currency


def reach_of(permits, *, day=None):
    """How far an act on these permits would go on a day; two statements, however many they are."""
    counted = permits.aggregate(
        permits=Count("pk"),
        expired=Count("pk", filter=Q(valid_until__lt=day or timezone.localdate())),
        holders=Count("holder", distinct=True),
    )
    return Reach(**counted, outstanding=_outstanding(permits))


def reach_by_status(permits):
    """For each status in which some of these permits are: how many, of how many holders, and the
    value outstanding; two statements, however many they are."""
    counted = (
        permits.order_by("status")
        .values_list("status")
        .annotate(
            permits=Count("pk"),
            expired=Count("pk", filter=Q(valid_until__lt=timezone.localdate())),
            holders=Count("holder", distinct=True),
        )
    )
    outstanding = _grouped(permits, "permit__status")
    return {
        status: Reach(number, expired, holders, outstanding.get(status, []))
        for status, number, expired, holders in counted
    }


def outstanding_of_each(permits):
    """The value outstanding of each of these permits, by key: pairs of currency and value."""
    return _grouped(permits, "permit")


def _outstanding(permits):
    """Per currency; a line shipped beyond its value counts as nothing, not against the others."""
    totals = _left(permits).order_by("currency").values_list("currency").annotate(total=Sum("left"))
    return [(currency, total.quantize(CENT)) for currency, total in totals]


def _grouped(permits, by):
    """The same, apart for each value of a field of the lines."""
    totals = _left(permits).order_by(by, "currency").values_list(by, "currency")
    found = {}
    for key, currency, total in totals.annotate(total=Sum("left")):
        found.setdefault(key, []).append((currency, total.quantize(CENT)))
    return found


def _left(permits):
    """The lines of these permits that state a value, with what is ``left`` of it."""
    shipped = (
        Shipment.objects.filter(line=OuterRef("pk"))
        .order_by()
        .values("line")
        .annotate(total=Sum("value"))
        .values("total")
    )
    lines = PermitLine.objects.filter(permit__in=permits.values("pk"), value__isnull=False)
    return lines.annotate(
        left=Greatest(
            F("value") - Coalesce(Subquery(shipped, output_field=_MONEY), _NOTHING),
            _NOTHING,
            output_field=_MONEY,
        )
    )
