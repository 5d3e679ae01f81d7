"""A peer who wrote none of a finding reads it, others may dissent, a third person adopts it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from accounts.roles import Role
from audit import ledger
from investigations import actions, rules
from investigations.models import Dissent, Finding, PeerReview
from investigations.rules import Refusal
from tests import make, make_cases
from tests.investigations.test_views import address, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_cases.investigation()


@pytest.fixture
def draft(case):
    return make_cases.drafted_finding(case)


def codes(refusal):
    """The codes of a refusal, or the names of the fields that it names."""
    if hasattr(refusal.value, "error_dict"):
        return list(refusal.value.error_dict)
    return [error.code for error in refusal.value.error_list]


def again(finding):
    return Finding.objects.get(pk=finding.pk)


# --- What stands against it -----------------------------------------------------------------------


def test_a_draft_that_meets_its_conditions_goes_to_a_peer(draft):
    assert rules.against_submitting(draft, by=draft.author) == []
    put = make_cases.in_review(draft)

    assert (put.status, put.round) == ("peer-review", 1)
    assert rules.against_submitting(put, by=draft.author) == [Refusal.IN_REVIEW]
    assert rules.against_editing(put) == [Refusal.IN_REVIEW]
    assert rules.against_citing(put, put.citations.first().evidence) == [Refusal.IN_REVIEW]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"would_change": ""}, Refusal.NO_WOULD_CHANGE),
        ({"contrary": ""}, Refusal.NO_CONTRARY),
        ({"likelihood": "even"}, Refusal.LIKELIHOOD_TOO_LOW),
        ({"kind": "risk", "criterion": ""}, Refusal.NO_CRITERION),
        ({"kind": "risk", "mitigation": ""}, Refusal.NO_MITIGATION),
        ({"kind": "risk", "risk": ""}, Refusal.NO_RISK_RESULT),
    ],
)
def test_what_a_finding_does_not_say_keeps_it_from_a_peer(case, facts, refusal):
    draft = make_cases.drafted_finding(case, **facts)
    assert rules.against_submitting(draft, by=draft.author) == [refusal]


@pytest.mark.parametrize("likelihood", ["likely", "very-likely", "almost-certain", ""])
def test_what_is_likely_meets_the_balance_of_probabilities(case, likelihood):
    draft = make_cases.drafted_finding(case, likelihood=likelihood)
    assert rules.against_submitting(draft, by=draft.author) == []


def test_a_lower_standard_may_state_a_lower_likelihood(case):
    draft = make_cases.drafted_finding(case, standard="reasonable-suspicion", likelihood="unlikely")
    assert rules.against_submitting(draft, by=draft.author) == []


def test_evidence_against_it_needs_no_word_on_what_was_looked_for(case):
    draft = make_cases.drafted_finding(case, contrary="")
    make_cases.cite(draft, make_cases.graded(case), "against")
    assert rules.against_standing(draft) == []


def test_only_what_is_in_review_is_reviewed(draft):
    peer = make_cases.judge(draft.investigation)
    assert rules.against_peer_reviewing(draft, by=peer) == [Refusal.NOT_IN_REVIEW]
    assert rules.against_taking_back(draft, by=draft.author) == [Refusal.NOT_IN_REVIEW]

    adopted = make_cases.adopted(make_cases.peer_reviewed(draft))
    assert rules.against_peer_reviewing(adopted, by=peer) == [Refusal.FINDING_CLOSED]


def test_whoever_wrote_any_of_it_is_no_peer(case, draft):
    citer = make_cases.judge(case)
    make_cases.cite(draft, make_cases.graded(case), by=citer)
    put = make_cases.in_review(draft)

    for writer in (draft.author, citer):
        assert rules.against_peer_reviewing(put, by=writer) == [Refusal.OWN_FINDING]
    assert rules.against_peer_reviewing(put, by=make_cases.judge(case)) == []


def test_three_persons_write_review_and_adopt(case, draft):
    both = make_cases.declared(case, make.director())
    put = make_cases.peer_reviewed(draft, by=both)

    assert rules.against_adopting(put, by=both) == [Refusal.YOU_REVIEWED_IT]
    assert rules.against_adopting(put, by=make_cases.director_of(case)) == []
    make_cases.peer_reviewed(put)
    assert rules.against_adopting(again(put), by=both) == []


def test_nothing_is_adopted_or_closed_that_no_peer_has_read(case, draft):
    director = make_cases.director_of(case)
    assert rules.against_adopting(draft, by=director) == [Refusal.NOT_SOUND]
    for status in ("not-established", "inconclusive"):
        assert rules.against_closing(draft, by=director, status=status) == [Refusal.NEVER_REVIEWED]

    worked_on = make_cases.peer_reviewed(draft, "needs-work")
    assert rules.against_adopting(worked_on, by=director) == [Refusal.NOT_SOUND]
    assert rules.against_closing(worked_on, by=director, status="inconclusive") == []


def test_a_review_is_of_what_stood_then(case, draft):
    sound = make_cases.peer_reviewed(draft)
    draft = actions.take_back(sound, by=draft.author, reason="A better word")
    actions.edit(draft, version=draft.version, reasoning="Other.", by=draft.author, reason="Better")
    put = make_cases.in_review(again(draft))

    director = make_cases.director_of(case)
    assert put.round == 2
    assert rules.against_adopting(put, by=director) == [Refusal.NOT_SOUND]
    assert rules.against_adopting(make_cases.peer_reviewed(put), by=director) == []


# --- What is done ---------------------------------------------------------------------------------


def test_a_review_keeps_who_read_which_version_and_what_they_checked(draft):
    put = make_cases.in_review(draft)
    peer = make_cases.judge(put.investigation)
    review = actions.review_as_peer(put, result="sound", comments=" All of it. ", by=peer)

    assert (review.reviewer, review.round, review.result) == (peer, 1, "sound")
    assert (review.comments, review.finding_version) == ("All of it.", again(put).version)
    assert review.entry.action == "finding.review"
    assert list(Finding.objects.to_adopt()) == [put]
    assert list(Finding.objects.to_review()) == []


def test_needs_work_sends_it_back_to_its_writers(draft):
    back = make_cases.peer_reviewed(draft, "needs-work")

    assert back.status == "draft"
    assert rules.against_editing(back) == []
    assert [review.result for review in back.peer_reviews.all()] == ["needs-work"]
    assert list(Finding.objects.to_adopt()) == list(Finding.objects.to_review()) == []


@pytest.mark.parametrize(
    ("result", "comments", "field"), [("fine", "x", "result"), ("sound", " ", "reason-required")]
)
def test_a_review_gives_a_known_result_and_says_what_was_checked(draft, result, comments, field):
    put = make_cases.in_review(draft)
    with pytest.raises(ValidationError) as refusal:
        actions.review_as_peer(
            put, result=result, comments=comments, by=make_cases.judge(put.investigation)
        )
    assert codes(refusal) == [field]
    assert not PeerReview.objects.exists()


def test_each_act_needs_its_permission(draft):
    put = make_cases.in_review(draft)
    officer = make.officer()
    for act in [
        lambda: actions.submit(put, by=officer, reason="x"),
        lambda: actions.take_back(put, by=officer, reason="x"),
        lambda: actions.review_as_peer(put, result="sound", comments="x", by=officer),
        lambda: actions.dissent(put, name="A", reasons="x", by=officer),
        lambda: actions.review_basis(put, outcome="stands", reasons="x", by=officer),
    ]:
        with pytest.raises(PermissionDenied):
            act()


def test_a_later_finding_stands_in_the_place_of_an_earlier_one(case):
    earlier = make_cases.adopted_finding(case)
    later = make_cases.adoptable_finding(case, supersedes=earlier)
    assert list(Finding.objects.standing()) == [earlier]

    make_cases.adopted(later)
    assert list(Finding.objects.standing()) == [later]
    assert Finding.objects.with_standing().get(pk=earlier.pk).is_superseded
    with pytest.raises(ValidationError) as refusal:
        make_cases.finding(case, supersedes=earlier)
    assert codes(refusal) == ["not-supersedable"]


def test_a_draft_or_a_finding_of_another_case_is_not_superseded(case, draft):
    elsewhere = make_cases.adopted_finding(make_cases.investigation())
    for other in (draft, elsewhere):
        with pytest.raises(ValidationError) as refusal:
            make_cases.finding(case, supersedes=other)
        assert codes(refusal) == ["not-supersedable"]


def test_two_findings_that_supersede_the_same_are_not_both_adopted(case):
    earlier = make_cases.adopted_finding(case)
    first, second = (make_cases.adoptable_finding(case, supersedes=earlier) for _n in range(2))
    make_cases.adopted(first)
    with pytest.raises(ValidationError) as refusal:
        make_cases.adopted(second)
    assert codes(refusal) == ["not-supersedable"]


# --- Dissent --------------------------------------------------------------------------------------


def test_a_dissent_is_stated_before_adoption_or_after_it_and_kept(case, draft):
    peer = make_cases.judge(case)
    before = actions.dissent(draft, name="A. Singh", reasons="Too little.", by=peer)
    adopted = make_cases.adopted(make_cases.peer_reviewed(again(draft)))
    after = actions.dissent(adopted, name="P. Novak, Defence", reasons="Too much.", by=peer)

    assert list(adopted.dissents.order_by("pk")) == [before, after]
    assert before.entry.reason == "Too little."
    for statement in (
        "UPDATE investigations_dissent SET name = 'X'",
        "DELETE FROM investigations_dissent",
    ):
        assert "only ever added" in refused(statement)
    assert Dissent.objects.count() == 2


@pytest.mark.parametrize(("name", "reasons"), [("", "x"), ("A", "  ")])
def test_a_dissent_has_a_name_and_reasons(draft, name, reasons):
    with pytest.raises(ValidationError):
        actions.dissent(draft, name=name, reasons=reasons, by=draft.author)


# --- Round Python ---------------------------------------------------------------------------------


def refused(statement, *params):
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(),
        ledger.entry(by=None, action="test", reason="Round Python"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, params)
    return str(refusal.value)


ADOPT = (
    "UPDATE investigations_finding SET status = 'adopted', closed_by_id = %s,"
    " closed_at = (SELECT opened_at FROM investigations_investigation LIMIT 1) WHERE id = %s"
)


def test_the_database_adopts_nothing_that_no_other_peer_found_sound(case, draft):
    director = make_cases.director_of(case)
    assert "found it sound" in refused(ADOPT, director.pk, draft.pk)
    back = make_cases.peer_reviewed(draft, "needs-work")
    assert "found it sound" in refused(ADOPT, director.pk, back.pk)
    sound = make_cases.peer_reviewed(back, by=director)
    assert "found it sound" in refused(ADOPT, director.pk, sound.pk)
    assert "onstraint" in refused(ADOPT, sound.author_id, sound.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE investigations_finding SET criterion = 'b-i' WHERE id = %s",
        "UPDATE investigations_finding SET likelihood = 'certain' WHERE id = %s",
        "UPDATE investigations_finding SET supersedes_id = id WHERE id = %s",
        "UPDATE investigations_finding SET status = 'peer-review', closed_by_id = author_id"
        " WHERE id = %s",
    ],
)
def test_the_database_refuses_what_the_rules_refuse(draft, statement):
    assert "onstraint" in refused(statement, draft.pk)


# --- Pages ----------------------------------------------------------------------------------------


def test_the_page_shows_each_condition_before_anyone_tries(sign_in, case):
    draft = make_cases.finding(case, would_change="")
    make_cases.cite(draft, make_cases.graded(case, "D4"))

    page = text_of(sign_in(draft.author).get(draft.get_absolute_url()))

    assert "Two independent items support it; copies of one item count once. Not met" in page
    assert "It says what would change it. Not met" in page
    assert "Every item cited is graded. Met" in page
    assert "It does not say what would change it." in page


def test_a_finding_travels_from_its_author_over_a_peer_to_the_director(sign_in, case, draft):
    author, peer = sign_in(draft.author), sign_in(make_cases.judge(case))
    director = sign_in(make_cases.director_of(case))

    assert "is in peer review." in text_of(
        author.post(address("finding_submit", draft.number), {"reason": "Whole"}, follow=True)
    )
    page = text_of(peer.get(address("finding_review", draft.number)))
    assert "Evidence for (2)" in page
    refused_ = peer.post(address("finding_review", draft.number), {"result": "sound"})
    assert list(refused_.context["form"].errors) == ["comments"]
    done = peer.post(
        address("finding_review", draft.number),
        {"result": "sound", "comments": "I read all of it."},
        follow=True,
    )
    assert "Another person may now adopt it." in text_of(done)
    page = text_of(director.get(address("finding_adopt", draft.number)))
    assert "I read all of it." in page
    director.post(address("finding_adopt", draft.number), {"reason": "Sound"})
    assert again(draft).status == "adopted"


def test_a_peer_sends_it_back_and_the_author_takes_it_back(sign_in, case, draft):
    author, peer = sign_in(draft.author), sign_in(make_cases.judge(case))
    make_cases.in_review(draft)
    page = peer.post(
        address("finding_review", draft.number),
        {"result": "needs-work", "comments": "Look at the second item again."},
        follow=True,
    )
    assert "goes back to its writers" in text_of(page)
    assert "Look at the second item again." in text_of(author.get(draft.get_absolute_url()))

    make_cases.in_review(again(draft))
    page = author.post(address("finding_take_back", draft.number), {"reason": "x"}, follow=True)
    assert "is a draft again." in text_of(page)


def test_a_dissent_stands_on_the_page_of_its_finding(sign_in, draft):
    client = sign_in(draft.author)
    form = client.get(address("finding_dissent", draft.number)).context["form"]
    assert form["name"].value() == str(draft.author)

    given = {"name": "A. Singh, Policy", "reasons": "The question is of risk."}
    page = client.post(address("finding_dissent", draft.number), given, follow=True)
    assert "A. Singh, Policy dissents" in text_of(page)
    assert "a dissent is never removed." in text_of(page)


@pytest.mark.parametrize(
    ("view", "permission"),
    [
        ("finding_submit", Role.DIRECTOR),
        ("finding_take_back", Role.DIRECTOR),
        ("finding_review", Role.PERMIT_OFFICER),
        ("finding_dissent", Role.MINISTERS_OFFICE),
        ("finding_basis", Role.INVESTIGATOR),
    ],
)
def test_who_may_not_is_kept_out(sign_in, draft, view, permission):
    client = sign_in(make.user(permission))
    assert client.get(address(view, draft.number)).status_code == 403
    assert client.post(address(view, draft.number), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["finding_submit", "finding_review", "finding_take_back"])
def test_a_page_of_what_cannot_be_done_says_why(sign_in, case, name):
    draft = make_cases.finding(case)
    page = sign_in(make_cases.judge(case)).get(address(name, draft.number))
    assert page.status_code == 200
    assert "Not possible:" in text_of(page)
