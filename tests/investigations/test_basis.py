"""What a closed finding rests on may change: it is shown, reviewed, and alters nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from investigations import actions, basis, rules
from investigations.models import Finding
from investigations.rules import Refusal
from tests import make, make_cases, make_decisions, make_reports
from tests.investigations.test_views import address, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_cases.investigation()


@pytest.fixture
def adopted(case):
    """An adopted finding that cites, beside two others, an item with a file, graded A2."""
    draft = make_cases.drafted_finding(case)
    make_cases.cite(draft, make_cases.graded(case, "A2", b"content"))
    return make_cases.adopted(make_cases.peer_reviewed(draft))


def filed(finding):
    return finding.citations.order_by("pk").last().evidence


def said(finding):
    return [change.text for change in basis.basis_of(finding).changes]


def challenged(item):
    return actions.challenge(
        item,
        party="Optics Ltd.",
        capacity="holder",
        received_on=date(2021, 4, 1),
        grounds="The picture shows another model.",
        by=make_cases.judge(item.investigation),
        reason="A test",
    )


def reviewed(finding, outcome="stands"):
    return actions.review_basis(
        finding,
        outcome=outcome,
        reasons="The other items carry it.",
        by=make_cases.director_of(finding.investigation),
    )


def test_adoption_pins_grade_version_and_hashes(adopted):
    citation = adopted.citations.order_by("pk").last()

    assert str(citation.grade) == "A2"
    assert citation.evidence_version == filed(adopted).history.latest("history_id").history_id
    assert citation.digests == filed(adopted).files.get().digest
    assert said(adopted) == []


def test_a_later_grade_changes_the_basis(adopted):
    item = filed(adopted)
    make_cases.grade(item, "E5")
    assert said(adopted) == [f"{item} is graded E5; it was A2."]


def test_the_same_grade_given_again_is_a_later_judgement_too(adopted):
    make_cases.grade(filed(adopted), "A2")
    assert basis.basis_of(adopted).pending


def test_a_file_that_no_longer_matches_changes_the_basis_until_it_is_restored(adopted):
    item = filed(adopted)
    whole = make_cases.altered(item)
    assert said(adopted) == [f"A file of {item} no longer matches its hash."]
    whole()
    assert said(adopted) == []


def test_a_challenge_changes_the_basis(adopted):
    item = filed(adopted)
    challenge = challenged(item)
    assert said(adopted) == [f"{item} was challenged by Optics Ltd. ({challenge})."]


def test_a_challenge_known_when_it_was_adopted_changes_nothing(case):
    draft = make_cases.drafted_finding(case)
    challenged(draft.citations.first().evidence)
    adopted = make_cases.adopted(make_cases.peer_reviewed(draft))
    assert said(adopted) == []


def test_a_draft_has_no_basis_that_could_change(case):
    draft = make_cases.drafted_finding(case)
    make_cases.grade(draft.citations.first().evidence, "E5")
    assert said(draft) == []
    assert rules.against_reviewing_basis(draft, by=make_cases.director_of(case)) == [
        Refusal.FINDING_OPEN
    ]


def test_what_changed_is_reviewed_once_and_what_comes_later_again(case, adopted):
    director = make_cases.director_of(case)
    assert rules.against_reviewing_basis(adopted, by=director) == [Refusal.BASIS_UNCHANGED]
    make_cases.grade(filed(adopted), "E5")
    assert basis.with_pending_changes() == [adopted.pk]

    review = reviewed(adopted)
    now = basis.basis_of(adopted)
    assert (now.changed, now.pending, now.review) == (True, [], review)
    assert basis.with_pending_changes() == []
    with pytest.raises(ValidationError) as refusal:
        reviewed(adopted)
    assert refusal.value.error_list[0].code == "basis-unchanged"

    make_cases.grade(adopted.citations.first().evidence, "D4")
    assert len(basis.basis_of(adopted).pending) == 1
    reviewed(adopted, "to-supersede")
    assert basis.basis_of(adopted).review.outcome == "to-supersede"


def test_nothing_in_the_finding_changes(adopted):
    before = Finding.objects.filter(pk=adopted.pk).values().get()
    versions = adopted.history.count()
    make_cases.grade(filed(adopted), "E5")
    reviewed(adopted, "to-supersede")

    assert Finding.objects.filter(pk=adopted.pk).values().get() == before
    assert adopted.history.count() == versions
    assert str(adopted.citations.order_by("pk").last().grade) == "A2"


def test_many_findings_are_asked_in_a_constant_number_of_statements(
    case, adopted, django_assert_num_queries
):
    make_cases.grade(filed(adopted), "E5")
    findings = list(Finding.objects.all())
    with django_assert_num_queries(10):
        basis.bases_of(findings)
    for _number in range(2):
        other = make_cases.adopted_finding(case)
        make_cases.grade(other.citations.first().evidence, "E5")
    findings = list(Finding.objects.all())
    with django_assert_num_queries(10):
        assert all(each.changed for each in basis.bases_of(findings).values())


def test_the_mark_stands_wherever_the_finding_is_cited(sign_in, case, adopted):
    recommendation = make_cases.recommendation(case)
    decision = make_decisions.memorandum(recommendation=recommendation)
    director = sign_in(make_cases.director_of(case))
    pages = [
        case.get_absolute_url(),
        address("recommendation_new", case.number),
        decision.get_absolute_url(),
    ]
    assert all("Basis changed" not in text_of(director.get(page)) for page in pages)

    make_cases.grade(filed(adopted), "E5")
    assert all("Basis changed" in text_of(director.get(page)) for page in pages)
    assert "Findings whose basis changed" in text_of(director.get("/"))
    words = text_of(director.get(adopted.get_absolute_url()))
    assert "Its basis changed since it was closed" in words
    assert "is graded E5; it was A2." in words

    done = director.post(
        address("finding_basis", adopted.number),
        {"outcome": "stands", "reasons": "The other items carry it."},
        follow=True,
    )
    assert "Its basis changed, and was reviewed" in text_of(done)
    assert all("Basis changed, reviewed" in text_of(director.get(page)) for page in pages)


def test_an_outcome_is_asked_for_with_its_reasons(sign_in, case, adopted):
    make_cases.grade(filed(adopted), "E5")
    client = sign_in(make_cases.director_of(case))
    page = client.post(address("finding_basis", adopted.number), {"outcome": "", "reasons": ""})
    assert sorted(page.context["form"].errors) == ["outcome", "reasons"]


def test_a_reader_without_release_sees_a_restricted_item_only_as_such(sign_in, case):
    draft = make_cases.finding(case)
    item = make_cases.graded(case, "B2", title="Talks with a partner")
    make_cases.cite(draft, item)
    reader = sign_in(make.ministers_office())
    assert "Talks with a partner" in text_of(reader.get(draft.get_absolute_url()))

    make_reports.restricted(item)
    words = text_of(reader.get(draft.get_absolute_url()))
    assert "Talks with a partner" not in words
    assert "A restricted item" in words
