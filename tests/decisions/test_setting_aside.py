"""Set aside by a court or on reconsideration: both decisions stay, each leads to the other."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from decisions import actions, rules
from decisions.models import DecisionStatus, OptionEffect
from decisions.rules import Refusal
from tests import make, make_decisions
from tests.audit.going_round import ADDED_ONLY, an_entry, refused, sql

pytestmark = pytest.mark.django_db


def codes(raised):
    return [error.code for error in raised.value.error_list]


def judgment(decision, *, by=None, **changes):
    facts = {
        "by_whom": "court",
        "body": "Federal Court",
        "decided_on": date(2022, 2, 1),
        "document": "2022 FC 1 (fictional)",
        "effect_en": "The decision is quashed.",
        "effect_fr": "La décision est annulée.",
        **changes,
    }
    return actions.set_aside(decision, **facts, by=by or make_decisions.counsel(), reason="A test")


def reconsideration(decision, *, sign=True):
    """A decision that reconsiders another, signed for the Minister."""
    later = make_decisions.memorandum(
        *decision.suspensions.all(), recommendation=decision.recommendation, reconsiders=decision
    )
    make_decisions.submitted(decision=later)
    if sign:
        make_decisions.signed(decision=later, effect=OptionEffect.KEEP)
    later.refresh_from_db()
    return later


def test_a_judgment_is_recorded_and_the_decision_stays_as_it_was_made():
    decision = make_decisions.signed()
    decision.refresh_from_db()
    versions = decision.history.count()

    ended = judgment(decision)

    assert (ended.decision, ended.by, ended.replaced_by) == (decision, "court", None)
    assert decision.is_set_aside()
    decision.refresh_from_db()
    assert (decision.status, decision.history.count()) == (DecisionStatus.SIGNED, versions)


def test_what_is_set_aside_is_carried_out_no_more():
    prepared = make_decisions.signed()
    frozen, confirmed = make_decisions.frozen_batch(), make_decisions.confirmed_batch()
    for decision in (prepared, frozen.decision, confirmed.decision):
        judgment(decision)

    assert rules.against_preparing(prepared) == [Refusal.SET_ASIDE]
    assert rules.against_reviewing(frozen, by=make.director()) == [Refusal.SET_ASIDE]
    assert rules.against_executing(confirmed) == [Refusal.SET_ASIDE]
    with pytest.raises(ValidationError) as raised:
        actions.execute(confirmed, by=make.director(), reason="A test")
    assert codes(raised) == ["set-aside"]
    actions.abort(confirmed, by=make.director(), reason="The decision is set aside.")


def test_a_scheduled_batch_of_a_decision_set_aside_does_nothing_at_its_time():
    moment = timezone.now() + timedelta(days=3)
    permits = make.valid_permits(1, valid_until=moment.date())
    decision = make_decisions.submitted(make.suspension(permits))
    make_decisions.signed(decision=decision, signed_at=None, effective_at=moment)
    decision.refresh_from_db()
    batch = make_decisions.confirmed_batch(decision=decision)
    judgment(decision)

    [(due, refusals)] = actions.carry_out_due(moment)

    assert due == batch
    assert "The decision is set aside." in refusals
    assert batch.permits().get().status == "suspended"


def test_a_reconsideration_takes_the_place_of_the_decision_it_reconsiders():
    decision = make_decisions.signed()
    later = reconsideration(decision)

    ended = judgment(
        decision, by_whom="minister", body="Minister", document=later.number, replaced_by=later
    )

    assert list(decision.reconsidered_in.all()) == [later]
    assert later.reconsiders == decision
    assert list(later.sets_aside.all()) == [ended]
    assert not later.is_set_aside()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (lambda decision: {"by_whom": "minister"}, Refusal.REPLACED_BY_UNSIGNED),
        (lambda decision: {"by_whom": "minister", "replaced_by": make_decisions.signed()},
         Refusal.REPLACED_BY_UNSIGNED),
        (lambda decision: {"by_whom": "minister",
                           "replaced_by": reconsideration(decision, sign=False)},
         Refusal.REPLACED_BY_UNSIGNED),
        (lambda decision: {"decided_on": timezone.localdate() + timedelta(days=1)},
         Refusal.DAY_TO_COME),
    ],
)  # fmt: skip
def test_only_a_signed_reconsideration_or_a_judgment_given_sets_aside(facts, refusal):
    decision = make_decisions.signed()

    with pytest.raises(ValidationError) as raised:
        judgment(decision, **facts(decision))

    assert codes(raised) == [refusal.value]


def test_a_decision_is_set_aside_once_and_a_draft_never():
    decision = make_decisions.signed()
    judgment(decision)

    with pytest.raises(ValidationError) as again:
        judgment(decision)
    assert codes(again) == ["set-aside"]
    assert rules.against_ending(make_decisions.memorandum()) == [Refusal.NOT_DECIDED]
    assert rules.against_reconsidering(make_decisions.submitted()) == [Refusal.NOT_DECIDED]


def test_who_may_record_it():
    for role in (Role.DIRECTOR, Role.AUDITOR):
        with pytest.raises(PermissionDenied):
            judgment(make_decisions.signed(), by=make.user(role))
    judgment(make_decisions.signed(), by=make.ministers_office())


def test_the_database_keeps_what_set_a_decision_aside():
    decision = make_decisions.signed()
    judgment(decision)

    with refused(ADDED_ONLY), an_entry():
        sql("DELETE FROM decisions_setaside")
    with refused("decision_set_aside_once|UNIQUE"), an_entry() as entry:
        decision.set_asides.create(
            by="court", body="x", decided_on=date(2022, 1, 1), document="x", effect_en="x",
            effect_fr="x", entry=entry,
        )  # fmt: skip
