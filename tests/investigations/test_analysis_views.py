"""Pages of the analysis, the timelines, the places, the population and the consultations."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from investigations import actions
from investigations.models import (
    CaseConsultation,
    Explanation,
    Occurrence,
    Place,
    Population,
    Weighing,
)
from tests import make, make_analysis, make_cases
from tests.investigations.test_views import address, errors_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_cases.investigation(make.valid_permit(), questions=["Used there?", "By whom?"])


@pytest.fixture
def analyst(sign_in, case):
    client = sign_in(make_cases.judge(case))
    return client


# --- Doors ----------------------------------------------------------------------------------------

ACTS = [
    ("explanation_new", ()),
    ("matrix_weigh", ()),
    ("occurrence_new", ()),
    ("place_new", ()),
    ("population_new", ()),
    ("consultation_new", ()),
]


@pytest.mark.parametrize(("view", "more"), ACTS)
def test_an_auditor_reads_and_does_nothing(sign_in, case, view, more):
    client = sign_in(make.user(Role.AUDITOR))
    for page in ("matrix", "case_timeline", "place_list"):
        assert client.get(address(page, case.number)).status_code == 200
    assert client.get(address(view, case.number, *more)).status_code == 403
    assert client.post(address(view, case.number, *more), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "part",
    ["matrix/", "timeline/", "places/", "matrix/weigh/", "explanations/new/", "populations/9/"],
)
def test_an_unknown_case_or_part_of_it_is_not_found(analyst, part):
    assert analyst.get(f"/investigations/INV-1999-000001/{part}").status_code == 404


def test_parts_of_another_case_are_not_found(analyst, case):
    other = make_cases.investigation(make.valid_permit())
    explanation, item = make_analysis.explanation(other), make_cases.evidence(other)
    event, place = make_analysis.occurrence(other), make_analysis.place(other)
    make_analysis.population(other)
    for view, key in [
        ("explanation_reword", explanation.pk),
        ("explanation_withdraw", explanation.pk),
        ("occurrence_edit", event.pk),
        ("occurrence_withdraw", event.pk),
        ("place_edit", place.pk),
        ("population_detail", 1),
        ("population_freeze", 1),
    ]:
        assert analyst.get(address(view, case.number, key)).status_code == 404, view
    cell = address("matrix_cell", case.number, item.number, explanation.pk)
    assert analyst.get(cell).status_code == 404


# --- Explanations and the matrix ------------------------------------------------------------------


def test_an_explanation_is_proposed_and_what_lacks_says_so(analyst, case):
    page = address("explanation_new", case.number)
    question = case.questions.first()

    refused = analyst.post(page, {"question": question.pk, "text_en": "", "reason": "x"})
    assert errors_of(refused) == ["State the explanation in one language at least."]

    analyst.post(page, {"question": question.pk, "text_fr": "Un détournement", "reason": "x"})
    assert Explanation.objects.get().text_fr == "Un détournement"


@pytest.mark.parametrize("text", ["a\x00b", "x" * 10, "\u202eevil"])
def test_odd_text_is_refused_or_kept_and_never_an_error_of_ours(analyst, case, text):
    question = case.questions.first()
    answer = analyst.post(
        address("explanation_new", case.number),
        {"question": question.pk, "text_en": text, "reason": "x"},
    )
    assert answer.status_code in {200, 302}
    if "\x00" in text:
        assert "Null characters are not allowed." in errors_of(answer)


def test_the_matrix_shows_what_is_contrary_in_words_with_caption_scopes_and_headers(analyst, case):
    explanation = make_analysis.explanation(case, "They were diverted.")
    item = make_cases.graded(case, "B2")
    make_analysis.weigh(item, explanation, "contradicts", why="The serials differ.")

    response = analyst.get(address("matrix", case.number))

    body, words = response.content.decode(), text_of(response)
    assert "Contradicts" in words
    assert "The serials differ." in words
    assert "They were diverted." in words
    assert f'headers="m-x{explanation.pk} m-i{item.pk}"' in body
    assert "<caption" in body
    assert '<th scope="row" id="m-i' in body


@pytest.mark.parametrize(
    "sort", ["number", "contrary", "reliability", "credibility", "source", "x"]
)
def test_the_matrix_is_sorted_and_hides_nothing(analyst, case, sort):
    explanation = make_analysis.explanation(case)
    items = [make_cases.graded(case, given) for given in ("F3", "A6", "E5")]
    items.append(make_cases.evidence(case))
    for item in items:
        make_analysis.weigh(item, explanation, "contradicts")

    words = text_of(analyst.get(address("matrix", case.number), {"sort": sort}))

    assert [item.number for item in items if item.number not in words] == []


def test_the_matrix_takes_a_constant_number_of_queries(
    analyst, case, django_assert_max_num_queries
):
    explanation = make_analysis.explanation(case)
    for _number in range(6):
        make_analysis.weigh(make_cases.graded(case), explanation)
    analyst.get(address("matrix", case.number))
    with django_assert_max_num_queries(16):
        analyst.get(address("matrix", case.number))


def test_many_cells_are_weighed_at_once_and_what_was_typed_stays(analyst, case):
    first, second = (make_analysis.explanation(case, text) for text in ("One", "Other"))
    item = make_cases.evidence(case)
    page = f"{address('matrix_weigh', case.number)}?question=1"
    typed = {
        f"bearing-{item.pk}-{first.pk}": "supports",
        f"why-{item.pk}-{first.pk}": "Same batch.",
        f"bearing-{item.pk}-{second.pk}": "contradicts",
        "seen": "0",
    }

    refused = analyst.post(page, typed)
    assert errors_of(refused)[0].startswith("Say why for each cell")
    assert 'value="Same batch."' in refused.content.decode()
    assert not Weighing.objects.exists()

    done = analyst.post(page, {**typed, "reason": "Seen together"})
    assert done.status_code == 302
    assert dict(Weighing.objects.values_list("bearing", "why")) == {
        "supports": "Same batch.",
        "contradicts": "Seen together",
    }
    again = analyst.post(page, {**typed, f"why-{item.pk}-{first.pk}": "", "reason": "x"})
    assert errors_of(again) == ["No cell is changed."]


def test_two_people_at_one_cell_the_second_is_told(analyst, case):
    explanation, item = make_analysis.explanation(case), make_cases.evidence(case)
    page = address("matrix_cell", case.number, item.number, explanation.pk)
    seen = analyst.get(page).context["form"]["seen"].value()
    make_analysis.weigh(item, explanation, "contradicts", why="Mine")

    answer = analyst.post(page, {"bearing": "supports", "why": "Yours", "seen": seen})

    assert "weighed one of these cells" in errors_of(answer)[0]
    assert "Yours" in answer.content.decode()
    assert "Mine" in text_of(answer)
    assert Weighing.objects.get().bearing == "contradicts"


@pytest.mark.parametrize(
    "typed", [{"bearing": "bogus", "why": "x"}, {"bearing": "supports"}, {"seen": "x" * 40}]
)
def test_a_cell_that_cannot_be_read_says_which_field(analyst, case, typed):
    explanation, item = make_analysis.explanation(case), make_cases.evidence(case)
    page = address("matrix_cell", case.number, item.number, explanation.pk)

    answer = analyst.post(page, typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Weighing.objects.exists()


def test_an_auditor_reads_a_cell_with_its_history(sign_in, case):
    explanation, item = make_analysis.explanation(case), make_cases.evidence(case)
    make_analysis.weigh(item, explanation, "supports", why="At first sight")
    make_analysis.weigh(item, explanation, "neutral", why="On a second look")
    page = address("matrix_cell", case.number, item.number, explanation.pk)
    client = sign_in(make.user(Role.AUDITOR))

    words = text_of(client.get(page))
    assert "At first sight" in words
    assert "On a second look" in words
    client.post(page, {"bearing": "supports", "why": "x"})
    assert Weighing.objects.get().bearing == "neutral"


def test_who_has_not_declared_sees_why_nothing_can_be_weighed(sign_in, case):
    make_analysis.explanation(case)
    page = text_of(sign_in(make_cases.investigator()).get(address("matrix", case.number)))
    assert "You have not declared whether you have an interest in this case." in page


# --- Timeline and places --------------------------------------------------------------------------


def test_an_event_is_recorded_drawn_and_told_beside_the_inquiry(analyst, case):
    item = make_cases.evidence(case)
    place = make_analysis.place(case, "Stepanakert")
    done = analyst.post(
        address("occurrence_new", case.number),
        {
            "title": "An aircraft is downed",
            "happened_on": "2020-10-19",
            "precision": "about",
            "place": place.pk,
            "evidence": [item.pk],
            "reason": "The video shows it",
        },
    )
    assert done.status_code == 302

    response = analyst.get(address("case_timeline", case.number))
    words = text_of(response)
    assert "about 19 October 2020" in words
    assert "Stepanakert" in words
    assert "Opened" in words
    assert item.number in words
    assert response.content.decode().count('<circle class="happened"') == 1


def test_an_event_that_ends_before_it_begins_names_the_field_and_keeps_the_words(analyst, case):
    answer = analyst.post(
        address("occurrence_new", case.number),
        {
            "title": "A convoy",
            "happened_on": "2020-10-19",
            "ended_on": "2020-10-01",
            "precision": "day",
            "reason": "x",
        },
    )
    assert answer.context["form"].errors["ended_on"] == ["The last day comes before the first."]
    assert "A convoy" in answer.content.decode()
    assert not Occurrence.objects.exists()


def test_an_event_is_corrected_and_withdrawn(analyst, case):
    event = make_analysis.occurrence(case, make_cases.evidence(case))
    page = address("occurrence_edit", case.number, event.pk)
    assert "An aircraft is downed" in analyst.get(page).content.decode()
    analyst.post(
        page,
        {"title": "Two are", "happened_on": "2020-10-19", "precision": "month", "reason": "x"},
    )
    event.refresh_from_db()
    assert (event.title, event.bases.count()) == ("Two are", 0)
    analyst.post(address("occurrence_withdraw", case.number, event.pk), {"reason": "An error"})
    assert "One event was withdrawn" in text_of(analyst.get(address("case_timeline", case.number)))


def test_places_are_drawn_where_coordinates_are_known_and_listed_all_the_same(analyst, case):
    make_analysis.place(
        case, "Stepanakert", latitude=Decimal("39.8175"), longitude=Decimal("46.7525")
    )
    make_analysis.place(case, "Nagorno-Karabakh")

    response = analyst.get(address("place_list", case.number))

    assert response.content.decode().count("<circle") == 1
    assert "No country code" in text_of(response)
    assert "Nagorno-Karabakh" in text_of(response)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"latitude": "39.8"}, "longitude"),
        ({"latitude": "91", "longitude": "1"}, "latitude"),
        ({"latitude": "north", "longitude": "1"}, "latitude"),
        ({"country": "XX"}, "country"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_a_place_that_cannot_be_names_the_field(analyst, case, typed, field):
    answer = analyst.post(
        address("place_new", case.number), {"name": "Somewhere", "reason": "x", **typed}
    )
    assert list(answer.context["form"].errors) == [field]
    assert not Place.objects.exists()


def test_places_of_end_use_on_permits_are_offered(analyst, sign_in):
    case = make_cases.investigation(make.valid_permit(end_use_location="An airfield near Ganja"))
    assert "An airfield near Ganja" in text_of(analyst.get(address("place_list", case.number)))


# --- The population -------------------------------------------------------------------------------

QUESTION = {
    "title": "Suspended or valid to Turkey",
    "as_of": "2020-10-06",
    "with_suspended": "on",
    "with_valid": "on",
    "destination": "TR",
    "goods": "2",
    "reason": "Every one of them",
}


def test_a_population_is_defined_looked_at_frozen_and_reviewed(analyst, case):
    permit = case.scope.get().permit
    done = analyst.post(address("population_new", case.number), QUESTION)
    population = Population.objects.get()
    assert done["Location"] == population.get_absolute_url()
    page = text_of(analyst.get(population.get_absolute_url()))
    assert "The register names 1 permit now" in page
    assert permit.reference in page

    freeze = address("population_freeze", case.number, 1)
    expected = analyst.get(freeze).context["form"]["expected"].value()
    analyst.post(freeze, {"expected": expected, "reason": "Looked at"})
    assert "0 of 1 reviewed" in text_of(analyst.get(population.get_absolute_url()))

    analyst.post(
        f"{address('scope_review', case.number)}?population=1",
        {"whole": "on", "result": "concern", "reason": "Sensors"},
    )
    page = text_of(analyst.get(population.get_absolute_url()))
    assert "1 of 1 reviewed" in page
    assert "Every permit has a result" in page


def test_the_list_that_moved_is_shown_again_with_its_new_count(analyst, case):
    make_analysis.population(case)
    make.valid_permit()
    freeze = address("population_freeze", case.number, 1)

    answer = analyst.post(freeze, {"expected": 1, "reason": "Looked at"})

    assert "The register answers otherwise" in errors_of(answer)[0]
    assert 'name="expected" value="2"' in answer.content.decode()
    assert Population.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"goods": "no such"}, "goods"),
        ({"suspended_by": "MO-1999-000001"}, "suspended_by"),
        ({"with_suspended": "", "with_valid": ""}, "with_suspended"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"destination": "XX"}, "destination"),
    ],
)
def test_a_question_that_cannot_be_names_the_field_and_keeps_the_words(analyst, case, typed, field):
    answer = analyst.post(address("population_new", case.number), {**QUESTION, **typed})
    assert list(answer.context["form"].errors) == [field]
    assert QUESTION["title"] in answer.content.decode()


def test_what_matches_later_is_listed_as_outside(analyst, case):
    population = make_analysis.frozen_population(case)
    later = make.valid_permit(valid_until=date(2090, 1, 1))

    page = text_of(analyst.get(population.get_absolute_url()))
    assert "1 permit matches today" in page
    listed = text_of(analyst.get(address("population_outside", case.number, 1)))
    assert later.reference in listed
    none = make_analysis.frozen_population(case, title="Wider")
    assert "None: the frozen list" in text_of(
        analyst.get(address("population_outside", case.number, none.position))
    )


def test_a_population_is_shown_in_a_constant_number_of_queries(
    analyst, case, django_assert_max_num_queries
):
    make.valid_permits(5)
    population = make_analysis.frozen_population(case)
    make_analysis.consultation(case)
    analyst.get(population.get_absolute_url())
    with django_assert_max_num_queries(24):
        analyst.get(population.get_absolute_url())


def test_a_dropped_question_and_one_put_otherwise(analyst, case):
    population = make_analysis.population(case)
    analyst.post(
        address("population_edit", case.number, 1), {**QUESTION, "title": "Only valid ones"}
    )
    population.refresh_from_db()
    assert population.title == "Only valid ones"
    analyst.post(address("population_drop", case.number, 1), {"reason": "Too wide"})
    population.refresh_from_db()
    assert population.status == "dropped"
    frozen = analyst.get(address("population_freeze", case.number, 1))
    assert "The population is frozen or dropped." in text_of(frozen)


# --- Consultations --------------------------------------------------------------------------------

ASKED = {
    "office": make_analysis.DEFENCE,
    "subject": "Sensors",
    "question": "Were they seen?",
    "told": "A newspaper reports it.",
    "which": "whole",
    "asked_on": "2020-12-01",
    "due_on": "2021-01-15",
    "reason": "They know the goods",
}


def test_a_department_is_asked_and_the_permits_chosen_in_every_way(analyst, case):
    make_analysis.department()
    permit = case.scope.get().permit
    make_analysis.frozen_population(case)
    population = Population.objects.get()
    for which in (
        {"which": "whole"},
        {"which": "left"},
        {"which": "population", "population": population.pk},
        {"which": "goods", "goods": "2-15"},
        {"which": "numbers", "numbers": permit.reference},
    ):
        done = analyst.post(address("consultation_new", case.number), {**ASKED, **which})
        assert done.status_code == 302, which
        asked = CaseConsultation.objects.first()
        assert [row.scope.permit for row in asked.permits.all()] == [permit], which
    analyst.post(address("consultation_new", case.number), {**ASKED, "which": "none"})
    assert not CaseConsultation.objects.first().permits.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"which": "goods"}, "goods"),
        ({"which": "numbers"}, "numbers"),
        ({"which": "numbers", "numbers": "XP-1999-1"}, "numbers"),
        ({"which": "population"}, "population"),
        ({"due_on": "2020-11-01"}, "due_on"),
        ({"office": "Elsewhere"}, "office"),
        ({"question": "a\x00b"}, "question"),
    ],
)
def test_a_request_that_cannot_be_names_the_field(analyst, case, typed, field):
    make_analysis.department()
    answer = analyst.post(address("consultation_new", case.number), {**ASKED, **typed})
    assert list(answer.context["form"].errors) == [field]
    assert ASKED["told"] in answer.content.decode()
    assert not CaseConsultation.objects.exists()


class TestTheDepartment:
    @pytest.fixture
    def asked(self, case):
        return make_analysis.consultation(case, told="A newspaper reports it.")

    @pytest.fixture
    def officer(self, sign_in, asked):
        return sign_in(make_analysis.department(asked.office))

    def test_it_sees_what_it_was_asked_and_nothing_of_the_case(self, officer, asked, case):
        make_cases.evidence(case, title="A secret recording")
        for page in (
            address("consultation_list"),
            asked.get_absolute_url(),
            address("consultation_permit", asked.number, asked.permits.get().pk),
            address("consultation_answer", asked.number),
        ):
            response = officer.get(page)
            assert response.status_code == 200, page
            body = response.content.decode()
            for secret in (case.number, case.title, "A secret recording", case.allegation):
                assert secret not in body, (page, secret)
        page = text_of(officer.get(asked.get_absolute_url()))
        assert "A newspaper reports it." in page
        assert str(case.scope.get().permit) in page

    def test_another_department_finds_nothing(self, sign_in, asked):
        other = sign_in(make_analysis.department("Nuclear Safety Commission"))
        assert other.get(asked.get_absolute_url()).status_code == 404
        assert other.get(address("consultation_answer", asked.number)).status_code == 404
        assert asked.number not in text_of(other.get(address("consultation_list")))

    def test_it_answers_for_those_it_chooses_then_for_the_rest(self, officer, asked):
        row = asked.permits.get()
        positions = address("consultation_positions", asked.number)
        refused = officer.post(positions, {"position": "objection", "reasons": "Seen"})
        assert errors_of(refused) == ["Choose permits in the list, or all that match."]
        assert "Seen" in refused.content.decode()

        officer.post(positions, {"chosen": [row.pk], "position": "objection", "reasons": "Seen"})
        row.refresh_from_db()
        assert row.position == "objection"
        officer.post(
            address("consultation_permit", asked.number, row.pk),
            {"position": "conditions", "reasons": "Trainers", "conditions": "No onward transfer"},
        )
        row.refresh_from_db()
        assert row.conditions == "No onward transfer"
        officer.post(
            address("consultation_answer", asked.number),
            {
                "position": "objection",
                "reasons": "As given",
                "answered_on": "2021-01-10",
                "reason": "For the department",
            },
        )
        asked.refresh_from_db()
        assert (asked.status, asked.answered_late) == ("answered", False)

    def test_all_that_match_is_what_the_filters_say(self, officer, case, asked):
        positions = address("consultation_positions", asked.number)
        bogus = officer.post(
            f"{positions}?position=bogus", {"whole": "on", "position": "objection", "reasons": "x"}
        )
        assert errors_of(bogus) == ["The filters cannot be read."]
        officer.post(
            f"{positions}?position=none", {"whole": "on", "position": "objection", "reasons": "x"}
        )
        assert asked.permits.get().position == "objection"

    def test_conditions_are_spelled_out(self, officer, asked):
        answer = officer.post(
            address("consultation_answer", asked.number),
            {"position": "conditions", "reasons": "x", "answered_on": "2021-01-10", "reason": "x"},
        )
        assert answer.context["form"].errors["conditions"] == ["Spell the conditions out."]

    def test_what_only_the_team_may_do_is_forbidden(self, officer, asked, analyst):
        for view in ("consultation_remind", "consultation_silence", "consultation_withdraw"):
            assert officer.get(address(view, asked.number)).status_code == 403
        for view in ("consultation_answer", "consultation_positions"):
            assert analyst.get(address(view, asked.number)).status_code == 403

    def test_the_team_reminds_records_silence_and_sees_the_answer(self, analyst, asked):
        analyst.post(address("consultation_remind", asked.number), {"reason": "A week left"})
        page = text_of(analyst.get(asked.get_absolute_url()))
        assert "A reminder was sent today already." in page
        analyst.post(
            address("consultation_silence", asked.number),
            {"day": timezone.localdate().isoformat(), "reason": "No answer came"},
        )
        page = text_of(analyst.get(asked.get_absolute_url()))
        assert "No answer: neither consent nor objection" in page
        form = analyst.get(address("consultation_withdraw", asked.number))
        assert "The consultation is closed." in text_of(form)

    def test_the_list_and_the_page_take_a_constant_number_of_queries(
        self, officer, case, asked, django_assert_max_num_queries
    ):
        actions.add_permits(
            case,
            make_cases.permits(*make.valid_permits(5)),
            by=make_cases.investigator(),
            reason="x",
        )
        more = make_analysis.consultation(case)
        for page in (address("consultation_list"), more.get_absolute_url()):
            officer.get(page)
            with django_assert_max_num_queries(14):
                officer.get(page)


def test_the_case_shows_its_consultations_populations_and_ways_to_the_analysis(analyst, case):
    asked = make_analysis.consultation(case)
    population = make_analysis.frozen_population(case)
    response = analyst.get(case.get_absolute_url())
    links = re.findall(r'href="([^"]+)"', response.content.decode())
    for page in (
        asked.get_absolute_url(),
        population.get_absolute_url(),
        address("matrix", case.number),
        address("case_timeline", case.number),
        address("place_list", case.number),
        address("consultation_new", case.number),
        address("population_new", case.number),
    ):
        assert page in links


def test_the_scope_shows_and_is_searched_by_what_departments_said(analyst, case):
    asked = make_analysis.consultation(case)
    make_analysis.give_positions(asked, "objection")
    page = address("scope_list", case.number)
    assert "Objection" in text_of(analyst.get(page))
    assert len(analyst.get(page, {"position": "objection"}).context["page"]) == 1
    assert len(analyst.get(page, {"position": "none"}).context["page"]) == 0
    assert len(analyst.get(page, {"population": "99"}).context["page"]) == 1  # it cannot be read


def test_french_pages_are_french(analyst, case):
    make_analysis.explanation(case, "English", text_fr="En français")
    analyst.post(reverse("set_language"), {"language": "fr-ca", "next": "/"})
    assert "En français" in text_of(analyst.get(address("matrix", case.number)))
