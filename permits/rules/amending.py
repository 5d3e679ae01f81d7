"""What stands against amending a permit: who asked and when, and each of the terms asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from permits.models import Condition, Consignee, Order, Permit, PermitLine
from permits.models.orders import OrderKind
from permits.rules.acting import against_amending
from permits.rules.refusals import Refusal


@dataclass(frozen=True)
class LineChange:
    """A line as it was read when the change was proposed, and what it is to say; None stays."""

    before: PermitLine
    quantity: Decimal | None = None
    value: Decimal | None = None

    def asked(self) -> dict[str, Decimal]:
        """The terms that would differ, by the name of their column."""
        new = {"quantity": self.quantity, "value": self.value}
        return {
            name: amount
            for name, amount in new.items()
            if amount is not None and amount != getattr(self.before, name)
        }


@dataclass(frozen=True)
class Changes:
    """New terms beside the permit as it was read when they were proposed; what is empty stays."""

    before: Permit
    valid_until: date | None = None
    end_use: str = ""
    lines: tuple[LineChange, ...] = ()
    conditions: tuple[Condition, ...] = ()
    conditions_withdrawn: tuple[Condition, ...] = ()
    consignees: tuple[Consignee, ...] = ()
    consignees_withdrawn: tuple[Consignee, ...] = ()

    def asked(self) -> dict[str, date | str]:
        """The permit's own terms that would differ, by the name of their column."""
        new = {"valid_until": self.valid_until, "end_use": self.end_use}
        return {
            name: term for name, term in new.items() if term and term != getattr(self.before, name)
        }

    def __bool__(self) -> bool:
        added = self.conditions or self.consignees
        withdrawn = self.conditions_withdrawn or self.consignees_withdrawn
        lines = any(each.asked() for each in self.lines)
        return bool(self.asked() or lines or added or withdrawn)


def against_asking(permit: Permit) -> list[Refusal]:
    """Why nobody can ask for an amendment. Expiry is not among them: it decides on the request."""
    refusals = against_amending(permit, effective_at=timezone.now())
    return [refusal for refusal in refusals if refusal != Refusal.EXPIRED]


def against_the_day_asked(permit: Permit, *, asked_on: date | None) -> list[Refusal]:
    """Export Permits Regulations, section 7: the holder asks before the expiry date shown.

    None is the Minister's own motion, which waits for no request.
    """
    if asked_on is None:
        return []
    if asked_on > timezone.localdate():
        return [Refusal.ASKED_IN_FUTURE]
    return [Refusal.ASKED_AFTER_EXPIRY] if asked_on >= permit.valid_until else []


def against_changes(permit: Permit, changes: Changes, *, day: date) -> list[Refusal]:
    """What stands against the terms themselves from a day on, as the permit stands now."""
    refusals = []
    if not changes:
        refusals.append(Refusal.CHANGES_NOTHING)
    if any(_differing(permit, changes)):
        refusals.append(Refusal.TERMS_CHANGED)
    until = changes.asked().get("valid_until")
    if isinstance(until, date):
        if until < day:
            refusals.append(Refusal.ENDS_IN_PAST)
        if until < permit.valid_from:
            refusals.append(Refusal.ENDS_BEFORE_TERM)
    if any(_is_below_shipped(line) for line in changes.lines):
        refusals.append(Refusal.BELOW_SHIPPED)
    return refusals


def against_making(
    permit: Permit, changes: Changes, *, asked_on: date | None, effective_at: datetime
) -> list[Refusal]:
    """Everything against amending a permit so, under an order that takes effect then."""
    refusals = against_amending(permit, effective_at=effective_at)
    refusals += against_the_day_asked(permit, asked_on=asked_on)
    refusals += against_changes(permit, changes, day=timezone.localdate(effective_at))
    last = _acted_on_at(permit)
    if last is not None and effective_at < last:
        refusals.append(Refusal.OUT_OF_ORDER)
    return refusals


def _acted_on_at(permit: Permit) -> datetime | None:
    """When the last order on the permit took effect, amendments among them."""
    orders = Order.objects.filter(schedule__permit=permit, schedule__outcome__carried_out=True)
    orders = orders.exclude(kind__in=[OrderKind.ISSUE, OrderKind.REGISTER])
    return orders.aggregate(last=Max("effective_at"))["last"]


def _differing(permit: Permit, changes: Changes) -> Iterator[bool]:
    """For each term named, whether it is no longer what it was when the change was proposed."""
    for name in changes.asked():
        yield getattr(permit, name) != getattr(changes.before, name)
    lines = {line.pk: line for line in permit.lines.all()}
    for each in changes.lines:
        line = lines.get(each.before.pk)
        for name in each.asked():
            yield line is None or getattr(line, name) != getattr(each.before, name)
    conditions = {each.pk: (each.text_en, each.text_fr) for each in permit.conditions.all()}
    for condition in changes.conditions_withdrawn:
        yield conditions.get(condition.pk) != (condition.text_en, condition.text_fr)
    consignees = {each.pk: (each.party_id, each.country_id) for each in permit.consignees.all()}
    for consignee in changes.consignees_withdrawn:
        yield consignees.get(consignee.pk) != (consignee.party_id, consignee.country_id)


def _is_below_shipped(change: LineChange) -> bool:
    """Whether a line would allow less than the shipments reported under it, as far as they say."""
    shipments = list(change.before.shipments.all())
    return any(
        amount < sum((getattr(shipment, name) or Decimal(0) for shipment in shipments), Decimal(0))
        for name, amount in change.asked().items()
    )
