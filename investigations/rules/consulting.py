"""May a department be consulted so in a case, and how is its answer, or its silence, recorded?"""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from investigations.models import CaseConsultation, Investigation
from investigations.models.consultations import CaseConsultationStatus, Position
from investigations.rules.investigations import against_changing, against_receiving
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_acting

# A department is reminded this long before its answer is due, and once more when it is late.
REMINDED_BEFORE = timedelta(days=3)


def against_consulting(
    investigation: Investigation, *, office: str, asked_on: date, due_on: date, by: User
) -> list[Refusal]:
    """A question goes to an office where somebody can answer it, with a day to answer by."""
    refusals = against_acting(investigation, by=by)
    there = User.objects.holding(Role.CONSULTED_DEPARTMENT).filter(office__iexact=office.strip())
    if not there.exists():
        refusals.append(Refusal.NOBODY_THERE)
    if asked_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if due_on < asked_on:
        refusals.append(Refusal.DUE_BEFORE_ASKED)
    return refusals


def against_replying(consultation: CaseConsultation, *, by: User) -> list[Refusal]:
    """An open consultation is answered by a person of the office it is addressed to."""
    refusals = against_receiving(consultation.investigation)
    if consultation.status != CaseConsultationStatus.OPEN:
        refusals.append(Refusal.CONSULTATION_CLOSED)
    if consultation.office.strip().casefold() != by.office.strip().casefold():
        refusals.append(Refusal.OTHER_OFFICE)
    return refusals


def against_position(position: str, *, reasons: str, conditions: str) -> list[Refusal]:
    """A position gives its reasons, and conditions are spelled out."""
    refusals = []
    if not reasons.strip():
        refusals.append(Refusal.NO_REASONS)
    if position == Position.CONDITIONS and not conditions.strip():
        refusals.append(Refusal.NO_CONDITIONS)
    return refusals


def against_answering(
    consultation: CaseConsultation, *, holds_for_rest: bool, by: User
) -> list[Refusal]:
    """The answer closes the consultation: no permit asked about is left without a position."""
    refusals = against_replying(consultation, by=by)
    if not holds_for_rest and consultation.permits.unanswered().exists():
        refusals.append(Refusal.POSITIONS_MISSING)
    return refusals


def _against_ending(consultation: CaseConsultation, by: User) -> list[Refusal]:
    refusals = against_acting(consultation.investigation, by=by)
    if consultation.status != CaseConsultationStatus.OPEN:
        refusals.append(Refusal.CONSULTATION_CLOSED)
    return refusals


def against_reminding(consultation: CaseConsultation, *, by: User) -> list[Refusal]:
    """One reminder a day is enough."""
    refusals = _against_ending(consultation, by)
    last = consultation.reminders.select_related("entry").last()
    if last and timezone.localdate(last.entry.recorded_at) == timezone.localdate():
        refusals.append(Refusal.REMINDED_TODAY)
    return refusals


def reminder_is_due(consultation: CaseConsultation, *, day: date) -> bool:
    """Whether a day to answer by comes near, or is past, and nobody reminded of it since.

    What was asked with less time than that is reminded of once it is late.
    """
    if consultation.status != CaseConsultationStatus.OPEN:
        return False
    if against_changing(consultation.investigation):
        return False
    near, late = consultation.due_on - REMINDED_BEFORE, consultation.due_on + timedelta(days=1)
    since = late if day >= late else near
    if day < since or consultation.asked_on >= since:
        return False
    last = consultation.reminders.select_related("entry").last()
    return last is None or timezone.localdate(last.entry.recorded_at) < since


def against_recalling(consultation: CaseConsultation, *, by: User) -> list[Refusal]:
    """What was asked may be taken back until it is answered."""
    return _against_ending(consultation, by)


def against_recording_silence(
    consultation: CaseConsultation, *, day: date, by: User
) -> list[Refusal]:
    """Silence is what is left when the day has passed: neither consent nor objection."""
    refusals = _against_ending(consultation, by)
    if day > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if day <= consultation.due_on:
        refusals.append(Refusal.NOT_OVERDUE)
    return refusals
