"""Batches killed at any moment, executed twice at once, or racing for the same permits."""

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import Entry
from audit.verification import Verification
from decisions import actions
from decisions.models import Batch
from permits.actions import Reconciliation
from permits.models import Outcome, Permit, StatusChange
from tests import make, make_decisions
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db"),
]

# Executes a batch in a process of its own, waiting for a word before each statement.
VICTIM = """
import sys
import django
django.setup()
from django.db import connection
from accounts.models import User
from decisions import actions
from decisions.models import Batch

batch, by = Batch.objects.get(pk=sys.argv[1]), User.objects.get(pk=sys.argv[2])

def announced(execute, sql, params, many, context):
    print("statement", flush=True)
    sys.stdin.readline()
    return execute(sql, params, many, context)

with connection.execute_wrapper(announced):
    done = actions.execute(batch, by=by, reason="A test")
print("done", done.scheduled, done.carried_out, done.refused, flush=True)
"""


def address():
    """The address of the test database, for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    who = f"{found['USER']}:{found['PASSWORD']}".rstrip(":")
    return f"postgres://{who}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


@contextmanager
def executing(batch, by, times=1):
    """Processes about to execute the batch; none outlives the test."""
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "exportcontrol.settings",
        # The letters are other work, after the commit.
        "WORK_IN_PLACE": "0",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", VICTIM, str(batch.pk), str(by.pk)],
            cwd=settings.ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _time in range(times)
    ]
    # A process that hangs fails its test instead of holding it for ever.
    limit = threading.Timer(60, lambda: [process.kill() for process in running])
    limit.start()
    try:
        yield running
    finally:
        limit.cancel()
        for process in running:
            process.kill()
            process.communicate()


def advance(process, statements):
    """Let a fresh process run this many statements; how many it ran, and what it said last."""
    for passed in range(statements):
        said = process.stdout.readline().strip()
        if said != "statement":
            return passed, said
        process.stdin.write("go\n")
        process.stdin.flush()
    return statements, process.stdout.readline().strip()


def state(batch):
    """What the database says was done: nothing of it, or all."""
    batch = Batch.objects.get(pk=batch.pk)
    return (
        batch.status,
        batch.order.status,
        sorted(set(batch.permits().values_list("status", flat=True))),
        StatusChange.objects.filter(order=batch.order).count(),
        Outcome.objects.filter(scheduled__order=batch.order).count(),
        Entry.objects.filter(about=batch.number, action="batch.execute").count(),
    )


def a_batch_of(count):
    """A confirmed batch of permits, one of which expired while it was suspended."""
    permits = make_decisions.many_valid_permits(count - 1)
    permits += make.valid_permits(1, valid_until=date(2021, 3, 3))
    return make_decisions.confirmed_batch(make.suspension(permits))


UNTOUCHED = ("confirmed", "signed", ["suspended"], 0, 0, 0)


def finished(count):
    return ("executed", "carried-out", ["cancelled", "suspended"], count - 1, count, 1)


def statements_of_an_execution():
    """How many statements a process takes for an execution, whatever the length of its list."""
    batch = a_batch_of(3)
    with executing(batch, batch.prepared_by) as [process]:
        count, said = advance(process, 1000)
    assert (said, state(batch)) == ("done 3 2 1", finished(3))
    return count


def test_killed_at_any_statement_nothing_is_half_done_and_run_again_it_finishes_once():
    last = statements_of_an_execution()
    batch = a_batch_of(60)
    moments = [2, last // 3, last // 2, last * 3 // 4, last - 1]

    with executing(batch, batch.prepared_by, times=len(moments) + 1) as [*victims, survivor]:
        for passed, victim in zip(moments, victims, strict=True):
            assert advance(victim, passed) == (passed, "statement")
            victim.kill()
            assert victim.wait() == -9
            assert state(batch) == UNTOUCHED

        assert advance(survivor, 1000) == (last, "done 60 59 1")

    assert state(batch) == finished(60)
    again = actions.execute(batch, by=batch.prepared_by, reason="Once more.")
    assert again == Reconciliation(scheduled=60, carried_out=59, refused=1)
    assert state(batch) == finished(60)
    assert list(Verification()) == []


def test_killed_within_a_statement_nothing_is_half_done():
    batch = a_batch_of(600)
    delays = [0.0, 0.02, 0.06]

    with executing(batch, batch.prepared_by, times=len(delays)) as victims:
        for delay, victim in zip(delays, victims, strict=True):
            assert advance(victim, 1) == (1, "statement")
            victim.stdin.write("go\n" * 100)  # everything that is left, without waiting
            victim.stdin.flush()
            time.sleep(delay)
            victim.kill()
            victim.wait()
            assert state(batch) in (UNTOUCHED, finished(600))

    done = actions.execute(batch, by=batch.prepared_by, reason="A test")
    assert done == Reconciliation(scheduled=600, carried_out=599, refused=1)
    assert state(batch) == finished(600)
    assert list(Verification()) == []


def test_two_runs_at_once_agree_and_one_of_them_did_it():
    batch = a_batch_of(40)
    operators = [batch.prepared_by, make.director(), make.ministers_office()]

    numbers = at_once(
        *(lambda by=by: actions.execute(batch, by=by, reason="A test") for by in operators)
    )

    assert numbers == [Reconciliation(scheduled=40, carried_out=39, refused=1)] * 3
    assert state(batch) == finished(40)
    assert list(Verification()) == []


def test_two_batches_on_overlapping_permits_at_once_change_each_permit_once():
    permits = make_decisions.many_valid_permits(30)
    suspension = make.suspension(permits)
    batches = [make_decisions.confirmed_batch(suspension) for _decision in range(2)]

    numbers = at_once(
        *(
            lambda batch=batch: actions.execute(batch, by=batch.prepared_by, reason="A test")
            for batch in batches
        )
    )

    assert sorted((done.carried_out, done.refused) for done in numbers) == [(0, 30), (30, 0)]
    orders = [batch.order for batch in batches]
    assert StatusChange.objects.filter(order__in=orders).count() == 30
    refused = Outcome.objects.filter(carried_out=False)
    assert set(refused.values_list("refusals", flat=True)) == {"already-cancelled changed"}
    assert set(Permit.objects.values_list("status", flat=True)) == {"cancelled"}
    assert list(Verification()) == []


def test_a_permit_changed_while_the_batch_starts_is_changed_before_or_refused():
    batch = a_batch_of(20)
    permit = batch.permits().filter(valid_until=make.VALID_UNTIL).last()

    done, _permit = at_once(
        lambda: actions.execute(batch, by=batch.prepared_by, reason="A test"),
        lambda: make.changed(permit),
    )

    outcome = Outcome.objects.get(scheduled__permit=permit, scheduled__order=batch.order)
    assert (outcome.carried_out, outcome.refusals) in [(True, ""), (False, "changed")]
    assert (done.carried_out, done.refused) == ((19, 1) if outcome.carried_out else (18, 2))
    assert list(Verification()) == []


def test_two_signatures_at_once_draw_up_one_order():
    decision, office = make_decisions.submitted(), make.minister()
    signers = [make.ministers_office(), make.ministers_office()]

    results = at_once(
        *(
            lambda by=by: make_decisions.signed(decision=decision, by=by, appointment=office)
            for by in signers
        )
    )

    [refused] = [each for each in results if isinstance(each, ValidationError)]
    assert [error.code for error in refused.error_list] == ["not-submitted"]
    decision.refresh_from_db()
    assert decision.order.number == "MO-2021-000001"


def test_two_batches_prepared_at_once_are_one():
    decision = make_decisions.signed()
    officers = [make.officer(), make.officer()]

    results = at_once(
        *(lambda by=by: make_decisions.prepared_batch(decision=decision, by=by) for by in officers)
    )

    [refused] = [each for each in results if isinstance(each, ValidationError)]
    assert [error.code for error in refused.error_list] == ["batch-unfinished"]
    assert decision.batches.count() == 1


def test_two_confirmations_at_once_are_one():
    batch = make_decisions.frozen_batch()
    confirmers = [make.director(), make.ministers_office()]

    results = at_once(
        *(
            lambda by=by: actions.confirm(batch, typed_count=1, by=by, reason="A test")
            for by in confirmers
        )
    )

    [refused] = [each for each in results if isinstance(each, ValidationError)]
    assert [error.code for error in refused.error_list] == ["not-frozen"]
