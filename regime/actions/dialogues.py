"""A dialogue is opened, put on record meeting by meeting, followed up, and closed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from permits.models import Assurance, Country
from regime.actions.refusing import stop_at
from regime.models import (
    Act,
    AgreedAssurance,
    Commitment,
    Dialogue,
    FollowUp,
    Meeting,
    Participant,
    Precondition,
)
from regime.models.dialogues import CommitmentOutcome
from regime.rules import dialogues as rules


def open_dialogue(
    *,
    country: Country,
    title_en: str,
    title_fr: str,
    opened_on: date,
    by: User,
    reason: str,
    precondition: Precondition | None = None,
) -> Dialogue:
    """Open a dialogue with a country, on a precondition if it serves one.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, "regime.keep_dialogue")
    facts: dict[str, Any] = {
        "country": country,
        "title_en": title_en.strip(),
        "title_fr": title_fr.strip(),
        "opened_on": opened_on,
        "precondition": precondition,
    }
    stop_at(rules.against_opening(**facts))
    with transaction.atomic():
        number = numbers.next_reference("DL", opened_on.year)
        with ledger.entry(by=by, action=Act.OPEN_DIALOGUE, about=number, reason=reason):
            dialogue = Dialogue(number=number, opened_by=by, **facts)
            dialogue.full_clean()
            dialogue.save()
    return dialogue


def record_meeting(
    dialogue: Dialogue,
    *,
    held_on: date,
    place: str,
    subject: str,
    summary: str,
    participants: Sequence[Mapping[str, str]],
    by: User,
    reason: str,
    document: str = "",
    next_on: date | None = None,
    assurances: Iterable[Assurance] = (),
) -> Meeting:
    """Put a meeting on record: who took part by office and side, what was said and agreed.

    ``participants`` each have a ``side``, an ``office`` and, if known, a ``person``. What is
    recorded is never edited; it is corrected by recording again what was wrong.
    """
    require(by, "regime.keep_dialogue")
    about, sides = dialogue.number, [each["side"] for each in participants]
    with ledger.entry(by=by, action=Act.RECORD_MEETING, about=about, reason=reason) as entry:
        dialogue = _locked(dialogue)
        stop_at(
            rules.against_recording_meeting(dialogue, held_on=held_on, sides=sides, next_on=next_on)
        )
        meeting = Meeting(
            dialogue=dialogue,
            held_on=held_on,
            place=place.strip(),
            subject=subject.strip(),
            summary=summary.strip(),
            document=document.strip(),
            next_on=next_on,
            entry=entry,
        )
        meeting.full_clean()
        meeting.save()
        _attend(meeting, participants, assurances)
    return meeting


def _attend(
    meeting: Meeting,
    participants: Iterable[Mapping[str, str]],
    assurances: Iterable[Assurance],
) -> None:
    """Who took part in a meeting, and the assurances agreed there, under the meeting's entry."""
    entry = meeting.entry
    present = [Participant(meeting=meeting, entry=entry, **each) for each in participants]
    agreed = [AgreedAssurance(meeting=meeting, assurance=each, entry=entry) for each in assurances]
    for row in [*present, *agreed]:
        row.full_clean()
    Participant.objects.bulk_create(present)
    AgreedAssurance.objects.bulk_create(agreed)


def record_commitment(
    dialogue: Dialogue,
    *,
    side: str,
    text_en: str,
    text_fr: str,
    made_on: date,
    due_on: date,
    by: User,
    reason: str,
    meeting: Meeting | None = None,
) -> Commitment:
    """Put on record what one side undertook, and by when; it is followed up on that day."""
    require(by, "regime.keep_dialogue")
    facts: dict[str, Any] = {
        "text_en": text_en.strip(),
        "text_fr": text_fr.strip(),
        "made_on": made_on,
        "due_on": due_on,
        "meeting": meeting,
    }
    with ledger.entry(by=by, action=Act.RECORD_COMMITMENT, about=dialogue.number, reason=reason):
        stop_at(rules.against_recording_commitment(_locked(dialogue), **facts))
        commitment = Commitment(dialogue=dialogue, side=side, follow_up_on=due_on, **facts)
        commitment.full_clean()
        commitment.save()
    return commitment


def follow_up(
    commitment: Commitment,
    *,
    followed_on: date,
    outcome: str,
    note: str,
    by: User,
    reason: str,
    document: str = "",
    next_on: date | None = None,
) -> Commitment:
    """Say what was learned of a commitment, and what became of it or when to ask again."""
    require(by, "regime.keep_dialogue")
    about = commitment.dialogue.number
    with ledger.entry(by=by, action=Act.FOLLOW_UP, about=about, reason=reason) as entry:
        locked = Commitment.objects.select_for_update(of=("self",)).select_related("dialogue")
        commitment = locked.get(pk=commitment.pk)
        said: dict[str, Any] = {"followed_on": followed_on, "outcome": outcome, "next_on": next_on}
        stop_at(rules.against_follow_up(commitment, **said))
        asked = FollowUp(
            commitment=commitment, note=note.strip(), document=document.strip(), entry=entry, **said
        )
        asked.full_clean()
        asked.save()
        commitment.outcome = CommitmentOutcome(outcome)
        commitment.follow_up_on = next_on or commitment.follow_up_on
        commitment.save(update_fields=["outcome", "follow_up_on"])
    return commitment


def close(
    dialogue: Dialogue,
    *,
    closed_on: date,
    conclusion_en: str,
    conclusion_fr: str,
    by: User,
    reason: str,
) -> Dialogue:
    """Close a dialogue, saying in both languages what came of it.

    It settles no precondition: that is another act, by those who may decide it.
    """
    require(by, "regime.keep_dialogue")
    said: dict[str, Any] = {
        "closed_on": closed_on,
        "conclusion_en": conclusion_en.strip(),
        "conclusion_fr": conclusion_fr.strip(),
    }
    with ledger.entry(by=by, action=Act.CLOSE_DIALOGUE, about=dialogue.number, reason=reason):
        dialogue = _locked(dialogue)
        stop_at(rules.against_conclusion(dialogue, **said))
        for name, value in said.items():
            setattr(dialogue, name, value)
        dialogue.closed_by = by
        dialogue.full_clean()
        dialogue.save()
    return dialogue


def _locked(dialogue: Dialogue) -> Dialogue:
    return Dialogue.objects.select_for_update().get(pk=dialogue.pk)
