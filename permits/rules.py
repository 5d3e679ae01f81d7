"""May this happen? Each rule returns every reason against it; none writes and none raises."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, User
from permits.models import Order, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitKind, PermitStatus


class Refusal(models.TextChoices):
    """Why something may not happen. The codes are kept as outcomes; the words are shown."""

    GENERAL = "general", _("It is a general permit, which no individual order reaches.")
    NOT_SUBMITTED = "not-submitted", _("The permit is already decided.")
    NOT_VALID = "not-valid", _("The permit is not valid.")
    NOT_SUSPENDED = "not-suspended", _("The permit is not suspended.")
    ALREADY_SUSPENDED = "already-suspended", _("The permit is already suspended.")
    ALREADY_CANCELLED = "already-cancelled", _("The permit is already cancelled.")
    NOT_ISSUED = "not-issued", _("The permit is not issued.")
    NOT_STOPPED = "not-stopped", _("The permit is neither suspended nor cancelled.")
    EXPIRED = "expired", _("The permit expired before the order took effect.")
    CHANGED = "changed", _("The permit was changed after it was put on the list.")
    SUSPENDED = "suspended", _("The permit is suspended.")
    CANCELLED = "cancelled", _("The permit is cancelled.")
    NOT_BEGUN = "not-begun", _("The term of the permit has not begun.")
    TERM_ENDED = "term-ended", _("The term of the permit has ended.")
    EXHAUSTED = "exhausted", _("The value of the permit is used up.")
    ORDER_CLOSED = "order-closed", _("The order is not waiting for a signature.")
    ORDER_UNSIGNED = "order-unsigned", _("The order is not signed.")
    SIGNER_PREPARED = "signer-prepared", _("You drew this order up; another person must sign it.")
    NOT_IN_OFFICE = (
        "not-in-office",
        _("The office-holder named was not in office when the order was signed."),
    )
    NOT_YOUR_OFFICE = "not-your-office", _("You may not sign in the name of this office-holder.")
    SIGNED_IN_FUTURE = "signed-in-future", _("The time of signature is in the future.")
    NEEDS_DECISION = "needs-decision", _("Permits are cancelled under a decision, by its batch.")
    NOTHING_WITHIN_REACH = (
        "nothing-within-reach",
        _("None of the permits chosen can be reached by this order."),
    )
    EMPTY_SCHEDULE = "empty-schedule", _("No permit is on the schedule of the order.")

    @property
    def error(self):
        return ValidationError(self.label, code=self.value)


# What each kind of order does: from each status it may act on, to the status it makes.
# docs/permit-statuses.md is drawn from this table.
TRANSITIONS: dict[str, dict[str, str]] = {
    OrderKind.REGISTER: {PermitStatus.SUBMITTED: PermitStatus.VALID},
    OrderKind.ISSUE: {PermitStatus.SUBMITTED: PermitStatus.VALID},
    OrderKind.DENY: {PermitStatus.SUBMITTED: PermitStatus.DENIED},
    OrderKind.SUSPEND: {PermitStatus.VALID: PermitStatus.SUSPENDED},
    OrderKind.REINSTATE: {
        PermitStatus.SUSPENDED: PermitStatus.VALID,
        PermitStatus.CANCELLED: PermitStatus.VALID,
    },
    OrderKind.CANCEL: {
        PermitStatus.VALID: PermitStatus.CANCELLED,
        PermitStatus.SUSPENDED: PermitStatus.CANCELLED,
    },
}


def _against_acting(permit: Permit, effective_at: datetime) -> list[Refusal]:
    """What stands against any order on a permit in force: general permits, and expiry."""
    refusals = []
    if permit.kind == PermitKind.GENERAL:
        refusals.append(Refusal.GENERAL)
    if permit.valid_until < timezone.localdate(effective_at):
        refusals.append(Refusal.EXPIRED)
    return refusals


def against_issuing(permit: Permit, *, effective_at: datetime) -> list[Refusal]:
    """Section 7(1), 7.1(1): only what waits for a decision can be issued."""
    return [] if permit.status == PermitStatus.SUBMITTED else [Refusal.NOT_SUBMITTED]


def against_suspending(permit: Permit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): a valid permit that has not expired can be suspended."""
    refusals = _against_acting(permit, effective_at)
    if permit.status == PermitStatus.SUSPENDED:
        refusals.append(Refusal.ALREADY_SUSPENDED)
    elif permit.status == PermitStatus.CANCELLED:
        refusals.append(Refusal.ALREADY_CANCELLED)
    elif permit.status != PermitStatus.VALID:
        refusals.append(Refusal.NOT_VALID)
    return refusals


def against_reinstating(permit: Permit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): a suspended permit, or exceptionally a cancelled one, before it expires."""
    refusals = _against_acting(permit, effective_at)
    if permit.status not in TRANSITIONS[OrderKind.REINSTATE]:
        refusals.append(Refusal.NOT_STOPPED)
    return refusals


def against_cancelling(permit: Permit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): a suspended or valid permit that has not expired can be cancelled."""
    refusals = _against_acting(permit, effective_at)
    if permit.status == PermitStatus.CANCELLED:
        refusals.append(Refusal.ALREADY_CANCELLED)
    elif permit.status not in TRANSITIONS[OrderKind.CANCEL]:
        refusals.append(Refusal.NOT_ISSUED)
    return refusals


AGAINST: dict[str, Callable[..., list[Refusal]]] = {
    OrderKind.REGISTER: against_issuing,
    OrderKind.ISSUE: against_issuing,
    OrderKind.DENY: against_issuing,
    OrderKind.SUSPEND: against_suspending,
    OrderKind.REINSTATE: against_reinstating,
    OrderKind.CANCEL: against_cancelling,
}


def against_carrying_out(
    permit: Permit, *, kind: str, effective_at: datetime, unchanged: bool = True
) -> list[Refusal]:
    """What stands against an order of this kind reaching this permit, as it is listed."""
    refusals = AGAINST[kind](permit, effective_at=effective_at)
    if not unchanged:
        refusals.append(Refusal.CHANGED)
    return refusals


def against_signing(
    order: Order, *, by: User, appointment: Appointment, signed_at: datetime
) -> list[Refusal]:
    """Section 10(1) is the Minister's: authority is asked as of the moment of signature."""
    refusals = []
    if order.status != OrderStatus.DRAWN_UP:
        refusals.append(Refusal.ORDER_CLOSED)
    elif not order.schedule.exists():
        refusals.append(Refusal.EMPTY_SCHEDULE)
    if by.pk == order.prepared_by_id:
        refusals.append(Refusal.SIGNER_PREPARED)
    return refusals + against_signing_for(appointment, by=by, signed_at=signed_at)


def against_signing_for(
    appointment: Appointment, *, by: User, signed_at: datetime
) -> list[Refusal]:
    """Whether this person may sign in the name of this office-holder at that moment."""
    refusals = []
    if not appointment.covers(signed_at):
        refusals.append(Refusal.NOT_IN_OFFICE)
    if not Appointment.objects.open_to(by).filter(pk=appointment.pk).exists():
        refusals.append(Refusal.NOT_YOUR_OFFICE)
    if signed_at > timezone.now():
        refusals.append(Refusal.SIGNED_IN_FUTURE)
    return refusals


def against_shipping(
    permit: Permit, *, day: date, status: str, outstanding: Decimal | None
) -> list[Refusal]:
    """Why nothing may be shipped under a permit on a day, given its status and balance then."""
    refusals = []
    if status == PermitStatus.SUSPENDED:
        refusals.append(Refusal.SUSPENDED)
    elif status == PermitStatus.CANCELLED:
        refusals.append(Refusal.CANCELLED)
    elif status != PermitStatus.VALID:
        refusals.append(Refusal.NOT_ISSUED)
    if day < permit.valid_from:
        refusals.append(Refusal.NOT_BEGUN)
    if day > permit.valid_until:
        refusals.append(Refusal.TERM_ENDED)
    if outstanding is not None and outstanding <= 0:
        refusals.append(Refusal.EXHAUSTED)
    return refusals
