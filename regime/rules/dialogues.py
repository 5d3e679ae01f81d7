"""May this be put on the record of a dialogue? Each rule returns every reason against it."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits.models import Country
from regime.models import Commitment, Dialogue, Meeting, Precondition
from regime.models.dialogues import CommitmentOutcome, Side


class Refusal(models.TextChoices):
    """Why something may not be put on the record of a dialogue."""

    CLOSED = "closed", _("The dialogue is closed.")
    TITLE_IN_BOTH = "title-in-both", _("The title is missing in one language.")
    OTHER_COUNTRY = (
        "other-country",
        _("The precondition is of a measure that does not name this country."),
    )
    IN_FUTURE = "in-future", _("The day given is in the future.")
    BEFORE_OPENING = "before-opening", _("The day given is before the dialogue was opened.")
    BOTH_SIDES = (
        "both-sides",
        _("Name at least one office for Canada and one for another side."),
    )
    NEXT_NOT_LATER = "next-not-later", _("What comes next comes on a later day.")
    OTHER_DIALOGUE = "other-dialogue", _("The meeting belongs to another dialogue.")
    TEXT_IN_BOTH = "text-in-both", _("The commitment is missing in one language.")
    DUE_BEFORE_MADE = "due-before-made", _("The commitment would be due before it was made.")
    COMMITMENT_CLOSED = "commitment-closed", _("What became of the commitment is settled.")
    BEFORE_COMMITMENT = (
        "before-commitment",
        _("The day given is before the commitment was made."),
    )
    NO_NEXT = "no-next", _("A commitment that stays open has a next follow-up.")
    NEEDLESS_NEXT = "needless-next", _("A commitment that is settled has no next follow-up.")
    OPEN_COMMITMENTS = (
        "open-commitments",
        _("Commitments are still open: say first what became of each."),
    )
    CONCLUSION_IN_BOTH = (
        "conclusion-in-both",
        _("What came of the dialogue is missing in one language."),
    )
    BEFORE_LAST = "before-last", _("A meeting was held after the day given.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def against_opening(
    *,
    country: Country,
    title_en: str,
    title_fr: str,
    opened_on: date,
    precondition: Precondition | None,
) -> list[Refusal]:
    """A dialogue has a title in both languages, and serves a precondition on its own country."""
    refusals = []
    if not title_en.strip() or not title_fr.strip():
        refusals.append(Refusal.TITLE_IN_BOTH)
    if opened_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if precondition is not None:
        named = precondition.version.destinations.filter(country=country)
        if not named.exists():
            refusals.append(Refusal.OTHER_COUNTRY)
    return refusals


def against_changing(dialogue: Dialogue) -> list[Refusal]:
    """Nothing is added to a closed dialogue; a new one is opened."""
    return [] if dialogue.closed_on is None else [Refusal.CLOSED]


def _against_day(dialogue: Dialogue, day: date) -> list[Refusal]:
    refusals = []
    if day > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if day < dialogue.opened_on:
        refusals.append(Refusal.BEFORE_OPENING)
    return refusals


def against_recording_meeting(
    dialogue: Dialogue, *, held_on: date, sides: Iterable[str], next_on: date | None
) -> list[Refusal]:
    """A meeting was held while the dialogue is open, between offices of two sides at least."""
    refusals = against_changing(dialogue) + _against_day(dialogue, held_on)
    present = set(sides)
    if Side.CANADA not in present or len(present) < 2:
        refusals.append(Refusal.BOTH_SIDES)
    if next_on is not None and next_on <= held_on:
        refusals.append(Refusal.NEXT_NOT_LATER)
    return refusals


def against_recording_commitment(
    dialogue: Dialogue,
    *,
    text_en: str,
    text_fr: str,
    made_on: date,
    due_on: date,
    meeting: Meeting | None,
) -> list[Refusal]:
    """A commitment is on record in both languages, and is due on a day."""
    refusals = against_changing(dialogue) + _against_day(dialogue, made_on)
    if meeting is not None and meeting.dialogue_id != dialogue.pk:
        refusals.append(Refusal.OTHER_DIALOGUE)
    if not text_en.strip() or not text_fr.strip():
        refusals.append(Refusal.TEXT_IN_BOTH)
    if due_on < made_on:
        refusals.append(Refusal.DUE_BEFORE_MADE)
    return refusals


def against_following_up(commitment: Commitment) -> list[Refusal]:
    """What became of a commitment is said once; until then it is followed up."""
    refusals = against_changing(commitment.dialogue)
    if not commitment.is_open:
        refusals.append(Refusal.COMMITMENT_CLOSED)
    return refusals


def against_follow_up(
    commitment: Commitment, *, followed_on: date, outcome: str, next_on: date | None
) -> list[Refusal]:
    """A follow-up says what was learned; while the commitment stays open, another one follows."""
    refusals = against_following_up(commitment)
    if followed_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if followed_on < commitment.made_on:
        refusals.append(Refusal.BEFORE_COMMITMENT)
    stays_open = outcome == CommitmentOutcome.OPEN
    if stays_open and next_on is None:
        refusals.append(Refusal.NO_NEXT)
    elif stays_open and next_on is not None and next_on <= followed_on:
        refusals.append(Refusal.NEXT_NOT_LATER)
    elif not stays_open and next_on is not None:
        refusals.append(Refusal.NEEDLESS_NEXT)
    return refusals


def against_closing(dialogue: Dialogue) -> list[Refusal]:
    """A dialogue closes once nothing that was undertaken in it is left open."""
    refusals = against_changing(dialogue)
    if dialogue.commitments.unfulfilled().exists():
        refusals.append(Refusal.OPEN_COMMITMENTS)
    return refusals


def against_conclusion(
    dialogue: Dialogue, *, closed_on: date, conclusion_en: str, conclusion_fr: str
) -> list[Refusal]:
    """What came of a dialogue is said in both languages, after its last meeting."""
    refusals = against_closing(dialogue) + _against_day(dialogue, closed_on)
    if not conclusion_en.strip() or not conclusion_fr.strip():
        refusals.append(Refusal.CONCLUSION_IN_BOTH)
    if dialogue.meetings.filter(held_on__gt=closed_on).exists():
        refusals.append(Refusal.BEFORE_LAST)
    return refusals
