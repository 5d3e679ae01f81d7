"""Each reason against changing somebody's roles or account."""

import pytest

from accounts import rules
from accounts.models import User
from accounts.roles import Role
from accounts.rules import Refusal
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
