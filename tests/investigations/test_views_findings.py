"""The pages of findings: drafted, edited by two, cited, adopted by another, frozen."""

import pytest

from investigations import actions
from investigations.models import Finding
from tests import make, make_cases
from tests.investigations.test_views import address, errors_of, text_of

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "use",
    "standard": "balance-of-probabilities",
    "statement_en": "The goods were used there.",
    "statement_fr": "Les marchandises y ont été utilisées.",
    "reasoning": "The images match.",
    "confidence": "moderate",
    "reason": "The evidence is in",
}


def typed_for(finding, **changes):
    return {**TYPED, "question": finding.question_id, "version": finding.version, **changes}


def test_a_finding_is_drafted_on_a_standard_stated_in_words(sign_in):
    case = make_cases.investigation()
    author = make_cases.investigator()
    client = sign_in(make_cases.declared(case, author))

    page = text_of(client.get(address("finding_new", case.number)))
    assert "Clear, convincing and cogent evidence shows it to be more likely than not." in page
    client.post(address("finding_new", case.number), {**TYPED, "question": case.questions.get().pk})

    finding = Finding.objects.get()
    assert (finding.number, finding.author, finding.status) == ("FD-2020-000001", author, "draft")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"statement_en": "", "statement_fr": ""}, "statement_en"),
        ({"standard": "certainty"}, "standard"),
        ({"question": "99999"}, "question"),
        ({"reasoning": ""}, "reasoning"),
    ],
)
def test_a_draft_refused_keeps_what_was_typed(sign_in, changes, field):
    case = make_cases.investigation()

    response = sign_in(make_cases.judge(case)).post(
        address("finding_new", case.number),
        {**TYPED, "question": case.questions.get().pk, **changes},
    )

    assert list(response.context["form"].errors) == [field]
    assert "The evidence is in" in response.content.decode()
    assert not Finding.objects.exists()


def test_a_finding_is_shown_in_a_constant_number_of_queries(sign_in, django_assert_num_queries):
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    make_cases.cite(draft, make_cases.graded(case), "against")
    client = sign_in(make_cases.director_of(case))
    client.get(draft.get_absolute_url())
    with django_assert_num_queries(35):
        client.get(draft.get_absolute_url())

    for _number in range(2):
        make_cases.cite(draft, make_cases.graded(case), "against")
    with django_assert_num_queries(35):
        page = text_of(client.get(draft.get_absolute_url()))

    assert "Evidence for (2)" in page
    assert "Evidence against (3)" in page
    assert "Balance of probabilities" in page


def test_the_page_gives_every_reason_against_adopting(sign_in):
    draft = make_cases.finding(make_cases.investigation(), statement_fr="")

    page = text_of(sign_in(make.director()).get(draft.get_absolute_url()))

    assert "Cannot be adopted:" in page
    assert "No evidence is cited for the finding." in page
    assert "The finding is not stated in French." in page


def test_copies_are_marked_as_one_origin(sign_in):
    case = make_cases.investigation()
    draft = make_cases.finding(case)
    video = make_cases.graded(case)
    make_cases.cite(draft, video)
    make_cases.cite(draft, make_cases.graded(case, derived_from=video))

    page = text_of(sign_in(make.director()).get(draft.get_absolute_url()))

    assert page.count("Counts once with others of its origin") == 2
    assert f"Derived from {video}" in page


def test_two_people_editing_see_both_versions(sign_in):
    draft = make_cases.finding(make_cases.investigation())
    client = sign_in(make_cases.judge(draft.investigation))
    page = address("finding_edit", draft.number)
    mine = typed_for(draft, reasoning="Mine.")
    actions.edit(
        draft,
        version=draft.version,
        reasoning="Theirs.",
        by=make_cases.judge(draft.investigation),
        reason="A test",
    )

    refused = client.post(page, mine)

    body = refused.content.decode()
    assert "Someone changed the finding after you opened it." in body
    assert "Theirs." in body
    assert "Mine." in body
    draft.refresh_from_db()
    assert draft.reasoning == "Theirs."

    again = refused.context["form"]["version"].value()
    client.post(page, {**mine, "version": again})
    draft.refresh_from_db()
    assert draft.reasoning == "Mine."


@pytest.mark.parametrize("version", ["", "0", "x"])
def test_an_edit_without_its_version_changes_nothing(sign_in, version):
    draft = make_cases.finding(make_cases.investigation())

    response = sign_in(make_cases.judge(draft.investigation)).post(
        address("finding_edit", draft.number),
        typed_for(draft, reasoning="Mine.", version=version),
    )

    assert response.status_code == 200
    draft.refresh_from_db()
    assert draft.reasoning == "The images match."


def test_evidence_is_cited_with_its_why_and_withdrawn(sign_in):
    case = make_cases.investigation()
    draft, item = make_cases.finding(case), make_cases.evidence(case)
    client = sign_in(make_cases.judge(case))
    page = address("finding_cite", draft.number)

    refused = client.post(page, {"evidence": item.pk, "stance": "against", "why": ""})
    assert list(refused.context["form"].errors) == ["why"]
    client.post(page, {"evidence": item.pk, "stance": "against", "why": "Another make"})

    citation = draft.citations.get()
    assert (citation.evidence, citation.stance, citation.why) == (item, "against", "Another make")
    client.post(
        address("citation_withdraw", draft.number, citation.pk), {"reason": "Wrong picture"}
    )
    assert not draft.citations.exists()


def test_evidence_of_another_investigation_cannot_be_chosen(sign_in):
    draft = make_cases.finding(make_cases.investigation())
    foreign = make_cases.evidence(make_cases.investigation())

    response = sign_in(make_cases.judge(draft.investigation)).post(
        address("finding_cite", draft.number),
        {"evidence": foreign.pk, "stance": "for", "why": "x"},
    )

    assert list(response.context["form"].errors) == ["evidence"]


def test_a_finding_is_adopted_by_another_person_and_then_frozen(sign_in):
    draft = make_cases.adoptable_finding(make_cases.investigation())
    director = sign_in(make_cases.director_of(draft.investigation))
    author = sign_in(draft.author)

    response = director.post(
        address("finding_adopt", draft.number), {"reason": "Sound"}, follow=True
    )

    page = text_of(response)
    assert "is adopted, and frozen." in page
    assert "The finding is adopted or closed, and frozen." in page
    refused = author.post(
        address("finding_edit", draft.number), typed_for(draft, reasoning="Other.")
    )
    assert "The finding is adopted or closed, and frozen." in text_of(refused)
    draft.refresh_from_db()
    assert (draft.status, draft.reasoning) == ("adopted", "The images match.")


def test_an_adoption_refused_changes_nothing(sign_in):
    draft = make_cases.finding(make_cases.investigation())

    response = sign_in(make_cases.director_of(draft.investigation)).post(
        address("finding_adopt", draft.number), {"reason": "Sound"}
    )

    assert errors_of(response) == [
        "No peer has found it sound as it stands.",
        "No evidence is cited for the finding.",
    ]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_an_investigator_adopts_nothing(sign_in):
    draft = make_cases.adoptable_finding(make_cases.investigation())
    client = sign_in(make_cases.investigator())

    for view in ("finding_adopt", "finding_close"):
        assert client.post(address(view, draft.number), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("status", "words"),
    [("not-established", "Not established"), ("inconclusive", "Inconclusive")],
)
def test_a_finding_is_closed_without_being_adopted(sign_in, status, words):
    draft = make_cases.adoptable_finding(make_cases.investigation())

    response = sign_in(make_cases.director_of(draft.investigation)).post(
        address("finding_close", draft.number), {"status": status, "reason": "Weak"}, follow=True
    )

    assert f"is closed: {words}." in text_of(response)


def test_a_finding_cannot_be_closed_as_adopted(sign_in):
    draft = make_cases.finding(make_cases.investigation())

    response = sign_in(make.director()).post(
        address("finding_close", draft.number), {"status": "adopted", "reason": "Quick"}
    )

    assert list(response.context["form"].errors) == ["status"]


@pytest.mark.parametrize("how", ["regraded", "altered"])
def test_a_basis_that_changed_is_shown_and_alters_nothing(sign_in, how):
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    item = make_cases.graded(case, "A2", b"content")
    make_cases.cite(draft, item)
    adopted = make_cases.adopted(make_cases.peer_reviewed(draft))
    client = sign_in(make.director())
    assert "Its basis changed" not in text_of(client.get(adopted.get_absolute_url()))

    if how == "regraded":
        make_cases.grade(item, "E5")
    else:
        make_cases.altered(item)

    page = text_of(client.get(adopted.get_absolute_url()))
    assert "Its basis changed since it was closed" in page
    assert "A2" in page
