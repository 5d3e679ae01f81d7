"""May an application be entered, changed, taken up, returned or withdrawn?"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Act, Application, ApplicationStatus
from applications.rules.completeness import against_incomplete
from applications.rules.refusals import Against
from permits.models import Assurance


class Refusal(models.TextChoices):
    """Each reason against an act of intake."""

    IN_FUTURE = "in-future", _("This is in the future.")
    AFTER_RECEIPT = "after-receipt", _("This day is after the application was received.")
    NOT_REPLACEABLE = (
        "not-replaceable",
        _("Only an application that was returned or withdrawn is taken up again."),
    )
    SEVERAL_DESTINATIONS = (
        "several-destinations",
        _("Name one country of final destination, or several joint ones, not both."),
    )
    CLOSED = "closed", _("The application is decided, returned or withdrawn: it stays as it is.")
    CHANGED_MEANWHILE = (
        "changed-meanwhile",
        _("The application was changed after you began to edit it."),
    )
    YOURS_ALREADY = "yours-already", _("You have taken up this application already.")
    ATTACHED_ALREADY = "attached-already", _("The assurance is attached already.")
    REASONS_IN_BOTH = "reasons-in-both", _("The reasons are missing in one language.")
    ASKED_BEFORE_RECEIVED = (
        "asked-before-received",
        _("The applicant would have withdrawn it before it was received."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


AnyReason = Refusal | Against

# What each act makes of the status it finds. docs/applications.md is drawn from this table.
TRANSITIONS: dict[str, dict[str, str]] = {
    Act.TAKE_UP: {
        ApplicationStatus.RECEIVED: ApplicationStatus.UNDER_REVIEW,
        ApplicationStatus.UNDER_REVIEW: ApplicationStatus.UNDER_REVIEW,
    },
    Act.RETURN: {
        ApplicationStatus.RECEIVED: ApplicationStatus.RETURNED,
        ApplicationStatus.UNDER_REVIEW: ApplicationStatus.RETURNED,
    },
    Act.WITHDRAW: {
        ApplicationStatus.RECEIVED: ApplicationStatus.WITHDRAWN,
        ApplicationStatus.UNDER_REVIEW: ApplicationStatus.WITHDRAWN,
    },
    Act.DENY: {ApplicationStatus.UNDER_REVIEW: ApplicationStatus.DENIED},
    Act.ISSUE: {ApplicationStatus.UNDER_REVIEW: ApplicationStatus.ISSUED},
}


def against_entering(application: Application, *, several: bool) -> dict[str, list[Refusal]]:
    """Every reason against what is stated, by its field; ``several`` joint destinations or none."""
    found: dict[str, list[Refusal]] = {}
    if application.received_at > timezone.now():
        found["received_at"] = [Refusal.IN_FUTURE]
    for name in ("completed_on", "declared_on"):
        day = getattr(application, name)
        if day and day > application.received_on:
            found[name] = [Refusal.AFTER_RECEIPT]
    earlier = application.replaces
    if earlier and earlier.status not in (ApplicationStatus.RETURNED, ApplicationStatus.WITHDRAWN):
        found["replaces"] = [Refusal.NOT_REPLACEABLE]
    if application.destination_id and several:
        found["destination"] = [Refusal.SEVERAL_DESTINATIONS]
    return found


def against_editing(application: Application) -> list[Refusal]:
    """What is decided, returned or withdrawn stays as it is."""
    return [] if application.is_open else [Refusal.CLOSED]


def against_attaching(application: Application, assurance: Assurance) -> list[Refusal]:
    """An open application takes an assurance that it does not rest on yet."""
    refusals = against_editing(application)
    if application.rests_on.filter(assurance=assurance).exists():
        refusals.append(Refusal.ATTACHED_ALREADY)
    return refusals


def against_taking_up(application: Application, *, by: User) -> list[AnyReason]:
    """A duly completed application is reviewed; another officer may take over from the first."""
    if application.status not in TRANSITIONS[Act.TAKE_UP]:
        return [Refusal.CLOSED]
    if application.status == ApplicationStatus.UNDER_REVIEW:
        return [Refusal.YOURS_ALREADY] if application.officer_id == by.pk else []
    return [*against_incomplete(application)]


def against_closing(application: Application) -> list[Refusal]:
    """Only an open application can be returned to the applicant, or withdrawn by them."""
    return [] if application.status in TRANSITIONS[Act.RETURN] else [Refusal.CLOSED]


def against_returning(
    application: Application, *, reasons_en: str, reasons_fr: str
) -> list[Refusal]:
    """The applicant is told why, and both versions are on file."""
    refusals = against_closing(application)
    if not reasons_en.strip() or not reasons_fr.strip():
        refusals.append(Refusal.REASONS_IN_BOTH)
    return refusals


def against_withdrawing(application: Application, *, asked_on: date) -> list[Refusal]:
    """The applicant asked for it between the day of receipt and today."""
    refusals = against_closing(application)
    if asked_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if asked_on < application.received_on:
        refusals.append(Refusal.ASKED_BEFORE_RECEIVED)
    return refusals
