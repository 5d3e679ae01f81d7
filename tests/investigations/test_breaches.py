"""A finding of a breach names the undertaking that was breached; adopted, it marks it."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from investigations import rules
from investigations.models import Finding
from investigations.models.findings import FindingKind
from investigations.rules import Refusal
from tests import make, make_assurances, make_cases
from tests.audit.going_round import an_entry

pytestmark = pytest.mark.django_db


def text_of(response):
    """The words of a page."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def given():
    return make_assurances.assurance()


@pytest.fixture
def case(given):
    return make_cases.investigation(make_assurances.permit_on(given))


def against(draft):
    return rules.against_standing(draft)


def test_a_breach_of_no_named_undertaking_is_not_adopted(case):
    draft = make_cases.drafted_finding(case, kind=FindingKind.BREACH)

    assert against(draft) == [Refusal.NO_UNDERTAKING]
    assert Refusal.NO_UNDERTAKING in rules.against_adopting(draft, by=make.director())
    with pytest.raises(ValidationError):
        make_cases.in_review(draft)


def test_a_breach_that_names_it_is_adopted(case, given):
    undertaking = given.undertakings.get(kind="no-transfer")
    draft = make_cases.adoptable_finding(case, kind=FindingKind.BREACH, undertaking=undertaking)
    assert against(draft) == []

    make_cases.adopted(draft)
    assert list(Finding.objects.adopted().of_breach()) == [draft]


def test_where_no_permit_in_scope_rests_on_an_assurance_none_is_named():
    case = make_cases.investigation(make.valid_permit())
    assert against(make_cases.adoptable_finding(case, kind=FindingKind.BREACH)) == []


def test_other_kinds_of_finding_name_none(case, given):
    assert against(make_cases.adoptable_finding(case, kind=FindingKind.USE)) == []
    with pytest.raises(ValidationError, match="names an undertaking"):
        make_cases.finding(case, kind=FindingKind.USE, undertaking=given.undertakings.first())


def test_an_undertaking_on_which_nothing_in_scope_rests_is_refused(case):
    other = make_assurances.assurance().undertakings.first()
    with pytest.raises(ValidationError) as refusal:
        make_cases.finding(case, kind=FindingKind.BREACH, undertaking=other)

    assert [error.code for error in refusal.value.error_list] == ["other-undertaking"]


def test_the_database_lets_no_other_kind_of_finding_name_one(case, given):
    draft = make_cases.finding(case, kind=FindingKind.USE)
    with pytest.raises(IntegrityError), transaction.atomic(), an_entry():
        Finding.objects.filter(pk=draft.pk).update(undertaking=given.undertakings.first())


class TestPages:
    def typed(self, case, **changes):
        return {
            "question": case.questions.get().pk,
            "kind": "breach",
            "standard": "balance-of-probabilities",
            "statement_en": "It was not kept.",
            "statement_fr": "Il n'a pas été respecté.",
            "reasoning": "The images match.",
            "confidence": "moderate",
            "reason": "A test",
            **changes,
        }

    def test_the_undertakings_in_question_are_offered_and_the_one_chosen_is_kept(
        self, sign_in, case, given
    ):
        make_assurances.assurance(reference="AS-ELSEWHERE")
        client = sign_in(make_cases.judge(case))
        address = reverse("investigations:finding_new", args=[case.number])
        words = text_of(client.get(address))
        assert f"{given}, 1. No re-export without consent" in words
        assert "AS-ELSEWHERE" not in words

        chosen = given.undertakings.get(kind="no-reexport")
        client.post(address, self.typed(case, undertaking=chosen.pk))
        finding = case.findings.get()
        assert finding.undertaking == chosen
        assert "Undertaking breached" in text_of(client.get(finding.get_absolute_url()))

    def test_another_kind_of_finding_that_names_one_is_refused_at_the_field(
        self, sign_in, case, given
    ):
        client = sign_in(make_cases.judge(case))
        address = reverse("investigations:finding_new", args=[case.number])
        typed = self.typed(case, kind="use", undertaking=given.undertakings.first().pk)

        assert "names an undertaking" in text_of(client.post(address, typed))
        assert not case.findings.exists()
