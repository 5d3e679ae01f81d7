"""Grades, independence, and challenges to evidence by those whom it concerns."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from exportcontrol import waiting
from investigations import actions, rules
from investigations.actions import analysing
from investigations.models import Challenge, ChallengeAnswer, Evidence, Grade
from investigations.models.evidence import EvidenceKind
from investigations.rules import Refusal
from investigations.sources import SourceCount, counted
from tests import make, make_assurances, make_cases, make_inquiries
from tests.audit.going_round import an_entry, refused, sql
from tests.investigations.test_views import errors_of, text_of

pytestmark = pytest.mark.django_db


def address(view, *args):
    return reverse(f"investigations:{view}", args=args)


def refusals_of(act):
    with pytest.raises(ValidationError) as refusal:
        act()
    return [error.code for error in refusal.value.error_list]


# --- Grades and independence ----------------------------------------------------------------------


def test_grading_again_adds_to_the_earlier_grades():
    item = make_cases.graded(make_cases.investigation(), "B2")

    make_cases.grade(item, "C3")

    assert [str(grade) for grade in item.grades.order_by("pk")] == ["B2", "C3"]
    assert str(Evidence.objects.with_state().get(pk=item.pk).newest_grade) == "C3"
    with refused("rows are only ever added"), an_entry():
        sql("UPDATE investigations_grade SET reliability = 'A'")


@pytest.mark.parametrize(
    ("given", "unknown", "floor"),
    [
        ("F2", True, False),
        ("B6", True, False),
        ("F6", True, False),
        ("E5", False, False),
        ("C3", False, True),
    ],
)
def test_f_and_6_are_unknown_and_not_worst(given, unknown, floor):
    grade = Grade(reliability=given[0], credibility=given[1])
    assert (grade.cannot_be_judged, grade.meets_floor) == (unknown, floor)


def test_the_database_wants_another_item_behind_a_1():
    item = make_cases.evidence(make_cases.investigation())
    facts = {"evidence": item, "reliability": "B", "credibility": "1", "reason": "So"}

    with refused("grade_1_is_confirmed_by_an_item"), an_entry() as entry:
        Grade.objects.create(entry=entry, **facts)
    with refused("grade_is_confirmed_by_another_item"), an_entry() as entry:
        Grade.objects.create(entry=entry, confirmed_by=item, **facts)


def test_ten_reposts_are_one_source():
    case = make_cases.investigation()
    video = make_cases.evidence(case)
    reposts = [make_cases.evidence(case, derived_from=video) for _count in range(9)]
    reposts.append(make_cases.evidence(case, derived_from=reposts[0]))
    other = make_cases.evidence(case)

    assert counted([*reposts]) == SourceCount(items=10, sources=1)
    assert counted([video, *reposts, other]) == SourceCount(items=12, sources=2)
    assert str(counted([video, *reposts, other])) == "12 items from 2 independent sources"


def test_a_silence_is_counted_and_is_no_source():
    case = make_cases.investigation()
    item = make_inquiries.silence(make_inquiries.request(case)).evidence

    assert counted([item]) == SourceCount(items=0, sources=0, silences=1)
    assert str(counted([item])) == "1 refusal or silence"
    assert (
        str(counted([item, make_cases.evidence(case)]))
        == "1 item from 1 independent source, and 1 refusal or silence"
    )
    assert str(counted([])) == "No items"


def test_pages_say_how_many_sources_there_are(sign_in):
    case = make_cases.investigation()
    draft = make_cases.finding(case)
    video = make_cases.graded(case)
    for item in (video, make_cases.evidence(case, derived_from=video)):
        make_cases.cite(draft, item)
    client = sign_in(make_cases.investigator())

    words = "2 items from 1 independent source"
    assert words in text_of(client.get(case.get_absolute_url()))
    assert words in text_of(client.get(draft.get_absolute_url()))


# --- Silence --------------------------------------------------------------------------------------


def test_a_silence_is_graded_f6_and_nothing_else():
    case = make_cases.investigation()
    item = make_inquiries.silence(make_inquiries.request(case)).evidence

    assert refusals_of(lambda: make_cases.grade(item, "B2")) == ["silence-is-f6"]
    assert str(make_cases.grade(item, "F6")) == "F6"


def test_a_silence_proves_nothing_in_a_finding():
    case = make_cases.investigation()
    item = make_inquiries.silence(make_inquiries.request(case)).evidence
    draft = make_cases.finding(case)

    for stance in ("for", "against"):
        codes = refusals_of(lambda stance=stance: make_cases.cite(draft, item, stance))
        assert codes == ["silence-proves-nothing"]


def test_a_silence_shows_that_an_undertaking_to_answer_was_breached():
    given = make_assurances.assurance()
    case = make_cases.investigation(make_assurances.permit_on(given))
    item = make_inquiries.silence(make_inquiries.request(case)).evidence
    by_kind = {each.kind: each for each in given.undertakings.all()}
    draft = make_cases.finding(case, kind="breach", undertaking=by_kind["on-site-checks"])

    assert rules.against_citing(draft, item) == []

    draft.undertaking = by_kind["no-transfer"]
    assert rules.against_citing(draft, item) == [Refusal.SILENCE_PROVES_NOTHING]


def test_a_silence_cited_before_the_finding_changed_is_asked_about_again():
    given = make_assurances.assurance()
    case = make_cases.investigation(make_assurances.permit_on(given))
    item = make_inquiries.silence(make_inquiries.request(case)).evidence
    undertaking = given.undertakings.get(kind="on-site-checks")
    draft = make_cases.finding(case, kind="breach", undertaking=undertaking)
    make_cases.cite(draft, item)
    assert Refusal.SILENCE_PROVES_NOTHING not in rules.against_standing(draft)

    draft.kind, draft.undertaking = "use", None

    assert Refusal.SILENCE_PROVES_NOTHING in rules.against_standing(draft)


def test_a_silence_supports_and_contradicts_no_explanation():
    case = make_cases.investigation()
    item = make_inquiries.silence(make_inquiries.request(case)).evidence
    by = {"by": make_cases.judge(case), "reason": "A test"}
    explanation = analysing.propose(case.questions.first(), text_en="They were.", **by)

    for bearing in ("supports", "contradicts"):
        judged = {(item, explanation): analysing.Judgement(bearing, "So")}
        assert refusals_of(lambda judged=judged: analysing.weigh(case, judged, **by)) == [
            "silence-is-neutral"
        ]
    assert (
        analysing.weigh(case, {(item, explanation): analysing.Judgement("neutral", "So")}, **by)
        == 1
    )


# --- Challenges -----------------------------------------------------------------------------------


def test_a_challenge_is_recorded_as_it_came():
    item = make_cases.evidence(make_cases.investigation())
    person = make_cases.investigator()

    challenge = make_inquiries.challenge(item, by=person, document="Letter of 2 November")

    assert challenge.number == "CH-2020-000001"
    assert (challenge.received_by, challenge.document) == (person, "Letter of 2 November")
    assert Evidence.objects.with_state().get(pk=item.pk).open_challenges == [challenge]


def test_a_challenge_comes_from_a_day_that_is_past_with_a_document_of_the_case():
    item = make_cases.evidence(make_cases.investigation())
    elsewhere = make_cases.evidence(make_cases.investigation())
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert rules.against_challenging(
        item, received_on=tomorrow, document_item=elsewhere, by=make_cases.investigator()
    ) == [Refusal.IN_FUTURE, Refusal.OTHER_INVESTIGATION]
    concluded = make_cases.concluded_investigation()
    codes = refusals_of(lambda: make_inquiries.challenge(concluded.evidence.first()))
    assert codes == ["concluded"]


def test_a_challenge_is_answered_with_its_effect_on_the_grade():
    case = make_cases.investigation()
    item = make_cases.graded(case, "B2")
    director = make_cases.declared(case, make.director())

    answer = actions.answer_challenge(
        make_inquiries.challenge(item),
        text="The plate is partly legible only.",
        effect="regraded",
        reliability="C",
        credibility="4",
        by=director,
        reason="A test",
    )

    assert str(answer.grade) == "C4"
    item = Evidence.objects.with_state().get(pk=item.pk)
    assert (str(item.newest_grade), item.open_challenges) == ("C4", [])
    assert item.newest_grade.entry == answer.entry  # one act
    assert item.newest_grade.reason == "The plate is partly legible only."


def test_what_a_challenge_set_aside_is_cited_no_more():
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    item = draft.citations.first().evidence
    assert rules.against_relying(item) == []

    make_inquiries.answered_challenge(item, effect="set-aside")

    assert refusals_of(lambda: make_cases.cite(draft, item)) == ["set-aside"]
    assert Refusal.SET_ASIDE in rules.against_standing(draft)
    make_inquiries.answered_challenge(item, effect="grade-kept")
    assert Refusal.SET_ASIDE not in rules.against_standing(draft)


def test_whoever_gave_the_grade_does_not_answer_for_it():
    case = make_cases.investigation()
    item = make_cases.evidence(case)
    grader = make_cases.judge(case)
    make_cases.grade(item, by=grader)
    challenge = make_inquiries.challenge(item)

    assert rules.against_replying(challenge, by=grader) == [Refusal.OWN_GRADE]
    assert rules.against_replying(challenge, by=make_cases.judge(case)) == []
    assert rules.against_replying(challenge, by=make.director()) == [Refusal.NOT_DECLARED]


def test_a_challenge_is_answered_once_and_not_before_it_came():
    case = make_cases.investigation()
    item = make_cases.graded(case)
    challenge = make_inquiries.challenge(item)
    by = make_cases.judge(case)
    assert rules.against_answering_challenge(challenge, answered_on=date(2020, 11, 1), by=by) == [
        Refusal.ANSWERED_BEFORE_RECEIVED
    ]
    assert rules.against_answering_challenge(
        challenge, answered_on=make_inquiries.in_days(1), by=by
    ) == [Refusal.IN_FUTURE]

    answered = make_inquiries.answered_challenge(item)

    assert rules.against_replying(answered.challenge, by=by) == [Refusal.CHALLENGE_ANSWERED]


def test_only_those_who_grade_answer():
    challenge = make_inquiries.challenge(make_cases.evidence(make_cases.investigation()))
    with pytest.raises(PermissionDenied):
        actions.answer_challenge(
            challenge, text="No", effect="grade-kept", by=make.officer(), reason="A test"
        )


def test_the_database_keeps_challenges_and_answers():
    case = make_cases.investigation()
    item = make_cases.graded(case)
    answer = make_inquiries.answered_challenge(item)
    open_one = make_inquiries.challenge(item)
    facts = {"text": "So", "answered_by": make.director(), "answered_on": date(2021, 1, 4)}

    with refused("challenge_names_the_grade_it_led_to"), an_entry() as entry:
        ChallengeAnswer.objects.create(entry=entry, challenge=open_one, effect="regraded", **facts)
    with refused("UNIQUE|unique"), an_entry() as entry:
        ChallengeAnswer.objects.create(
            entry=entry, challenge=answer.challenge, effect="grade-kept", **facts
        )
    for table in ("investigations_challenge", "investigations_challengeanswer"):
        with refused("rows are only ever added"), an_entry():
            sql(f"DELETE FROM {table}")


def test_an_unanswered_challenge_is_seen_wherever_the_item_is_cited(sign_in):
    case = make_cases.investigation()
    draft = make_cases.adoptable_finding(case)
    item = draft.citations.first().evidence
    challenge = make_inquiries.challenge(item)
    client = sign_in(make_cases.investigator())

    for record in (case, item, draft):
        page = client.get(record.get_absolute_url()).content.decode()
        assert challenge.get_absolute_url() in page, record
    make_cases.declared(case, director := make.director())
    actions.answer_challenge(
        challenge, text="Kept", effect="grade-kept", by=director, reason="A test"
    )
    page = text_of(client.get(draft.get_absolute_url()))
    assert "Challenged, not answered" not in page


def test_a_challenge_is_recorded_and_answered_on_pages(sign_in):
    case = make_cases.investigation()
    item = make_cases.graded(case)
    client = sign_in(make_cases.investigator())
    facts = {
        "party": "Optics Ltd.",
        "capacity": "holder",
        "received_on": "2020-11-02",
        "grounds": "Not our serial",
        "reason": "Received by post",
    }

    empty = client.post(address("challenge_new", item.number), {**facts, "grounds": ""})
    assert errors_of(empty) == ["This field is required."]
    client.post(address("challenge_new", item.number), facts)
    challenge = Challenge.objects.get()

    person = make_cases.judge(case)
    client = sign_in(person)
    assert "Challenges to answer" in [kind.title for kind in waiting.for_person(person)]
    url = address("challenge_answer", challenge.number)
    answer = {
        "text": "Looked into",
        "effect": "regraded",
        "answered_on": timezone.localdate().isoformat(),
        "reason": "So",
    }
    assert errors_of(client.post(url, answer)) == ["Give the new grade on this axis."] * 2
    odd = client.post(url, {**answer, "effect": "grade-kept", "reliability": "C"})
    assert errors_of(odd) == ["A grade is given: say that the item is graded anew."]
    assert "Looked into" in odd.content.decode()
    unconfirmed = client.post(url, {**answer, "reliability": "C", "credibility": "1"})
    assert errors_of(unconfirmed) == [
        "Credibility 1 needs an independent item that confirms this one."
    ]
    client.post(url, {**answer, "reliability": "C", "credibility": "3"})
    page = text_of(client.get(challenge.get_absolute_url()))
    assert "The item is graded anew: C3" in page


def test_challenges_of_what_a_person_may_not_see_are_absent(sign_in):
    case = make_cases.investigation()
    item = make_cases.evidence(case, kind=EvidenceKind.MEDIA, is_restricted=True)
    challenge = make_inquiries.challenge(item, by=item.registered_by)

    assert sign_in(item.registered_by).get(challenge.get_absolute_url()).status_code == 200
    assert sign_in(make_cases.investigator()).get(challenge.get_absolute_url()).status_code == 404
    assert (
        sign_in(make.user(Role.INTAKE_OFFICER)).get(challenge.get_absolute_url()).status_code == 403
    )
