"""Why nothing may be shipped under a permit: one test for each reason."""

from datetime import date
from decimal import Decimal

import pytest

from permits.models import Permit
from permits.models.permits import PermitStatus
from permits.rules import Refusal, against_shipping

FIRST, LAST = date(2019, 6, 3), date(2023, 6, 2)


def against(*, day=date(2020, 1, 1), status=PermitStatus.VALID, outstanding=Decimal(1)):
    permit = Permit(valid_from=FIRST, valid_until=LAST)
    return against_shipping(permit, day=day, status=status, outstanding=outstanding)


@pytest.mark.parametrize("day", [FIRST, date(2020, 1, 1), LAST])
def test_a_valid_permit_may_be_shipped_under_throughout_its_term(day):
    assert against(day=day) == []


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (PermitStatus.SUBMITTED, Refusal.NOT_ISSUED),
        (PermitStatus.DENIED, Refusal.NOT_ISSUED),
        (PermitStatus.SUSPENDED, Refusal.SUSPENDED),
        (PermitStatus.CANCELLED, Refusal.CANCELLED),
    ],
)
def test_every_other_status_is_refused_with_its_own_reason(status, refusal):
    assert against(status=status) == [refusal]


def test_nothing_is_shipped_before_the_term_or_after_it():
    assert against(day=date(2019, 6, 2)) == [Refusal.NOT_BEGUN]
    assert against(day=date(2023, 6, 3)) == [Refusal.TERM_ENDED]


@pytest.mark.parametrize("outstanding", [Decimal(0), Decimal(-1)])
def test_nothing_is_shipped_when_the_value_is_used_up(outstanding):
    assert against(outstanding=outstanding) == [Refusal.EXHAUSTED]


def test_a_permit_that_states_no_value_is_never_used_up():
    assert against(outstanding=None) == []


def test_every_reason_is_given_at_once():
    assert against(day=date(2023, 6, 3), status=PermitStatus.SUSPENDED, outstanding=Decimal(0)) == [
        Refusal.SUSPENDED,
        Refusal.TERM_ENDED,
        Refusal.EXHAUSTED,
    ]
