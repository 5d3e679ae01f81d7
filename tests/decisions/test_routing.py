"""The way of a memorandum: legal review, director general, Minister, and every return."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import rules as accounts
from accounts.models import Act as AccountAct
from accounts.models import Appointment
from accounts.roles import Role
from audit import ledger
from decisions import actions, rules
from decisions.models import (
    Decision,
    DecisionStatus,
    LegalView,
    OptionEffect,
    RoutingStep,
)
from decisions.rules import Refusal
from permits.rules import Refusal as RegisterRefusal
from tests import make, make_cases, make_decisions
from tests.audit.going_round import ADDED_ONLY, an_entry, refused, sql

pytestmark = pytest.mark.django_db


def codes(raised):
    return [error.code for error in raised.value.error_list]


def way_of(decision):
    return [(step.from_status, step.to_status) for step in decision.steps.all()]


def test_a_memorandum_passes_counsel_and_deputy_to_the_minister_each_step_on_record():
    moment = datetime(2021, 4, 1, 15, 0, tzinfo=UTC)
    decision = make_decisions.memorandum()
    actions.submit(decision, by=decision.prepared_by, reason="Whole.", made_at=moment)
    actions.opine(
        decision,
        view=LegalView.CONCERNS,
        text="Say how it stands to section 7.4.",
        by=make_decisions.counsel(),
        reason="Reviewed.",
        given_at=moment,
    )
    actions.endorse(decision, by=make_decisions.deputy(), reason="Agreed.", made_at=moment)

    decision.refresh_from_db()
    assert decision.status == DecisionStatus.SUBMITTED
    assert way_of(decision) == [
        ("draft", "legal"),
        ("legal", "direction"),
        ("direction", "submitted"),
    ]
    assert [step.entry.reason for step in decision.steps.all()] == [
        "Whole.",
        "Reviewed.",
        "Agreed.",
    ]
    assert {step.made_at for step in decision.steps.all()} == {moment}
    opinion = decision.opinions.get()
    assert opinion.view == "concerns"
    assert 0 < opinion.version < opinion.entry_id
    assert opinion.entry.actor_roles == "legal-counsel"


def test_what_is_not_lawful_goes_back_and_is_reviewed_anew():
    decision = make_decisions.in_legal_review()

    make_decisions.opined(decision, LegalView.UNLAWFUL, text="Section 10(1) gives no such power.")

    decision.refresh_from_db()
    assert decision.status == DecisionStatus.DRAFT
    assert decision.steps.last().is_return
    actions.submit(decision, by=decision.prepared_by, reason="Changed.")
    make_decisions.opined(decision)
    decision.refresh_from_db()
    assert decision.status == DecisionStatus.DIRECTION
    assert [each.view for each in decision.opinions.all()] == ["sound", "unlawful"]


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (make_decisions.in_legal_review, Role.LEGAL_COUNSEL),
        (make_decisions.before_direction, Role.DIRECTOR),
        (make_decisions.before_direction, Role.DEPUTY_MINISTER),
        (make_decisions.unheard, Role.MINISTERS_OFFICE),
    ],
)
def test_whoever_has_it_returns_it_with_a_reason(state, role):
    decision = state()

    actions.return_to_author(decision, by=make.user(role), reason="Say more of the holders.")

    decision.refresh_from_db()
    assert decision.status == DecisionStatus.DRAFT
    step = decision.steps.last()
    assert (step.is_return, step.entry.reason) == (True, "Say more of the holders.")


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (make_decisions.in_legal_review, Role.MINISTERS_OFFICE),
        (make_decisions.before_direction, Role.LEGAL_COUNSEL),
        (make_decisions.unheard, Role.DIRECTOR),
        (make_decisions.unheard, Role.AUDITOR),
    ],
)
def test_nobody_else_returns_it(state, role):
    decision = state()

    with pytest.raises(PermissionDenied):
        actions.return_to_author(decision, by=make.user(role), reason="A test")

    assert Decision.objects.get(pk=decision.pk).status == decision.status


def test_a_memorandum_says_its_risks_in_both_languages_before_it_is_sent_off():
    options = [{**make_decisions.OPTIONS[0], "risks_fr": ""}, make_decisions.OPTIONS[1]]

    draft = make_decisions.memorandum(options=options)

    assert rules.against_submitting(draft) == [Refusal.RISKS_IN_BOTH]


def test_a_counsel_who_wrote_it_gives_no_opinion():
    both = make.user(Role.DIRECTOR, Role.LEGAL_COUNSEL)
    decision = make_decisions.in_legal_review(by=both)

    assert rules.against_opining(decision, by=both) == [Refusal.COUNSEL_WROTE]
    assert rules.against_opining(decision, by=make_decisions.counsel()) == []
    assert rules.against_opining(decision, by=make_decisions.counsel(), text=" ") == [
        Refusal.OPINION_EMPTY
    ]
    draft = make_decisions.memorandum()
    assert rules.against_opining(draft, by=make_decisions.counsel()) == [Refusal.NOT_IN_REVIEW]


def test_author_and_counsel_do_not_put_it_before_the_minister():
    author = make.director()
    counsel = make.user(Role.LEGAL_COUNSEL, Role.DEPUTY_MINISTER)
    decision = make_decisions.in_legal_review(by=author)
    assert rules.against_endorsing(decision, by=make_decisions.deputy()) == [
        Refusal.NOT_BEFORE_DIRECTION
    ]
    make_decisions.opined(decision, by=counsel)
    decision.refresh_from_db()

    for person in (author, counsel):
        assert rules.against_endorsing(decision, by=person) == [Refusal.ENDORSER_WROTE]
    assert rules.against_endorsing(decision, by=make.director()) == []


def test_whoever_put_it_before_the_minister_does_not_sign_it():
    deputy = make_decisions.deputy()
    decision = make_decisions.before_direction()
    actions.endorse(decision, by=deputy, reason="A test")
    decision.refresh_from_db()

    assert Refusal.SIGNER_PREPARED in rules.against_deciding(decision, by=deputy)


@pytest.mark.parametrize(
    ("act", "role"),
    [
        (lambda by: actions.opine(make_decisions.in_legal_review(), view="sound", text="x", by=by,
                                  reason="A test"), Role.DIRECTOR),
        (lambda by: actions.endorse(make_decisions.before_direction(), by=by, reason="A test"),
         Role.LEGAL_COUNSEL),
    ],
)  # fmt: skip
def test_each_step_is_of_its_role(act, role):
    with pytest.raises(PermissionDenied):
        act(make.user(role))


def test_the_minister_approves_with_changes_stated_in_both_languages():
    decision = make_decisions.submitted()
    with pytest.raises(ValidationError) as half:
        make_decisions.signed(decision=decision, changes_en="Only from May.")
    assert codes(half) == ["changes-in-both"]

    signed = make_decisions.signed(
        decision=decision, changes_en="Only from May.", changes_fr="À partir de mai seulement."
    )

    assert signed.changes_fr == "À partir de mai seulement."
    assert str(signed.outcome_label) == "Option 1 approved with changes"
    assert signed.order is not None


def test_the_minister_rejects_every_option_for_reasons_in_both_languages():
    decision = make_decisions.unheard()
    answer = {
        "reasons_en": "Not yet.",
        "reasons_fr": "Pas encore.",
        "appointment": make.minister(),
        "signed_at": make_decisions.SIGNED_AT,
        "by": make.ministers_office(),
        "reason": "A test",
    }
    with pytest.raises(ValidationError) as half:
        actions.reject(decision, **{**answer, "reasons_fr": " "})
    assert codes(half) == ["reasons-in-both"]

    rejected = actions.reject(decision, **answer)

    assert rejected.status == DecisionStatus.REJECTED
    assert (rejected.chosen, rejected.order) == (None, None)
    assert way_of(rejected)[-1] == ("submitted", "rejected")
    with pytest.raises(ValidationError) as again:
        actions.reject(decision, **answer)
    assert codes(again) == ["not-submitted"]


def delegate(**limits):
    deputy = make_decisions.deputy()
    with ledger.entry(by=None, action=AccountAct.APPOINT, reason="A test"):
        office = Appointment.objects.create(
            office_en="Deputy Minister",
            office_fr="Sous-ministre",
            holder_name=deputy.name,
            user=deputy,
            instrument="Delegation 2020-01",
            valid_from=make.ISSUED_ON,
            **limits,
        )
    return deputy, office


@pytest.mark.parametrize(
    ("limits", "effect", "refusal"),
    [
        ({}, OptionEffect.CANCEL, None),
        ({"covers_cancel": False}, OptionEffect.CANCEL, accounts.Refusal.POWER_NOT_COVERED),
        ({"covers_cancel": False}, OptionEffect.REINSTATE, None),
        ({"covers_reinstate": False}, OptionEffect.REINSTATE,
         accounts.Refusal.POWER_NOT_COVERED),
        ({"covers_reinstate": False}, OptionEffect.KEEP, None),
        ({"covers_group_2": False}, OptionEffect.CANCEL, accounts.Refusal.BEYOND_GROUP_2),
        ({"highest_value": Decimal("1249999.99")}, OptionEffect.CANCEL,
         accounts.Refusal.BEYOND_VALUE),
        ({"highest_value": Decimal("1250000.00")}, OptionEffect.CANCEL, None),
    ],
)  # fmt: skip
def test_a_delegate_decides_within_the_limits_of_the_instrument(limits, effect, refusal):
    decision = make_decisions.submitted(make.suspension(make.valid_permits(2)))
    deputy, office = delegate(**limits)
    choice = make_decisions.choice(decision, effect)

    refusals = rules.against_signing(decision, by=deputy, appointment=office, **choice)

    assert refusals == ([] if refusal is None else [refusal])


def test_a_delegate_decides_only_while_the_instrument_is_in_force():
    decision = make_decisions.submitted()
    deputy, office = delegate(valid_until=make_decisions.SIGNED_AT.date().replace(day=11))

    refusals = rules.against_signing(
        decision, by=deputy, appointment=office, **make_decisions.choice(decision)
    )

    assert refusals == [RegisterRefusal.NOT_IN_OFFICE]


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("state", "change", "message"),
        [
            (make_decisions.memorandum, "status = 'submitted'", "the steps of its route"),
            (make_decisions.in_legal_review, "status = 'submitted'", "the steps of its route"),
            (make_decisions.signed, "reasons_en = 'Others'", "a decision taken never changes"),
            (
                make_decisions.signed,
                "status = 'draft'",
                "never changes|decision_signature_is_whole",
            ),
        ],
    )
    def test_holds_a_memorandum_to_its_route(self, state, change, message):
        decision = state()

        with refused(message), an_entry():
            sql(f"UPDATE decisions_decision SET {change} WHERE id = %s", [decision.pk])

    @pytest.mark.parametrize("table", ["option", "suspensioninquestion"])
    def test_keeps_what_was_sent_off(self, table):
        decision = make_decisions.in_legal_review()

        with refused("only a memorandum in draft changes"), an_entry():
            sql(f"DELETE FROM decisions_{table} WHERE decision_id = %s", [decision.pk])

    def test_keeps_steps_and_opinions(self):
        decision = make_decisions.before_direction()
        assert RoutingStep.objects.count() == 2

        for table in ("routingstep", "legalopinion"):
            with refused(ADDED_ONLY), an_entry():
                sql(f"DELETE FROM decisions_{table} WHERE decision_id = %s", [decision.pk])


class TestPermitsInQuestion:
    def test_are_found_by_the_scope_of_the_investigation(self):
        inside, outside = make.valid_permits(2)
        case = make_cases.investigation(inside)

        decision = make_decisions.memorandum(
            recommendation=make_cases.recommendation(case), population="scope"
        )

        assert list(decision.permits_in_question()) == [inside]
        assert outside not in decision.permits_in_question()
        assert rules.against_submitting(decision) == []

    def test_are_found_by_a_question_asked_of_the_register_anew_each_time(self):
        permit = make.valid_permit()
        decision = make_decisions.memorandum(
            population="question", question=f"q={permit.reference}"
        )
        assert list(decision.permits_in_question()) == [permit]
        assert rules.against_submitting(decision) == []

        other = make.valid_permit(holder=permit.holder)
        decision.question = f"q={permit.holder.name}"
        assert set(decision.permits_in_question()) == {permit, other}

    @pytest.mark.parametrize("question", ["", "page=2", "status=burnt", "nonsense=1"])
    def test_are_not_found_by_a_question_that_cannot_be_read(self, question):
        decision = make_decisions.memorandum(population="question", question=question)

        assert rules.against_submitting(decision) == [Refusal.QUESTION_UNREADABLE]

    @pytest.mark.parametrize(
        ("question", "refusals"),
        [
            ("destination=TR&status=valid", [Refusal.BY_COUNTRY]),
            ("destination=TR&in_term_on=2020-01-01", [Refusal.BY_COUNTRY]),
            ("q=turkey", [Refusal.BY_COUNTRY]),
            ("status=valid", [Refusal.BY_COUNTRY]),
            ("destination=TR&goods=2-15", []),
        ],
    )
    def test_are_not_cancelled_by_country_alone(self, question, refusals):
        make.valid_permit()

        decision = make_decisions.memorandum(population="question", question=question)

        assert rules.against_submitting(decision) == refusals

    def test_are_suspended_or_kept_by_country_all_the_same(self):
        make.valid_permit()
        options = [
            {**option, "effect": effect}
            for option, effect in zip(make_decisions.OPTIONS, ["suspend", "keep"], strict=False)
        ]

        decision = make_decisions.memorandum(
            population="question", question="destination=TR", options=options
        )

        assert rules.against_submitting(decision) == []

    def test_are_named_one_by_one_and_changed_as_a_set(self):
        first, second, third = make.valid_permits(3)
        decision = make_decisions.memorandum(population="list", permits=[first, second])
        assert set(decision.permits_in_question()) == {first, second}
        begun = decision.version()

        actions.edit(
            decision,
            permits=[second, third],
            options=make_decisions.OPTIONS,
            version=begun,
            by=decision.prepared_by,
            reason="A test",
        )

        assert set(decision.permits_in_question()) == {second, third}
        assert decision.version() > begun

    def test_are_something(self):
        decision = make_decisions.memorandum(population="list")

        assert rules.against_submitting(decision) == [Refusal.NOTHING_IN_QUESTION]
