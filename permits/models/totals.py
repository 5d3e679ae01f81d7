"""What a set of permits amounts to: how many, of how many holders, and the value still to ship."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from permits.models.terms import PermitLine, Shipment

_MONEY = DecimalField(max_digits=18, decimal_places=2)
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


def _outstanding(permits):
    """Per currency; a line shipped beyond its value counts as nothing, not against the others."""
    shipped = (
        Shipment.objects.filter(line=OuterRef("pk"))
        .order_by()
        .values("line")
        .annotate(total=Sum("value"))
        .values("total")
    )
    lines = PermitLine.objects.filter(permit__in=permits.values("pk"), value__isnull=False)
    left = lines.annotate(
        left=Greatest(
            F("value") - Coalesce(Subquery(shipped, output_field=_MONEY), _NOTHING),
            _NOTHING,
            output_field=_MONEY,
        )
    )
    totals = left.order_by("currency").values_list("currency").annotate(total=Sum("left"))
    return [(currency, total.quantize(Decimal("0.01"))) for currency, total in totals]
