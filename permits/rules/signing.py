"""What stands against an order being signed, withdrawn, or begun."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Appointment, User
from permits.models import Order
from permits.models.orders import OrderKind, OrderStatus
from permits.rules.conditions import ConditionChange
from permits.rules.refusals import Refusal

# What no order does that is drawn up by itself: each follows from an act with rules of its own,
# and a permit is issued only after the criteria of section 7.3 and section 7.4 were answered.
FOLLOWS_FROM = {
    OrderKind.ISSUE: Refusal.NEEDS_APPLICATION,
    OrderKind.DENY: Refusal.NEEDS_APPLICATION,
    OrderKind.CANCEL: Refusal.NEEDS_DECISION,
    OrderKind.AMEND: Refusal.NEEDS_REQUEST,
}


def against_drawing_up(kind: str) -> list[Refusal]:
    """What stands against an order of this kind being drawn up by itself."""
    return [FOLLOWS_FROM[OrderKind(kind)]] if kind in FOLLOWS_FROM else []


def against_reviewing(order: Order) -> list[Refusal]:
    """A review before the order takes effect would review nothing."""
    too_early = order.review_on and order.review_on <= timezone.localdate(order.effective_at)
    return [Refusal.REVIEW_TOO_EARLY] if too_early else []


def against_signing(order: Order, *, by: User) -> list[Refusal]:
    """What stands against a person signing an order, whoever's name it is signed in."""
    refusals = []
    if order.status != OrderStatus.DRAWN_UP:
        refusals.append(Refusal.ORDER_CLOSED)
    else:
        refusals += against_drawing_up(order.kind)
        if not order.schedule.exists():
            refusals.append(Refusal.EMPTY_SCHEDULE)
    if by.pk == order.prepared_by_id:
        refusals.append(Refusal.SIGNER_PREPARED)
    if not Appointment.objects.open_to(by).exists():
        refusals.append(Refusal.NO_OFFICE)
    return refusals


def against_withdrawing(order: Order) -> list[Refusal]:
    """A signed order is never withdrawn: what it did is undone by another order."""
    return [] if order.status == OrderStatus.DRAWN_UP else [Refusal.ORDER_CLOSED]


def against_beginning(
    order: Order, *, change: ConditionChange | None = None, again: bool = False
) -> list[Refusal]:
    """Only a signed order changes permits; one from a register file was signed elsewhere.

    An amendment changes terms, which this order does not know: it is made with its order, or with
    the change of a condition that its decision names. An order is carried out ``again`` on a
    further list of what it refused before.
    """
    if (order.kind == OrderKind.AMEND) != (change is not None):
        return [Refusal.NEEDS_REQUEST]
    if again:
        return [] if order.status == OrderStatus.CARRIED_OUT else [Refusal.ORDER_UNSIGNED]
    signed_elsewhere = order.kind == OrderKind.REGISTER and order.status == OrderStatus.DRAWN_UP
    if order.status == OrderStatus.SIGNED or signed_elsewhere:
        return []
    return [Refusal.ORDER_UNSIGNED]


def against_signing_for(
    appointment: Appointment, *, by: User, signed_at: datetime
) -> list[Refusal]:
    """Whether this person may sign in the name of this office-holder at that moment.

    Section 10(1) is the Minister's: authority is asked as of the moment of signature.
    """
    refusals = []
    if not appointment.covers(signed_at):
        refusals.append(Refusal.NOT_IN_OFFICE)
    if not Appointment.objects.open_to(by).filter(pk=appointment.pk).exists():
        refusals.append(Refusal.NOT_YOUR_OFFICE)
    if signed_at > timezone.now():
        refusals.append(Refusal.SIGNED_IN_FUTURE)
    return refusals
