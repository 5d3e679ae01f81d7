"""What is checked after shipment: requests, results, deliveries and utilization reports."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from permits import actions
from permits.models import UtilizationReport, Verification
from permits.reporting import utilization_of
from tests import make, make_assurances
from tests.audit.going_round import ADDED_ONLY, an_entry, refused, sql

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


@pytest.fixture
def permit():
    """A permit that rests on an assurance, with one shipment."""
    resting = make_assurances.permit_on(make_assurances.assurance())
    make_assurances.shipped(resting)
    return resting


class TestRequesting:
    def test_it_names_what_is_asked_of_whom_and_by_when(self, permit):
        checks = permit.rests_on.get().assurance.undertakings.get(kind="on-site-checks")
        asked = make_assurances.verification(permit, undertaking=checks)

        assert asked.number == "PV-2020-000001"
        assert (asked.permit, asked.undertaking) == (permit, checks)
        assert list(Verification.objects.overdue_on(date(2020, 7, 31))) == []
        assert list(Verification.objects.overdue_on(date(2020, 8, 1))) == [asked]

    def test_it_needs_the_authority(self, permit):
        with pytest.raises(PermissionDenied):
            make_assurances.verification(permit, by=make.director())

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"requested_on": date(2020, 8, 1)}, ["verification_due_after_request"]),
            ({"requested_on": "tomorrow"}, ["in-future"]),
            ({"shipment": "another"}, ["other-permit"]),
            ({"undertaking": "another"}, ["other-assurance"]),
        ],
    )
    def test_what_stands_against_it(self, permit, facts, code):
        tomorrow = timezone.localdate() + timedelta(days=1)
        if facts.get("requested_on") == "tomorrow":
            facts = {"requested_on": tomorrow, "due_on": tomorrow}
        if "shipment" in facts:
            facts = {"shipment": make_assurances.shipped(make.valid_permit())}
        if "undertaking" in facts:
            facts = {"undertaking": make_assurances.assurance().undertakings.first()}
        with pytest.raises(ValidationError) as refusal:
            make_assurances.verification(permit, **facts)

        if code != ["verification_due_after_request"]:
            assert codes(refusal) == code
        else:
            assert "due before it is asked for" in str(refusal.value)
        assert not Verification.objects.exists()

    def test_nothing_shipped_leaves_nothing_to_verify(self):
        with pytest.raises(ValidationError) as refusal:
            make_assurances.verification(make.valid_permit())
        assert codes(refusal) == ["nothing-shipped"]

    def test_a_permit_that_was_never_issued_is_not_verified(self):
        with pytest.raises(ValidationError) as refusal:
            make_assurances.verification(make.submitted_permit())
        assert codes(refusal) == ["not-issued", "nothing-shipped"]


class TestResults:
    def test_silence_is_recorded_as_silence_and_an_answer_is_added(self, permit):
        asked = make_assurances.verification(permit)
        make_assurances.result(asked, "no-answer", found_on=date(2020, 8, 1))
        make_assurances.result(asked, "unfavourable", found_on=date(2020, 9, 1))

        assert [each.result for each in asked.results.all()] == ["no-answer", "unfavourable"]
        assert not Verification.objects.waiting().exists()
        assert Verification.objects.with_result().get().newest == "unfavourable"

    def test_what_is_settled_takes_no_further_result(self, permit):
        asked = make_assurances.verification(permit)
        make_assurances.result(asked, "favourable")
        with pytest.raises(ValidationError) as refusal:
            make_assurances.result(asked, "unfavourable")

        assert codes(refusal) == ["already-settled"]

    @pytest.mark.parametrize(
        ("day", "code"),
        [(date(2020, 5, 31), "before-request"), (date(9998, 1, 1), "in-future")],
    )
    def test_a_result_is_of_a_day_between_the_request_and_today(self, permit, day, code):
        asked = make_assurances.verification(permit)
        with pytest.raises(ValidationError) as refusal:
            make_assurances.result(asked, found_on=day)

        assert codes(refusal) == [code]

    def test_the_database_keeps_a_result_as_it_was_added(self, permit):
        found = make_assurances.result(make_assurances.verification(permit), "access-refused")
        with refused(ADDED_ONLY), an_entry():
            sql(
                "UPDATE permits_verificationresult SET result = 'favourable' WHERE id = %s",
                [found.pk],
            )

    def test_it_needs_the_authority(self, permit):
        asked = make_assurances.verification(permit)
        with pytest.raises(PermissionDenied):
            make_assurances.result(asked, by=make.director())


def delivered(shipment, *, by=None, **facts):
    return actions.record_delivery(
        shipment,
        by=by or make.officer(),
        reason="A test",
        **{
            "reference": "DV-1",
            "issued_by": "Customs of the country of import",
            "delivered_on": date(2020, 3, 9),
            "received_on": date(2020, 4, 1),
            **facts,
        },
    )


class TestDeliveries:
    def test_a_certificate_attaches_to_its_shipment(self, permit):
        [shipment] = [one for line in permit.lines.all() for one in line.shipments.all()]
        delivery = delivered(shipment)

        assert list(shipment.deliveries.all()) == [delivery]
        with pytest.raises(ValidationError):
            delivered(shipment)
        with pytest.raises(PermissionDenied):
            delivered(shipment, by=make.director(), reference="DV-2")

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({"delivered_on": date(2020, 3, 1)}, "before they were shipped"),
            ({"received_on": date(2020, 3, 8)}, "received before the delivery"),
            ({"received_on": date(9998, 1, 1)}, "in the future"),
        ],
    )
    def test_days_that_cannot_be_are_refused(self, permit, facts, says):
        shipment = permit.lines.get().shipments.get()
        with pytest.raises(ValidationError, match=says):
            delivered(shipment, **facts)


def used(permit, *, by=None, **facts):
    return actions.record_utilization(
        permit,
        by=by or make.officer(),
        reason="A test",
        **{
            "period_from": date(2020, 1, 1),
            "period_until": date(2020, 6, 30),
            "received_on": date(2020, 7, 30),
            "shipped_value": Decimal("250000.00"),
            **facts,
        },
    )


class TestUtilization:
    def test_a_report_stands_beside_the_shipments_of_its_period(self, permit):
        used(permit)
        used(permit, received_on=date(2020, 7, 31), shipped_value=Decimal("1.00"))
        used(
            permit,
            period_from=date(2020, 7, 1),
            period_until=date(2020, 12, 31),
            received_on=date(2021, 1, 5),
            shipped_value=None,
            nothing_shipped=True,
        )

        assert [(each.agrees, each.is_late) for each in utilization_of(permit)] == [
            (True, False),
            (False, True),
            (True, False),
        ]

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({"nothing_shipped": True}, "not both"),
            ({"shipped_value": None}, "not both"),
            ({"period_from": date(2020, 7, 1)}, "ends before it begins"),
            ({"received_on": date(2020, 6, 29)}, "before its period ended"),
            ({"received_on": date(9998, 1, 1)}, "in the future"),
            (
                {"period_from": date(2019, 1, 1), "period_until": date(2019, 5, 1)},
                "before the term of the permit",
            ),
        ],
    )
    def test_what_cannot_be_is_refused(self, permit, facts, says):
        with pytest.raises(ValidationError, match=says):
            used(permit, **facts)
        assert not UtilizationReport.objects.exists()

    def test_it_needs_the_authority(self, permit):
        with pytest.raises(PermissionDenied):
            used(permit, by=make.director())

    def test_the_database_refuses_a_report_that_says_both(self, permit):
        report = used(permit)
        with pytest.raises(IntegrityError), transaction.atomic(), an_entry():
            UtilizationReport.objects.filter(pk=report.pk).update(nothing_shipped=True)
