"""Sanctions regulations that are repealed: from which day, by what was known, and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from permits.models import Party
from regime.actions.sanctions import record_repeal
from regime.actions.screening import answer, screen
from regime.models import SanctionsRepeal
from regime.rules.applying import Subject, applying
from regime.rules.repealing import Refusal
from regime.rules.screening import found_listed, open_questions
from regime.standing import end_of
from tests import make, make_lists, make_regime

pytestmark = pytest.mark.django_db
REPEALED_ON = date(2023, 5, 1)


def repealed(edition, repealed_on=REPEALED_ON, *, by=None, repealing="SOR/2023-90, s. 1"):
    return record_repeal(
        edition,
        repealed_on=repealed_on,
        repealing=repealing if repealed_on else "",
        by=by or make_regime.policy_officer(),
        reason="A test",
    )


def hits(day, known_at=None):
    belarus = Subject(frozenset([make.country("BY").pk]), ("2-15",), "export")
    return [hit.source for hit in applying(belarus, at=end_of(day), known_at=known_at).hits]


def test_repealed_regulations_apply_until_the_day_before():
    edition = make_lists.sanctions()
    before = timezone.now()
    assert hits(date(2024, 1, 1)) == ["sanctions"]

    repealed(edition)

    assert hits(REPEALED_ON - timedelta(days=1)) == ["sanctions"]
    assert hits(REPEALED_ON) == []
    assert hits(REPEALED_ON, known_at=before) == ["sanctions"], "it was not recorded yet"
    entry = Entry.objects.sealed().newest_first().first()
    assert (entry.action, entry.about) == ("sanctions.record_repeal", edition.instrument)


def test_a_repeal_to_come_changes_nothing_until_its_day():
    edition = make_lists.sanctions()
    tomorrow = timezone.localdate() + timedelta(days=1)

    repealed(edition, tomorrow)

    assert hits(timezone.localdate()) == ["sanctions"]
    assert hits(tomorrow) == []
    party = make.party("Dmitri Specimen")
    assert screen([party], by=None, reason="A test").asked == 1


def test_nobody_is_screened_against_repealed_regulations_and_no_question_on_them_stands():
    waits = make_lists.question()
    found = make.party("Dmitri Specimen")
    screen([found], by=None, reason="A test")
    parties = Party.objects.filter(pk__in=[waits.party_id, found.pk])
    assert open_questions(parties).count() == 2

    repealed(waits.name.edition)

    assert not open_questions(parties).exists()
    done = screen([make.party("Dmitri Specimen"), *parties], by=None, reason="A test")
    assert (done.asked, done.withdrawn) == (0, 2)


def test_a_party_found_listed_binds_no_decision_once_the_regulations_are_repealed():
    question = make_lists.question()
    answer(question, answer="same", reason="Born that day", by=make_regime.policy_officer())
    assert found_listed([question.party]).count() == 1

    repealed(question.name.edition)

    assert not found_listed([question.party]).exists()


def test_a_wrong_record_is_taken_back_by_another_and_both_stay():
    edition = make_lists.sanctions()
    repealed(edition)
    wrong = timezone.now()

    repealed(edition, None)

    assert hits(REPEALED_ON) == ["sanctions"]
    assert hits(REPEALED_ON, known_at=wrong) == []
    assert edition.repeal() is None
    assert SanctionsRepeal.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"repealed_on": None}, Refusal.NOT_REPEALED),
        ({"repealed_on": date(2020, 9, 27)}, Refusal.BEFORE_MADE),
        ({"repealing": " "}, Refusal.NO_INSTRUMENT),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(said, refusal):
    edition = make_lists.sanctions()

    with pytest.raises(ValidationError) as raised:
        repealed(edition, **said)

    assert [error.code for error in raised.value.error_list] == [refusal]
    assert not SanctionsRepeal.objects.exists()


def test_the_same_is_recorded_once():
    edition = make_lists.sanctions()
    repealed(edition)

    with pytest.raises(ValidationError) as raised:
        repealed(edition)

    assert [error.code for error in raised.value.error_list] == [Refusal.RECORDED_SO]


def test_only_who_loads_lists_records_a_repeal():
    edition = make_lists.sanctions()

    with pytest.raises(PermissionDenied):
        repealed(edition, by=make.officer())


@pytest.mark.parametrize(
    "statement",
    ["UPDATE regime_sanctionsrepeal SET instrument = 'x'", "DELETE FROM regime_sanctionsrepeal"],
)
def test_the_database_itself_keeps_what_was_recorded(statement):
    repealed(make_lists.sanctions())

    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        ledger.entry(by=None, action="test", reason="Going round the application"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_policy_officer_records_a_repeal_on_a_page(sign_in):
    edition = make_lists.sanctions()
    client = sign_in(make_regime.policy_officer())
    address = reverse("regime:sanctions_repeal", args=[edition.pk])
    typed = {"repealed_on": "2023-05-01", "repealing": "", "reason": "Published today"}
    assert address in client.get(edition.get_absolute_url()).content.decode()

    refused = client.post(address, typed)
    assert refused.context["form"].errors["repealing"] == [Refusal.NO_INSTRUMENT.label]
    done = client.post(address, {**typed, "repealing": "SOR/2023-90, s. 1"}, follow=True)

    shown = done.content.decode()
    assert "is recorded as repealed on 2023-05-01" in shown
    assert "by SOR/2023-90, s. 1; recorded" in shown
    listed = client.get(reverse("regime:sanctions_list")).content.decode()
    assert "repealed on 2023-05-01" in listed


def test_who_may_not_load_lists_is_not_shown_the_page(sign_in):
    edition = make_lists.sanctions()
    client = sign_in(make.user(Role.PERMIT_OFFICER))
    address = reverse("regime:sanctions_repeal", args=[edition.pk])

    assert client.get(address).status_code == 403
    assert address not in client.get(edition.get_absolute_url()).content.decode()
