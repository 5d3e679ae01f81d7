"""Preconditions: pending, then met or waived once, in the office of the day, on a document."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import ledger
from audit.models import Entry
from permits.models.permits import PermitKind
from regime.actions import preconditions as actions
from regime.models import Act
from regime.rules import preconditions as rules
from regime.rules.applying import Subject, applying
from tests import make, make_dialogues, make_regime

pytestmark = pytest.mark.django_db


def subject(*codes, country="TR", kind=PermitKind.EXPORT):
    return Subject(
        destinations=frozenset({make.country(country).pk}), codes=codes, kind=str(kind.value)
    )


def refusals(precondition, *, by=None, **changes):
    """Why a settlement would be refused."""
    return rules.against_settlement(
        precondition,
        by=by or make.ministers_office(),
        **make_dialogues.settlement(**changes),
    )


# --- What is within it ----------------------------------------------------------------------------


def test_what_waits_is_what_the_provisions_of_the_precondition_reach():
    precondition = make_dialogues.pending()

    asked = {
        "an item of Group 2": subject("2-15"),
        "an item of Group 2 among others": subject("1-6", "2-15"),
        "other goods": subject("1-6"),
        "another destination": subject("2-15", country="AZ"),
        "brokering": subject("2-15", kind=PermitKind.BROKERING),
    }

    assert {name: rules.within(precondition, one) for name, one in asked.items()} == {
        "an item of Group 2": True,
        "an item of Group 2 among others": True,
        "other goods": False,
        "another destination": False,
        "brokering": True,
    }


def test_the_question_costs_no_query_once_the_scope_is_read(django_assert_num_queries):
    version = make_regime.the_real_sequence(until=4)[-1]
    version = type(version).objects.with_scope().get(pk=version.pk)
    precondition = version.preconditions.all()[0]
    one = subject("2-15")

    with django_assert_num_queries(0):
        assert rules.within(precondition, one)


# --- Settling -------------------------------------------------------------------------------------


def test_a_precondition_is_met_on_a_document_in_the_name_of_the_office_holder_of_the_day():
    precondition = make_dialogues.pending()
    office = make.ministers_office()
    minister = make.minister(holder_name="M. Garnier")

    settled = make_dialogues.settled(precondition, by=office, appointment=minister)

    settled.refresh_from_db()
    entry = Entry.objects.sealed().newest_first().first()
    assert {
        "status": settled.status,
        "on": settled.settled_on,
        "document": settled.document,
        "by": settled.settled_by,
        "for": settled.settled_for,
        "recorded": settled.settled_recorded_at,
        "act": entry.action,
        "authority": entry.authority,
    } == {
        "status": "met",
        "on": date(2023, 6, 1),
        "document": "Exchange of letters of 1 June 2023",
        "by": office,
        "for": minister,
        "recorded": entry.recorded_at,
        "act": Act.SETTLE_PRECONDITION,
        "authority": minister.as_authority(),
    }


def test_what_waited_waits_no_more_once_it_is_waived():
    precondition = make_dialogues.pending()
    one, now = subject("2-15"), timezone.now()
    assert applying(one, at=now).pending == [precondition]

    make_dialogues.settled(precondition, status="waived", note="Superseded by events.")

    assert applying(one, at=now).pending == []
    assert applying(one, at=make_regime.CANCELLED_AT).pending == [precondition]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"status": "pending"}, rules.Refusal.NOT_A_SETTLEMENT),
        ({"document": "  "}, rules.Refusal.NO_DOCUMENT),
        ({"status": "waived"}, rules.Refusal.NO_NOTE),
        ({"settled_on": date(2021, 4, 11)}, rules.Refusal.BEFORE_VERSION),
        ({"settled_on": date(2199, 1, 1)}, rules.Refusal.IN_FUTURE),
    ],
)
def test_a_settlement_is_refused(changes, refusal):
    assert refusals(make_dialogues.pending(), **changes) == [refusal]


def test_a_settlement_is_refused_after_its_version_has_ended():
    version = make_regime.the_real_sequence(settle=False)[3]
    precondition = version.preconditions.get()

    assert refusals(precondition, settled_on=date(2024, 2, 1)) == [rules.Refusal.AFTER_VERSION]


def test_a_delegation_that_ended_yesterday_settles_nothing_today():
    director = make.director()
    ended = make.delegation(director, valid_until=date(2023, 5, 31))
    precondition = make_dialogues.pending()

    asked = {"by": director, "appointment": ended}

    assert refusals(precondition, **asked) == [rules.Refusal.NOT_IN_OFFICE]
    assert refusals(precondition, **asked, settled_on=date(2023, 5, 31)) == []


def test_nobody_settles_in_the_name_of_an_office_that_is_not_theirs():
    director = make.director()
    make.delegation(director)
    other = make.delegation(make.director())

    assert refusals(make_dialogues.pending(), by=director, appointment=other) == [
        rules.Refusal.NOT_YOUR_OFFICE
    ]


def test_a_person_without_an_office_is_told_so_before_they_try():
    assert rules.against_settling(make_dialogues.pending(), by=make.director()) == [
        rules.Refusal.NO_OFFICE
    ]


def test_nothing_waits_for_the_precondition_of_a_draft():
    draft = make_regime.measure(preconditions=[make_regime.precondition()])

    assert refusals(draft.preconditions.get()) == [rules.Refusal.VERSION_UNSIGNED]


def test_a_precondition_is_settled_once_and_a_refusal_changes_nothing():
    settled = make_dialogues.settled()

    with pytest.raises(ValidationError) as refused:
        make_dialogues.settled(settled, status="waived", note="A change of mind.")

    settled.refresh_from_db()
    assert [error.code for error in refused.value.error_list] == [rules.Refusal.SETTLED]
    assert settled.status == "met"
    assert Entry.objects.filter(action=Act.SETTLE_PRECONDITION).count() == 1


def test_a_policy_officer_keeps_dialogues_and_settles_nothing():
    precondition = make_dialogues.pending()

    with pytest.raises(PermissionDenied):
        actions.settle(
            precondition,
            by=make_dialogues.keeper(),
            reason="A test",
            **make_dialogues.settlement(),
        )


def test_the_database_keeps_a_settlement_as_it_was_made():
    settled = make_dialogues.settled()

    statement = "UPDATE regime_precondition SET status = 'waived' WHERE id = %s"
    with pytest.raises(DatabaseError, match="settled once"), transaction.atomic():
        with ledger.entry(by=None, action="test", reason="A test"), connection.cursor() as cursor:
            cursor.execute(statement, [settled.pk])
