"""May this happen to a person's roles and account? Each rule returns every reason against it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import RoleAssignment, User
from accounts.roles import Role

# Whoever administers the accounts cannot be the one who audits them.
APART = {Role.AUDITOR: Role.ADMINISTRATOR, Role.ADMINISTRATOR: Role.AUDITOR}


class Refusal(models.TextChoices):
    """Why a role or an account may not be changed so."""

    OWN_ROLES = "own-roles", _("Nobody changes their own roles: another administrator must.")
    ALREADY_HELD = "already-held", _("The person holds this role already.")
    AUDITOR_ADMINISTERS = (
        "auditor-administers",
        _("One person cannot be both auditor and administrator."),
    )
    OWN_ACCOUNT = "own-account", _("You cannot close your own account to yourself.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def against_assigning(
    user: User, role: str, *, by: User, held: Iterable[str] | None = None
) -> list[Refusal]:
    """Reasons against giving a role; ``held`` are the roles held then, if other than today's.

    A superuser administers without being given the role, and so cannot audit either.
    """
    roles = set(user.roles() if held is None else held)
    refusals = []
    if user.pk is not None and user.pk == by.pk:
        refusals.append(Refusal.OWN_ROLES)
    if role in roles:
        refusals.append(Refusal.ALREADY_HELD)
    if user.is_superuser:
        roles.add(Role.ADMINISTRATOR)
    if APART.get(Role(role)) in roles:
        refusals.append(Refusal.AUDITOR_ADMINISTERS)
    return refusals


def against_withdrawing(assignment: RoleAssignment, *, by: User) -> list[Refusal]:
    return [Refusal.OWN_ROLES] if assignment.user_id == by.pk else []


def against_deactivating(user: User, *, by: User) -> list[Refusal]:
    return [Refusal.OWN_ACCOUNT] if user.pk == by.pk else []
