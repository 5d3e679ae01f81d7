"""Other departments are asked here, answer, or do not answer, which is recorded as such."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from applications.models import Act, Application, Consultation, ConsultationStatus
from applications.rules import consulting as rules
from applications.rules.refusals import Against
from audit import ledger, numbers


def consult(
    application: Application,
    *,
    office: str,
    question: str,
    due_on: date,
    by: User,
    reason: str,
    asked_on: date | None = None,
) -> Consultation:
    """Ask another department. Raises ``ValidationError`` with every reason against it."""
    require(by, "applications.review_application")
    asked_on = asked_on or timezone.localdate()
    with transaction.atomic():
        number = numbers.next_reference("CS", asked_on.year)
        with ledger.entry(by=by, action=Act.CONSULT, about=number, reason=reason):
            application = Application.objects.select_for_update().get(pk=application.pk)
            refuse(
                rules.against_consulting(
                    application, office=office, asked_on=asked_on, due_on=due_on
                )
            )
            consultation = Consultation(
                application=application,
                number=number,
                office=office.strip(),
                question=question.strip(),
                asked_by=by,
                asked_on=asked_on,
                due_on=due_on,
            )
            consultation.full_clean()
            consultation.save()
    return consultation


def answer_consultation(
    consultation: Consultation,
    *,
    answer: str,
    by: User,
    reason: str,
    text: str = "",
    conditions: str = "",
    answered_on: date | None = None,
) -> Consultation:
    """Record what a department answers, by a person of that department."""
    require(by, "applications.answer_consultation")
    day = answered_on or timezone.localdate()
    with ledger.entry(
        by=by, action=Act.ANSWER_CONSULTATION, about=consultation.number, reason=reason
    ):
        consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
        said = {"answer": answer, "text": text, "conditions": conditions}
        refuse(rules.against_answering(consultation, **said, answered_on=day, by=by))
        for name, words in said.items():
            setattr(consultation, name, words.strip())
        _close(consultation, ConsultationStatus.ANSWERED, day, by)
    return consultation


def record_silence(
    consultation: Consultation, *, by: User, reason: str, day: date | None = None
) -> Consultation:
    """Record that the day passed and no answer came: neither consent nor objection."""
    require(by, "applications.review_application")
    day = day or timezone.localdate()
    with ledger.entry(by=by, action=Act.RECORD_SILENCE, about=consultation.number, reason=reason):
        consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
        refuse(rules.against_recording_silence(consultation, day=day))
        _close(consultation, ConsultationStatus.SILENT, day, by)
    return consultation


def refuse(refusals: list[Against]) -> None:
    """Raise every reason against an act at once, or none."""
    if refusals:
        raise ValidationError([refusal.error for refusal in refusals])


def _close(consultation: Consultation, status: str, day: date, by: User) -> None:
    consultation.status, consultation.closed_on, consultation.closed_by = status, day, by
    consultation.full_clean()
    consultation.save()
