"""Each reason against changing somebody's roles or account, or exercising a power."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts import rules
from accounts.models import Act, Appointment, Power, User
from accounts.roles import Role
from accounts.rules import Refusal
from audit import ledger
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make.user(Role.ADMINISTRATOR)


def test_a_role_may_be_given_to_somebody_else(administrator):
    person = make.user(Role.INVESTIGATOR)

    assert rules.against_assigning(person, Role.DIRECTOR, by=administrator) == []


def test_nobody_gives_themselves_a_role(administrator):
    assert rules.against_assigning(administrator, Role.DIRECTOR, by=administrator) == [
        Refusal.OWN_ROLES
    ]


def test_a_role_is_held_once(administrator):
    person = make.user(Role.DIRECTOR)

    assert rules.against_assigning(person, Role.DIRECTOR, by=administrator) == [
        Refusal.ALREADY_HELD
    ]


@pytest.mark.parametrize(
    ("held", "given"), [("auditor", "administrator"), ("administrator", "auditor")]
)
def test_one_person_does_not_administer_and_audit(administrator, held, given):
    person = make.user(Role(held))

    assert rules.against_assigning(person, given, by=administrator) == [Refusal.AUDITOR_ADMINISTERS]


def test_a_superuser_administers_and_so_does_not_audit(administrator):
    root = User.objects.create_superuser("root", "a long pass phrase", name="Root")

    assert rules.against_assigning(root, Role.AUDITOR, by=administrator) == [
        Refusal.AUDITOR_ADMINISTERS
    ]


def test_every_reason_is_given(administrator):
    assert rules.against_assigning(
        administrator, Role.AUDITOR, by=administrator, held=[Role.AUDITOR, Role.ADMINISTRATOR]
    ) == [Refusal.OWN_ROLES, Refusal.ALREADY_HELD, Refusal.AUDITOR_ADMINISTERS]


def test_nobody_withdraws_their_own_role(administrator):
    own = administrator.role_assignments.get()
    other = make.user(Role.DIRECTOR).role_assignments.get()

    assert rules.against_withdrawing(own, by=administrator) == [Refusal.OWN_ROLES]
    assert rules.against_withdrawing(other, by=administrator) == []


def test_nobody_closes_their_own_account(administrator):
    assert rules.against_deactivating(administrator, by=administrator) == [Refusal.OWN_ACCOUNT]
    assert rules.against_deactivating(make.user(), by=administrator) == []


def test_a_delegate_exercises_a_power_within_its_dates_and_limits():
    delegate = make.director()
    appointment = make.delegation(delegate, valid_until=date(2021, 6, 30))
    appointment.highest_value, appointment.covers_group_2 = Decimal("100"), False
    facts = {"groups": {1}, "values": [("CAD", Decimal("60")), ("CAD", Decimal("40"))]}

    def against(month=6, **changes):
        at = datetime(2021, month, 1, 14, tzinfo=UTC)
        return rules.against_exercising(appointment, Power.ISSUE, at=at, **{**facts, **changes})

    assert against() == []
    assert against(month=7) == [Refusal.NOT_IN_OFFICE]
    assert against(groups={1, 2}) == [Refusal.BEYOND_GROUP_2]
    assert against(values=[("CAD", Decimal("100.01"))]) == [Refusal.BEYOND_VALUE]
    assert against(values=[("USD", Decimal("1"))]) == [Refusal.VALUE_NOT_COMPARABLE]
    assert against(values=[("CAD", None)]) == [Refusal.VALUE_NOT_COMPARABLE]
    appointment.covers_issue = False
    assert against() == [Refusal.POWER_NOT_COVERED]


def test_the_database_knows_that_a_limit_is_more_than_nothing():
    delegation = Appointment.objects.filter(pk=make.delegation(make.director()).pk)

    with (
        pytest.raises(IntegrityError, match="appointment_limit_is_positive"),
        transaction.atomic(),
        ledger.entry(by=None, action=Act.APPOINT, reason="A test"),
    ):
        delegation.update(highest_value=0)
