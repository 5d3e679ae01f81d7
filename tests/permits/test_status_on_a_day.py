"""Permits asked how they stood on a day: the set says what each permit says by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from permits.models import Permit
from permits.models.orders import OrderKind
from permits.models.permits import PermitStatus
from permits.standing import standing_on
from tests import make

pytestmark = pytest.mark.django_db

EVERY = list(PermitStatus.values)


def stood(day):
    """How each permit stood on a day, asked of all at once."""
    return dict(Permit.objects.in_status_on(day, EVERY).values_list("pk", "stood_as"))


def test_the_set_agrees_with_each_permit_on_every_day_that_matters():
    plain, suspended, cancelled, back = make.valid_permits(4)
    never = make.submitted_permit()
    make.suspension([suspended, cancelled, back])
    moment = make.SUSPENDED_AT + timedelta(days=30)
    make.signed(make.order(OrderKind.REINSTATE, [back], effective_at=moment))
    make.signed(make.order(OrderKind.SUSPEND, [plain], effective_at=make.CANCELLED_AT))
    days = [
        date(2019, 6, 2),
        date(2019, 6, 3),
        date(2020, 10, 4),
        date(2020, 10, 5),
        date(2020, 11, 3),
        date(2020, 11, 4),
        date(2021, 4, 11),
        date(2021, 4, 12),
        timezone.localdate(),
    ]
    for day in days:
        alone = {
            permit.pk: standing_on(permit, day).status
            for permit in Permit.objects.all()
            if permit.changes.exists()
        }
        known = {key: status for key, status in alone.items() if status != "submitted"}
        assert stood(day) == known, day
    assert never.pk not in stood(timezone.localdate())


def test_a_permit_is_issued_from_its_own_first_day_though_the_order_came_later():
    permit = make.submitted_permit(
        issued_on=date(2019, 6, 10), valid_from=date(2019, 6, 1), retroactive=True
    )
    make.issue([permit], effective_at=datetime(2019, 6, 20, 14, tzinfo=UTC))

    assert stood(date(2019, 5, 31)) == {}
    assert stood(date(2019, 6, 1)) == {permit.pk: "valid"}


def test_what_was_recorded_late_counts_from_the_day_it_took_effect():
    permit = make.valid_permit()
    assert stood(date(2020, 10, 6)) == {permit.pk: "valid"}

    make.suspension([permit])

    assert stood(date(2020, 10, 6)) == {permit.pk: "suspended"}
    assert stood(date(2020, 10, 4)) == {permit.pk: "valid"}


def test_the_order_by_which_it_stood_can_be_asked_for():
    first, second = make.valid_permits(2)
    order = make.suspension([first])
    make.suspension([second])
    day = date(2020, 10, 6)

    found = Permit.objects.in_status_on(day, ["suspended"]).filter(stood_by=order.pk)

    assert list(found) == [first]
