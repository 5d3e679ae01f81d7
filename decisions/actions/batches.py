"""The verbs of carrying out: a list is frozen, confirmed by a second person, executed."""

from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require, require_any
from audit import ledger, numbers
from audit.models import Entry
from decisions import rules
from decisions.actions.refusing import stop_at
from decisions.models import Act, Batch, BatchStatus, Decision
from permits import actions as register
from permits.models import Permit
from permits.rules import CHUNK

AT_ITS_TIME = "Its time has come: executed as it was confirmed."
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
            batch = Batch(
                number=number,
                decision=decision,
                list_number=_next_list(decision),
                announced=announced,
                prepared_by=by,
            )
            batch.full_clean()
            batch.save()
    return batch


def prepare_rerun(
    batch: Batch, *, by: User, reason: str, effective_at: datetime | None = None
) -> Batch:
    """Begin to carry out, on a list of its own, what a batch refused and could reach by now.

    It takes effect now, or at a time to come: never before it was announced to anybody. A second
    person confirms it like any other batch.
    """
    require(by, "decisions.prepare_batch")
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=batch.decision_id)
        moment = effective_at or timezone.now()
        stop_at(rules.against_rerunning(batch, effective_at=moment))
        number = numbers.next_reference("BT", timezone.localdate(moment).year)
        with ledger.entry(by=by, action=Act.PREPARE_BATCH, about=number, reason=reason):
            again = Batch(
                number=number,
                decision=decision,
                list_number=_next_list(decision),
                reruns=batch,
                effective_at=moment,
                prepared_by=by,
            )
            again.full_clean()
            again.save()
    return again


def _next_list(decision: Decision) -> int:
    earlier = decision.batches.aggregate(newest=models.Max("list_number"))["newest"] or 0
    return earlier + 1


def freeze(batch: Batch, *, by: User, reason: str) -> Batch:
    """Pin every permit in question and not excluded at its version, with a digest."""
    require(by, "decisions.prepare_batch")
    with ledger.entry(by=by, action=Act.FREEZE_BATCH, about=batch.number, reason=reason) as entry:
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        Decision.objects.select_for_update().get(pk=batch.decision_id)
        stop_at(rules.against_freezing(batch))
        if batch.reruns is None:
            register.pin(
                batch.order,
                batch.decision.permits_to_reach(),
                list_number=batch.list_number,
                entry=entry,
            )
            left_out = batch.decision.exclusions.values("permit")
            batch.excluded_count = (
                batch.decision.permits_in_question().filter(pk__in=left_out).count()
            )
        else:
            _pin_again(batch, entry)
        batch.frozen_at = timezone.now()
        batch.digest, batch.frozen_count = rules.digest_of(batch)
        batch.status = rules.BATCH_TRANSITIONS[Act.FREEZE_BATCH][batch.status]
        batch.save()
    return batch


def _pin_again(batch: Batch, entry: Entry) -> None:
    """List what was refused and is within reach by now, in the memory of one chunk."""
    within_reach = rules.within_reach_again(batch)
    while chunk := list(islice(within_reach, CHUNK)):
        listed = Permit.objects.filter(pk__in=[permit.pk for permit in chunk])
        register.pin(batch.order, listed, list_number=batch.list_number, entry=entry)


def confirm(batch: Batch, *, typed_count: int, by: User, reason: str) -> Batch:
    """Confirm, as a second person, that the frozen list is the right one.

    A batch that takes effect at a time to come is scheduled by this: ``carry_out_due`` executes
    it then.
    """
    require(by, "decisions.confirm_batch")
    with ledger.entry(by=by, action=Act.CONFIRM_BATCH, about=batch.number, reason=reason):
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        stop_at(rules.against_confirming(batch, by=by, typed_count=typed_count))
        batch.confirmed_by, batch.confirmed_at = by, timezone.now()
        if batch.takes_effect_at > batch.confirmed_at:
            batch.scheduled_for = batch.takes_effect_at
        batch.status = rules.BATCH_TRANSITIONS[Act.CONFIRM_BATCH][batch.status]
        batch.save()
    return batch


def execute(batch: Batch, *, by: User, reason: str) -> register.Reconciliation:
    """Carry out the order on the confirmed list: one transaction, under one entry, exactly once.

    The batch and its order are locked first and their status read again under the lock, so that
    two runs at once agree; a batch already executed is left as it is and its numbers reported.
    """
    require_any(by, *MAY_CARRY_OUT)
    return _execute(batch, by=by, reason=reason, authority=f"{batch.decision}; {batch.order}")


def carry_out_due(moment: datetime | None = None) -> list[tuple[Batch, list[str]]]:
    """Execute the batches confirmed for a moment that has come, each in its own transaction.

    Nobody sits at the keyboard: the system acts, as the batch was confirmed. Returns each batch
    with what stood against it, if anything. May be called by several at the same time.
    """
    done = []
    for batch in Batch.objects.due(moment or timezone.now()).order_by("scheduled_for", "pk"):
        authority = f"{batch.decision}; {batch.order}; confirmed by {batch.confirmed_by}"
        try:
            _execute(batch, by=None, reason=AT_ITS_TIME, authority=authority)
        except ValidationError as refusal:
            done.append((batch, refusal.messages))
        except DatabaseError as problem:
            # One batch that cannot be executed now does not keep the others waiting.
            done.append((batch, [str(problem)]))
        else:
            done.append((batch, []))
    return done


def _execute(
    batch: Batch, *, by: User | None, reason: str, authority: str
) -> register.Reconciliation:
    with ledger.entry(
        by=by, action=Act.EXECUTE_BATCH, about=batch.number, reason=reason, authority=authority
    ):
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.status == BatchStatus.EXECUTED:
            return register.reconcile(batch.order, batch.list_number)
        # What sets a decision aside locks it too: before this, or after.
        Decision.objects.select_for_update().get(pk=batch.decision_id)
        stop_at(rules.against_executing(batch))
        done = register.carry_out(
            batch.order,
            list_number=batch.list_number,
            effective_at=batch.takes_effect_at,
            change=batch.change(),
            again=batch.reruns_id is not None,
            by=by,
            reason=reason,
        )
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
