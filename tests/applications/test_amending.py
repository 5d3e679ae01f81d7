"""Requests to amend a permit: recorded by one person, granted or refused by another."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Act, Appointment
from accounts.roles import Role
from accounts.rules import Refusal as OfficeRefusal
from applications.models import AmendmentCondition, AmendmentLine, AmendmentRequest
from applications.models.amendments import AmendmentStatus
from applications.rules import amending as rules
from applications.rules.amending import Refusal
from audit import ledger
from audit.models import Entry
from permits.amended import terms_asked, terms_changed_by
from permits.models import Order, Permit
from permits.models.orders import OrderKind
from permits.rules import Refusal as RegisterRefusal
from tests import make, make_amendments
from tests.audit.going_round import an_entry, refused, sql

pytestmark = pytest.mark.django_db

LATER = date(2024, 6, 2)
AT = make_amendments.DECIDED_AT


def codes(refusal):
    return {error.code for error in refusal.value.error_list}


def limited(director, **limits):
    """An instrument of delegation to a director, with limits."""
    with ledger.entry(by=None, action=Act.APPOINT, reason="A test"):
        return Appointment.objects.create(
            office_en="Director",
            office_fr="Directeur",
            holder_name=director.name,
            user=director,
            instrument="Delegation 2019-08",
            valid_from=date(2019, 1, 1),
            **limits,
        )


class TestRecording:
    def test_it_keeps_who_asked_when_for_what_and_why(self):
        permit = make.valid_permit()
        officer = make.officer()

        asked = make_amendments.request(permit, by=officer)

        assert asked.number == "AM-2020-000001"
        assert (asked.status, asked.permit) == (AmendmentStatus.RECEIVED, permit)
        assert (asked.valid_until, asked.recorded_by) == (LATER, officer)
        assert asked.asked_on == make_amendments.RECEIVED_ON
        entry = Entry.objects.get(about=asked.number)
        assert (entry.action, entry.actor) == ("amendment.request", officer)
        permit.refresh_from_db()
        assert permit.valid_until == make.VALID_UNTIL

    def test_what_it_asks_for_is_read_back_as_it_was_asked(self):
        permit = make.valid_permit()
        make_amendments.granted(
            make_amendments.request(
                permit,
                asked=make_amendments.changes(
                    permit,
                    conditions=(make_amendments.condition(text_en="Report yearly."),),
                    consignees=(make_amendments.consignee("Old Freight"),),
                ),
            )
        )
        permit.refresh_from_db()
        changes = make_amendments.changes(
            permit,
            valid_until=LATER,
            end_use="Training",
            quantity=Decimal(6),
            conditions=(make_amendments.condition(),),
            conditions_withdrawn=tuple(permit.conditions.all()),
            consignees=(make_amendments.consignee(),),
            consignees_withdrawn=tuple(permit.consignees.all()),
        )

        asked = make_amendments.request(permit, asked=changes)

        asked = AmendmentRequest.objects.get(pk=asked.pk)
        assert terms_asked(rules.changes_asked(asked)) == terms_asked(changes)

    def test_the_old_terms_stay_readable_after_they_are_gone(self):
        permit = make.valid_permit()
        first = make_amendments.changes(permit, conditions=(make_amendments.condition(),))
        make_amendments.granted(make_amendments.request(permit, asked=first))
        permit.refresh_from_db()
        gone = make_amendments.changes(permit, conditions_withdrawn=tuple(permit.conditions.all()))
        asked = make_amendments.request(permit, asked=gone)
        before = terms_asked(rules.changes_asked(asked))

        done = make_amendments.granted(asked)

        assert not permit.conditions.exists()
        assert terms_asked(rules.changes_asked(done)) == before
        assert set(terms_changed_by(done.order)) == set(before)

    def test_a_request_after_expiry_is_recorded_and_can_only_be_refused(self):
        """Export Permits Regulations, section 7."""
        asked = make_amendments.request(received_on=date(2023, 6, 5))

        late = rules.against_granting(asked, at=datetime(2023, 6, 1, 14, 0, tzinfo=UTC))
        with pytest.raises(ValidationError) as refusal:
            make_amendments.granted(asked, decided_at=datetime(2023, 6, 6, 14, 0, tzinfo=UTC))
        done = make_amendments.refused(asked, decided_at=datetime(2023, 6, 6, 14, 0, tzinfo=UTC))

        assert late == [RegisterRefusal.ASKED_AFTER_EXPIRY]
        assert codes(refusal) == {"asked-after-expiry", "expired"}
        assert done.status == AmendmentStatus.REFUSED
        done.permit.refresh_from_db()
        assert done.permit.valid_until == make.VALID_UNTIL

    def test_the_minister_asks_nobody_but_amends_no_expired_permit(self):
        permit = make.valid_permit()
        motion = {"own_motion": True}

        asked = make_amendments.request(permit, **motion)

        assert (asked.asked_on, asked.requested_by) == (None, "")
        with pytest.raises(ValidationError) as refusal:
            make_amendments.request(permit, received_on=date(2023, 6, 5), **motion)
        assert codes(refusal) == {"expired"}

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"valid_until": make.VALID_UNTIL}, "changes-nothing"),
            ({"valid_until": date(2020, 3, 1)}, "ends-in-past"),
        ],
    )
    def test_what_cannot_be_granted_as_it_is_typed_is_refused_at_once(self, asked, code):
        permit = make.valid_permit()

        with pytest.raises(ValidationError) as refusal:
            make_amendments.request(permit, asked=make_amendments.changes(permit, **asked))

        assert codes(refusal) == {code}
        assert not AmendmentRequest.objects.exists()

    def test_a_request_is_not_received_tomorrow(self):
        tomorrow = timezone.localdate() + timedelta(days=1)
        for own_motion in (False, True):
            with pytest.raises(ValidationError) as refusal:
                make_amendments.request(received_on=tomorrow, own_motion=own_motion)
            assert "asked-in-future" in codes(refusal)

    @pytest.mark.parametrize("field", ["terms", "grounds"])
    def test_the_terms_and_the_reasons_are_stated(self, field):
        with pytest.raises(ValidationError) as refusal:
            make_amendments.request(**{field: ""})

        assert set(refusal.value.message_dict) == {field}

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR, Role.INVESTIGATOR])
    def test_it_needs_the_permission(self, role):
        with pytest.raises(PermissionDenied):
            make_amendments.request(by=make.user(role))


class TestDeciding:
    def test_a_grant_amends_the_permit_under_an_order_on_the_holders_request(self):
        asked = make_amendments.request()

        done = make_amendments.granted(asked)

        done.permit.refresh_from_db()
        assert (done.status, done.permit.valid_until) == (AmendmentStatus.GRANTED, LATER)
        assert done.order.kind == OrderKind.AMEND
        assert done.order.prepared_by == asked.recorded_by
        assert done.order.ground_fr == make_amendments.REASONS["reasons_fr"]
        assert done.order.authority.endswith("Export Permits Regulations, s. 7")
        entry = Entry.objects.get(about=done.number, action="amendment.decide")
        assert done.order.schedule.get().outcome.entry_id == entry.pk

    def test_on_the_ministers_own_motion_the_order_names_the_act_alone(self):
        done = make_amendments.granted(make_amendments.request(own_motion=True))

        assert done.order.authority == "Export and Import Permits Act, s. 10(1)"

    def test_a_refusal_keeps_its_reasons_and_changes_nothing(self):
        done = make_amendments.refused()

        done.permit.refresh_from_db()
        assert (done.status, done.order) == (AmendmentStatus.REFUSED, None)
        assert done.reasons_fr == make_amendments.REASONS["reasons_fr"]
        assert done.permit.valid_until == make.VALID_UNTIL
        assert not Order.objects.filter(kind=OrderKind.AMEND).exists()

    def test_whoever_recorded_a_request_does_not_decide_on_it(self):
        person = make.user(Role.PERMIT_OFFICER, Role.MINISTERS_OFFICE)
        asked = make_amendments.request(by=person)

        assert rules.against_deciding(asked, by=person) == [Refusal.RECORDED_BY_YOU]
        for decide in (make_amendments.granted, make_amendments.refused):
            with pytest.raises(ValidationError) as refusal:
                decide(asked, by=person)
            assert Refusal.RECORDED_BY_YOU in codes(refusal)

    def test_it_is_decided_once(self):
        asked = make_amendments.request()
        done = make_amendments.granted(asked)

        assert rules.against_deciding(done, by=make.ministers_office()) == [Refusal.DECIDED_ALREADY]
        with pytest.raises(ValidationError) as refusal:
            make_amendments.refused(asked)
        assert codes(refusal) == {Refusal.DECIDED_ALREADY}

    def test_a_director_without_an_office_decides_nothing(self):
        assert rules.against_deciding(make_amendments.request(), by=make.director()) == [
            RegisterRefusal.NO_OFFICE
        ]

    @pytest.mark.parametrize(
        ("limits", "refusals"),
        [
            ({}, []),
            ({"highest_value": Decimal(2_000_000)}, []),
            ({"highest_value": Decimal(1_500_000)}, [OfficeRefusal.BEYOND_VALUE]),
            ({"covers_group_2": False}, [OfficeRefusal.BEYOND_GROUP_2]),
            ({"covers_amend": False}, [OfficeRefusal.POWER_NOT_COVERED]),
            ({"valid_until": date(2020, 3, 15)}, [RegisterRefusal.NOT_IN_OFFICE]),
        ],
    )
    def test_a_delegate_decides_within_the_limits_and_dates_of_the_delegation(
        self, limits, refusals
    ):
        permit = make.valid_permit()
        asked = make_amendments.request(
            permit, asked=make_amendments.changes(permit, value=Decimal(1_900_000))
        )
        director = make.director()
        appointment = limited(director, **limits)

        against = rules.against_deciding_for(asked, appointment, granted=True, at=AT, by=director)

        assert against == refusals
        if refusals:
            with pytest.raises(ValidationError) as refusal:
                make_amendments.granted(asked, appointment=appointment, by=director)
            assert codes(refusal) == set(refusals)

    def test_what_a_delegate_may_not_grant_they_may_refuse(self):
        permit = make.valid_permit()
        asked = make_amendments.request(
            permit, asked=make_amendments.changes(permit, value=Decimal(1_900_000))
        )
        director = make.director()
        appointment = limited(director, highest_value=Decimal(1_500_000))

        done = make_amendments.refused(asked, appointment=appointment, by=director)

        assert done.status == AmendmentStatus.REFUSED

    def test_no_decision_is_of_a_day_before_the_request(self):
        asked = make_amendments.request()
        early = AT - timedelta(days=20)

        against = rules.against_deciding_for(
            asked, make.minister(), granted=False, at=early, by=make.ministers_office()
        )

        assert against == [Refusal.DECIDED_TOO_EARLY]

    def test_two_requests_for_one_term_are_not_granted_one_after_the_other(self):
        permit = make.valid_permit()
        first, second = make_amendments.request(permit), make_amendments.request(permit)

        make_amendments.granted(first)
        with pytest.raises(ValidationError) as refusal:
            make_amendments.granted(second)

        assert codes(refusal) == {RegisterRefusal.TERMS_CHANGED}
        assert AmendmentRequest.objects.get(pk=second.pk).status == AmendmentStatus.RECEIVED

    @pytest.mark.parametrize("field", ["reasons_en", "reasons_fr"])
    def test_reasons_are_given_in_both_languages(self, field):
        asked = make_amendments.request()

        with pytest.raises(ValidationError):
            make_amendments.granted(asked, **{field: ""})
        with pytest.raises(ValidationError):
            make_amendments.refused(asked, **{field: ""})

        asked.permit.refresh_from_db()
        assert asked.permit.valid_until == make.VALID_UNTIL

    @pytest.mark.parametrize("role", [Role.PERMIT_OFFICER, Role.INTAKE_OFFICER, Role.AUDITOR])
    def test_it_needs_the_permission(self, role):
        asked = make_amendments.request()
        for decide in (make_amendments.granted, make_amendments.refused):
            with pytest.raises(PermissionDenied):
                decide(asked, by=make.user(role))


class TestDatabase:
    """What the database refuses whoever writes."""

    DECIDED = "a decision on an amendment never changes"
    ASKED = "what was asked never changes"

    def test_what_was_asked_never_changes(self):
        asked = make_amendments.request()
        for statement in (
            "UPDATE applications_amendmentrequest SET valid_until = '2030-01-01' WHERE id = %s",
            "UPDATE applications_amendmentrequest SET valid_until = NULL WHERE id = %s",
            "UPDATE applications_amendmentrequest SET received_on = '2019-01-01' WHERE id = %s",
        ):
            with an_entry(), refused(self.ASKED):
                sql(statement, [asked.pk])
        with an_entry(), refused("a request is kept for ever"):
            sql("DELETE FROM applications_amendmentrequest WHERE id = %s", [asked.pk])

    def test_the_terms_named_never_change_nor_grow_once_decided(self):
        permit = make.valid_permit()
        asked = make_amendments.request(
            permit, asked=make_amendments.changes(permit, quantity=Decimal(6))
        )
        [line] = asked.lines.all()
        with an_entry(), refused(self.ASKED):
            AmendmentLine.objects.filter(pk=line.pk).update(quantity=Decimal(600))
        make_amendments.granted(asked)
        with an_entry(), refused(self.ASKED):
            AmendmentCondition.objects.create(request=asked, text_en="More", text_fr="Plus")

    def test_a_decision_never_changes(self):
        done = make_amendments.refused()

        with an_entry(), refused(self.DECIDED):
            AmendmentRequest.objects.filter(pk=done.pk).update(reasons_en="Others")

    @pytest.mark.parametrize(
        ("column", "constraint"),
        [
            ({"status": "granted"}, "amendment_decision_is_whole"),
            ({"status": "lost"}, "amendment_"),
            ({"requested_by": ""}, "amendment_is_asked_or_own_motion"),
        ],
    )
    def test_a_request_is_whole(self, column, constraint):
        asked = make_amendments.request()

        with an_entry(), refused(constraint):
            AmendmentRequest.objects.filter(pk=asked.pk).update(**column)

    def test_nobody_decides_on_what_they_recorded(self):
        asked = make_amendments.request()

        with an_entry(), refused("amendment_decider_did_not_record"):
            AmendmentRequest.objects.filter(pk=asked.pk).update(
                status="refused",
                decided_by=asked.recorded_by,
                decided_for=make.minister(),
                decided_at=AT,
                reasons_en="No",
                reasons_fr="Non",
            )


def test_a_person_sees_requests_only_by_their_role():
    asked = make_amendments.request()
    seen = AmendmentRequest.objects

    assert list(seen.visible_to(make.officer())) == [asked]
    assert list(seen.visible_to(make.user(Role.AUDITOR))) == [asked]
    assert list(seen.visible_to(make.user(Role.CONSULTED_DEPARTMENT))) == []
    assert list(seen.matching("AM-2020")) == list(seen.matching(asked.permit.reference)) == [asked]
    assert Permit.objects.count() == 1
