"""What stands against an order reaching a permit, by its kind; and against shipping under one."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from permits.models import Permit
from permits.models.orders import OrderKind
from permits.models.permits import PermitKind, PermitStatus
from permits.rules.refusals import Refusal

# What each kind of order does to a status: from each status it may act on, to the status it makes.
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
# An amendment leaves the status as it is, whichever of these it is.
AMENDABLE = {PermitStatus.VALID, PermitStatus.SUSPENDED}


class PermitFacts(NamedTuple):
    """What the rules on orders ask of a permit, where a whole ``Permit`` would be too much."""

    kind: str
    status: str
    valid_until: date


AnyPermit = Permit | PermitFacts


@lru_cache(maxsize=16)
def _day_in_ottawa(moment: datetime) -> date:
    return timezone.localdate(moment)


def _against_acting(permit: AnyPermit, effective_at: datetime) -> list[Refusal]:
    """What stands against any order on a permit in force: general permits, and expiry."""
    refusals = []
    if permit.kind == PermitKind.GENERAL:
        refusals.append(Refusal.GENERAL)
    if permit.valid_until < _day_in_ottawa(effective_at):
        refusals.append(Refusal.EXPIRED)
    return refusals


def against_issuing(permit: AnyPermit, *, effective_at: datetime) -> list[Refusal]:
    """Section 7(1), 7.1(1): only what waits for a decision can be issued."""
    return [] if permit.status == PermitStatus.SUBMITTED else [Refusal.NOT_SUBMITTED]


def against_suspending(permit: AnyPermit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): a valid permit that has not expired can be suspended."""
    refusals = _against_acting(permit, effective_at)
    if permit.status == PermitStatus.SUSPENDED:
        refusals.append(Refusal.ALREADY_SUSPENDED)
    elif permit.status == PermitStatus.CANCELLED:
        refusals.append(Refusal.ALREADY_CANCELLED)
    elif permit.status != PermitStatus.VALID:
        refusals.append(Refusal.NOT_VALID)
    return refusals


def against_reinstating(permit: AnyPermit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): a suspended permit, or exceptionally a cancelled one, before it expires."""
    refusals = _against_acting(permit, effective_at)
    if permit.status not in TRANSITIONS[OrderKind.REINSTATE]:
        refusals.append(Refusal.NOT_STOPPED)
    return refusals


def against_cancelling(permit: AnyPermit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): a suspended or valid permit that has not expired can be cancelled."""
    refusals = _against_acting(permit, effective_at)
    if permit.status == PermitStatus.CANCELLED:
        refusals.append(Refusal.ALREADY_CANCELLED)
    elif permit.status not in TRANSITIONS[OrderKind.CANCEL]:
        refusals.append(Refusal.NOT_ISSUED)
    return refusals


def against_amending(permit: AnyPermit, *, effective_at: datetime) -> list[Refusal]:
    """Section 10(1): the terms of an issued permit, valid or suspended, before it expires."""
    refusals = _against_acting(permit, effective_at)
    if permit.status == PermitStatus.CANCELLED:
        refusals.append(Refusal.ALREADY_CANCELLED)
    elif permit.status not in AMENDABLE:
        refusals.append(Refusal.NOT_ISSUED)
    return refusals


AGAINST: dict[str, Callable[..., list[Refusal]]] = {
    OrderKind.REGISTER: against_issuing,
    OrderKind.ISSUE: against_issuing,
    OrderKind.DENY: against_issuing,
    OrderKind.SUSPEND: against_suspending,
    OrderKind.REINSTATE: against_reinstating,
    OrderKind.CANCEL: against_cancelling,
    OrderKind.AMEND: against_amending,
}


def against_carrying_out(
    permit: AnyPermit,
    *,
    kind: str,
    effective_at: datetime,
    unchanged: bool = True,
    acted_on_at: datetime | None = None,
) -> list[Refusal]:
    """What stands against an order of this kind reaching this permit, as it is listed.

    ``acted_on_at`` is when the last order on the issued permit took effect, if there was one.
    """
    refusals = AGAINST[kind](permit, effective_at=effective_at)
    if acted_on_at is not None and effective_at < acted_on_at:
        refusals.append(Refusal.OUT_OF_ORDER)
    if not unchanged:
        refusals.append(Refusal.CHANGED)
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
