"""Roles are given and taken on record, by administrators, never to oneself."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import actions
from accounts.models import RoleAssignment
from accounts.roles import Role
from audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make.user(Role.ADMINISTRATOR)


def codes(refused):
    return [error.code for error in refused.value.error_list]


def test_a_role_is_given_on_record_and_counts_at_once(administrator):
    person = make.user(name="P. Erson")
    assert not person.has_perm("permits.sign_order")

    assignment = actions.assign_role(person, Role.DIRECTOR, by=administrator, reason="Promoted")

    assert person.has_perm("permits.sign_order")
    entry = assignment.history.get().entry
    assert (entry.actor, entry.actor_roles, entry.action, entry.about, entry.reason) == (
        administrator,
        "administrator",
        "account.assign_role",
        person.username,
        "Promoted",
    )


def test_a_role_is_withdrawn_on_record_and_counts_no_longer(administrator):
    person = make.user(Role.DIRECTOR)
    assert person.has_perm("permits.sign_order")
    assignment = person.role_assignments.get()
    key = assignment.pk

    actions.withdraw_role(assignment, by=administrator, reason="Left")

    assert not RoleAssignment.objects.filter(pk=key).exists()
    newest = RoleAssignment.history.filter(id=key).latest("history_id")
    assert (newest.history_type, newest.entry.action, newest.entry.reason) == (
        "-",
        "account.withdraw_role",
        "Left",
    )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_change_roles(role):
    by, person = make.user(role), make.user(Role.INVESTIGATOR)
    entries = Entry.objects.count()

    with pytest.raises(PermissionDenied):
        actions.assign_role(person, Role.DIRECTOR, by=by, reason="A test")
    with pytest.raises(PermissionDenied):
        actions.withdraw_role(person.role_assignments.get(), by=by, reason="A test")

    assert Entry.objects.count() == entries


def test_a_refused_role_leaves_nothing(administrator):
    entries = Entry.objects.count()

    with pytest.raises(ValidationError) as refused:
        actions.assign_role(administrator, Role.AUDITOR, by=administrator, reason="A test")
    assert codes(refused) == ["own-roles", "auditor-administers"]
    with pytest.raises(ValidationError) as refused:
        actions.withdraw_role(
            administrator.role_assignments.get(), by=administrator, reason="A test"
        )
    assert codes(refused) == ["own-roles"]

    assert Entry.objects.count() == entries
    assert administrator.role_assignments.count() == 1


def test_the_rules_ask_the_database_and_not_a_stale_person(administrator):
    stale = make.user()
    assert stale.roles() == []
    fresh = type(stale).objects.get(pk=stale.pk)
    actions.assign_role(fresh, Role.ADMINISTRATOR, by=administrator, reason="A test")

    with pytest.raises(ValidationError) as refused:
        actions.assign_role(stale, Role.AUDITOR, by=administrator, reason="A test")

    assert codes(refused) == ["auditor-administers"]


def test_an_unknown_role_is_refused(administrator):
    with pytest.raises(ValueError, match="minister"):
        actions.assign_role(make.user(), "minister", by=administrator, reason="A test")


def test_a_role_is_not_given_without_a_reason(administrator):
    with pytest.raises(ValidationError) as refused:
        actions.assign_role(make.user(), Role.DIRECTOR, by=administrator, reason="  ")

    assert codes(refused) == ["reason-required"]
