"""Questions are sent and reminded of; an answer, a refusal and a silence are kept as evidence."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from audit.models import Entry
from investigations import rules
from investigations.actions.evidence import register
from investigations.actions.refusing import stop_at
from investigations.models import (
    Act,
    Evidence,
    InformationRequest,
    Investigation,
    Reminder,
    RequestOutcome,
)
from investigations.models.kinds import EvidenceKind
from investigations.models.requests import Channel, RequestOutcomeKind
from office import outbox


def send_request(
    investigation: Investigation,
    *,
    sent_on: date,
    due_on: date,
    channel: str,
    by: User,
    reason: str,
    **facts: Any,
) -> InformationRequest:
    """Put a question to somebody outside; by e-mail, it leaves when this act is on record.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, "investigations.send_request")
    with transaction.atomic():
        number = numbers.next_reference("RQ", sent_on.year)
        with ledger.entry(by=by, action=Act.SEND_REQUEST, about=number, reason=reason):
            locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
            stop_at(
                rules.against_sending(
                    locked, sent_on=sent_on, due_on=due_on, channel=channel, by=by
                )
            )
            request = InformationRequest(
                investigation=locked,
                number=number,
                channel=channel,
                sent_on=sent_on,
                due_on=due_on,
                sent_by=by,
                **facts,
            )
            request.full_clean()
            request.save()
            _by_email(request, request.question, by=by)
    return request


def remind_addressee(
    request: InformationRequest,
    *,
    text: str,
    sent_on: date,
    due_on: date,
    by: User,
    reason: str,
) -> Reminder:
    """Remind an addressee, with the day by which an answer is due now."""
    require(by, "investigations.send_request")
    with ledger.entry(
        by=by, action=Act.REMIND_REQUEST, about=request.number, reason=reason
    ) as entry:
        request = _locked(request)
        stop_at(rules.against_reminding(request, sent_on=sent_on, due_on=due_on, by=by))
        reminder = Reminder(
            entry=entry,
            request=request,
            text=text.strip(),
            sent_on=sent_on,
            due_on=due_on,
            sent_by=by,
        )
        reminder.full_clean()
        reminder.save()
        request.due_on = due_on
        request.save(update_fields=["due_on"])
        _by_email(request, reminder.text, by=by, again=True)
    return reminder


def _by_email(request: InformationRequest, text: str, *, by: User, again: bool = False) -> None:
    """Put an e-mail into the outbox; on any other channel nothing leaves from here."""
    if request.channel != Channel.EMAIL:
        return
    language = {"fr": "fr-ca"}.get(request.language, "en-ca")
    with override(language):
        words = _("Reminder: request %(number)s") if again else _("Request %(number)s")
    outbox.put(
        to_address=request.email,
        to_name=request.addressee,
        language=language,
        subject=words % {"number": request.number},
        text=text,
        about=request.number,
        confidential=True,
        by=by,
    )


def record_answer(
    request: InformationRequest, *, evidence: Evidence, on: date, by: User, reason: str
) -> RequestOutcome:
    """Link the item of evidence in which the answer is kept."""
    require(by, "investigations.send_request")
    with ledger.entry(
        by=by, action=Act.RECORD_OUTCOME, about=request.number, reason=reason
    ) as entry:
        request = _locked(request)
        stop_at(rules.against_recording_answer(request, evidence=evidence, on=on, by=by))
        return _ended(entry, request, RequestOutcomeKind.ANSWERED, on, by, reason, evidence)


def record_no_answer(
    request: InformationRequest, *, outcome: str, on: date, by: User, reason: str
) -> RequestOutcome:
    """Record a refusal or a silence as an item of evidence that says so, and nothing else."""
    require(by, "investigations.send_request")
    with ledger.entry(
        by=by, action=Act.RECORD_OUTCOME, about=request.number, reason=reason
    ) as entry:
        request = _locked(request)
        stop_at(rules.against_recording_silence(request, outcome=outcome, on=on, by=by))
        item = register(
            request.investigation,
            kind=EvidenceKind.SILENCE,
            **_words_of_silence(request, outcome, on),
            source=request.addressee,
            captured_at=min(_noon(on), timezone.now()),
            asked_on=request.sent_on,
            due_on=request.due_on,
            reference=request.number,
            by=by,
            reason=reason,
        )
        return _ended(entry, request, outcome, on, by, reason, item)


def withdraw_request(
    request: InformationRequest, *, on: date | None = None, by: User, reason: str
) -> RequestOutcome:
    """Stop waiting for an answer that is not needed any more."""
    require(by, "investigations.send_request")
    with ledger.entry(
        by=by, action=Act.WITHDRAW_REQUEST, about=request.number, reason=reason
    ) as entry:
        request = _locked(request)
        stop_at(rules.against_asking_again(request, by=by))
        day = on or timezone.localdate()
        return _ended(entry, request, RequestOutcomeKind.WITHDRAWN, day, by, reason)


def _ended(
    entry: Entry,
    request: InformationRequest,
    outcome: str,
    on: date,
    by: User,
    note: str,
    evidence: Evidence | None = None,
) -> RequestOutcome:
    ended = RequestOutcome(
        entry=entry,
        request=request,
        outcome=outcome,
        on=on,
        evidence=evidence,
        note=note.strip(),
        recorded_by=by,
    )
    ended.full_clean()
    ended.save()
    return ended


def _words_of_silence(request: InformationRequest, outcome: str, on: date) -> dict[str, Any]:
    """How a refusal or a silence is worded: what was asked, and that nothing follows from it."""
    refused = outcome == RequestOutcomeKind.REFUSED
    title = _("%(addressee)s refused to answer") if refused else _("No answer from %(addressee)s")
    happened = (
        _("The addressee refused to answer on %(day)s.")
        if refused
        else _("No answer had come by %(day)s; it was due on %(due)s.")
    )
    facts = {
        "addressee": request.addressee,
        "number": request.number,
        "sent": date_format(request.sent_on, "DATE_FORMAT"),
        "due": date_format(request.due_on, "DATE_FORMAT"),
        "day": date_format(on, "DATE_FORMAT"),
        "count": request.reminders.count(),
    }
    sentences = [
        _("Request %(number)s was sent on %(sent)s; reminders sent: %(count)d."),
        happened,
        _("This is on record as a fact. It says nothing about what was asked, and is no proof."),
    ]
    return {
        "title": (title % facts)[:200],
        "summary": " ".join(sentence % facts for sentence in sentences),
    }


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _locked(request: InformationRequest) -> InformationRequest:
    return InformationRequest.objects.select_for_update().get(pk=request.pk)
