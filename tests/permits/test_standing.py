"""How a permit stood on any day, and what is noticed about the shipments under it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from permits import actions
from permits.models.orders import OrderKind
from permits.models.permits import PermitStatus
from permits.rules import Refusal
from permits.standing import Remark, remarks_on, spells, standing_on
from tests import make

pytestmark = pytest.mark.django_db


def statuses(permit):
    """Each status with the first day of it, in Ottawa."""
    return [(spell.status, timezone.localdate(spell.begins_at)) for spell in spells(permit)]


def ship(permit, day, *, value="1000.00", quantity=None, reported_on=None, line=0, number=1):
    return actions.record_shipment(
        permit.lines.all()[line],
        reference=f"BL-{day}-{line}-{number}",
        shipped_on=day,
        reported_on=reported_on or day,
        value=Decimal(value),
        quantity=quantity,
        by=make.officer(),
        reason="A test",
    )


def test_statuses_follow_one_another_by_the_laws_time():
    permit = make.suspended_permit()
    moment = make.SUSPENDED_AT + timedelta(days=30)
    make.signed(make.order(OrderKind.REINSTATE, [permit], effective_at=moment))

    assert statuses(permit) == [
        (PermitStatus.VALID, date(2019, 6, 3)),
        (PermitStatus.SUSPENDED, date(2020, 10, 5)),
        (PermitStatus.VALID, date(2020, 11, 3)),
    ]
    first, second, last = spells(permit)
    assert (first.ends_at, second.ends_at, last.ends_at) == (
        second.begins_at,
        last.begins_at,
        None,
    )


def test_a_permit_that_no_order_issued_has_no_status_but_submitted():
    permit = make.submitted_permit()

    standing = standing_on(permit, date(2020, 1, 1))

    assert (standing.status, standing.spell) == (PermitStatus.SUBMITTED, None)
    assert standing.refusals == [Refusal.NOT_ISSUED]


def test_a_retroactive_permit_is_valid_from_its_own_first_day():
    permit = make.valid_permit(valid_from=date(2019, 1, 15), retroactive=True)

    assert standing_on(permit, date(2019, 1, 14)).refusals == [
        Refusal.NOT_ISSUED,
        Refusal.NOT_BEGUN,
    ]
    assert standing_on(permit, date(2019, 1, 15)).may_ship


def test_the_status_of_a_day_is_that_of_its_end():
    permit = make.valid_permit()
    late = datetime(2020, 10, 6, 3, 59, tzinfo=UTC)  # 23:59 on 5 October in Ottawa
    make.suspension([permit], effective_at=late)

    assert standing_on(permit, date(2020, 10, 4)).status == PermitStatus.VALID
    assert standing_on(permit, date(2020, 10, 5)).status == PermitStatus.SUSPENDED


def test_an_order_that_takes_effect_later_today_has_no_effect_yet():
    permit = make.valid_permit()
    with time_machine.travel(datetime(2020, 10, 5, 12, tzinfo=UTC), tick=False):
        later = datetime(2020, 10, 5, 20, tzinfo=UTC)
        order = make.order(OrderKind.SUSPEND, [permit], effective_at=later)
        make.signed(order, signed_at=timezone.now())
        assert standing_on(permit, date(2020, 10, 5)).status == PermitStatus.VALID
    with time_machine.travel(datetime(2020, 10, 5, 21, tzinfo=UTC), tick=False):
        assert standing_on(permit, date(2020, 10, 5)).status == PermitStatus.SUSPENDED


def test_shipments_count_from_the_day_they_were_made_whenever_reported():
    permit = make.valid_permit()
    ship(permit, date(2020, 3, 1), value="250000.00", reported_on=date(2020, 6, 1))

    assert standing_on(permit, date(2020, 2, 29)).outstanding == {"CAD": Decimal("1250000.00")}
    assert standing_on(permit, date(2020, 3, 1)).outstanding == {"CAD": Decimal("1000000.00")}


def test_a_permit_is_exhausted_when_all_its_value_is_shipped():
    permit = make.valid_permit()
    ship(permit, date(2020, 3, 1), value="1250000.00")

    standing = standing_on(permit, date(2020, 3, 2))

    assert standing.is_exhausted
    assert standing.refusals == [Refusal.EXHAUSTED]


def test_a_permit_is_exhausted_when_all_its_quantity_is_shipped():
    permit = make.valid_permit()
    ship(permit, date(2020, 3, 1), value="10.00", quantity=Decimal(4))

    assert standing_on(permit, date(2020, 3, 2)).is_exhausted


def two_lines(**second):
    line = {"code": "2-15", "description": "Sensor", "value": Decimal(100)}
    return make.valid_permit(lines=[line, {**line, **second}])


def test_one_line_shipped_beyond_its_value_does_not_use_up_another():
    permit = two_lines(currency="EUR")
    ship(permit, date(2020, 3, 1), value="500.00", line=0)

    standing = standing_on(permit, date(2020, 3, 2))

    assert standing.may_ship
    assert standing.outstanding == {"CAD": Decimal(0), "EUR": Decimal(100)}


def test_a_permit_with_a_line_without_a_value_is_never_exhausted():
    permit = two_lines(value=None)
    ship(permit, date(2020, 3, 1), value="500.00", line=0)

    assert standing_on(permit, date(2020, 3, 2)).may_ship


def test_what_was_shipped_in_pieces_is_unknown_when_a_report_does_not_say():
    permit = make.valid_permit()
    ship(permit, date(2020, 3, 1), quantity=Decimal(1))
    ship(permit, date(2020, 3, 2), number=2)

    [balance] = standing_on(permit, date(2020, 3, 3)).balances

    assert balance.shipped_quantity is None
    assert balance.left_quantity is None


@pytest.mark.parametrize(
    ("shipped_on", "reported_on", "remarks"),
    [
        (date(2020, 9, 1), date(2020, 9, 30), []),
        (date(2020, 8, 1), date(2020, 8, 31), []),
        (date(2020, 8, 1), date(2020, 9, 1), [Remark.REPORTED_LATE]),
        (date(2020, 10, 4), date(2020, 10, 20), [Remark.REPORTED_AFTER]),
        (date(2020, 9, 1), date(2020, 10, 20), [Remark.REPORTED_AFTER, Remark.REPORTED_LATE]),
        (date(2020, 10, 5), date(2020, 10, 20), [Remark.WHILE_SUSPENDED]),
        (date(2020, 10, 5), date(2021, 2, 1), [Remark.WHILE_SUSPENDED, Remark.REPORTED_LATE]),
        (date(2021, 4, 11), date(2021, 5, 1), [Remark.WHILE_SUSPENDED]),
        (date(2019, 6, 2), date(2019, 6, 9), [Remark.NOT_ISSUED]),
    ],
)
def test_a_shipment_made_while_suspended_is_told_from_one_reported_late(
    shipped_on, reported_on, remarks
):
    permit = make.suspended_permit()
    shipment = ship(permit, shipped_on, reported_on=reported_on)

    assert remarks_on(shipment, permit, spells(permit)) == remarks


def test_a_shipment_after_a_cancellation_is_noticed_as_such():
    permit = make.suspended_permit()
    make.cancellation([permit])
    shipment = ship(permit, date(2021, 4, 12), reported_on=date(2021, 5, 1))

    assert remarks_on(shipment, permit, spells(permit)) == [Remark.AFTER_CANCELLATION]


def test_on_the_day_of_a_suspension_at_noon_only_the_hour_could_tell():
    permit = make.valid_permit()
    noon = datetime(2020, 10, 5, 16, tzinfo=UTC)
    make.suspension([permit], effective_at=noon)
    that_day = ship(permit, date(2020, 10, 5), number=1)
    next_day = ship(permit, date(2020, 10, 6), number=2)

    following = spells(permit)
    assert remarks_on(that_day, permit, following) == [Remark.ON_THE_DAY]
    assert remarks_on(next_day, permit, following) == [Remark.WHILE_SUSPENDED]


def test_the_strictest_condition_says_when_a_report_is_late():
    text = {"text_en": "Report.", "text_fr": "Déclarer."}
    permit = make.valid_permit(
        conditions=[text, {**text, "report_within_days": 45}, {**text, "report_within_days": 10}]
    )
    in_time = ship(permit, date(2020, 3, 1), reported_on=date(2020, 3, 11), number=1)
    late = ship(permit, date(2020, 3, 1), reported_on=date(2020, 3, 12), number=2)

    assert remarks_on(in_time, permit, spells(permit)) == []
    assert remarks_on(late, permit, spells(permit)) == [Remark.REPORTED_LATE]


def test_a_shipment_outside_the_term_of_a_valid_permit_is_noticed():
    permit = make.valid_permit(valid_until=date(2020, 1, 31))
    shipment = ship(permit, date(2020, 2, 1))

    assert remarks_on(shipment, permit, spells(permit)) == [Remark.OUTSIDE_TERM]
