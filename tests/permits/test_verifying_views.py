"""What is checked after shipment, by browser: on the page of the permit, and each act."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.roles import Role
from permits.models import DeliveryVerification, UtilizationReport, Verification
from tests import make, make_assurances

pytestmark = pytest.mark.django_db

ACTS = ["verification_request", "delivery_new", "utilization_new"]


def text_of(response):
    """The words of a page."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def officer(sign_in):
    return sign_in(make.officer())


@pytest.fixture
def permit():
    resting = make_assurances.permit_on(make_assurances.assurance())
    make_assurances.shipped(resting)
    return resting


def address(act, permit):
    return reverse(f"permits:{act}", args=[permit.reference])


def test_the_page_of_a_permit_tells_the_three_kinds_of_shipment_apart(officer):
    permit = make.suspended_permit()
    make_assurances.shipped(permit, date(2020, 9, 20), reported_on=date(2020, 10, 8), number=1)
    make_assurances.shipped(permit, date(2020, 6, 1), reported_on=date(2020, 9, 1), number=2)
    make_assurances.shipped(permit, date(2020, 10, 6), number=3)
    page = officer.get(permit.get_absolute_url())
    remarks = {
        shipment.reference: [remark.label for remark in found]
        for shipment, _line, found, _due in page.context["shipments"]
    }

    assert remarks == {
        "BL-200920-1": ["Shipped in time, reported after the permit was stopped"],
        "BL-200601-2": ["Reported late"],
        "BL-201006-3": ["Shipped after the suspension took effect"],
    }
    assert "due 2020-07-01" in text_of(page)


def test_the_page_of_a_permit_shows_what_was_checked_and_what_was_not(officer, permit):
    asked = make_assurances.verification(permit)
    words = text_of(officer.get(permit.get_absolute_url()))
    assert "Overdue" in words
    assert "no delivery is certified" in words

    make_assurances.result(asked, "access-refused", observations="Turned away at the gate.")
    words = text_of(officer.get(permit.get_absolute_url()))
    assert "Access was refused" in words
    assert "Turned away at the gate." in words


def test_the_number_of_verifications_does_not_change_the_number_of_queries(
    officer, permit, django_assert_max_num_queries
):
    make_assurances.result(make_assurances.verification(permit))
    with django_assert_max_num_queries(60) as first:
        officer.get(permit.get_absolute_url())
    for number in range(3):
        make_assurances.result(make_assurances.verification(permit))
        make_assurances.shipped(permit, number=number + 2)
    with django_assert_max_num_queries(len(first.captured_queries)):
        officer.get(permit.get_absolute_url())


def test_a_verification_is_requested(officer, permit):
    shipment = permit.lines.get().shipments.get()
    page = officer.post(
        address("verification_request", permit),
        {
            "asked_of": str(make_assurances.assurer().pk),
            "shipment": shipment.pk,
            "undertaking": permit.rests_on.get().assurance.undertakings.last().pk,
            "question": "Where is each sensor?",
            "requested_on": "2020-06-01",
            "due_on": "2020-08-01",
            "reason": "Sample of the year",
        },
    )
    asked = Verification.objects.get()

    assert page.url == f"{permit.get_absolute_url()}#verifications"
    assert (asked.permit, asked.shipment) == (permit, shipment)


def test_a_result_is_recorded_and_a_second_is_refused_with_its_reason(officer, permit):
    asked = make_assurances.verification(permit)
    place = reverse("permits:verification_result", args=[asked.number])
    typed = {
        "result": "favourable",
        "found_on": "2020-07-02",
        "observations": "All four were seen.",
        "reason": "Report of the mission",
    }
    assert "Show each sensor by its serial number." in text_of(officer.get(place))

    officer.post(place, typed)
    assert asked.results.get().result == "favourable"
    assert "has a result that settles it" in text_of(officer.get(place))
    officer.post(place, typed)
    assert asked.results.count() == 1


def test_an_overdue_verification_waits_on_the_home_page_until_its_silence_is_recorded(
    officer, permit
):
    asked = make_assurances.verification(permit)
    assert asked.number in text_of(officer.get(reverse("home")))

    make_assurances.result(asked, "no-answer", found_on=date(2020, 8, 1))
    assert asked.number not in text_of(officer.get(reverse("home")))


def test_a_delivery_is_recorded(officer, permit):
    shipment = permit.lines.get().shipments.get()
    typed = {
        "shipment": shipment.pk,
        "reference": "DV-9",
        "issued_by": "Customs",
        "delivered_on": "2020-03-01",
        "received_on": "2020-04-01",
        "reason": "Certificate received",
    }
    page = officer.post(address("delivery_new", permit), typed)
    assert "delivered before they were shipped" in text_of(page)

    officer.post(address("delivery_new", permit), {**typed, "delivered_on": "2020-03-09"})
    assert DeliveryVerification.objects.get().shipment == shipment
    assert "delivered on 9 March 2020" in text_of(officer.get(permit.get_absolute_url()))


def test_a_utilization_report_that_disagrees_is_noticed(officer, permit):
    typed = {
        "period_from": "2020-01-01",
        "period_until": "2020-06-30",
        "received_on": "2020-09-01",
        "nothing_shipped": "on",
        "currency": "cad",
        "reason": "Report received",
    }
    both = officer.post(address("utilization_new", permit), {**typed, "shipped_value": "5"})
    assert "not both" in text_of(both)

    officer.post(address("utilization_new", permit), typed)
    assert UtilizationReport.objects.get().currency == "CAD"
    words = text_of(officer.get(permit.get_absolute_url()))
    assert "Reported late" in words
    assert "Does not agree with the shipments recorded" in words
    assert "already" in text_of(officer.post(address("utilization_new", permit), typed))


def test_what_stands_against_an_act_is_shown_instead_of_its_form(officer):
    permit = make.valid_permit()

    assert "No shipment under the permit is reported." in text_of(
        officer.get(permit.get_absolute_url())
    )
    for act in ["verification_request", "delivery_new"]:
        words = text_of(officer.get(address(act, permit)))
        assert "No shipment under the permit is reported." in words
        assert "This is recorded under your name" not in words


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_record_verifications_is_refused(sign_in, permit, act):
    client = sign_in(make.user(Role.INVESTIGATOR))

    assert client.get(address(act, permit)).status_code == 403
    assert client.post(address(act, permit)).status_code == 403


@pytest.mark.parametrize("act", ACTS)
def test_an_empty_request_is_answered_at_its_fields(officer, permit, act):
    page = officer.post(address(act, permit), {"reason": ""})

    assert page.status_code == 200
    assert "There is a problem" in text_of(page)
