"""Dialogues: meetings with their offices, commitments followed up, assurances agreed, a close."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from audit import ledger
from audit.models import Entry
from regime.models import Commitment, Dialogue, Meeting
from regime.models.dialogues import CommitmentOutcome, Side
from regime.rules import dialogues as rules
from tests import make, make_dialogues, make_regime

pytestmark = pytest.mark.django_db

TOMORROW = timezone.localdate() + timedelta(days=1)


def codes_of(refused):
    return [error.code for error in refused.value.error_list]


# --- Opening --------------------------------------------------------------------------------------


def test_a_dialogue_is_opened_for_a_precondition_under_a_number_of_its_year():
    precondition = make_dialogues.pending()

    opened = make_dialogues.dialogue(precondition=precondition)

    assert (opened.number, opened.status) == ("DL-2021-000001", "open")
    assert list(opened.preconditions()) == [precondition]
    assert Entry.objects.sealed().newest_first().first().about == "DL-2021-000001"


def test_a_dialogue_serves_the_same_words_in_each_signed_version_of_the_measure():
    *_before, fourth, fifth = make_regime.the_real_sequence(settle=False)

    opened = make_dialogues.dialogue(precondition=fourth.preconditions.get())

    assert list(opened.preconditions()) == [fifth.preconditions.get(), fourth.preconditions.get()]
    assert list(Dialogue.objects.serving(fifth.preconditions.get())) == [opened]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title_fr": " "}, rules.Refusal.TITLE_IN_BOTH),
        ({"opened_on": TOMORROW}, rules.Refusal.IN_FUTURE),
    ],
)
def test_a_dialogue_is_not_opened(changes, refusal):
    with pytest.raises(ValidationError) as refused:
        make_dialogues.dialogue(**changes)

    assert codes_of(refused) == [refusal]
    assert not Dialogue.objects.exists()


def test_a_dialogue_serves_no_precondition_on_another_country():
    with pytest.raises(ValidationError) as refused:
        make_dialogues.dialogue(country=make.country("AZ"), precondition=make_dialogues.pending())

    assert codes_of(refused) == [rules.Refusal.OTHER_COUNTRY]


def test_an_officer_reads_dialogues_and_keeps_none():
    officer = make.officer()
    talks = make_dialogues.dialogue()

    assert list(Dialogue.objects.visible_to(officer)) == [talks]
    assert not Dialogue.objects.visible_to(make.user("administrator")).exists()
    for act in (
        lambda: make_dialogues.dialogue(by=officer),
        lambda: make_dialogues.met(talks, by=officer),
        lambda: make_dialogues.commitment(talks, by=officer),
        lambda: make_dialogues.closed(talks, by=officer),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- Meetings -------------------------------------------------------------------------------------


def test_a_meeting_is_on_record_with_its_offices_by_side_and_the_assurances_agreed():
    talks, assurance = make_dialogues.dialogue(), make.assurance()

    meeting = make_dialogues.met(talks, assurances=[assurance], next_on=date(2021, 6, 20))

    assert [(row.side, str(row)) for row in meeting.participants.all()] == [
        (Side.CANADA, "Trade Controls Bureau, A. Roy"),
        (Side.DESTINATION, "Ministry of Defence"),
    ]
    assert [row.assurance for row in meeting.agreed.all()] == [assurance]
    assert meeting.entry.about == talks.number


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"held_on": date(2021, 4, 11)}, rules.Refusal.BEFORE_OPENING),
        ({"held_on": TOMORROW}, rules.Refusal.IN_FUTURE),
        (
            {"participants": [{"side": Side.CANADA, "office": "Trade Controls Bureau"}]},
            rules.Refusal.BOTH_SIDES,
        ),
        ({"next_on": make_dialogues.HELD_ON}, rules.Refusal.NEXT_NOT_LATER),
    ],
)
def test_a_meeting_is_not_recorded(changes, refusal):
    talks = make_dialogues.dialogue()

    with pytest.raises(ValidationError) as refused:
        make_dialogues.met(talks, **changes)

    assert codes_of(refused) == [refusal]
    assert not Meeting.objects.exists()


def test_the_database_never_changes_a_meeting():
    meeting = make_dialogues.met(make_dialogues.dialogue())

    statement = "UPDATE regime_meeting SET summary = 'Nothing was said.' WHERE id = %s"
    with pytest.raises(DatabaseError), transaction.atomic():
        with ledger.entry(by=None, action="test", reason="A test"), connection.cursor() as cursor:
            cursor.execute(statement, [meeting.pk])


# --- Commitments ----------------------------------------------------------------------------------


def test_a_commitment_is_due_and_overdue_until_something_became_of_it():
    talks = make_dialogues.dialogue()
    undertaken = make_dialogues.commitment(talks)
    due = make_dialogues.DUE_ON

    def state(day):
        shown = Dialogue.objects.with_state(day).get()
        return shown.meetings_held, shown.unfulfilled, shown.overdue

    make_dialogues.met(talks)
    assert state(due) == (1, 1, 0)
    assert state(due + timedelta(days=1)) == (1, 1, 1)
    assert list(Commitment.objects.due_for_follow_up(due - timedelta(days=8))) == []
    assert list(Commitment.objects.due_for_follow_up(due - timedelta(days=7))) == [undertaken]

    make_dialogues.followed_up(undertaken)
    assert state(due + timedelta(days=1)) == (1, 0, 0)
    assert not Commitment.objects.due_for_follow_up(due).exists()


def test_a_commitment_that_stays_open_is_followed_up_again_on_its_next_day():
    undertaken = make_dialogues.commitment(make_dialogues.dialogue())
    after = date(2021, 11, 1)

    now = make_dialogues.followed_up(undertaken, CommitmentOutcome.OPEN, next_on=after)

    assert (now.outcome, now.follow_up_on, now.due_on) == ("open", after, make_dialogues.DUE_ON)
    assert now.is_overdue
    assert [str(row) for row in now.follow_ups.all()] == ["2021-09-30: Still open"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text_fr": ""}, rules.Refusal.TEXT_IN_BOTH),
        ({"due_on": make_dialogues.OPENED_ON}, rules.Refusal.DUE_BEFORE_MADE),
        ({"made_on": date(2021, 4, 1)}, rules.Refusal.BEFORE_OPENING),
    ],
)
def test_a_commitment_is_not_recorded(changes, refusal):
    with pytest.raises(ValidationError) as refused:
        make_dialogues.commitment(make_dialogues.dialogue(), **changes)

    assert codes_of(refused) == [refusal]
    assert not Commitment.objects.exists()


def test_a_commitment_is_made_at_a_meeting_of_its_own_dialogue():
    elsewhere = make_dialogues.met(make_dialogues.dialogue())

    with pytest.raises(ValidationError) as refused:
        make_dialogues.commitment(make_dialogues.dialogue(), meeting=elsewhere)

    assert codes_of(refused) == [rules.Refusal.OTHER_DIALOGUE]


@pytest.mark.parametrize(
    ("outcome", "changes", "refusal"),
    [
        ("open", {}, rules.Refusal.NO_NEXT),
        ("open", {"next_on": make_dialogues.DUE_ON}, rules.Refusal.NEXT_NOT_LATER),
        ("kept", {"next_on": TOMORROW}, rules.Refusal.NEEDLESS_NEXT),
        ("kept", {"followed_on": TOMORROW}, rules.Refusal.IN_FUTURE),
        ("kept", {"followed_on": date(2021, 5, 19)}, rules.Refusal.BEFORE_COMMITMENT),
    ],
)
def test_a_follow_up_is_refused(outcome, changes, refusal):
    undertaken = make_dialogues.commitment(make_dialogues.dialogue())

    with pytest.raises(ValidationError) as refused:
        make_dialogues.followed_up(undertaken, outcome, **changes)

    undertaken.refresh_from_db()
    assert codes_of(refused) == [refusal]
    assert undertaken.is_open


def test_what_became_of_a_commitment_is_said_once():
    undertaken = make_dialogues.commitment(make_dialogues.dialogue())
    now = make_dialogues.followed_up(undertaken, CommitmentOutcome.NOT_KEPT)

    assert rules.against_following_up(now) == [rules.Refusal.COMMITMENT_CLOSED]


# --- Closing --------------------------------------------------------------------------------------


def test_a_dialogue_closes_with_its_conclusion_in_both_languages_and_settles_nothing():
    precondition = make_dialogues.pending()
    talks = make_dialogues.dialogue(precondition=precondition)
    make_dialogues.met(talks)

    closed = make_dialogues.closed(talks)

    precondition.refresh_from_db()
    assert (closed.status, closed.conclusion) == ("closed", "The mechanism is concluded.")
    assert precondition.status == "pending"
    assert rules.against_changing(closed) == [rules.Refusal.CLOSED]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"conclusion_fr": " "}, rules.Refusal.CONCLUSION_IN_BOTH),
        ({"closed_on": date(2021, 4, 30)}, rules.Refusal.BEFORE_LAST),
        ({"closed_on": TOMORROW}, rules.Refusal.IN_FUTURE),
    ],
)
def test_a_dialogue_is_not_closed(changes, refusal):
    talks = make_dialogues.dialogue()
    make_dialogues.met(talks)

    with pytest.raises(ValidationError) as refused:
        make_dialogues.closed(talks, **changes)

    assert codes_of(refused) == [refusal]


def test_a_dialogue_does_not_close_over_an_open_commitment():
    talks = make_dialogues.dialogue()
    undertaken = make_dialogues.commitment(talks)
    assert rules.against_closing(talks) == [rules.Refusal.OPEN_COMMITMENTS]

    make_dialogues.followed_up(undertaken, CommitmentOutcome.RELEASED)

    assert rules.against_closing(talks) == []


def test_the_database_closes_no_dialogue_without_its_conclusion():
    talks = make_dialogues.dialogue()

    with pytest.raises(IntegrityError), transaction.atomic():
        with ledger.entry(by=None, action="test", reason="A test"):
            Dialogue.objects.filter(pk=talks.pk).update(
                closed_on=date(2023, 6, 1), closed_by=talks.opened_by
            )
