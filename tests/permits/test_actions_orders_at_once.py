"""Orders killed in the middle, signed twice at once, or racing for the same permits."""

import threading
from contextlib import contextmanager

import pytest
from django.db import Error, connection, connections, transaction

from audit.models import Entry
from audit.verification import Verification
from permits import actions
from permits.actions import Reconciliation
from permits.models import Order, Outcome, Permit, StatusChange
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus
from tests import make
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db"),
]


def suspending(permits):
    return make.order(OrderKind.SUSPEND, permits, effective_at=make.SUSPENDED_AT)


def outcomes(order):
    """What became of each permit on the schedule, by key: True, or the codes of the refusals."""
    kept = Outcome.objects.filter(scheduled__order=order).select_related("scheduled")
    return {each.scheduled.permit_id: each.carried_out or each.refusals for each in kept}


@contextmanager
def failing_in_the_middle():
    """The database itself fails once the statuses are changed and outcomes are being written."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION fail_in_the_middle() RETURNS trigger LANGUAGE plpgsql"
                " AS $$BEGIN RAISE EXCEPTION 'the disk is gone'; END$$"
            )
            cursor.execute(
                "CREATE TRIGGER fail_in_the_middle BEFORE INSERT ON permits_outcome"
                " FOR EACH ROW EXECUTE FUNCTION fail_in_the_middle()"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER fail_in_the_middle BEFORE INSERT ON permits_outcome"
                " BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("DROP FUNCTION fail_in_the_middle() CASCADE")
            else:
                cursor.execute("DROP TRIGGER fail_in_the_middle")


class TestKilledOrRaced:
    """These commit, on connections of their own."""

    def state(self):
        return (
            set(Permit.objects.values_list("status", flat=True)),
            StatusChange.objects.filter(order__kind=OrderKind.SUSPEND).count(),
            Outcome.objects.filter(scheduled__order__kind=OrderKind.SUSPEND).count(),
            Order.objects.get(kind=OrderKind.SUSPEND).status,
            Entry.objects.filter(action="order.sign", about__startswith="MO-2020").count(),
        )

    UNTOUCHED = ({"valid"}, 0, 0, "drawn-up", 0)
    FINISHED = ({"suspended"}, 3, 3, "carried-out", 1)

    def test_a_failure_in_the_middle_leaves_nothing_half_done_and_a_new_run_finishes(self):
        order = suspending(make.valid_permits(3))

        with failing_in_the_middle(), pytest.raises(Error, match="the disk is gone"):
            make.signed(order)

        assert self.state() == self.UNTOUCHED
        make.signed(order)
        assert self.state() == self.FINISHED
        assert list(Verification()) == []

    def test_two_signatures_at_once_are_one(self):
        order = suspending(make.valid_permits(3))
        minister, signers = make.minister(), [make.ministers_office(), make.ministers_office()]

        def signing(by):
            return lambda: actions.sign(
                order,
                appointment=minister,
                signed_at=make.SUSPENDED_AT,
                by=by,
                reason="A test",
            )

        first, second = at_once(*map(signing, signers))

        done, refused = (first, second) if isinstance(second, Exception) else (second, first)
        assert done == Reconciliation(scheduled=3, carried_out=3, refused=0)
        assert [error.code for error in refused.error_list] == ["order-closed"]
        assert self.state() == self.FINISHED

    def test_two_runs_at_once_agree(self):
        permits = make.valid_permits(3)
        order = make.cancelling(permits)
        operators = [make.officer(), make.officer()]

        def running(by):
            return lambda: actions.carry_out(order, by=by, reason="A test")

        numbers = at_once(*map(running, operators))

        assert numbers == [Reconciliation(scheduled=3, carried_out=3, refused=0)] * 2
        assert order.changes.count() == len(permits)
        assert list(Verification()) == []

    def test_two_orders_on_the_same_permits_at_once_change_each_permit_once(self):
        permits = make.valid_permits(4)
        orders = [suspending(permits[:3]), suspending(permits[1:])]
        minister, signer = make.minister(), make.ministers_office()

        def signing(order):
            return lambda: actions.sign(
                order,
                appointment=minister,
                signed_at=make.SUSPENDED_AT,
                by=signer,
                reason="A test",
            )

        numbers = at_once(*map(signing, orders))

        assert sorted((done.carried_out, done.refused) for done in numbers) == [(1, 2), (3, 0)]
        suspended = StatusChange.objects.filter(to_status=PermitStatus.SUSPENDED)
        assert sorted(suspended.values_list("permit", flat=True)) == [p.pk for p in permits]
        refused = Outcome.objects.filter(carried_out=False)
        assert set(refused.values_list("refusals", flat=True)) == {"already-suspended changed"}
        assert list(Verification()) == []


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer, and no backend to end"
)
class TestOnPostgreSQL:
    @contextmanager
    def waiting_signature(self, order, permit):
        """A signature under way in a thread, waiting for the row of a permit held here."""
        facts = {"appointment": make.minister(), "signed_at": make.SUSPENDED_AT}
        signer, results = make.ministers_office(), []

        def sign():
            try:
                results.append(actions.sign(order, by=signer, reason="A test", **facts))
            except Error as problem:
                results.append(problem)
            finally:
                connections.close_all()

        thread = threading.Thread(target=sign)
        with transaction.atomic():
            Permit.objects.select_for_update().get(pk=permit.pk)
            thread.start()
            yield self.backend_that_waits(), results
        thread.join(timeout=60)

    def backend_that_waits(self):
        """The process of the connection that waits for a lock; it is asked for until it does."""
        for _attempt in range(600):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pid FROM pg_locks, pg_sleep(0.02)"
                    " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
                )
                if found := cursor.fetchone():
                    return found[0]
        raise AssertionError("no connection waited for the lock")

    def test_permits_are_read_after_they_are_locked(self):
        """What another transaction changed while this one waited for the lock is seen."""
        kept, altered = make.valid_permits(2)
        order = suspending([kept, altered])

        with self.waiting_signature(order, altered) as (_backend, results):
            make.changed(altered)

        assert results == [Reconciliation(scheduled=2, carried_out=1, refused=1)]
        assert outcomes(order) == {kept.pk: True, altered.pk: "changed"}

    def test_a_connection_ended_in_the_middle_leaves_nothing_half_done(self):
        permits = make.valid_permits(3)
        order = suspending(permits)

        with self.waiting_signature(order, permits[-1]) as (backend, results):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])

        assert isinstance(results[0], Error)
        assert set(Permit.objects.values_list("status", flat=True)) == {PermitStatus.VALID}
        assert not Outcome.objects.filter(scheduled__order=order).exists()
        order.refresh_from_db()
        assert order.status == OrderStatus.DRAWN_UP
        make.signed(order)
        assert actions.reconcile(order) == Reconciliation(scheduled=3, carried_out=3, refused=0)
