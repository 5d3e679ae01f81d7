"""May this happen? Each rule returns every reason against it; none writes and none raises."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    Q,
    When,
    prefetch_related_objects,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, User
from permits.models import Order, Outcome, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitKind, PermitQuerySet, PermitStatus
from permits.models.totals import reach_of

CHUNK = 2000


class Refusal(models.TextChoices):
    """Why something may not happen: words to show, and codes kept for ever as outcomes."""

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
    OUT_OF_ORDER = (
        "out-of-order",
        _("A later order already acted on the permit; this one would take effect before it."),
    )
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
    NO_OFFICE = "no-office", _("There is no office in whose name you may sign.")
    NOT_YOUR_OFFICE = "not-your-office", _("You may not sign in the name of this office-holder.")
    SIGNED_IN_FUTURE = "signed-in-future", _("The time of signature is in the future.")
    REVIEW_TOO_EARLY = (
        "review-too-early",
        _("The review must fall on a day after the order takes effect."),
    )
    NEEDS_DECISION = "needs-decision", _("Permits are cancelled under a decision, by its batch.")
    NOTHING_WITHIN_REACH = (
        "nothing-within-reach",
        _("None of the permits chosen can be reached by this order."),
    )
    EMPTY_SCHEDULE = "empty-schedule", _("No permit is on the schedule of the order.")

    @property
    def error(self) -> ValidationError:
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


AGAINST: dict[str, Callable[..., list[Refusal]]] = {
    OrderKind.REGISTER: against_issuing,
    OrderKind.ISSUE: against_issuing,
    OrderKind.DENY: against_issuing,
    OrderKind.SUSPEND: against_suspending,
    OrderKind.REINSTATE: against_reinstating,
    OrderKind.CANCEL: against_cancelling,
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


def asked_each(
    permits: PermitQuerySet, *, kind: str, effective_at: datetime
) -> Iterator[tuple[Permit, list[Refusal]]]:
    """Each permit in key order, with every reason against such an order reaching it.

    Permits are streamed, so that a set of any size takes the memory of one chunk. Those of
    ``Permit.objects.listed_by(order)`` are asked whether they changed since they were listed.
    """
    needed = _with_what_is_asked(permits).only(
        "reference", "kind", "status", "valid_until", "holder_id", "destination_id"
    )
    for permit in needed.order_by("pk").iterator(CHUNK):
        yield (
            permit,
            against_carrying_out(
                permit,
                kind=kind,
                effective_at=effective_at,
                unchanged=getattr(permit, "listed_version", permit.version) == permit.version,
                acted_on_at=permit.acted_on_at,
            ),
        )


def refused_each(
    listed: PermitQuerySet, *, kind: str, effective_at: datetime
) -> Iterator[tuple[int, list[Refusal]]]:
    """Those of ``Permit.objects.listed_by(order)`` that such an order cannot reach.

    For each its place on the list, and every reason. Permits of which the same is true get the
    same answer: the rules are asked once about each difference there is, and only the permits that
    may be refused are read, so that the longest list takes little time.
    """
    asked = _with_what_is_asked(listed).annotate(
        unchanged=ExpressionWrapper(Q(version=F("listed_version")), models.BooleanField())
    )
    columns = [*PermitFacts._fields, "unchanged", "acted_on_at"]
    answers = {}
    for row in asked.order_by().values_list(*columns).distinct():
        *facts, unchanged, acted_on_at = row
        refusals = against_carrying_out(
            PermitFacts(*facts),
            kind=kind,
            effective_at=effective_at,
            unchanged=unchanged,
            acted_on_at=acted_on_at,
        )
        if refusals:
            answers[row] = refusals
    within = {  # wider than the answers, and narrow enough; what may be NULL is left out
        f"{column}__in": {row[place] for row in answers}
        for place, column in enumerate(columns)
        if column != "acted_on_at"
    }
    rows = asked.filter(**within).values_list("scheduled_id", *columns)
    for scheduled_id, *row in rows.order_by("pk").iterator(CHUNK):
        if (answer := tuple(row)) in answers:
            yield scheduled_id, answers[answer]


def _with_what_is_asked(permits: PermitQuerySet) -> PermitQuerySet:
    """Adds the permit's version, and when the last order on it took effect once it was issued."""
    issuing = Q(last_change__order__kind__in=[OrderKind.ISSUE, OrderKind.REGISTER])
    return permits.with_version().annotate(
        acted_on_at=Case(When(issuing, then=None), default=F("last_change__effective_at"))
    )


@dataclass
class DryRun:
    """What an order would do: whom it reaches, whom not and why, and what is at stake."""

    reached: int = 0
    refused: int = 0
    reasons: Counter[Refusal] = field(default_factory=Counter)
    statuses: Counter[PermitStatus] = field(default_factory=Counter)
    holders: set[int | None] = field(default_factory=set)
    outstanding: dict[str, Decimal] = field(default_factory=dict)  # by currency
    reached_first: list[Permit] = field(default_factory=list)
    refused_first: list[tuple[Permit, list[Refusal]]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return self.reached + self.refused

    @property
    def by_reason(self) -> list[tuple[Refusal, int]]:
        return self.reasons.most_common()

    @property
    def by_currency(self) -> list[tuple[str, Decimal]]:
        return sorted(self.outstanding.items())


def dry_run(
    permits: PermitQuerySet, *, kind: str, effective_at: datetime, shown: int = 200
) -> DryRun:
    """Ask what an order would do to these permits, keeping the first ``shown`` of each answer."""
    found = DryRun()
    answers = asked_each(permits, kind=kind, effective_at=effective_at)
    while chunk := list(islice(answers, CHUNK)):
        reached = [permit for permit, refusals in chunk if not refusals]
        refused = [(permit, refusals) for permit, refusals in chunk if refusals]
        found.reached += len(reached)
        found.refused += len(refused)
        found.reasons.update(refusal for _permit, refusals in refused for refusal in refusals)
        found.statuses.update(PermitStatus(permit.status) for permit in reached)
        found.holders.update(permit.holder_id for permit in reached)
        found.reached_first += reached[: shown - len(found.reached_first)]
        found.refused_first += refused[: shown - len(found.refused_first)]
        stake = reach_of(Permit.objects.filter(pk__in=[permit.pk for permit in reached]))
        for currency, value in stake.outstanding:
            found.outstanding[currency] = found.outstanding.get(currency, Decimal(0)) + value
    listed = [*found.reached_first, *(permit for permit, _refusals in found.refused_first)]
    prefetch_related_objects(listed, "holder", "destination")
    return found


def refusals_in(outcome: Outcome) -> list[Refusal]:
    """The reasons kept with an outcome."""
    return [Refusal(code) for code in outcome.refusals.split()]


def refused_by_reason(order: Order) -> list[tuple[Refusal, int]]:
    """How many permits of an order were refused for each reason, the most frequent first."""
    refused = Outcome.objects.filter(scheduled__in=order.newest_list(), carried_out=False)
    counted: Counter[Refusal] = Counter()
    for codes, count in refused.order_by().values_list("refusals").annotate(Count("pk")):
        counted.update(dict.fromkeys(map(Refusal, codes.split()), count))
    return counted.most_common()


def against_reviewing(order: Order) -> list[Refusal]:
    """A review before the order takes effect would review nothing."""
    too_early = order.review_on and order.review_on <= timezone.localdate(order.effective_at)
    return [Refusal.REVIEW_TOO_EARLY] if too_early else []


def against_signing(order: Order, *, by: User) -> list[Refusal]:
    """What stands against a person signing an order, whoever's name it is signed in."""
    refusals = []
    if order.status != OrderStatus.DRAWN_UP:
        refusals.append(Refusal.ORDER_CLOSED)
    elif not order.schedule.exists():
        refusals.append(Refusal.EMPTY_SCHEDULE)
    if by.pk == order.prepared_by_id:
        refusals.append(Refusal.SIGNER_PREPARED)
    if not Appointment.objects.open_to(by).exists():
        refusals.append(Refusal.NO_OFFICE)
    return refusals


def against_withdrawing(order: Order) -> list[Refusal]:
    """A signed order is never withdrawn: what it did is undone by another order."""
    return [] if order.status == OrderStatus.DRAWN_UP else [Refusal.ORDER_CLOSED]


def against_beginning(order: Order) -> list[Refusal]:
    """Only a signed order changes permits; one from a register file was signed elsewhere."""
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
