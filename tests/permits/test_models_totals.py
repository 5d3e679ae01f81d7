"""What a set of permits amounts to: counts, holders, and the value still to ship."""

from datetime import date
from decimal import Decimal

import pytest

from permits import actions
from permits.models import Permit
from permits.models.totals import Reach, reach_of
from tests import make

pytestmark = pytest.mark.django_db


def line(value, currency="CAD"):
    return {
        "code": "2-15",
        "description": "Sensor",
        "value": value and Decimal(value),
        "currency": currency,
    }


def ship(permit, value):
    actions.record_shipment(
        permit.lines.first(),
        reference=f"SD-{next(make.numbers)}",
        shipped_on=date(2019, 7, 1),
        reported_on=date(2019, 7, 2),
        value=Decimal(value),
        by=make.officer(),
        reason="A test",
    )


def test_nothing_amounts_to_nothing():
    assert reach_of(Permit.objects.none()) == Reach(0, 0, 0, [])
    assert reach_of(Permit.objects.all()) == Reach(0, 0, 0, [])


def test_permits_holders_and_terms_are_counted_on_a_day():
    holder = make.party()
    make.submitted_permit(holder=holder)
    make.submitted_permit(holder=holder, valid_until=date(2021, 3, 3))
    make.submitted_permit(valid_until=date(2021, 4, 12))

    found = reach_of(Permit.objects.all(), day=date(2021, 4, 12))

    assert (found.permits, found.holders, found.expired) == (3, 2, 1)


def test_value_outstanding_is_by_currency_and_less_what_was_shipped():
    first = make.submitted_permit(lines=[line("100.10"), line("7.00", "EUR"), line(None)])
    make.submitted_permit(lines=[line("0.20")])
    ship(first, "40.05")
    ship(first, "10.00")

    assert reach_of(Permit.objects.all()).outstanding == [
        ("CAD", Decimal("50.25")),
        ("EUR", Decimal("7.00")),
    ]


def test_a_line_shipped_beyond_its_value_takes_nothing_from_the_others():
    beyond = make.submitted_permit(lines=[line("10.00")])
    make.submitted_permit(lines=[line("5.00")])
    ship(beyond, "12.00")

    assert reach_of(Permit.objects.all()).outstanding == [("CAD", Decimal("5.00"))]


def test_it_takes_two_statements(django_assert_num_queries):
    make.submitted_permit()

    with django_assert_num_queries(2):
        reach_of(Permit.objects.all())
