"""Explanations, the matrix, events and places: rules, actions and what the database refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from audit.models import Entry
from investigations.actions import analysing, timelines
from investigations.actions.analysing import Judgement
from investigations.chronicle import occurrences_of, span_of, steps_of
from investigations.matrix import matrix_of
from investigations.models import Basis, Weighing
from tests import make, make_analysis, make_cases
from tests.audit.going_round import an_entry, refused, sql

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


class TestExplanations:
    def test_it_is_stated_in_one_language_at_least_and_numbered(self):
        case = make_cases.investigation(questions=["One?", "Two?"])
        first = make_analysis.explanation(case, "Diverted")
        second = make_analysis.explanation(case, "", text_fr="Une copie")
        other = make_analysis.explanation(case, question=case.questions.last())

        assert [each.label for each in (first, second, other)] == ["1A", "1B", "2A"]
        assert str(second) == "Une copie"
        with pytest.raises(ValidationError):
            make_analysis.explanation(case, " ")

    def test_withdrawn_with_a_reason_it_stays_and_takes_no_more_evidence(self):
        case = make_cases.investigation()
        explanation = make_analysis.explanation(case)
        item = make_cases.evidence(case)
        person = make_cases.judge(case)

        done = analysing.withdraw_explanation(explanation, by=person, reason="Nothing supports it")

        assert (done.withdrawn_by, done.withdrawn_why) == (person, "Nothing supports it")
        for act in (
            lambda: make_analysis.weigh(item, done),
            lambda: analysing.reword(done, text_en="x", text_fr="", by=person, reason="x"),
            lambda: analysing.withdraw_explanation(done, by=person, reason="x"),
        ):
            with pytest.raises(ValidationError) as refusal:
                act()
            assert codes(refusal)[0] in {"explanation-withdrawn", "withdrawn"}

    def test_a_new_wording_keeps_the_old_one(self):
        case = make_cases.investigation()
        explanation = make_analysis.explanation(case, "Diverted")

        analysing.reword(
            explanation,
            text_en="Diverted by a third party",
            text_fr="Détourné",
            by=make_cases.judge(case),
            reason="Clearer",
        )

        assert [version.text_en for version in explanation.history.all()] == [
            "Diverted by a third party",
            "Diverted",
        ]

    def test_who_declared_nothing_judges_nothing(self):
        case = make_cases.investigation()
        with pytest.raises(ValidationError) as refusal:
            analysing.propose(
                case.questions.first(), text_en="x", by=make_cases.investigator(), reason="x"
            )
        assert codes(refusal) == ["not-declared"]

    def test_the_database_keeps_it_though_python_is_gone_round(self):
        explanation = make_analysis.explanation(make_cases.investigation())
        with refused("never deleted"), an_entry():
            sql("DELETE FROM investigations_explanation WHERE id = %s", [explanation.pk])
        with refused("explanation_is_stated"), an_entry():
            sql("UPDATE investigations_explanation SET text_en = '', text_fr = ''")
        with refused("explanation_is_withdrawn_whole"), an_entry():
            sql("UPDATE investigations_explanation SET withdrawn_why = 'x'")


class TestWeighing:
    def test_many_cells_at_once_each_with_its_why_or_the_common_one(self):
        case = make_cases.investigation()
        one, other = (make_analysis.explanation(case, text) for text in ("One", "Other"))
        item = make_cases.evidence(case)
        person = make_cases.judge(case)

        count = analysing.weigh(
            case,
            {
                (item, one): Judgement("supports", "It shows the serial number."),
                (item, other): Judgement("contradicts"),
            },
            by=person,
            reason="Seen together",
        )

        assert count == 2
        kept = Weighing.objects.order_by("explanation").values_list("bearing", "why", "weighed_by")
        assert list(kept) == [
            ("supports", "It shows the serial number.", person.pk),
            ("contradicts", "Seen together", person.pk),
        ]

    def test_weighing_again_changes_the_cell_and_keeps_what_was_judged(self):
        case = make_cases.investigation()
        explanation, item = make_analysis.explanation(case), make_cases.evidence(case)
        make_analysis.weigh(item, explanation, "supports")
        make_analysis.weigh(item, explanation, "neutral", why="It is of another model.")

        weighing = Weighing.objects.get()
        assert (weighing.bearing, weighing.why) == ("neutral", "It is of another model.")
        assert [each.bearing for each in weighing.history.all()] == ["neutral", "supports"]

    def test_a_cell_that_changes_nothing_is_no_act(self):
        case = make_cases.investigation()
        explanation, item = make_analysis.explanation(case), make_cases.evidence(case)
        make_analysis.weigh(item, explanation)

        with pytest.raises(ValidationError) as refusal:
            make_analysis.weigh(item, explanation, by=make_cases.judge(case), why="")

        assert codes(refusal) == ["nothing-weighed"]
        assert Entry.objects.filter(action="investigation.weigh").count() == 1

    def test_what_somebody_weighed_meanwhile_is_not_replaced_unseen(self):
        case = make_cases.investigation()
        explanation, item = make_analysis.explanation(case), make_cases.evidence(case)
        seen = analysing.last_weighing(case)
        make_analysis.weigh(item, explanation, "contradicts")

        with pytest.raises(ValidationError) as refusal:
            make_analysis.weigh(item, explanation, "supports", seen=seen)

        assert codes(refusal) == ["weighed-meanwhile"]
        assert Weighing.objects.get().bearing == "contradicts"
        make_analysis.weigh(item, explanation, "supports", seen=analysing.last_weighing(case))

    def test_an_item_of_another_case_is_refused_by_the_rule_and_by_the_database(self):
        case, other = make_cases.investigation(), make_cases.investigation()
        explanation, stranger = make_analysis.explanation(case), make_cases.evidence(other)
        item = make_cases.evidence(case)
        make_analysis.weigh(item, explanation)

        with pytest.raises(ValidationError) as refusal:
            analysing.weigh(
                case,
                {(stranger, explanation): Judgement("supports", "x")},
                by=make_cases.judge(case),
                reason="x",
            )
        assert codes(refusal) == ["other-investigation"]
        with refused("one investigation"), an_entry():
            sql("UPDATE investigations_weighing SET evidence_id = %s", [stranger.pk])
        with refused("never deleted"), an_entry():
            sql("DELETE FROM investigations_weighing")
        with refused("weighing_says_why"), an_entry():
            sql("UPDATE investigations_weighing SET why = ''")

    def test_nothing_is_weighed_without_authority_or_in_a_concluded_case(self):
        case = make_cases.concluded_investigation()
        item = case.evidence.first()
        explanation = None
        for role in (Role.AUDITOR, Role.CONSULTED_DEPARTMENT, Role.PERMIT_OFFICER):
            with pytest.raises(PermissionDenied):
                analysing.propose(
                    case.questions.first(), text_en="x", by=make.user(role), reason="x"
                )
        with pytest.raises(ValidationError) as refusal:
            explanation = make_analysis.explanation(case)
        assert explanation is None
        assert item is not None
        assert codes(refusal) == ["concluded"]


class TestMatrix:
    def test_five_copies_of_one_video_are_one_source(self):
        case = make_cases.investigation()
        one, other = (make_analysis.explanation(case, text) for text in ("One", "Other"))
        video = make_cases.evidence(case)
        copies = [make_cases.evidence(case, derived_from=video) for _number in range(4)]
        apart = make_cases.evidence(case)
        for item in [video, *copies]:
            make_analysis.weigh(item, one, "supports")
            make_analysis.weigh(item, other, "contradicts")
        make_analysis.weigh(apart, other, "contradicts")

        matrix = matrix_of(case.questions.first(), make_cases.investigator())

        first, second = matrix.columns
        assert (len(first.supporting), len(first.contradicting), first.not_weighed) == (1, 0, 1)
        assert (len(second.supporting), len(second.contradicting)) == (0, 2)
        assert second.items["contradicts"] == 6
        assert [each.explanation for each in matrix.surviving] == [one, other]

    def test_what_cannot_be_judged_is_in_no_rank(self):
        case = make_cases.investigation()
        make_analysis.explanation(case)
        given = {"E2": None, "F1": None, "A6": None, "C5": None}
        for grade in given:
            item = make_cases.evidence(case)
            other = make_cases.evidence(case) if grade.endswith("1") else None
            make_cases.grade(item, grade, confirmed_by=other)
            given[grade] = item
        reader = make_cases.investigator()

        by_source = matrix_of(case.questions.first(), reader, "reliability")
        ranked, unknown, ungraded = by_source.groups
        assert [row.item for row in ranked.rows] == [given[each] for each in ("A6", "C5", "E2")]
        assert [row.item for row in unknown.rows] == [given["F1"]]
        assert len(ungraded.rows) == 1

        by_content = matrix_of(case.questions.first(), reader, "credibility")
        ranked, unknown, _ungraded = by_content.groups
        assert [row.item for row in ranked.rows] == [given[each] for each in ("F1", "E2", "C5")]
        assert [row.item for row in unknown.rows] == [given["A6"]]

    def test_contrary_evidence_comes_first_and_sources_stand_together(self):
        case = make_cases.investigation()
        explanation = make_analysis.explanation(case)
        first, second = make_cases.evidence(case), make_cases.evidence(case)
        copy = make_cases.evidence(case, derived_from=first)
        make_analysis.weigh(second, explanation, "contradicts")
        reader = make_cases.investigator()

        rows = matrix_of(case.questions.first(), reader, "contrary").rows
        assert [row.item for row in rows] == [second, first, copy]
        groups = matrix_of(case.questions.first(), reader, "source").groups
        assert [[row.item for row in group.rows] for group in groups] == [[first, copy], [second]]

    def test_restricted_items_are_absent_for_who_may_not_see_them(self):
        case = make_cases.investigation()
        explanation = make_analysis.explanation(case)
        make_analysis.weigh(make_cases.evidence(case), explanation)
        department = make_analysis.department()

        assert len(matrix_of(case.questions.first(), make_cases.investigator()).rows) == 1
        assert matrix_of(case.questions.first(), department).rows == []


class TestEvents:
    def test_it_rests_on_evidence_and_a_correction_keeps_what_it_rested_on(self):
        case = make_cases.investigation()
        first, second = make_cases.evidence(case), make_cases.evidence(case)
        event = make_analysis.occurrence(case, first, place=make_analysis.place(case))

        corrected = make_analysis.occurrence(
            case, second, occurrence=event, title="Two aircraft are downed", precision="about"
        )

        assert corrected.pk == event.pk
        assert [basis.evidence for basis in corrected.bases.all()] == [second]
        rows = Basis.history.order_by("history_id")
        history = [(row.evidence_id, row.history_type) for row in rows]
        assert history == [(first.pk, "+"), (first.pk, "-"), (second.pk, "+")]

    def test_days_known_less_exactly_are_drawn_as_the_days_they_may_be(self):
        case = make_cases.investigation()
        spans = {
            precision: span_of(
                make_analysis.occurrence(
                    case, precision=precision, happened_on=date(2020, 2, 14), title=precision
                )
            )
            for precision in ("day", "month", "year", "about")
        }
        assert {name: (span.first, span.last) for name, span in spans.items()} == {
            "day": (date(2020, 2, 14), date(2020, 2, 14)),
            "month": (date(2020, 2, 1), date(2020, 2, 29)),
            "year": (date(2020, 1, 1), date(2020, 12, 31)),
            "about": (date(2020, 2, 4), date(2020, 2, 24)),
        }

    def test_withdrawn_it_leaves_the_timeline_and_stays_on_record(self):
        case = make_cases.investigation()
        event = make_analysis.occurrence(case)
        person = make_cases.investigator()
        timelines.withdraw_occurrence(event, by=person, reason="It was another aircraft")

        assert occurrences_of(case, person) == []
        [kept] = occurrences_of(case, person, withdrawn=True)
        assert kept.withdrawn_why == "It was another aircraft"
        with pytest.raises(ValidationError) as refusal:
            timelines.withdraw_occurrence(event, by=person, reason="x")
        assert codes(refusal) == ["withdrawn"]
        with refused("never deleted"), an_entry():
            sql("DELETE FROM investigations_occurrence")

    def test_what_belongs_to_another_case_is_refused(self):
        case, other = make_cases.investigation(), make_cases.investigation()
        for facts, code in [
            ({"place": make_analysis.place(other)}, "other-place"),
            ({"evidence": [make_cases.evidence(other)]}, "other-investigation"),
        ]:
            with pytest.raises(ValidationError) as refusal:
                timelines.record_occurrence(
                    case,
                    **{"title": "x", "happened_on": date(2020, 1, 1), "evidence": [], **facts},
                    by=make_cases.investigator(),
                    reason="x",
                )
            assert codes(refusal) == [code]

    def test_the_last_day_does_not_come_before_the_first(self):
        case = make_cases.investigation()
        with pytest.raises(ValidationError, match="before the first"):
            make_analysis.occurrence(case, ended_on=date(2020, 10, 1))

    def test_the_inquiry_is_told_in_steps(self):
        case = make_cases.investigation(make.valid_permit())
        make_cases.adopted_finding(case)
        make_analysis.answer(make_analysis.consultation(case))
        titles = [step.title for step in steps_of(case, make_cases.investigator())]

        assert titles[0].startswith("The allegation is learned of")
        assert "2 items captured" in " ".join(titles)
        assert any("is consulted" in title for title in titles)
        assert any("answers" in title and "No objection" in title for title in titles)


class TestPlaces:
    def test_a_place_needs_no_country_and_no_coordinates(self):
        case = make_cases.investigation()
        assert make_analysis.place(case, "Nagorno-Karabakh").country is None

    @pytest.mark.parametrize(
        "facts",
        [
            {"latitude": Decimal("39.8")},
            {"latitude": Decimal("91"), "longitude": Decimal("0")},
            {"latitude": Decimal("0"), "longitude": Decimal("-180.5")},
        ],
    )
    def test_coordinates_are_whole_and_on_the_earth(self, facts):
        with pytest.raises(ValidationError):
            make_analysis.place(make_cases.investigation(), **facts)

    def test_a_name_is_given_once(self):
        case = make_cases.investigation()
        make_analysis.place(case)
        with pytest.raises(ValidationError, match="already"):
            make_analysis.place(case)
