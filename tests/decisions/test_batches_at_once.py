"""Reruns, aborts, corrections and judgments that race one another."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.verification import Verification
from decisions import actions
from decisions.models import Batch, BatchStatus, OptionEffect
from permits.actions import Reconciliation
from permits.models import Permit, StatusChange
from tests import make, make_decisions
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db"),
]


def refused_batch():
    """An executed batch that refused one permit for a reason that has gone, and that permit."""
    permits = make.valid_permits(3, valid_until="2999-01-01")
    batch = make_decisions.confirmed_batch(make.suspension(permits))
    make.changed(permits[0])
    actions.execute(batch, by=batch.prepared_by, reason="A test")
    batch.refresh_from_db()
    return batch, permits[0]


def rerun_of(batch):
    again = actions.prepare_rerun(batch, by=make.officer(), reason="A test")
    again = actions.freeze(again, by=again.prepared_by, reason="A test")
    return actions.confirm(again, typed_count=1, by=make.director(), reason="A test")


def test_two_reruns_prepared_at_once_are_one():
    batch, _permit = refused_batch()
    officers = [make.officer(), make.officer()]

    results = at_once(
        *(lambda by=by: actions.prepare_rerun(batch, by=by, reason="A test") for by in officers)
    )

    [refused] = [each for each in results if isinstance(each, ValidationError)]
    assert [error.code for error in refused.error_list] == ["batch-unfinished"]
    assert batch.rerun_by.count() == 1


def test_one_rerun_executed_twice_at_once_does_nothing_twice():
    batch, permit = refused_batch()
    again, people = rerun_of(batch), [make.officer(), make.director()]

    results = at_once(
        *(lambda by=by: actions.execute(again, by=by, reason="A test") for by in people)
    )

    assert results == [Reconciliation(scheduled=1, carried_out=1, refused=0)] * 2
    assert StatusChange.objects.filter(order=batch.order, permit=permit).count() == 1
    assert list(Verification()) == []


def test_an_abort_and_an_execution_at_once_are_one_or_the_other():
    batch = make_decisions.confirmed_batch(make.suspension(make.valid_permits(5)))
    operator, director = batch.prepared_by, make.director()

    done, aborted = at_once(
        lambda: actions.execute(batch, by=operator, reason="A test"),
        lambda: actions.abort(batch, by=director, reason="A test"),
    )

    kept = Batch.objects.get(pk=batch.pk)
    cancelled = Permit.objects.filter(status="cancelled").count()
    if kept.status == BatchStatus.EXECUTED:
        assert (done.carried_out, cancelled) == (5, 5)
        assert [error.code for error in aborted.error_list] == ["finished"]
    else:
        assert (kept.status, cancelled) == (BatchStatus.ABORTED, 0)
        assert [error.code for error in done.error_list] == ["not-confirmed"]
    assert list(Verification()) == []


def test_two_corrections_at_once_reinstate_each_permit_once():
    permits = make.valid_permits(4, valid_until="2999-01-01")
    wrong = make_decisions.executed_batch(make.suspension(permits))
    batches = []
    for _time in range(2):
        decision = actions.draft_correction(
            wrong,
            options=[
                make_decisions.option(OptionEffect.REINSTATE, recommended=True),
                make_decisions.option(OptionEffect.KEEP),
            ],
            by=make.director(),
            reason="A test",
            **make_decisions.texts(),
        )
        make_decisions.submitted(decision=decision)
        make_decisions.signed(decision=decision, effect=OptionEffect.REINSTATE)
        decision.refresh_from_db()
        batches.append(make_decisions.confirmed_batch(decision=decision))

    results = at_once(
        *(
            lambda batch=batch: actions.execute(batch, by=batch.prepared_by, reason="A test")
            for batch in batches
        )
    )

    assert sorted((done.carried_out, done.refused) for done in results) == [(0, 4), (4, 0)]
    orders = [batch.order for batch in batches]
    assert StatusChange.objects.filter(order__in=orders).count() == 4
    assert set(Permit.objects.values_list("status", flat=True)) == {"valid"}
    assert list(Verification()) == []


def test_a_judgment_and_an_execution_at_once_come_one_after_the_other():
    batch = make_decisions.confirmed_batch(make.suspension(make.valid_permits(3)))
    operator, counsel = batch.prepared_by, make_decisions.counsel()

    done, _ended = at_once(
        lambda: actions.execute(batch, by=operator, reason="A test"),
        lambda: actions.set_aside(
            batch.decision,
            by_whom="court",
            body="Federal Court",
            decided_on=date(2022, 2, 1),
            document="2022 FC 1 (fictional)",
            effect_en="Quashed.",
            effect_fr="Annulée.",
            by=counsel,
            reason="A test",
        ),
    )

    cancelled = Permit.objects.filter(status="cancelled").count()
    assert batch.decision.is_set_aside()
    if isinstance(done, ValidationError):
        assert ([error.code for error in done.error_list], cancelled) == (["set-aside"], 0)
    else:
        assert (done.carried_out, cancelled) == (3, 3)


def test_two_clocks_execute_a_batch_that_is_due_once():
    moment = timezone.now() + timedelta(days=3)
    permits = make.valid_permits(2, valid_until=moment.date() + timedelta(days=30))
    decision = make_decisions.submitted(make.suspension(permits))
    make_decisions.signed(decision=decision, signed_at=None, effective_at=moment)
    decision.refresh_from_db()
    batch = make_decisions.confirmed_batch(decision=decision)

    with time_machine.travel(moment + timedelta(minutes=1), tick=True):
        at_once(actions.carry_out_due, actions.carry_out_due)

    batch.refresh_from_db()
    assert batch.status == BatchStatus.EXECUTED
    assert StatusChange.objects.filter(order=batch.order).count() == 2
    assert list(Verification()) == []
