"""May a batch be prepared, frozen, confirmed, executed, given up?"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from accounts.models import User
from decisions.models import Act, Batch, BatchStatus, Decision, DecisionStatus
from decisions.rules.memoranda import had_a_hand
from decisions.rules.refusals import Refusal
from permits import rules as register
from permits.models import Permit
from permits.models.orders import OrderStatus
from permits.rules import CHUNK

# What each act makes of the status it finds. docs/decisions.md is drawn from this table.
BATCH_TRANSITIONS: dict[str, dict[str, str]] = {
    Act.FREEZE_BATCH: {BatchStatus.PREPARED: BatchStatus.FROZEN},
    Act.CONFIRM_BATCH: {BatchStatus.FROZEN: BatchStatus.CONFIRMED},
    Act.EXECUTE_BATCH: {BatchStatus.CONFIRMED: BatchStatus.EXECUTED},
    Act.ABORT_BATCH: {
        BatchStatus.PREPARED: BatchStatus.ABORTED,
        BatchStatus.FROZEN: BatchStatus.ABORTED,
        BatchStatus.CONFIRMED: BatchStatus.ABORTED,
    },
}


def against_preparing(decision: Decision) -> list[Refusal]:
    """A batch carries out the order of a signed decision, one list at a time."""
    if decision.status != DecisionStatus.SIGNED:
        return [Refusal.NOT_SIGNED]
    if decision.order is None:
        return [Refusal.NO_ORDER]
    if decision.is_set_aside():
        return [Refusal.SET_ASIDE]
    if decision.order.status == OrderStatus.CARRIED_OUT:
        return [Refusal.CARRIED_OUT]
    return [Refusal.BATCH_UNFINISHED] if decision.batches.unfinished().exists() else []


def against_rerunning(batch: Batch, *, effective_at: datetime | None = None) -> list[Refusal]:
    """What a batch refused is tried again once a reason has gone, on a list of its own."""
    decision = batch.decision
    if batch.status != BatchStatus.EXECUTED:
        return [Refusal.NOT_EXECUTED]
    if decision.is_set_aside():
        return [Refusal.SET_ASIDE]
    if decision.batches.unfinished().exists():
        return [Refusal.BATCH_UNFINISHED]
    refusals = []
    if effective_at is not None and effective_at < batch.takes_effect_at:
        refusals.append(Refusal.RERUN_BEFORE_ORDER)
    again = Batch(decision=decision, reruns=batch, effective_at=effective_at or timezone.now())
    if next(within_reach_again(again), None) is None:
        refusals.append(Refusal.NOTHING_REFUSED)
    return refusals


def within_reach_again(batch: Batch) -> Iterator[Permit]:
    """Of what the batch rerun refused, the permits against which nothing stands any more."""
    asked = register.asked_each(
        batch.refused_before(),
        kind=batch.order.kind,
        effective_at=batch.takes_effect_at,
        change=batch.change(),
    )
    return (permit for permit, refusals in asked if not refusals)


def against_freezing(batch: Batch) -> list[Refusal]:
    """A list is frozen once; it holds what is in question then and not excluded."""
    if batch.status not in BATCH_TRANSITIONS[Act.FREEZE_BATCH]:
        return [Refusal.NOT_PREPARED]
    if batch.reruns is not None:
        some = next(within_reach_again(batch), None) is not None
        return [] if some else [Refusal.NOTHING_REFUSED]
    return [] if batch.decision.permits_to_reach().exists() else [Refusal.EMPTY_LIST]


def against_reviewing(batch: Batch, *, by: User) -> list[Refusal]:
    """The list is confirmed by a person who neither prepared nor froze it."""
    refusals = []
    if batch.status not in BATCH_TRANSITIONS[Act.CONFIRM_BATCH]:
        refusals.append(Refusal.NOT_FROZEN)
    if batch.decision.is_set_aside():
        refusals.append(Refusal.SET_ASIDE)
    if by.pk == batch.prepared_by_id or had_a_hand(
        by, batch.number, Act.PREPARE_BATCH, Act.FREEZE_BATCH
    ):
        refusals.append(Refusal.CONFIRMER_PREPARED)
    return refusals


def against_confirming(batch: Batch, *, by: User, typed_count: int) -> list[Refusal]:
    """The confirmer types the count, and the list is still the one that was frozen."""
    refusals = against_reviewing(batch, by=by)
    if Refusal.NOT_FROZEN in refusals:
        return refusals
    if typed_count != batch.frozen_count:
        refusals.append(Refusal.COUNT_DIFFERS)
    if digest_of(batch) != (batch.digest, batch.frozen_count):
        refusals.append(Refusal.DIGEST_DIFFERS)
    return refusals


def against_executing(batch: Batch) -> list[Refusal]:
    """Only a confirmed list is carried out, never before its time nor once it is set aside."""
    if batch.status != BatchStatus.CONFIRMED:
        return [Refusal.NOT_CONFIRMED]
    refusals = []
    if batch.takes_effect_at > timezone.now():
        refusals.append(Refusal.NOT_YET)
    if batch.decision.is_set_aside():
        refusals.append(Refusal.SET_ASIDE)
    return refusals


def against_aborting(batch: Batch) -> list[Refusal]:
    """What is executed is repaired by reinstatement, never undone."""
    return [] if batch.status in BATCH_TRANSITIONS[Act.ABORT_BATCH] else [Refusal.FINISHED]


def digest_of(batch: Batch) -> tuple[str, int]:
    """SHA-256 over the lines "number version" of the list, in key order; and how many lines."""
    digest, count = sha256(), 0
    lines = batch.schedule().order_by("permit_id").values_list("permit__reference", "version")
    for reference, version in lines.iterator(CHUNK):
        digest.update(f"{reference} {version}\n".encode())
        count += 1
    return digest.hexdigest(), count
