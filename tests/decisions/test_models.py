"""What the models of decisions answer, and what the database refuses about batches."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from accounts.roles import Role
from audit import ledger
from decisions import actions
from decisions.models import Batch, Decision, Option
from tests import make, make_decisions

pytestmark = pytest.mark.django_db


def test_decisions_and_batches_are_seen_by_those_who_read_cases():
    batch = make_decisions.prepared_batch()
    reader, administrator = make.user(Role.AUDITOR), make.user(Role.ADMINISTRATOR)

    assert list(Decision.objects.visible_to(reader)) == [batch.decision]
    assert list(Batch.objects.visible_to(reader)) == [batch]
    assert not Decision.objects.visible_to(administrator)
    assert not Batch.objects.visible_to(administrator)


def test_what_waits_for_a_signature_is_what_is_before_the_minister():
    make_decisions.memorandum()
    make_decisions.signed()
    waiting = make_decisions.submitted()

    assert list(Decision.objects.waiting_for_signature()) == [waiting]


def test_a_batch_is_unfinished_until_it_is_executed_or_aborted():
    aborted = make_decisions.prepared_batch()
    actions.abort(aborted, by=aborted.prepared_by, reason="A test")
    make_decisions.executed_batch()
    unfinished = [
        make_decisions.prepared_batch(),
        make_decisions.frozen_batch(),
        make_decisions.confirmed_batch(),
    ]

    assert set(Batch.objects.unfinished()) == set(unfinished)


def test_the_permits_concerned_are_those_in_question_until_a_batch_is_executed():
    permits = make.valid_permits(3)
    batch = make_decisions.frozen_batch(make.suspension(permits))
    decision = batch.decision
    assert set(decision.permits_concerned()) == set(permits) == set(decision.permits_in_question())

    actions.confirm(batch, typed_count=3, by=make.director(), reason="A test")
    actions.execute(batch, by=batch.prepared_by, reason="A test")

    assert not decision.permits_in_question().exists()
    assert set(decision.permits_concerned()) == set(permits)


def test_legal_texts_follow_the_language():
    decision = make_decisions.memorandum()
    option = decision.options.first()

    with translation.override("fr-ca"):
        assert decision.title == decision.title_fr
        assert option.text == option.text_fr
    with translation.override("en-ca"):
        assert decision.title == decision.title_en
        assert option.text == option.text_en


@pytest.mark.parametrize(
    "change",
    [
        "confirmed_by_id = prepared_by_id",
        "confirmed_at = NULL",
        "digest = ''",
        "status = 'undone'",
        "executed_at = NULL",
    ],
)
def test_the_database_keeps_a_batch_whole_and_confirmed_by_another_person(change):
    batch = make_decisions.executed_batch()

    with pytest.raises(IntegrityError), transaction.atomic():
        with ledger.entry(by=None, action="test", reason="A test"), connection.cursor() as cursor:
            cursor.execute(f"UPDATE decisions_batch SET {change} WHERE id = %s", [batch.pk])


def test_the_database_keeps_one_option_in_each_position():
    decision = make_decisions.memorandum()

    with pytest.raises(IntegrityError), transaction.atomic():
        with ledger.entry(by=None, action="test", reason="A test"):
            Option.objects.create(decision=decision, position=1, effect="keep")
