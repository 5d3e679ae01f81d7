"""May another department be consulted so, and how is its answer, or its silence, recorded?"""

from datetime import date

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.models import Answer, Application, Consultation, ConsultationStatus
from applications.rules.refusals import Against, Refusal
from applications.rules.reviewing import against_reviewing


def against_consulting(
    application: Application, *, office: str, asked_on: date, due_on: date
) -> list[Against]:
    """A question goes to an office where somebody can answer it, with a day to answer by."""
    refusals = against_reviewing(application)
    there = User.objects.holding(Role.CONSULTED_DEPARTMENT).filter(office__iexact=office.strip())
    if not there.exists():
        refusals.append(Against(Refusal.NOBODY_THERE))
    if application.consultations.open().addressed_to(office).exists():
        refusals.append(Against(Refusal.CONSULTED_ALREADY))
    if asked_on > timezone.localdate():
        refusals.append(Against(Refusal.IN_FUTURE))
    if due_on < asked_on:
        refusals.append(Against(Refusal.DUE_BEFORE_ASKED))
    return refusals


def against_replying(consultation: Consultation, *, by: User) -> list[Against]:
    """A consultation is answered once, by a person of the office it is addressed to."""
    refusals = []
    if consultation.status != ConsultationStatus.OPEN:
        refusals.append(Against(Refusal.CONSULTATION_CLOSED))
    if consultation.office.strip().casefold() != by.office.strip().casefold():
        refusals.append(Against(Refusal.OTHER_OFFICE))
    return refusals


def against_answering(
    consultation: Consultation,
    *,
    answer: str,
    text: str,
    conditions: str,
    answered_on: date,
    by: User,
) -> list[Against]:
    """An objection says why, and conditions are spelled out; the day is a possible one."""
    refusals = against_replying(consultation, by=by)
    wordless = (answer == Answer.OBJECTION and not text.strip()) or (
        answer == Answer.WITH_CONDITIONS and not conditions.strip()
    )
    if wordless:
        refusals.append(Against(Refusal.OBJECTION_WITHOUT_WORDS))
    if answered_on > timezone.localdate():
        refusals.append(Against(Refusal.IN_FUTURE))
    if answered_on < consultation.asked_on:
        refusals.append(Against(Refusal.ANSWERED_BEFORE_ASKED))
    return refusals


def against_silence(consultation: Consultation) -> list[Against]:
    """What stands against recording silence today."""
    return against_recording_silence(consultation, day=timezone.localdate())


def against_recording_silence(consultation: Consultation, *, day: date) -> list[Against]:
    """Silence is what is left when the day has passed: neither consent nor objection."""
    if consultation.status != ConsultationStatus.OPEN:
        return [Against(Refusal.CONSULTATION_CLOSED)]
    refusals = []
    if day > timezone.localdate():
        refusals.append(Against(Refusal.IN_FUTURE))
    if day <= consultation.due_on:
        refusals.append(Against(Refusal.NOT_OVERDUE))
    return refusals
