"""Amendments in the register: what stands against them, what they write, and what they leave."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from permits import actions, rules
from permits.amended import Term, terms_asked, terms_changed_by
from permits.models import Condition, Consignee, Order, Permit, PermitLine
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus
from permits.rules import Refusal
from permits.standing import standing_on
from tests import make, make_amendments
from tests.audit.going_round import UNEXPLAINED, an_entry, refused, sql

pytestmark = pytest.mark.django_db

AT = datetime(2020, 3, 16, 14, 0, tzinfo=UTC)
LATER = date(2024, 6, 2)


def amend(permit, changes, **facts):
    facts = {
        "asked_on": date(2020, 3, 2),
        "effective_at": AT,
        "prepared_by": facts.pop("prepared_by", None) or make.officer(),
        "appointment": facts.pop("appointment", None) or make.minister(),
        "signed_at": AT,
        "by": facts.pop("by", None) or make.ministers_office(),
        "reason": "A test",
        "title_en": "Amendment",
        "title_fr": "Modification",
        "ground_en": "Delivery is delayed",
        "ground_fr": "La livraison est retardée",
        **facts,
    }
    return actions.amend(permit, changes=changes, **facts)


def codes(refusal):
    return {error.code for error in refusal.value.error_list}


class TestRules:
    def against(self, permit, at=AT, asked_on=date(2020, 3, 2), **terms):
        changes = make_amendments.changes(permit, **(terms or {"valid_until": LATER}))
        return rules.against_making(permit, changes, asked_on=asked_on, effective_at=at)

    def test_nothing_stands_against_terms_asked_for_in_time(self):
        assert self.against(make.valid_permit()) == []

    @pytest.mark.parametrize(
        ("asked_on", "refusals"),
        [
            (make.VALID_UNTIL - timedelta(days=1), []),
            (make.VALID_UNTIL, [Refusal.ASKED_AFTER_EXPIRY]),
            (make.VALID_UNTIL + timedelta(days=30), [Refusal.ASKED_AFTER_EXPIRY]),
            (None, []),
        ],
    )
    def test_a_holder_asks_before_the_expiry_date_shown_on_the_permit(self, asked_on, refusals):
        permit = make.valid_permit()

        assert rules.against_the_day_asked(permit, asked_on=asked_on) == refusals
        assert "Export Permits Regulations, s. 7" in Refusal.ASKED_AFTER_EXPIRY.label

    def test_a_request_is_not_received_tomorrow(self):
        tomorrow = timezone.localdate() + timedelta(days=1)

        assert rules.against_the_day_asked(make.valid_permit(), asked_on=tomorrow) == [
            Refusal.ASKED_IN_FUTURE
        ]

    def test_an_expired_permit_is_not_amended(self):
        after = datetime(2023, 6, 5, 14, 0, tzinfo=UTC)

        assert self.against(make.valid_permit(), at=after) == [Refusal.EXPIRED]

    def test_nobody_asks_to_amend_what_is_not_issued_or_cancelled_but_may_ask_too_late(self):
        cancelled = make.valid_permit()
        make.suspension([cancelled])
        make.cancellation([cancelled])

        assert rules.against_asking(make.submitted_permit()) == [Refusal.NOT_ISSUED]
        assert rules.against_asking(cancelled) == [Refusal.ALREADY_CANCELLED]
        assert rules.against_asking(make.valid_permit()) == []

    def test_what_changes_nothing_is_refused(self):
        permit = make.valid_permit(end_use="Training")
        same = {"valid_until": permit.valid_until, "end_use": "Training", "quantity": Decimal(4)}

        assert self.against(permit, **same) == [Refusal.CHANGES_NOTHING]

    def test_a_new_expiry_falls_neither_in_the_past_nor_before_the_term(self):
        permit = make.valid_permit()
        to_come = make.valid_permit(valid_from=date(2020, 6, 1))

        assert self.against(permit, valid_until=date(2020, 3, 15)) == [Refusal.ENDS_IN_PAST]
        assert self.against(permit, valid_until=date(2020, 3, 16)) == []
        assert self.against(to_come, valid_until=date(2020, 5, 1)) == [Refusal.ENDS_BEFORE_TERM]

    def test_a_line_allows_no_less_than_was_shipped(self):
        permit = make.valid_permit()
        for number in (1, 2):
            actions.record_shipment(
                permit.lines.get(),
                reference=f"B{number}",
                shipped_on=date(2019, 9, 1),
                reported_on=date(2019, 9, 2),
                quantity=Decimal(1),
                value=Decimal("300000.00"),
                by=make.officer(),
                reason="A test",
            )

        assert self.against(permit, quantity=Decimal(2), value=Decimal(600000)) == []
        assert self.against(permit, quantity=Decimal("1.999")) == [Refusal.BELOW_SHIPPED]
        assert self.against(permit, value=Decimal("599999.99")) == [Refusal.BELOW_SHIPPED]

    def test_terms_that_were_changed_meanwhile_are_asked_for_anew(self):
        permit = make.valid_permit()
        asked = make_amendments.changes(permit, valid_until=LATER)
        amend(permit, make_amendments.changes(permit, valid_until=date(2023, 12, 31)))
        now = Permit.objects.get(pk=permit.pk)

        assert rules.against_changes(now, asked, day=AT.date()) == [Refusal.TERMS_CHANGED]

    def test_a_suspension_meanwhile_changes_no_term(self):
        permit = make.valid_permit()
        asked = make_amendments.changes(permit, valid_until=LATER)
        make.suspension([permit])

        assert rules.against_changes(permit, asked, day=date(2020, 11, 1)) == []

    def test_no_amendment_takes_effect_before_an_order_that_acted_on_the_permit(self):
        permit = make.valid_permit()
        make.suspension([permit])

        assert self.against(permit, at=AT) == [Refusal.OUT_OF_ORDER]
        assert self.against(permit, at=make.SUSPENDED_AT) == []

    def test_nor_before_another_amendment(self):
        permit = make.valid_permit()
        amend(permit, make_amendments.changes(permit, end_use="Training"))

        assert self.against(permit, at=AT - timedelta(minutes=1)) == [Refusal.OUT_OF_ORDER]


class TestAmending:
    def everything(self):
        """A permit with a condition and a consignee, and changes to each of its terms."""
        permit = make.submitted_permit()
        make.issue([permit], effective_at=make_amendments.DECIDED_AT)
        first = make_amendments.changes(
            permit,
            conditions=(make_amendments.condition(text_en="Report yearly."),),
            consignees=(make_amendments.consignee("Old Freight"),),
        )
        amend(permit, first)
        permit.refresh_from_db()
        return permit, make_amendments.changes(
            permit,
            valid_until=LATER,
            end_use="Training",
            quantity=Decimal(6),
            value=Decimal("1900000.00"),
            conditions=(make_amendments.condition(),),
            conditions_withdrawn=(permit.conditions.get(),),
            consignees=(make_amendments.consignee("New Freight"),),
            consignees_withdrawn=(permit.consignees.get(),),
        )

    def test_it_changes_every_term_asked_for_and_no_status(self):
        permit, changes = self.everything()
        was = permit.status, permit.last_change_id

        amend(permit, changes)

        permit.refresh_from_db()
        line = permit.lines.get()
        assert (permit.valid_until, permit.end_use) == (LATER, "Training")
        assert (line.quantity, line.value) == (Decimal(6), Decimal("1900000.00"))
        assert [each.text_en for each in permit.conditions.all()] == [
            "Report each delivery within 15 days."
        ]
        assert [each.party.name for each in permit.consignees.all()] == ["New Freight"]
        assert (permit.status, permit.last_change_id) == was

    def test_old_and_new_terms_are_read_from_history_as_they_were_asked_for(self):
        permit, changes = self.everything()
        asked = terms_asked(changes)

        order = amend(permit, changes)

        assert set(terms_changed_by(order)) == set(asked)
        assert Term("Valid until", date(2023, 6, 2), LATER) in asked
        assert Term("1. 2-15 – Quantity", Decimal(4), Decimal(6)) in asked
        assert Term("Condition – Text (English)", "Report yearly.", "") in asked
        assert Term("Consignee – Party", "", "New Freight") in asked
        assert len(asked) == 14

    def test_it_is_done_under_a_signed_order_with_its_list_and_outcome(self):
        permit = make.valid_permit()
        version = Permit.objects.with_version().get(pk=permit.pk).version

        order = amend(permit, make_amendments.changes(permit, valid_until=LATER))

        [scheduled] = order.schedule.all()
        assert (order.kind, order.status) == (OrderKind.AMEND, OrderStatus.CARRIED_OUT)
        assert (scheduled.permit, scheduled.version) == (permit, version)
        assert (scheduled.outcome.carried_out, scheduled.outcome.refusals) == (True, "")
        assert not order.changes.exists()
        entry = Entry.objects.get(pk=scheduled.outcome.entry_id)
        assert (entry.action, entry.about) == ("permit.amend", permit.reference)
        assert "A. Minister" in entry.authority

    def test_time_suspended_is_not_added_back(self):
        permit = make.suspended_permit()

        amend(
            permit,
            make_amendments.changes(permit, end_use="Training"),
            effective_at=make.CANCELLED_AT,
            signed_at=make.CANCELLED_AT,
        )

        permit.refresh_from_db()
        assert (permit.valid_until, permit.status) == (make.VALID_UNTIL, PermitStatus.SUSPENDED)

    def test_what_is_refused_is_refused_with_every_reason_and_writes_nothing(self):
        permit = make.valid_permit()
        before = Entry.objects.count(), Order.objects.count()
        facts = {"by": make.ministers_office(), "appointment": make.minister()}
        people = Entry.objects.count() - before[0]

        with pytest.raises(ValidationError) as refusal:
            amend(
                permit,
                make_amendments.changes(permit, valid_until=date(2019, 1, 1)),
                asked_on=make.VALID_UNTIL,
                prepared_by=facts["by"],
                **facts,
            )

        assert codes(refusal) == {"asked-after-expiry", "ends-in-past", "ends-before-term"}
        assert (Entry.objects.count() - people, Order.objects.count()) == before

    def test_whoever_prepared_it_does_not_sign_it_and_the_office_must_be_open(self):
        permit = make.valid_permit()
        person = make.user(Role.DIRECTOR, Role.PERMIT_OFFICER)
        changes = make_amendments.changes(permit, valid_until=LATER)

        with pytest.raises(ValidationError) as refusal:
            amend(permit, changes, by=person, prepared_by=person, appointment=make.minister())

        assert codes(refusal) == {"not-your-office", "signer-prepared"}
        permit.refresh_from_db()
        assert permit.valid_until == make.VALID_UNTIL

    @pytest.mark.parametrize("role", [Role.PERMIT_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
    def test_it_needs_the_authority_to_sign(self, role):
        permit = make.valid_permit()

        with pytest.raises(PermissionDenied):
            amend(permit, make_amendments.changes(permit, valid_until=LATER), by=make.user(role))

    def test_no_other_door_leads_to_an_amendment(self):
        permit = make.valid_permit()
        with pytest.raises(ValidationError) as refusal:
            make.order(OrderKind.AMEND, [permit], effective_at=AT, by=make.director())
        assert [error.code for error in refusal.value.error_list] == [Refusal.NEEDS_REQUEST]

        order = amend(permit, make_amendments.changes(permit, valid_until=LATER))
        signed = Order(kind=OrderKind.AMEND, status=OrderStatus.SIGNED, pk=order.pk)
        assert rules.against_beginning(signed) == [Refusal.NEEDS_REQUEST]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE permits_permit SET valid_until = '2030-01-01' WHERE id = %s",
            "UPDATE permits_permitline SET quantity = 400 WHERE permit_id = %s",
            "DELETE FROM permits_condition WHERE permit_id = %s",
            "DELETE FROM permits_consignee WHERE permit_id = %s",
        ],
    )
    def test_terms_do_not_change_without_an_entry(self, statement):
        permit, _changes = self.everything()

        with refused(UNEXPLAINED):
            sql(statement, [permit.pk])

        assert Permit.objects.get(pk=permit.pk).valid_until == make.VALID_UNTIL
        assert PermitLine.objects.get(permit=permit).quantity == Decimal(4)
        assert Condition.objects.filter(permit=permit).exists()
        assert Consignee.objects.filter(permit=permit).exists()


class TestRetroactive:
    """Section 8.5: a permit is effective before it is recorded, if it says so."""

    def test_only_a_permit_that_says_so_begins_before_it_is_issued(self):
        with pytest.raises(ValidationError) as refusal:
            make.submitted_permit(valid_from=date(2019, 1, 15))

        assert refusal.value.messages == ["Only a retroactive permit begins before its issue."]

    def test_the_database_holds_to_it(self):
        permit = make.submitted_permit(valid_from=date(2019, 1, 15), retroactive=True)

        with refused("permit_begins_issued_or_retroactive"), an_entry():
            sql("UPDATE permits_permit SET retroactive = %s WHERE id = %s", [False, permit.pk])

    def test_it_was_in_force_before_its_order_was_recorded(self):
        permit = make.valid_permit(valid_from=date(2019, 1, 15), retroactive=True)
        order = Order.objects.get(kind=OrderKind.ISSUE)

        before = standing_on(permit, date(2019, 2, 1))

        assert order.effective_at.date() > before.day
        assert (before.status, before.may_ship) == (PermitStatus.VALID, True)
