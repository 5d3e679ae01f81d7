"""Whether an application is within a precondition, and whether a precondition may be settled."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, User
from regime.models import Precondition
from regime.models.effects import VersionStatus
from regime.models.exemptions import PreconditionStatus
from regime.rules.applying import Subject, reaches


class Refusal(models.TextChoices):
    """Why a precondition may not be settled."""

    SETTLED = "settled", _("The precondition is settled already; it is settled once.")
    VERSION_UNSIGNED = (
        "version-unsigned",
        _("The version of the measure is not signed: nothing waits for its preconditions."),
    )
    NO_OFFICE = "no-office", _("There is no office in whose name you may settle it.")
    NOT_A_SETTLEMENT = "not-a-settlement", _("A precondition is settled as met, or as waived.")
    NO_DOCUMENT = "no-document", _("Name the document that shows it.")
    NO_NOTE = "no-note", _("Say in the note why the precondition is waived.")
    IN_FUTURE = "in-future", _("The day given is in the future.")
    BEFORE_VERSION = (
        "before-version",
        _("The day given is before the version of the measure was signed and began."),
    )
    AFTER_VERSION = (
        "after-version",
        _("The version of the measure had ended by the day given: nothing waited for it any more."),
    )
    NOT_IN_OFFICE = (
        "not-in-office",
        _("The office-holder named was not in office on the day given."),
    )
    NOT_YOUR_OFFICE = (
        "not-your-office",
        _("You may not act in the name of this office-holder."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def within(precondition: Precondition, subject: Subject) -> bool:
    """Whether a precondition stands before this subject: by its destination, and its provisions.

    Asked of a precondition whose version was read with its scope, it makes no query.
    """
    version = precondition.version
    countries = {row.country_id for row in version.destinations.all()}
    if not countries & subject.destinations:
        return False
    return any(
        reaches(provision, subject)
        for provision in version.provisions.all()
        if precondition.provision_id in (None, provision.pk)
    )


def against_settling(precondition: Precondition, *, by: User) -> list[Refusal]:
    """What stands against a person settling a precondition, whatever they would say of it."""
    refusals = []
    if precondition.status != PreconditionStatus.PENDING:
        refusals.append(Refusal.SETTLED)
    if precondition.version.status != VersionStatus.APPROVED:
        refusals.append(Refusal.VERSION_UNSIGNED)
    if not Appointment.objects.open_to(by).exists():
        refusals.append(Refusal.NO_OFFICE)
    return refusals


def against_settlement(
    precondition: Precondition,
    *,
    status: str,
    settled_on: date,
    document: str,
    note: str,
    appointment: Appointment,
    by: User,
) -> list[Refusal]:
    """Every reason against a settlement: it is made in an office, on a document, in its time."""
    if refusals := against_settling(precondition, by=by):
        return refusals
    if status not in (PreconditionStatus.MET, PreconditionStatus.WAIVED):
        refusals.append(Refusal.NOT_A_SETTLEMENT)
    if not document.strip():
        refusals.append(Refusal.NO_DOCUMENT)
    if status == PreconditionStatus.WAIVED and not note.strip():
        refusals.append(Refusal.NO_NOTE)
    return (
        refusals
        + _against_day(precondition, settled_on)
        + _against_office(appointment, settled_on, by)
    )


def _against_day(precondition: Precondition, day: date) -> list[Refusal]:
    """A precondition can be settled while its version is in force, not before and not after."""
    version = precondition.version
    refusals = []
    if day > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if day < timezone.localdate(version.starts_at):
        refusals.append(Refusal.BEFORE_VERSION)
    if version.ends_at is not None and day > timezone.localdate(version.ends_at):
        refusals.append(Refusal.AFTER_VERSION)
    return refusals


def _against_office(appointment: Appointment, day: date, by: User) -> list[Refusal]:
    """Authority is asked as of the day of the settlement."""
    refusals = []
    if not appointment.covers(timezone.make_aware(datetime.combine(day, time(12)))):
        refusals.append(Refusal.NOT_IN_OFFICE)
    if not Appointment.objects.open_to(by).filter(pk=appointment.pk).exists():
        refusals.append(Refusal.NOT_YOUR_OFFICE)
    return refusals
