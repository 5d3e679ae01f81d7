"""How a permit stands on a day: its status by the law's time, its balance, and may it ship then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits import rules
from permits.models import Permit, PermitLine, Shipment, StatusChange
from permits.models.orders import OrderKind
from permits.models.permits import PermitStatus
from permits.reporting import report_due

STOPPED = {PermitStatus.SUSPENDED, PermitStatus.CANCELLED}


@dataclass(frozen=True)
class Spell:
    """A time during which a permit has one status, begun by a change of it."""

    change: StatusChange
    begins_at: datetime
    ends_at: datetime | None

    @property
    def status(self) -> str:
        return self.change.to_status

    @property
    def label(self) -> str:
        return self.change.get_to_status_display()

    @property
    def is_stopped(self) -> bool:
        return self.status in STOPPED


@dataclass(frozen=True)
class LineBalance:
    """What was shipped under a line up to a day, and what is left of it."""

    line: PermitLine
    shipped: Decimal
    shipped_quantity: Decimal | None  # None when a report did not say

    @property
    def left(self) -> Decimal | None:
        return None if self.line.value is None else self.line.value - self.shipped

    @property
    def left_quantity(self) -> Decimal | None:
        if self.line.quantity is None or self.shipped_quantity is None:
            return None
        return self.line.quantity - self.shipped_quantity

    @property
    def outstanding(self) -> Decimal | None:
        """The value that may still be shipped; None where the line sets no limit."""
        if self.left_quantity is not None and self.left_quantity <= 0:
            return Decimal(0)
        return max(self.left, Decimal(0)) if self.line.value else None


@dataclass(frozen=True)
class Standing:
    """A permit on one day."""

    day: date
    status: str
    spell: Spell | None
    balances: list[LineBalance]
    refusals: list[rules.Refusal]

    @property
    def may_ship(self) -> bool:
        return not self.refusals

    @property
    def status_label(self) -> str:
        return PermitStatus(self.status).label

    @property
    def is_expired(self) -> bool:
        return rules.Refusal.TERM_ENDED in self.refusals

    @property
    def is_exhausted(self) -> bool:
        return rules.Refusal.EXHAUSTED in self.refusals

    @property
    def outstanding(self) -> dict[str, Decimal]:
        """The value that may still be shipped, by currency, of the lines that state one."""
        totals: dict[str, Decimal] = {}
        for balance in self.balances:
            if balance.outstanding is not None:
                currency = balance.line.currency
                totals[currency] = totals.get(currency, Decimal(0)) + balance.outstanding
        return totals


def spells(permit: Permit) -> list[Spell]:
    """The statuses of a permit one after another, in the order in which they took effect."""
    begun = sorted(
        ((_took_effect(permit, change), change) for change in permit.changes.all()),
        key=lambda pair: (pair[0], pair[1].pk),
    )
    following = zip_longest(begun, begun[1:], fillvalue=(None, None))
    return [
        Spell(change, begins_at, ends_at) for (begins_at, change), (ends_at, _next) in following
    ]


def _took_effect(permit: Permit, change: StatusChange) -> datetime:
    """A permit is issued from its own first day: section 8.5 lets that lie before the order.

    One that was issued elsewhere was in force long before an order brought it into the register.
    """
    if change.order.kind in (OrderKind.ISSUE, OrderKind.REGISTER):
        return min(change.effective_at, _midnight(min(permit.issued_on, permit.valid_from)))
    return change.effective_at


def spell_on(following: Sequence[Spell], day: date) -> Spell | None:
    """The last of these spells to begin on a day or before it; of today, up to now."""
    limit = _midnight(day + timedelta(days=1))
    if day == timezone.localdate():
        limit = timezone.now()
    return next((spell for spell in reversed(following) if spell.begins_at < limit), None)


def standing_on(permit: Permit, day: date) -> Standing:
    """How a permit stands at the end of a day, or now when the day is today.

    Shipments count from the day on which they were made, whenever they were reported.
    """
    spell = spell_on(spells(permit), day)
    status = spell.status if spell else PermitStatus.SUBMITTED
    balances = [_balance_on(line, day) for line in permit.lines.all()]
    left = [balance.outstanding for balance in balances]
    unlimited = not left or None in left
    return Standing(
        day=day,
        status=status,
        spell=spell,
        balances=balances,
        refusals=rules.against_shipping(
            permit, day=day, status=status, outstanding=None if unlimited else sum(left)
        ),
    )


def _balance_on(line: PermitLine, day: date) -> LineBalance:
    made = [shipment for shipment in line.shipments.all() if shipment.shipped_on <= day]
    quantities = [shipment.quantity for shipment in made]
    return LineBalance(
        line=line,
        shipped=sum((shipment.value for shipment in made), Decimal(0)),
        shipped_quantity=None if None in quantities else sum(quantities, Decimal(0)),
    )


class Remark(models.TextChoices):
    """What is to be noticed about a shipment: when it was made, and apart from that, reported."""

    WHILE_SUSPENDED = "suspended", _("Shipped after the suspension took effect")
    AFTER_CANCELLATION = "cancelled", _("Shipped after the cancellation took effect")
    ON_THE_DAY = "same-day", _("Shipped on the day the permit was stopped: the hour decides")
    NOT_ISSUED = "warning", _("Shipped while the permit was not issued")
    OUTSIDE_TERM = "overdue", _("Shipped outside the term of the permit")
    REPORTED_AFTER = "late", _("Shipped in time, reported after the permit was stopped")
    REPORTED_LATE = "reported-late", _("Reported late")


def remarks_on(shipment: Shipment, permit: Permit, following: Sequence[Spell]) -> list[Remark]:
    """Shipments made when nothing may be shipped are told apart from those reported late.

    One may be both; one made in time may be reported in time and yet after the suspension.
    """
    remarks = []
    if made := _remark_on_making(shipment, permit, following):
        remarks.append(made)
    else:
        reported = spell_on(following, shipment.reported_on)
        if reported and reported.is_stopped:
            remarks.append(Remark.REPORTED_AFTER)
    if shipment.reported_on > report_due(shipment, permit):
        remarks.append(Remark.REPORTED_LATE)
    return remarks


def _remark_on_making(
    shipment: Shipment, permit: Permit, following: Sequence[Spell]
) -> Remark | None:
    """What is wrong with the day of a shipment. Reports give no hour: a stop at noon is told so."""
    spell = spell_on(following, shipment.shipped_on)
    if spell is None or spell.status in (PermitStatus.SUBMITTED, PermitStatus.DENIED):
        return Remark.NOT_ISSUED
    if spell.is_stopped:
        morning = _midnight(shipment.shipped_on)
        earlier = next((each for each in reversed(following) if each.begins_at <= morning), None)
        if earlier and earlier.status == PermitStatus.VALID:
            return Remark.ON_THE_DAY
        suspended = spell.status == PermitStatus.SUSPENDED
        return Remark.WHILE_SUSPENDED if suspended else Remark.AFTER_CANCELLATION
    if not permit.valid_from <= shipment.shipped_on <= permit.valid_until:
        return Remark.OUTSIDE_TERM
    return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
