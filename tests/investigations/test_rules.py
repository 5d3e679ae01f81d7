"""What stands against each act of an investigation: one test for each reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from investigations import actions, rules
from investigations.models import Finding
from investigations.models.standards import FindingStatus, Stance
from investigations.rules import Refusal
from tests import make, make_cases

pytestmark = pytest.mark.django_db


def against_adopting(finding, by=None):
    by = make_cases.declared(finding.investigation, by or make.director())
    return rules.against_adopting(finding, by=by)


def drafted_on(*grades, **facts):
    """A draft that cites one independent item for it, for each of these grades."""
    case = make_cases.investigation()
    draft = make_cases.finding(case, **facts)
    for given in grades:
        make_cases.cite(draft, make_cases.graded(case, given))
    return draft


# --- Investigations -------------------------------------------------------------------------------


def test_an_active_investigation_may_change():
    assert rules.against_changing(make_cases.investigation()) == []


def test_a_concluded_investigation_takes_nothing_more():
    case = make_cases.concluded_investigation()
    assert rules.against_changing(case) == [Refusal.CONCLUDED]
    assert rules.against_reviewing(case, result="concern") == [Refusal.CONCLUDED]
    assert rules.against_recommending(case) == [Refusal.CONCLUDED]
    assert rules.against_concluding(case) == [Refusal.CONCLUDED]


def test_an_investigation_asks_a_question_about_something_already_learned():
    today = timezone.localdate()
    assert rules.against_opening(questions=["Used?"], learned_on=today) == []
    assert rules.against_opening(questions=[], learned_on=today + timedelta(days=1)) == [
        Refusal.NO_QUESTION,
        Refusal.IN_FUTURE,
    ]


@pytest.mark.parametrize("result", ["not-reviewed", "", "bogus"])
def test_a_review_ends_with_a_result(result):
    case = make_cases.investigation()
    assert rules.against_reviewing(case, result=result) == [Refusal.NO_RESULT]


def test_everything_missing_stands_against_concluding():
    case = make_cases.investigation(make.valid_permit())
    make_cases.finding(case)

    assert rules.against_concluding(case) == [
        Refusal.FINDINGS_IN_DRAFT,
        Refusal.UNANSWERED,
        Refusal.NOT_REVIEWED,
    ]


def test_a_finding_that_is_not_established_answers_its_question_too():
    case = make_cases.investigation()
    draft = make_cases.adoptable_finding(case)
    director = make_cases.declared(case, make.director())
    actions.close(draft, status="not-established", by=director, reason="A test")

    assert rules.against_concluding(case) == []


def test_only_a_concluded_investigation_is_reopened():
    case = make_cases.investigation()
    assert rules.against_reopening(case) == [Refusal.NOT_CONCLUDED]
    assert rules.against_reopening(make_cases.concluded_investigation()) == []


def test_a_recommendation_needs_an_adopted_finding():
    case = make_cases.investigation()
    make_cases.adoptable_finding(case)
    assert rules.against_recommending(case) == [Refusal.NOTHING_ADOPTED]

    make_cases.adopted_finding(case)
    assert rules.against_recommending(case) == []


# --- Evidence -------------------------------------------------------------------------------------


def test_evidence_is_registered_after_it_was_captured():
    case = make_cases.investigation()
    moment = timezone.now()
    assert rules.against_registering(case, captured_at=moment, derived_from=None) == []

    later = moment + timedelta(days=1)
    assert rules.against_registering(case, captured_at=later, derived_from=None) == [
        Refusal.IN_FUTURE
    ]


def test_evidence_derives_from_items_of_its_own_investigation():
    case, other = make_cases.investigation(), make_cases.investigation()
    item = make_cases.evidence(other)

    refusals = rules.against_registering(case, captured_at=timezone.now(), derived_from=item)

    assert refusals == [Refusal.OTHER_INVESTIGATION]


def test_a_file_has_content_and_keeps_to_the_limit(settings):
    settings.EVIDENCE_MAX_BYTES = 10
    assert rules.against_keeping(10) == []
    assert rules.against_keeping(0) == [Refusal.FILE_EMPTY]
    assert rules.against_keeping(11) == [Refusal.FILE_TOO_LARGE]


def test_credibility_1_needs_another_origin_that_confirms_it():
    case = make_cases.investigation()
    video = make_cases.evidence(case)
    repost = make_cases.evidence(case, derived_from=video)
    second = make_cases.evidence(case, derived_from=repost)
    report = make_cases.evidence(case)
    foreign = make_cases.evidence(make_cases.investigation())

    def against(item, confirmed_by, credibility="1"):
        return rules.against_grading(item, credibility=credibility, confirmed_by=confirmed_by)

    assert against(video, None) == [Refusal.NOT_CONFIRMED]
    assert against(video, None, credibility="2") == []
    assert against(video, report) == []
    assert against(video, video) == [Refusal.NOT_INDEPENDENT]
    assert against(video, second) == [Refusal.NOT_INDEPENDENT]
    assert against(second, repost) == [Refusal.NOT_INDEPENDENT]
    assert against(second, report) == []
    assert against(video, foreign) == [Refusal.OTHER_INVESTIGATION]


# --- Findings -------------------------------------------------------------------------------------


def test_a_finding_on_two_independent_items_meets_its_conditions():
    assert rules.against_standing(drafted_on("B2", "F6")) == []


def test_the_author_does_not_adopt():
    author = make.user(Role.INVESTIGATOR, Role.DIRECTOR)
    draft = make_cases.adoptable_finding(make_cases.investigation(), by=author)

    assert against_adopting(draft, by=author) == [Refusal.YOU_WROTE_IT]
    assert rules.against_leaving_draft(draft, by=author) == [Refusal.YOU_WROTE_IT]


def test_whoever_edited_or_cited_does_not_adopt_either():
    editor, citer = (make.user(Role.INVESTIGATOR, Role.DIRECTOR) for _number in range(2))
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    make_cases.declared(case, editor)
    actions.edit(draft, version=draft.version, reasoning="Better.", by=editor, reason="A test")
    make_cases.cite(draft, make_cases.graded(case), by=citer)

    draft = make_cases.peer_reviewed(Finding.objects.get(pk=draft.pk))
    assert against_adopting(draft, by=editor) == [Refusal.YOU_WROTE_IT]
    assert against_adopting(draft, by=citer) == [Refusal.YOU_WROTE_IT]
    assert against_adopting(draft) == []


def test_a_finding_needs_evidence_for_it():
    draft = drafted_on()
    make_cases.cite(draft, make_cases.graded(draft.investigation), Stance.AGAINST)

    assert rules.against_standing(draft) == [Refusal.NOTHING_FOR]


def test_copies_of_one_item_count_once():
    draft = drafted_on("B2")
    case = draft.investigation
    origin = case.evidence.get()
    copy = make_cases.graded(case, "B2", derived_from=origin)
    make_cases.cite(draft, copy)
    make_cases.cite(draft, make_cases.graded(case, "A2", derived_from=copy))
    assert rules.against_standing(draft) == [Refusal.TOO_FEW_ORIGINS]

    make_cases.cite(draft, make_cases.graded(case, "E5"))
    assert rules.against_standing(draft) == []


def test_evidence_against_supports_nothing():
    draft = drafted_on("B2")
    make_cases.cite(draft, make_cases.graded(draft.investigation), Stance.AGAINST)

    assert rules.against_standing(draft) == [Refusal.TOO_FEW_ORIGINS]


@pytest.mark.parametrize("given", ["D2", "B4", "F2", "B6", "F6", "E5"])
def test_one_item_is_graded_c3_or_better_on_both_axes(given):
    assert rules.against_standing(drafted_on(given, given)) == [Refusal.BELOW_FLOOR]


@pytest.mark.parametrize("given", ["A2", "C3", "A3", "C2"])
def test_c3_is_enough(given):
    assert rules.against_standing(drafted_on(given, "F6")) == []


def test_an_exception_to_the_floor_gives_its_reason():
    both = [Refusal.TOO_FEW_ORIGINS, Refusal.BELOW_FLOOR]
    assert rules.against_standing(drafted_on("D4")) == both
    assert rules.against_standing(drafted_on("D4", exception="The only witness.")) == []
    assert rules.against_standing(drafted_on(exception="No witness.")) == [Refusal.NOTHING_FOR]


@pytest.mark.parametrize("stance", Stance.values)
def test_every_item_cited_is_graded(stance):
    draft = drafted_on("B2", "B2")
    make_cases.cite(draft, make_cases.evidence(draft.investigation), stance)

    assert rules.against_standing(draft) == [Refusal.UNGRADED]


def test_the_newest_grade_counts():
    draft = drafted_on("B2", "E5")
    make_cases.grade(draft.investigation.evidence.first(), "D2")

    assert rules.against_standing(draft) == [Refusal.BELOW_FLOOR]


@pytest.mark.parametrize("stance", Stance.values)
def test_a_cited_file_that_was_altered_stands_against_adopting(stance):
    draft = drafted_on("B2", "B2")
    item = make_cases.graded(draft.investigation, content=b"as it was")
    make_cases.cite(draft, item, stance)
    whole = make_cases.altered(item)
    assert rules.against_standing(draft) == [Refusal.CITED_ALTERED]

    whole()
    assert rules.against_standing(draft) == []


def test_a_finding_is_stated_in_both_languages():
    assert rules.against_standing(drafted_on("B2", "B2", statement_en="")) == [Refusal.NO_ENGLISH]
    assert rules.against_standing(drafted_on("B2", "B2", statement_fr="")) == [Refusal.NO_FRENCH]


def test_a_closed_finding_is_closed():
    case = make_cases.investigation()
    adopted = make_cases.adopted_finding(case)

    assert rules.against_editing(adopted) == [Refusal.FINDING_CLOSED]
    assert rules.against_citing(adopted, case.evidence.first()) == [Refusal.FINDING_CLOSED]
    assert against_adopting(adopted) == [Refusal.FINDING_CLOSED]
    assert against_adopting(adopted, by=adopted.closed_by) == [Refusal.FINDING_CLOSED]
    assert rules.against_leaving_draft(adopted, by=adopted.author) == [Refusal.FINDING_CLOSED]


def test_evidence_of_another_investigation_is_not_cited():
    draft = drafted_on()
    item = make_cases.evidence(make_cases.investigation())

    assert rules.against_citing(draft, item) == [Refusal.OTHER_INVESTIGATION]


def test_adopting_is_not_closing():
    draft = make_cases.peer_reviewed(drafted_on("B2", "B2"))
    director = make_cases.declared(draft.investigation, make.director())

    for status in (FindingStatus.ADOPTED, FindingStatus.DRAFT, "bogus"):
        assert rules.against_closing(draft, by=director, status=status) == [Refusal.NOT_A_CLOSURE]
    for status in (FindingStatus.NOT_ESTABLISHED, FindingStatus.INCONCLUSIVE):
        assert rules.against_closing(draft, by=director, status=status) == []
