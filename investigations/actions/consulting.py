"""Departments are asked in a case, give positions on permits, answer, or do not, which is kept."""

import logging
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, require
from audit import ledger, numbers
from audit.models import Entry
from investigations.actions.refusing import stop_at
from investigations.models import (
    Act,
    CaseConsultation,
    ConsultationReminder,
    ConsultedPermit,
    Investigation,
    PermitInScope,
)
from investigations.models.consultations import CaseConsultationStatus
from investigations.rules import Refusal
from investigations.rules import consulting as rules
from office import outbox
from permits.actions.setwise import insert_from

logger = logging.getLogger(__name__)

MAY_ASK, MAY_ANSWER = (
    "investigations.change_investigation",
    "investigations.answer_caseconsultation",
)


def consult(
    investigation: Investigation,
    *,
    office: str,
    due_on: date,
    by: User,
    reason: str,
    scope: QuerySet[PermitInScope] | None = None,
    asked_on: date | None = None,
    **words: str,
) -> CaseConsultation:
    """Ask a department, about some permits in scope or about none in particular.

    ``words`` are the subject, the question, and what the department is told of the case.
    Raises ``PermissionDenied``; ``ValidationError`` with every reason against it.
    """
    require(by, MAY_ASK)
    asked_on = asked_on or timezone.localdate()
    with transaction.atomic():
        number = numbers.next_reference("CC", asked_on.year)
        with ledger.entry(by=by, action=Act.CONSULT, about=number, reason=reason):
            locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
            days = {"asked_on": asked_on, "due_on": due_on}
            stop_at(rules.against_consulting(locked, office=office, **days, by=by))
            consultation = CaseConsultation(
                investigation=locked,
                number=number,
                office=office.strip(),
                asked_by=by,
                **days,
                **{name: text.strip() for name, text in words.items()},
            )
            consultation.full_clean()
            consultation.save()
            if scope is not None and not _ask_about(consultation, scope):
                raise Refusal.NO_PERMIT_ASKED.error
    return consultation


def _ask_about(consultation: CaseConsultation, scope: QuerySet[PermitInScope]) -> int:
    """One statement for any number of permits."""
    chosen = PermitInScope.objects.filter(
        pk__in=scope.order_by().values("pk"), investigation=consultation.investigation_id
    )
    return insert_from(
        ConsultedPermit,
        chosen.order_by("pk"),
        consultation=Value(consultation.pk),
        scope=F("pk"),
        position=Value(""),
        reasons=Value(""),
        conditions=Value(""),
    )


def give_positions(
    permits: QuerySet[ConsultedPermit],
    *,
    consultation: CaseConsultation,
    position: str,
    reasons: str,
    by: User,
    reason: str,
    conditions: str = "",
    answered_at: datetime | None = None,
) -> int:
    """Give the department's position on some of the permits; returns on how many.

    It may be given otherwise until the consultation is answered, and the history keeps both.
    """
    require(by, MAY_ANSWER)
    about = consultation.number
    with ledger.entry(by=by, action=Act.GIVE_POSITIONS, about=about, reason=reason):
        stop_at(rules.against_replying(_locked(consultation), by=by))
        stop_at(rules.against_position(position, reasons=reasons, conditions=conditions))
        said = {"position": position, "reasons": reasons, "conditions": conditions}
        count = _say(permits.filter(consultation=consultation), said, by, answered_at)
        if not count:
            raise Refusal.NO_POSITION_CHOSEN.error
    return count


def _say(
    permits: QuerySet[ConsultedPermit], said: dict[str, str], by: User, at: datetime | None
) -> int:
    chosen = ConsultedPermit.objects.filter(pk__in=permits.order_by().values("pk"))
    return chosen.update(
        **{name: words.strip() for name, words in said.items()},
        answered_by=by,
        answered_at=at or timezone.now(),
    )


def answer(
    consultation: CaseConsultation,
    *,
    position: str,
    reasons: str,
    by: User,
    reason: str,
    conditions: str = "",
    holds_for_rest: bool = False,
    answered_on: date | None = None,
) -> CaseConsultation:
    """Answer for the department, which closes the consultation.

    Where the answer ``holds_for_rest``, permits without a position of their own are given it.
    """
    require(by, MAY_ANSWER)
    with ledger.entry(by=by, action=Act.ANSWER, about=consultation.number, reason=reason):
        consultation = _locked(consultation)
        stop_at(rules.against_answering(consultation, holds_for_rest=holds_for_rest, by=by))
        stop_at(rules.against_position(position, reasons=reasons, conditions=conditions))
        said = {"position": position, "reasons": reasons, "conditions": conditions}
        if holds_for_rest:
            _say(consultation.permits.unanswered(), said, by, None)
        for name, words in said.items():
            setattr(consultation, name, words.strip())
        day = answered_on or timezone.localdate()
        return _close(consultation, CaseConsultationStatus.ANSWERED, day, by)


def record_silence(
    consultation: CaseConsultation, *, by: User, reason: str, day: date | None = None
) -> CaseConsultation:
    """Record that the day passed and no answer came: neither consent nor objection."""
    require(by, MAY_ASK)
    day = day or timezone.localdate()
    with ledger.entry(by=by, action=Act.RECORD_SILENCE, about=consultation.number, reason=reason):
        consultation = _locked(consultation)
        stop_at(rules.against_recording_silence(consultation, day=day, by=by))
        return _close(consultation, CaseConsultationStatus.SILENT, day, by)


def withdraw(consultation: CaseConsultation, *, by: User, reason: str) -> CaseConsultation:
    """Take back what was asked; positions given so far stay on record."""
    require(by, MAY_ASK)
    about = consultation.number
    with ledger.entry(by=by, action=Act.WITHDRAW_CONSULTATION, about=about, reason=reason):
        consultation = _locked(consultation)
        stop_at(rules.against_recalling(consultation, by=by))
        return _close(consultation, CaseConsultationStatus.WITHDRAWN, timezone.localdate(), by)


def remind(consultation: CaseConsultation, *, by: User, reason: str) -> ConsultationReminder:
    """Remind the officers of the department, by mail to each who has an address."""
    require(by, MAY_ASK)
    with ledger.entry(by=by, action=Act.REMIND, about=consultation.number, reason=reason) as entry:
        consultation = _locked(consultation)
        stop_at(rules.against_reminding(consultation, by=by))
        return _remind(consultation, entry, by)


def remind_due(day: date | None = None) -> list[ConsultationReminder]:
    """Remind the departments whose answer is due soon, or late, and whom nobody reminded.

    Nobody sits at the keyboard: the system acts. May be called by several at the same time.
    """
    day = day or timezone.localdate()
    sent: list[ConsultationReminder] = []
    for consultation in CaseConsultation.objects.open().due_by(day + rules.REMINDED_BEFORE):
        if rules.reminder_is_due(consultation, day=day):
            try:
                sent += _remind_as_due(consultation, day)
            except ValidationError as refusal:
                # An address that cannot be written to does not keep the others waiting.
                logger.warning("%s: %s", consultation, " ".join(refusal.messages))
    return sent


def _remind_as_due(consultation: CaseConsultation, day: date) -> list[ConsultationReminder]:
    late = consultation.due_on < day
    reason = "The answer is late." if late else "The answer is due soon."
    with ledger.entry(
        by=None, action=Act.REMIND, about=consultation.number, reason=reason
    ) as entry:
        consultation = _locked(consultation)
        # Somebody else may have reminded them while this waited for the row.
        if not rules.reminder_is_due(consultation, day=day):
            return []
        return [_remind(consultation, entry, None)]


def _remind(consultation: CaseConsultation, entry: Entry, by: User | None) -> ConsultationReminder:
    people = User.objects.holding(Role.CONSULTED_DEPARTMENT).exclude(email="")
    there = list(people.filter(office__iexact=consultation.office).order_by("pk"))
    for person in there:
        with translation.override(person.language):
            words = _words(consultation)
        outbox.put(
            to_address=person.email,
            to_name=str(person),
            language=person.language,
            about=consultation.number,
            by=by,
            **words,
        )
    return ConsultationReminder.objects.create(
        entry=entry,
        consultation=consultation,
        text=_words(consultation)["text"],
        recipients=len(there),
    )


def _words(consultation: CaseConsultation) -> dict[str, Any]:
    facts = {
        "number": consultation.number,
        "day": consultation.due_on.isoformat(),
        "left": consultation.permits.unanswered().count(),
    }
    return {
        "subject": _("Consultation %(number)s: answer due on %(day)s") % facts,
        "text": _(
            "The answer of your department to consultation %(number)s is due on %(day)s."
            " Permits without a position: %(left)d. Sign in to Export Control to answer."
        )
        % facts,
    }


def _locked(consultation: CaseConsultation) -> CaseConsultation:
    locked = CaseConsultation.objects.select_for_update(of=("self",))
    return locked.get(pk=consultation.pk)


def _close(consultation: CaseConsultation, status: str, day: date, by: User) -> CaseConsultation:
    consultation.status, consultation.closed_on, consultation.closed_by = status, day, by
    consultation.full_clean()
    consultation.save()
    return consultation
