"""What stands against a decision or a batch: one test per refusal, and the tables of statuses."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils import timezone, translation

from accounts.roles import Role
from decisions import actions, rules
from decisions.models import Act, Batch, BatchStatus, Decision, DecisionStatus, OptionEffect
from decisions.rules import Refusal
from investigations.models import Question
from investigations.models.findings import FindingKind, FindingStatus
from permits.rules import Refusal as RegisterRefusal
from tests import make, make_cases, make_decisions

pytestmark = pytest.mark.django_db

PAGE = settings.ROOT / "docs" / "decisions.md"


def signing(decision, *, by=None, effect=OptionEffect.CANCEL, **changes):
    """What stands against signing a decision as it would be signed, save for some changes."""
    choice = make_decisions.choice(decision, effect)
    choice["appointment"] = make.minister()
    return rules.against_signing(decision, by=by or make.ministers_office(), **choice | changes)


def drawn(transitions, statuses):
    """The lines of the diagram of a table of statuses, in English."""
    with translation.override("en"):
        yield from (f'    state "{status.label}" as {status.value}' for status in statuses)
        for act, changes in transitions.items():
            for source, target in changes.items():
                yield f"    {source} --> {target}: {Act(act).label}"


@pytest.mark.parametrize(
    ("transitions", "statuses"),
    [
        (rules.DECISION_TRANSITIONS, DecisionStatus),
        (rules.BATCH_TRANSITIONS, BatchStatus),
    ],
)
def test_the_page_of_decisions_is_drawn_from_the_tables(transitions, statuses):
    assert "\n".join(drawn(transitions, statuses)) in PAGE.read_text(encoding="utf-8")


def test_a_whole_memorandum_may_be_submitted():
    assert rules.against_submitting(make_decisions.memorandum()) == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"background_fr": ""}, Refusal.BACKGROUND_IN_BOTH),
        ({"background_en": " "}, Refusal.BACKGROUND_IN_BOTH),
        ({"options": make_decisions.OPTIONS[:1]}, Refusal.NUMBER_OF_OPTIONS),
        ({"options": [*make_decisions.OPTIONS, *make_decisions.OPTIONS[1:]]},
         Refusal.NUMBER_OF_OPTIONS),
        ({"options": make_decisions.OPTIONS[1:]}, Refusal.ONE_RECOMMENDED),
        ({"options": [make_decisions.OPTIONS[0], make_decisions.OPTIONS[0]]},
         Refusal.ONE_RECOMMENDED),
        ({"options": [make_decisions.OPTIONS[0], {**make_decisions.OPTIONS[1], "text_fr": ""}]},
         Refusal.OPTIONS_IN_BOTH),
    ],
)  # fmt: skip
def test_a_memorandum_is_submitted_whole_and_in_both_languages(changes, refusal):
    assert rules.against_submitting(make_decisions.memorandum(**changes)) == [refusal]


def test_a_memorandum_without_a_title_in_both_languages_is_not_submitted():
    decision = make_decisions.memorandum()
    decision.title_fr = ""

    assert rules.against_submitting(decision) == [Refusal.TITLE_IN_BOTH]


def test_a_memorandum_names_a_suspension():
    decision = make_decisions.memorandum()
    actions.edit(
        decision,
        suspensions=[],
        options=make_decisions.OPTIONS,
        by=decision.prepared_by,
        reason="A test",
    )

    assert rules.against_submitting(decision) == [Refusal.NO_SUSPENSION]


def test_an_order_that_suspended_nothing_is_no_suspension_in_question():
    order = make.order("suspend", make.valid_permits(1), effective_at=make.SUSPENDED_AT)

    decision = make_decisions.memorandum(order)

    assert rules.against_submitting(decision) == [Refusal.NOT_A_SUSPENSION]


def test_a_memorandum_rests_on_an_adopted_finding():
    decision = make_decisions.memorandum()
    decision.investigation = make_cases.investigation()

    assert rules.against_submitting(decision) == [Refusal.NO_FINDING_ADOPTED]


def test_no_finding_is_still_a_draft_when_a_memorandum_is_submitted():
    decision = make_decisions.memorandum()
    make_cases.finding(decision.investigation)

    assert rules.against_submitting(decision) == [Refusal.FINDING_IN_DRAFT]


def test_an_investigation_without_a_recommendation_has_no_memorandum():
    assert rules.against_drafting(make_cases.investigation()) == [Refusal.NO_RECOMMENDATION]


@pytest.mark.parametrize("status", [DecisionStatus.SUBMITTED, DecisionStatus.SIGNED])
def test_what_is_before_the_minister_is_not_edited(status):
    assert rules.against_editing(Decision(status=status)) == [Refusal.NOT_DRAFT]


@pytest.mark.parametrize("status", [DecisionStatus.DRAFT, DecisionStatus.SIGNED])
def test_only_what_is_on_its_way_is_returned(status):
    assert rules.against_returning(Decision(status=status)) == [Refusal.NOTHING_TO_RETURN]


def test_a_submitted_memorandum_may_be_signed():
    assert signing(make_decisions.submitted()) == []


def test_a_draft_is_not_signed():
    draft = make_decisions.dispensed(make_decisions.memorandum())

    assert signing(draft) == [Refusal.NOT_SUBMITTED]


def test_the_author_of_a_memorandum_does_not_sign():
    both = make.user(Role.DIRECTOR, Role.MINISTERS_OFFICE)

    assert signing(make_decisions.submitted(by=both), by=both) == [Refusal.SIGNER_PREPARED]


def test_whoever_edited_a_memorandum_does_not_sign():
    editor = make.user(Role.DIRECTOR, Role.MINISTERS_OFFICE)
    decision = make_decisions.memorandum()
    actions.edit(
        decision,
        suspensions=decision.suspensions.all(),
        options=make_decisions.OPTIONS,
        background_en="Changed by another.",
        by=editor,
        reason="A test",
    )

    assert signing(make_decisions.submitted(decision=decision), by=editor) == [
        Refusal.SIGNER_PREPARED
    ]


def test_the_option_is_one_of_the_memorandum():
    other = make_decisions.memorandum().options.get(effect=OptionEffect.CANCEL)

    assert signing(make_decisions.submitted(), option=other) == [Refusal.OPTION_NOT_OFFERED]


@pytest.mark.parametrize("missing", ["reasons_en", "reasons_fr"])
def test_reasons_are_given_in_both_languages(missing):
    assert signing(make_decisions.submitted(), **{missing: "  "}) == [Refusal.REASONS_IN_BOTH]


def test_a_decision_takes_no_effect_before_the_day_of_its_signature():
    day_before = make_decisions.SIGNED_AT - timedelta(days=1)

    decision = make_decisions.submitted()

    assert signing(decision, effective_at=day_before) == [Refusal.EFFECTIVE_BEFORE_SIGNED]
    assert signing(decision, effective_at=make.CANCELLED_AT) == []  # earlier the same day


def test_the_office_holder_was_in_office_that_day():
    successor = make.minister(valid_from=date(2021, 4, 13))

    refusals = signing(make_decisions.submitted(), appointment=successor)

    assert refusals == [RegisterRefusal.NOT_IN_OFFICE]


def test_a_signature_is_not_dated_in_the_future():
    tomorrow = timezone.now() + timedelta(days=1)

    refusals = signing(make_decisions.submitted(), signed_at=tomorrow, effective_at=tomorrow)

    assert refusals == [RegisterRefusal.SIGNED_IN_FUTURE]


def test_nobody_signs_in_the_name_of_another_office():
    delegate = make.minister(user=make.director())
    delegate.is_minister = False

    refusals = signing(make_decisions.submitted(), by=make.director(), appointment=delegate)

    assert refusals == [RegisterRefusal.NOT_YOUR_OFFICE]


def without_substantial_risk(status=FindingStatus.NOT_ESTABLISHED):
    """A memorandum before the Minister whose investigation found no substantial risk."""
    case = make_cases.investigation()
    recommendation = make_cases.recommendation(case)
    found = make_cases.adoptable_finding(
        case, kind=FindingKind.RISK, question=Question.objects.get(investigation=case)
    )
    if status == FindingStatus.ADOPTED:
        make_cases.adopted(found)
    else:
        make_cases.closed(found, status)
    return make_decisions.submitted(recommendation=recommendation), found.number


@pytest.mark.parametrize(
    "status", [FindingStatus.NOT_ESTABLISHED, FindingStatus.INCONCLUSIVE, FindingStatus.ADOPTED]
)
def test_a_permit_may_be_cancelled_without_substantial_risk_when_the_reasons_say_so(status):
    decision, number = without_substantial_risk(status)
    silent = {"reasons_en": "Cancelled.", "reasons_fr": "Annulées."}
    english = {"reasons_en": f"Although {number} says so.", "reasons_fr": "Annulées."}
    both = {"reasons_en": f"Although {number}.", "reasons_fr": f"Malgré {number}."}

    assert signing(decision, **silent) == [Refusal.RISK_NOT_ADDRESSED]
    assert signing(decision, **english) == [Refusal.RISK_NOT_ADDRESSED]
    assert signing(decision, **both) == []


def test_a_longer_number_does_not_name_the_finding():
    decision, number = without_substantial_risk()
    longer = {"reasons_en": f"See {number}1.", "reasons_fr": f"Voir {number}1."}

    assert signing(decision, **longer) == [Refusal.RISK_NOT_ADDRESSED]


def test_a_signed_decision_with_an_order_may_have_a_batch():
    assert rules.against_preparing(make_decisions.signed()) == []


def test_an_unsigned_decision_has_no_batch():
    assert rules.against_preparing(make_decisions.submitted()) == [Refusal.NOT_SIGNED]


def test_a_decision_to_keep_the_suspension_has_no_batch():
    kept = make_decisions.signed(effect=OptionEffect.KEEP)

    assert rules.against_preparing(kept) == [Refusal.NO_ORDER]


def test_a_decision_has_one_unfinished_batch_at_a_time():
    batch = make_decisions.prepared_batch()

    assert rules.against_preparing(batch.decision) == [Refusal.BATCH_UNFINISHED]
    actions.abort(batch, by=batch.prepared_by, reason="A test")
    assert rules.against_preparing(batch.decision) == []


def test_a_decision_carried_out_has_no_other_batch():
    batch = make_decisions.executed_batch()

    assert rules.against_preparing(batch.decision) == [Refusal.CARRIED_OUT]


def test_a_list_is_frozen_once():
    assert rules.against_freezing(make_decisions.frozen_batch()) == [Refusal.NOT_PREPARED]


def test_a_list_is_not_frozen_empty():
    suspended = make.valid_permits(1)
    suspension = make.suspension(suspended)
    batch = make_decisions.prepared_batch(suspension)
    assert rules.against_freezing(batch) == []

    make.cancellation(suspended)

    assert rules.against_freezing(batch) == [Refusal.EMPTY_LIST]


def confirming(batch, *, by=None, typed_count=1):
    return rules.against_confirming(
        batch, by=by or make.ministers_office(), typed_count=typed_count
    )


def test_a_frozen_list_may_be_confirmed_by_another_person():
    assert confirming(make_decisions.frozen_batch()) == []


def test_only_a_frozen_list_is_confirmed():
    assert confirming(make_decisions.prepared_batch()) == [Refusal.NOT_FROZEN]
    assert confirming(make_decisions.confirmed_batch()) == [Refusal.NOT_FROZEN]


def test_who_prepared_a_batch_does_not_confirm_it():
    both = make.director()

    assert confirming(make_decisions.frozen_batch(by=both), by=both) == [Refusal.CONFIRMER_PREPARED]


def test_who_froze_a_batch_does_not_confirm_it():
    batch, freezer = make_decisions.prepared_batch(), make.director()
    batch = actions.freeze(batch, by=freezer, reason="A test")

    assert confirming(batch, by=freezer) == [Refusal.CONFIRMER_PREPARED]


@pytest.mark.parametrize("typed", [0, 2, 29])
def test_the_count_typed_is_the_count_of_the_list(typed):
    assert confirming(make_decisions.frozen_batch(), typed_count=typed) == [Refusal.COUNT_DIFFERS]


def test_the_list_confirmed_is_the_list_that_was_frozen():
    batch = make_decisions.frozen_batch()
    batch.digest = "0" * 64

    assert confirming(batch) == [Refusal.DIGEST_DIFFERS]


@pytest.mark.parametrize(
    "status",
    [BatchStatus.PREPARED, BatchStatus.FROZEN, BatchStatus.EXECUTED, BatchStatus.ABORTED],
)
def test_only_a_confirmed_batch_is_executed(status):
    assert rules.against_executing(Batch(status=status)) == [Refusal.NOT_CONFIRMED]


@pytest.mark.parametrize("status", [BatchStatus.EXECUTED, BatchStatus.ABORTED])
def test_a_finished_batch_is_not_aborted(status):
    assert rules.against_aborting(Batch(status=status)) == [Refusal.FINISHED]


def test_the_digest_is_over_numbers_and_versions_in_key_order():
    batch = make_decisions.frozen_batch(make.suspension(make.valid_permits(3)))
    listed = batch.schedule().order_by("permit_id")
    lines = "".join(f"{row.permit.reference} {row.version}\n" for row in listed)

    assert len(lines.splitlines()) == 3
    assert rules.digest_of(batch) == (sha256(lines.encode()).hexdigest(), 3)
    assert (batch.digest, batch.frozen_count) == rules.digest_of(batch)


def a_list_with_every_answer():
    """A frozen list of an eligible permit, one that expired, and one changed since the freeze."""
    eligible, changed = make.valid_permits(2)
    expired = make.valid_permit(valid_until=date(2021, 3, 3))
    batch = make_decisions.frozen_batch(make.suspension([eligible, expired, changed]))
    make.changed(changed)
    return SimpleNamespace(batch=batch, eligible=eligible, expired=expired, changed=changed)


def test_a_dry_run_has_a_line_for_each_permit_with_every_reason():
    listed = a_list_with_every_answer()

    tried = rules.dry_run(listed.batch)

    assert dict(tried.lines) == {
        listed.eligible: [],
        listed.expired: [RegisterRefusal.EXPIRED],
        listed.changed: [RegisterRefusal.CHANGED],
    }
    assert (tried.eligible, tried.refused) == (1, 2)
    assert set(tried.by_reason) == {(RegisterRefusal.EXPIRED, 1), (RegisterRefusal.CHANGED, 1)}


def test_a_dry_run_keeps_the_lines_of_one_page_and_one_answer_and_counts_all():
    listed = a_list_with_every_answer()

    def lines(**asked):
        tried = rules.dry_run(listed.batch, size=1, **asked)
        assert (tried.eligible, tried.refused) == (1, 2)
        return [permit for permit, _refusals in tried.lines]

    assert lines(answer="eligible") == [listed.eligible]
    first, second = lines(answer="refused"), lines(answer="refused", page=2)
    assert {*first, *second} == {listed.expired, listed.changed}
    assert lines(answer="refused", page=3) == []
    assert lines(page=3) != lines(page=1)


def test_a_dry_run_writes_nothing(django_assert_num_queries):
    batch = make_decisions.frozen_batch(make.suspension(make.valid_permits(3)))
    batch = Batch.objects.select_related("decision__order").get(pk=batch.pk)

    with django_assert_num_queries(3):  # the option, the list, the holders of the lines shown
        rules.dry_run(batch)


def test_the_moment_of_effect_decides_what_is_expired():
    permit = make.valid_permit(valid_until=date(2021, 4, 12))
    last_minute = datetime(2021, 4, 13, 3, 59, tzinfo=UTC)  # still 12 April in Ottawa
    batch = make_decisions.frozen_batch(
        make.suspension([permit]), decision=None, effective_at=last_minute
    )
    assert rules.dry_run(batch).refused == 0

    after = make_decisions.signed(
        make.suspension([make.valid_permit(valid_until=date(2021, 4, 12))]),
        effective_at=last_minute + timedelta(minutes=1),
    )
    batch = make_decisions.frozen_batch(decision=after)
    assert rules.dry_run(batch).by_reason == [(RegisterRefusal.EXPIRED, 1)]
