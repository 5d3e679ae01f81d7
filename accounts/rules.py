"""May this happen to a person's roles and account? Each rule returns every reason against it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, Power, RoleAssignment, User
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
    NOT_IN_OFFICE = (
        "not-in-office",
        _("The office-holder named was not in office at the time of the decision."),
    )
    POWER_NOT_COVERED = (
        "power-not-covered",
        _("The instrument of delegation does not cover this act."),
    )
    BEYOND_VALUE = (
        "beyond-value",
        _("The value is beyond the limit of the delegation: the Minister decides."),
    )
    VALUE_NOT_COMPARABLE = (
        "value-not-comparable",
        _("A value is missing or not in CAD: it cannot be held against the delegation's limit."),
    )
    BEYOND_GROUP_2 = (
        "beyond-group-2",
        _("The delegation does not cover goods of Group 2: the Minister decides."),
    )

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


def against_exercising(
    appointment: Appointment,
    power: Power,
    *,
    at: datetime,
    groups: Collection[int],
    values: Iterable[tuple[str, Decimal | None]] = (),
) -> list[Refusal]:
    """Whether an office-holder had this power at that moment, over goods of these groups.

    ``values`` are currency and value of each line. A delegate decides within the limits and the
    dates of the instrument; the Minister has dates only.
    """
    refusals = []
    if not appointment.covers(at):
        refusals.append(Refusal.NOT_IN_OFFICE)
    if not appointment.gives(power):
        refusals.append(Refusal.POWER_NOT_COVERED)
    if 2 in groups and not appointment.covers_group_2:
        refusals.append(Refusal.BEYOND_GROUP_2)
    return refusals + _against_value(appointment.highest_value, list(values))


def _against_value(
    limit: Decimal | None, values: list[tuple[str, Decimal | None]]
) -> list[Refusal]:
    if limit is None:
        return []
    known = [value for currency, value in values if currency == "CAD" and value is not None]
    refusals = []
    if len(known) != len(values):
        refusals.append(Refusal.VALUE_NOT_COMPARABLE)
    if sum(known) > limit:
        refusals.append(Refusal.BEYOND_VALUE)
    return refusals
