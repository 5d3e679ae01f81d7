"""Holders are heard before their permits are cancelled; and permits are left out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from decisions import actions, rules
from decisions.models import Exclusion, OptionEffect, Representation
from decisions.rules import Refusal
from tests import make, make_decisions
from tests.audit.going_round import ADDED_ONLY, an_entry, refused, sql

pytestmark = pytest.mark.django_db

NOTIFIED_ON, RESPOND_BY = date(2021, 3, 25), date(2021, 4, 8)
TEXTS = {"text_en": "It is intended to cancel.", "text_fr": "On entend annuler."}
ANSWER = {"answer_en": "It is not so.", "answer_fr": "Il n'en est rien."}


def notified(decision, *, notified_on=NOTIFIED_ON, respond_by=RESPOND_BY):
    return actions.notify_intent(
        decision,
        **TEXTS,
        notified_on=notified_on,
        respond_by=respond_by,
        by=decision.prepared_by,
        reason="A test",
    )


def represented(intent, holder=None, **facts):
    return actions.record_representation(
        intent,
        holder=holder or intent.holders().first(),
        by=make.officer(),
        reason="A test",
        **{"received_on": date(2021, 4, 1), "text": "We kept our word.", **facts},
    )


def considered(representation):
    return actions.consider(representation, **ANSWER, by=make.director(), reason="A test")


def signing(decision, effect=OptionEffect.CANCEL):
    return rules.against_signing(
        decision,
        by=make.ministers_office(),
        appointment=make.minister(),
        **make_decisions.choice(decision, effect),
    )


def codes(raised):
    return [error.code for error in raised.value.error_list]


def test_a_notice_pins_the_permits_in_question_and_their_holders():
    permits = make.valid_permits(2)
    shared = make.valid_permit(holder=permits[0].holder)
    decision = make_decisions.unheard(make.suspension([*permits, shared]))

    intent = notified(decision)

    assert intent.number == "NI-2021-000001"
    assert set(intent.holders()) == {permits[0].holder, permits[1].holder}
    assert {(row.permit, row.holder) for row in intent.concerned.all()} == {
        (permit, permit.holder) for permit in [*permits, shared]
    }


def test_nothing_is_cancelled_unheard():
    decision = make_decisions.unheard()

    assert signing(decision) == [Refusal.NOT_HEARD]
    assert signing(decision, OptionEffect.REINSTATE) == []
    notified(decision)
    assert signing(decision) == []


def test_nothing_is_cancelled_while_holders_may_answer():
    decision = make_decisions.unheard()
    notified(decision, respond_by=make_decisions.SIGNED_AT.date())  # to the end of that day

    assert signing(decision) == [Refusal.WINDOW_RUNS]


def test_nothing_is_cancelled_while_an_answer_is_not_considered():
    decision = make_decisions.unheard()
    representation = represented(notified(decision))

    assert signing(decision) == [Refusal.NOT_CONSIDERED]
    representation = considered(representation)
    assert signing(decision) == []
    assert (representation.answer_en, representation.answer_fr) == tuple(ANSWER.values())
    with pytest.raises(ValidationError) as again:
        considered(representation)
    assert codes(again) == ["already-considered"]


def test_a_permit_that_comes_into_question_later_is_notified_of_on_its_own():
    permits = make.valid_permits(2)
    decision = make_decisions.memorandum(population="list", permits=permits[:1])
    first = notified(decision)
    actions.edit(
        decision,
        permits=permits,
        options=make_decisions.OPTIONS,
        by=decision.prepared_by,
        reason="A test",
    )
    assert rules.against_cancelling_unheard(decision, day=date(2021, 4, 12)) == [Refusal.NOT_HEARD]

    second = notified(decision)

    assert [row.permit for row in second.concerned.all()] == permits[1:]
    assert [row.permit for row in first.concerned.all()] == permits[:1]
    assert rules.against_notifying(decision) == [Refusal.ALL_NOTIFIED]


def test_notice_is_dispensed_with_once_for_a_reason_in_both_languages():
    decision = make_decisions.unheard()
    facts = {"by": decision.prepared_by, "reason": "A test", "reason_en": "It cannot wait."}
    with pytest.raises(ValidationError) as half:
        actions.dispense(decision, reason_fr=" ", **facts)
    assert set(half.value.error_dict) == {"reason_fr"}

    actions.dispense(decision, reason_fr="Cela ne peut attendre.", **facts)

    assert signing(decision) == []
    with pytest.raises(ValidationError) as again:
        actions.dispense(decision, reason_fr="Encore.", **facts)
    assert codes(again) == ["already-dispensed"]


def test_what_a_holder_said_is_considered_although_notice_is_dispensed_with():
    decision = make_decisions.unheard()
    represented(notified(decision, respond_by=date(2021, 5, 1)))

    make_decisions.dispensed(decision)

    assert signing(decision) == [Refusal.NOT_CONSIDERED]


@pytest.mark.parametrize(
    ("notified_on", "respond_by", "refusal"),
    [
        (NOTIFIED_ON, NOTIFIED_ON + timedelta(days=7), None),
        (NOTIFIED_ON, NOTIFIED_ON + timedelta(days=6), Refusal.NO_TIME_TO_ANSWER),
        (date(2999, 1, 1), date(2999, 2, 1), Refusal.DAY_TO_COME),
    ],
)
def test_holders_have_a_week_to_answer(notified_on, respond_by, refusal):
    refusals = rules.against_window(notified_on=notified_on, respond_by=respond_by)

    assert refusals == ([] if refusal is None else [refusal])


def test_notice_is_given_only_where_a_cancellation_is_asked_and_not_decided():
    options = [
        make_decisions.option(OptionEffect.REINSTATE, recommended=True),
        make_decisions.option(OptionEffect.KEEP),
    ]

    assert rules.against_notifying(make_decisions.memorandum(options=options)) == [
        Refusal.NO_CANCELLATION
    ]
    assert rules.against_notifying(make_decisions.signed()) == [Refusal.DECIDED]
    assert rules.against_dispensing(make_decisions.signed()) == [
        Refusal.DECIDED,
        Refusal.ALREADY_DISPENSED,
    ]


def test_only_a_holder_notified_answers_and_not_before_the_notice():
    intent = notified(make_decisions.unheard())
    holder, tomorrow = intent.holders().get(), timezone.localdate() + timedelta(days=1)

    def against(holder=holder, received_on=RESPOND_BY):
        return rules.against_representing(intent, holder=holder, received_on=received_on)

    assert against(make.party()) == [Refusal.NOT_NOTIFIED]
    assert against(received_on=NOTIFIED_ON - timedelta(days=1)) == [Refusal.BEFORE_NOTICE]
    assert against(received_on=tomorrow) == [Refusal.DAY_TO_COME]
    assert against(received_on=RESPOND_BY + timedelta(days=3)) == []  # late, and kept


def test_what_comes_after_the_decision_is_kept_and_belongs_in_a_reconsideration():
    decision = make_decisions.unheard()
    intent = notified(decision)
    make_decisions.signed(decision=decision)

    late = represented(intent, received_on=date(2021, 4, 20))

    late.refresh_from_db()
    assert rules.against_considering(late) == [Refusal.DECIDED]


@pytest.mark.parametrize(
    ("act", "role"),
    [
        (lambda by: actions.notify_intent(make_decisions.unheard(), **TEXTS, by=by,
                                          notified_on=NOTIFIED_ON, respond_by=RESPOND_BY,
                                          reason="A test"), Role.MINISTERS_OFFICE),
        (lambda by: actions.dispense(make_decisions.unheard(), reason_en="x", reason_fr="x",
                                     by=by, reason="A test"), Role.PERMIT_OFFICER),
        (lambda by: actions.consider(represented(notified(make_decisions.unheard())), **ANSWER,
                                     by=by, reason="A test"), Role.PERMIT_OFFICER),
        (lambda by: actions.exclude(make_decisions.unheard(), [], reason_en="x", reason_fr="x",
                                    by=by, reason="A test"), Role.PERMIT_OFFICER),
        (lambda by: actions.exclude(make_decisions.unheard(), [], reason_en="x", reason_fr="x",
                                    by=by, reason="A test"), Role.DIRECTOR),
    ],
)  # fmt: skip
def test_each_act_is_of_its_role(act, role):
    with pytest.raises(PermissionDenied):
        act(make.user(role))


class TestExclusions:
    REASONS = {"reason_en": "NATO programme.", "reason_fr": "Programme de l'OTAN."}

    def excluded(self, decision, *permits, by=None):
        return actions.exclude(
            decision, permits, **self.REASONS, by=by or make.ministers_office(), reason="A test"
        )

    def test_are_on_no_list_and_counted_apart(self):
        permits = make.valid_permits(3)
        decision = make_decisions.signed(make.suspension(permits))

        assert self.excluded(decision, permits[0]) == 1
        batch = make_decisions.frozen_batch(decision=decision)

        assert set(batch.permits()) == set(permits[1:])
        assert (batch.frozen_count, batch.excluded_count) == (2, 1)
        assert set(decision.permits_in_question()) == set(permits)

    def test_are_made_by_the_author_in_the_draft_and_the_ministers_office_afterwards(self):
        permits = make.valid_permits(2)
        decision = make_decisions.memorandum(make.suspension(permits))
        self.excluded(decision, permits[0], by=decision.prepared_by)
        make_decisions.in_legal_review(decision=decision)

        with pytest.raises(ValidationError) as in_review:
            self.excluded(decision, permits[1])
        assert codes(in_review) == ["not-excludable"]

    def test_are_permits_in_question_each_once(self):
        permits = make.valid_permits(2)
        decision = make_decisions.signed(make.suspension(permits))
        self.excluded(decision, permits[0])

        for wrong in ([permits[0]], [make.valid_permit()], []):
            with pytest.raises(ValidationError) as raised:
                self.excluded(decision, *wrong)
            assert codes(raised) == ["permit-not-in-question"]
        assert Exclusion.objects.count() == 1

    def test_are_taken_back_until_a_list_is_frozen(self):
        permits = make.valid_permits(2)
        decision = make_decisions.signed(make.suspension(permits))
        self.excluded(decision, *permits[:1])
        actions.include(Exclusion.objects.get(), by=make.ministers_office(), reason="A test")
        assert set(decision.permits_to_reach()) == set(permits)
        self.excluded(decision, permits[1])
        make_decisions.frozen_batch(decision=decision)

        with pytest.raises(ValidationError) as frozen:
            actions.include(Exclusion.objects.get(), by=make.ministers_office(), reason="A test")
        assert codes(frozen) == ["list-frozen"]
        with refused("the list of a batch is frozen already"), an_entry():
            sql("DELETE FROM decisions_exclusion")


class TestTheDatabase:
    def test_keeps_notices_and_what_was_considered(self):
        intent = notified(make_decisions.unheard())
        considered(represented(intent))

        for table in ("intent", "intentpermit"):
            with refused(ADDED_ONLY), an_entry():
                sql(f"DELETE FROM decisions_{table}")
        with refused("a representation considered never changes"), an_entry():
            sql("UPDATE decisions_representation SET answer_en = 'Other'")
        with refused("a representation is never deleted"), an_entry():
            sql("DELETE FROM decisions_representation")
        assert Representation.objects.count() == 1

    @pytest.mark.parametrize(
        "change", ["considered_at = '2021-04-09 12:00:00+00:00'", "answer_en = 'Half'", "text = ''"]
    )
    def test_keeps_a_representation_whole(self, change):
        represented(notified(make_decisions.unheard()))

        with refused("representation"), an_entry():
            sql(f"UPDATE decisions_representation SET {change}")
