"""Roles are given and taken here, on record, by someone else than their holder."""

from django.core.exceptions import ValidationError

from accounts import rules
from accounts.models import Act, RoleAssignment, User
from accounts.roles import require
from audit import ledger


def assign_role(user: User, role: str, *, by: User, reason: str) -> RoleAssignment:
    """Give a person a role. Raises ``ValidationError`` with every reason against it."""
    require(by, "accounts.add_roleassignment")
    with ledger.entry(by=by, action=Act.ASSIGN_ROLE, about=user.username, reason=reason):
        # The person's row is locked, so that two administrators agree about the roles held.
        held = _roles_held(User.objects.select_for_update().get(pk=user.pk))
        _refuse(rules.against_assigning(user, role, by=by, held=held))
        assignment = RoleAssignment(user=user, role=role)
        assignment.full_clean()
        assignment.save()
    user.forget_roles()
    return assignment


def withdraw_role(assignment: RoleAssignment, *, by: User, reason: str) -> None:
    """Take a role from a person. It stays readable in the history."""
    require(by, "accounts.delete_roleassignment")
    user = assignment.user
    with ledger.entry(by=by, action=Act.WITHDRAW_ROLE, about=user.username, reason=reason):
        _refuse(rules.against_withdrawing(assignment, by=by))
        assignment.delete()
    user.forget_roles()


def _roles_held(user: User) -> list[str]:
    return list(user.role_assignments.values_list("role", flat=True))


def _refuse(refusals: list[rules.Refusal]) -> None:
    if refusals:
        raise ValidationError([refusal.error for refusal in refusals])
