"""The verbs of carrying out: a list is frozen, confirmed by a second person, executed."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require, require_any
from audit import ledger, numbers
from decisions import rules
from decisions.actions.refusing import stop_at
from decisions.models import Act, Batch, BatchStatus, Decision
from permits import actions as register

MAY_CARRY_OUT = ("decisions.prepare_batch", "decisions.confirm_batch")


def prepare_batch(
    decision: Decision, *, by: User, reason: str, announced: int | None = None
) -> Batch:
    """Begin carrying out a decision; ``announced`` is how many permits were announced, if any."""
    require(by, "decisions.prepare_batch")
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_preparing(decision))
        year = timezone.localdate(decision.effective_at).year
        number = numbers.next_reference("BT", year)
        with ledger.entry(by=by, action=Act.PREPARE_BATCH, about=number, reason=reason):
            earlier = decision.batches.aggregate(newest=models.Max("list_number"))["newest"] or 0
            batch = Batch(
                number=number,
                decision=decision,
                list_number=earlier + 1,
                announced=announced,
                prepared_by=by,
            )
            batch.full_clean()
            batch.save()
    return batch


def freeze(batch: Batch, *, by: User, reason: str) -> Batch:
    """Pin every permit still under the suspensions in question at its version, with a digest."""
    require(by, "decisions.prepare_batch")
    with ledger.entry(by=by, action=Act.FREEZE_BATCH, about=batch.number, reason=reason) as entry:
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        stop_at(rules.against_freezing(batch))
        register.pin(
            batch.order,
            batch.decision.permits_in_question(),
            list_number=batch.list_number,
            entry=entry,
        )
        batch.frozen_at = timezone.now()
        batch.digest, batch.frozen_count = rules.digest_of(batch)
        batch.status = rules.BATCH_TRANSITIONS[Act.FREEZE_BATCH][batch.status]
        batch.save()
    return batch


def confirm(batch: Batch, *, typed_count: int, by: User, reason: str) -> Batch:
    """Confirm, as a second person, that the frozen list is the right one."""
    require(by, "decisions.confirm_batch")
    with ledger.entry(by=by, action=Act.CONFIRM_BATCH, about=batch.number, reason=reason):
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        stop_at(rules.against_confirming(batch, by=by, typed_count=typed_count))
        batch.confirmed_by, batch.confirmed_at = by, timezone.now()
        batch.status = rules.BATCH_TRANSITIONS[Act.CONFIRM_BATCH][batch.status]
        batch.save()
    return batch


def execute(batch: Batch, *, by: User, reason: str) -> register.Reconciliation:
    """Carry out the order on the confirmed list: one transaction, under one entry, exactly once.

    The batch and its order are locked first and their status read again under the lock, so that
    two runs at once agree; a batch already executed is left as it is and its numbers reported.
    """
    require_any(by, *MAY_CARRY_OUT)
    authority = f"{batch.decision}; {batch.order}"
    with ledger.entry(
        by=by, action=Act.EXECUTE_BATCH, about=batch.number, reason=reason, authority=authority
    ):
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.status == BatchStatus.EXECUTED:
            return register.reconcile(batch.order, batch.list_number)
        stop_at(rules.against_executing(batch))
        done = register.carry_out(batch.order, list_number=batch.list_number, by=by, reason=reason)
        batch.executed_at = timezone.now()
        batch.status = rules.BATCH_TRANSITIONS[Act.EXECUTE_BATCH][batch.status]
        batch.save()
        return done


def abort(batch: Batch, *, by: User, reason: str) -> Batch:
    """Give up a batch before it is executed; another may follow, with a list of its own."""
    require_any(by, *MAY_CARRY_OUT)
    with ledger.entry(by=by, action=Act.ABORT_BATCH, about=batch.number, reason=reason):
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        stop_at(rules.against_aborting(batch))
        batch.status = rules.BATCH_TRANSITIONS[Act.ABORT_BATCH][batch.status]
        batch.save()
    return batch
