"""Orders travel from drawing up to the permits they change; nothing is half done or done twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry, Number
from audit.verification import Verification
from permits import actions
from permits.actions import Reconciliation
from permits.models import Order, Outcome, Permit, ScheduledPermit, StatusChange
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus
from tests import make

pytestmark = pytest.mark.django_db


def codes(raised):
    return [error.code for error in raised.value.error_list]


def drawn_up(permits, kind=OrderKind.SUSPEND, effective_at=make.SUSPENDED_AT, **facts):
    return make.order(kind, permits, effective_at=effective_at, **facts)


def outcomes(order):
    """What became of each permit on the schedule, by number: True, or the codes of the refusals."""
    return {
        outcome.scheduled.permit.reference: outcome.carried_out or outcome.refusals
        for outcome in Outcome.objects.filter(scheduled__order=order).select_related(
            "scheduled__permit"
        )
    }


class TestDrawingUp:
    def test_those_within_reach_are_listed_at_their_version(self):
        reached, suspended = make.valid_permit(), make.suspended_permit()

        order = drawn_up([reached, suspended])

        [listed] = order.schedule.all()
        version = Permit.objects.with_version().get(pk=reached.pk).version
        assert (listed.permit, listed.version, listed.list_number) == (reached, version, 1)
        assert (order.status, order.signed_by) == (OrderStatus.DRAWN_UP, None)
        assert Permit.objects.get(pk=reached.pk).status == PermitStatus.VALID

    def test_the_entry_names_the_order(self):
        order = drawn_up([make.valid_permit()])

        entry = Entry.objects.sealed().newest_first().first()

        assert (entry.action, entry.about, entry.reason) == (
            "order.draw_up",
            order.number,
            "A test",
        )

    def test_numbers_run_by_the_year_in_which_orders_take_effect(self):
        permit = make.valid_permit()

        numbers = [
            drawn_up([permit], effective_at=moment).number
            for moment in (
                datetime(2021, 1, 1, 4, 59, tzinfo=UTC),  # still 2020 in Ottawa
                datetime(2021, 1, 1, 5, 0, tzinfo=UTC),
                datetime(2021, 6, 1, 5, 0, tzinfo=UTC),
            )
        ]

        assert numbers == ["MO-2020-000001", "MO-2021-000001", "MO-2021-000002"]

    def test_an_order_that_reaches_nothing_is_not_drawn_up_and_takes_no_number(self):
        permit = make.suspended_permit()
        numbers = list(Number.objects.values_list("series", "year", "last"))
        orders = Order.objects.count()

        with pytest.raises(ValidationError) as raised:
            drawn_up([permit], effective_at=make.SUSPENDED_AT + timedelta(days=1))

        assert codes(raised) == ["nothing-within-reach"]
        assert Order.objects.count() == orders
        assert list(Number.objects.values_list("series", "year", "last")) == numbers

    def test_nothing_is_cancelled_without_a_decision(self):
        with pytest.raises(ValidationError) as raised:
            drawn_up([make.valid_permit()], kind=OrderKind.CANCEL)

        assert codes(raised) == ["needs-decision"]

    @pytest.mark.parametrize("kind", [OrderKind.ISSUE, OrderKind.DENY])
    def test_nothing_is_issued_or_denied_without_an_application(self, kind):
        permit = make.submitted_permit()

        with pytest.raises(ValidationError) as raised:
            drawn_up([permit], kind=kind)

        assert codes(raised) == ["needs-application"]
        assert not Order.objects.exists()

    def test_an_issue_that_was_drawn_up_by_itself_is_not_signed(self):
        permit, order = make.submitted_permit(), drawn_up([make.valid_permit()])
        with ledger.entry(by=None, action="order.draw_up", reason="A test"):
            Order.objects.filter(pk=order.pk).update(kind=OrderKind.ISSUE, review_on=None)
        make.listed(order, [permit])

        with pytest.raises(ValidationError) as raised:
            make.signed(order)

        assert codes(raised) == ["needs-application"]
        permit.refresh_from_db()
        assert permit.status == PermitStatus.SUBMITTED

    @pytest.mark.parametrize("missing", ["title_en", "title_fr", "ground_en", "ground_fr"])
    def test_both_languages_are_needed(self, missing):
        with pytest.raises(ValidationError) as raised:
            drawn_up([make.valid_permit()], **{missing: ""})

        assert list(raised.value.error_dict) == [missing]

    def test_a_review_before_the_effect_is_refused_at_its_field(self):
        with pytest.raises(ValidationError) as raised:
            drawn_up([make.valid_permit()], review_on=date(2020, 10, 5))

        [problem] = raised.value.error_dict["review_on"]
        assert problem.code == "review-too-early"

    def test_a_reason_is_needed(self):
        with pytest.raises(ValidationError) as raised:
            actions.withdraw(drawn_up([make.valid_permit()]), by=make.director(), reason=" ")

        assert codes(raised) == ["reason-required"]

    @pytest.mark.parametrize(
        ("role", "kind"),
        [
            (Role.AUDITOR, OrderKind.SUSPEND),
            (Role.MINISTERS_OFFICE, OrderKind.SUSPEND),
            (Role.ADMINISTRATOR, OrderKind.SUSPEND),
            (Role.INTAKE_OFFICER, OrderKind.REINSTATE),
            (Role.DIRECTOR, OrderKind.REGISTER),
        ],
    )
    def test_a_role_without_the_permission_draws_up_nothing(self, role, kind):
        permit = make.submitted_permit()

        with pytest.raises(PermissionDenied):
            drawn_up([permit], kind=kind, by=make.user(role))

        assert not Order.objects.exists()

    def test_being_superuser_gives_no_authority(self):
        person = make.user(is_superuser=True)

        with pytest.raises(PermissionDenied):
            drawn_up([make.valid_permit()], by=person)


class TestSigning:
    def test_the_permits_on_the_schedule_are_changed_under_one_entry(self):
        permits = make.valid_permits(3)
        order = drawn_up(permits)

        done = actions.sign(
            order,
            appointment=make.minister(),
            signed_at=make.SUSPENDED_AT,
            by=make.ministers_office(),
            reason="The Minister signed",
        )

        entry = Entry.objects.sealed().newest_first().first()
        assert done == Reconciliation(scheduled=3, carried_out=3, refused=0)
        assert (entry.action, entry.about) == ("order.sign", order.number)
        assert set(StatusChange.objects.filter(order=order).values_list("entry", flat=True)) == {
            entry.pk
        }
        assert set(Permit.objects.values_list("status", "last_change__order")) == {
            (PermitStatus.SUSPENDED, order.pk)
        }
        assert list(Verification()) == []

    def test_whoever_may_not_sign_changes_nothing(self):
        order = drawn_up([make.valid_permit()])

        with pytest.raises(PermissionDenied):
            make.signed(order, by=make.officer())

        order.refresh_from_db()
        assert order.status == OrderStatus.DRAWN_UP

    def test_every_reason_against_it_is_given(self):
        person = make.user(Role.DIRECTOR, Role.MINISTERS_OFFICE)
        order = drawn_up([make.valid_permit()], by=person)
        gone = make.minister(valid_until=date(2020, 1, 1))

        with pytest.raises(ValidationError) as raised:
            make.signed(
                order,
                by=person,
                appointment=gone,
                signed_at=timezone.now() + timedelta(hours=1),
            )

        assert codes(raised) == ["signer-prepared", "not-in-office", "signed-in-future"]

    def test_an_order_signed_once_is_not_signed_again(self):
        order = make.signed(drawn_up([make.valid_permit()]))
        changes = StatusChange.objects.count()

        with pytest.raises(ValidationError) as raised:
            make.signed(order)

        assert codes(raised) == ["order-closed"]
        assert StatusChange.objects.count() == changes

    def test_a_withdrawn_order_is_not_signed(self):
        permit = make.valid_permit()
        order = drawn_up([permit])
        actions.withdraw(order, by=make.director(), reason="Overtaken")

        with pytest.raises(ValidationError) as raised:
            make.signed(order)

        assert codes(raised) == ["order-closed"]
        assert Permit.objects.get(pk=permit.pk).status == PermitStatus.VALID

    def test_authority_is_asked_as_of_each_date(self):
        """Between the suspension and the cancellation the office changed hands."""
        first = make.minister(holder_name="First Minister", valid_until=date(2021, 1, 11))
        second = make.minister(holder_name="Second Minister", valid_from=date(2021, 1, 12))
        permit = make.valid_permit()
        suspension = make.signed(drawn_up([permit]), appointment=first)
        late = {"effective_at": make.CANCELLED_AT, "kind": OrderKind.REINSTATE}
        order = drawn_up([permit], **late)

        with pytest.raises(ValidationError) as raised:
            make.signed(order, appointment=first)
        make.signed(order, appointment=second)

        assert codes(raised) == ["not-in-office"]
        signatures = Entry.objects.filter(action="order.sign")
        authorities = dict(signatures.values_list("about", "authority"))
        assert "First Minister" in authorities[suspension.number]
        assert "Second Minister" in authorities[order.number]

    def test_a_delegate_whose_term_ended_may_still_have_a_past_signature_recorded(self):
        delegate = make.director()
        yesterday = timezone.localdate() - timedelta(days=1)
        office = make.delegation(delegate, valid_until=yesterday)
        order = drawn_up([make.valid_permit()])

        with pytest.raises(ValidationError) as raised:
            make.signed(order, appointment=office, by=delegate, signed_at=timezone.now())
        make.signed(order, appointment=office, by=delegate, signed_at=make.SUSPENDED_AT)

        assert codes(raised) == ["not-in-office"]
        assert order.signed_for == office


class TestWithdrawing:
    def test_it_stays_on_record_with_its_schedule(self):
        order = drawn_up([make.valid_permit()])

        actions.withdraw(order, by=make.director(), reason="Overtaken")

        order.refresh_from_db()
        assert (order.status, order.schedule.count()) == (OrderStatus.WITHDRAWN, 1)

    def test_a_signed_order_stands(self):
        order = make.suspension([make.valid_permit()])

        with pytest.raises(ValidationError) as raised:
            actions.withdraw(order, by=make.director(), reason="A mistake")

        assert codes(raised) == ["order-closed"]

    def test_it_takes_the_permission_to_draw_up_such_an_order(self):
        order = drawn_up([make.valid_permit()])

        with pytest.raises(PermissionDenied):
            actions.withdraw(order, by=make.user(Role.MINISTERS_OFFICE), reason="A mistake")


class TestAnOrderOfADecision:
    def facts(self, **facts):
        return {
            "kind": OrderKind.CANCEL,
            "title_en": "Order",
            "title_fr": "Arrêté",
            "ground_en": "Ground",
            "ground_fr": "Motif",
            "effective_at": make.CANCELLED_AT,
            "prepared_by": make.director(),
            "appointment": make.minister(),
            "signed_at": make.CANCELLED_AT,
            "by": make.ministers_office(),
            "reason": "A test",
            **facts,
        }

    def test_it_is_signed_and_lists_nothing_yet(self):
        order = actions.draw_up_signed(**self.facts())

        assert (order.status, order.schedule.count()) == (OrderStatus.SIGNED, 0)
        assert order.signed_at == make.CANCELLED_AT

    def test_every_reason_against_the_signature_is_given(self):
        person = make.ministers_office()
        gone = make.minister(valid_until=date(2020, 1, 1))

        with pytest.raises(ValidationError) as raised:
            actions.draw_up_signed(**self.facts(prepared_by=person, by=person, appointment=gone))

        assert codes(raised) == ["not-in-office", "signer-prepared"]
        assert not Order.objects.exists()


class TestCarryingOut:
    def test_a_permit_changed_since_it_was_listed_is_refused(self):
        kept, altered = make.valid_permits(2)
        order = drawn_up([kept, altered])
        make.changed(altered)

        make.signed(order)

        assert outcomes(order) == {kept.reference: True, altered.reference: "changed"}
        assert actions.reconcile(order) == Reconciliation(scheduled=2, carried_out=1, refused=1)
        altered.refresh_from_db()
        assert altered.status == PermitStatus.VALID

    def test_a_permit_that_expired_in_between_is_refused(self):
        lasting = make.valid_permit()
        expiring = make.valid_permit(valid_until=date(2021, 3, 3))
        make.suspension([lasting, expiring])

        order = make.cancellation([lasting, expiring])

        assert outcomes(order) == {lasting.reference: True, expiring.reference: "expired"}

    def test_a_permit_that_another_order_reached_first_is_refused_with_every_reason(self):
        permit = make.valid_permit()
        first, second = drawn_up([permit]), drawn_up([permit])
        make.signed(first)

        make.signed(second)

        assert outcomes(second) == {permit.reference: "already-suspended changed"}
        assert permit.changes.filter(to_status=PermitStatus.SUSPENDED).count() == 1

    def test_an_order_that_would_take_effect_before_a_later_one_is_refused(self):
        permit = make.suspended_permit()

        with pytest.raises(ValidationError) as raised:
            drawn_up(
                [permit],
                kind=OrderKind.REINSTATE,
                effective_at=make.SUSPENDED_AT - timedelta(days=1),
            )

        assert codes(raised) == ["nothing-within-reach"]

    def test_run_again_it_does_nothing_and_reports_the_same_numbers(self):
        order = drawn_up(make.valid_permits(2))
        make.signed(order)
        before = (StatusChange.objects.count(), Outcome.objects.count(), Entry.objects.count())

        again = actions.carry_out(order, by=make.officer(), reason="Once more")

        # The new person and role of this test are entries; carrying out again is none.
        after = (StatusChange.objects.count(), Outcome.objects.count(), Entry.objects.count() - 2)
        assert again == Reconciliation(scheduled=2, carried_out=2, refused=0)
        assert after == before

    def test_an_unsigned_order_is_not_carried_out(self):
        permit = make.valid_permit()
        order = drawn_up([permit])

        with pytest.raises(ValidationError) as raised:
            actions.carry_out(order, by=make.ministers_office(), reason="Too early")

        assert codes(raised) == ["order-unsigned"]
        assert Permit.objects.get(pk=permit.pk).status == PermitStatus.VALID

    def test_only_the_list_named_is_carried_out(self):
        given_up, kept = make.valid_permits(2)
        order = actions.draw_up_signed(**TestAnOrderOfADecision().facts())
        assert make.listed(order, [given_up, kept]) == 2
        assert make.listed(order, [kept], list_number=2) == 1

        actions.carry_out(order, by=make.officer(), reason="A test", list_number=2)

        assert outcomes(order) == {kept.reference: True}
        assert actions.reconcile(order) == Reconciliation(scheduled=1, carried_out=1, refused=0)
        given_up.refresh_from_db()
        assert given_up.status == PermitStatus.VALID

    def test_a_cancelled_permit_is_reinstated_and_its_cancellation_stays(self):
        permit = make.suspended_permit()
        make.cancellation([permit])

        order = drawn_up(
            [permit], kind=OrderKind.REINSTATE, effective_at=make.CANCELLED_AT + timedelta(days=1)
        )
        make.signed(order)

        assert list(permit.changes.values_list("from_status", "to_status")) == [
            ("submitted", "valid"),
            ("valid", "suspended"),
            ("suspended", "cancelled"),
            ("cancelled", "valid"),
        ]

    def test_the_number_of_statements_does_not_grow_with_the_permits(self):
        def statements(count):
            order = drawn_up(make.valid_permits(count))
            facts = {"appointment": make.minister(), "signed_at": make.SUSPENDED_AT}
            signer = make.ministers_office()
            signer.has_perm("permits.sign_order")
            with CaptureQueriesContext(
                connection,
            ) as captured:
                actions.sign(order, by=signer, reason="A test", **facts)
            return len(captured)

        assert statements(5) == statements(50)


class TestTheLastWitness:
    """What the database refuses when Python is gone round."""

    @pytest.mark.parametrize(
        ("facts", "constraint"),
        [
            ({"signed_by": F("prepared_by")}, "order_signer_did_not_prepare"),
            ({"signed_for": None}, "order_signature_is_whole"),
            ({"signed_by": None, "signed_for": None, "signed_at": None}, "order_acts_when_signed"),
            ({"status": "lost"}, "order_status_is_known"),
            ({"kind": "lose"}, "order_kind_is_known"),
        ],
    )
    def test_a_signed_order_that_states_the_impossible_is_refused(self, facts, constraint):
        order = make.suspension([make.valid_permit()])

        with (
            pytest.raises(IntegrityError, match=constraint),
            ledger.entry(by=None, action="test", reason="Round Python"),
        ):
            Order.objects.filter(pk=order.pk).update(**facts)

    def test_a_status_that_no_change_made_is_refused(self):
        permit = make.valid_permit()

        with (
            pytest.raises(IntegrityError, match="made by a StatusChange"),
            ledger.entry(by=None, action="test", reason="Round Python"),
        ):
            Permit.objects.filter(pk=permit.pk).update(status=PermitStatus.CANCELLED)

    def test_a_permit_is_changed_once_by_an_order(self):
        permit = make.valid_permit()
        order = make.suspension([permit])

        with (
            pytest.raises(IntegrityError),
            ledger.entry(by=None, action="test", reason="Round Python") as entry,
        ):
            StatusChange.objects.create(
                permit=permit,
                order=order,
                from_status="suspended",
                to_status="valid",
                effective_at=make.SUSPENDED_AT,
                entry=entry,
            )

    def test_an_outcome_and_a_schedule_are_kept_for_ever(self):
        make.suspension([make.valid_permit()])

        for model in (Outcome, ScheduledPermit, StatusChange):
            rows = model.objects.all()
            with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
                rows.update(entry=None)
            with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
                rows._raw_delete("default")
