"""The population of a review: asked of the register as it stood, frozen, reviewed to the last."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from investigations.actions import covering
from investigations.models import PopulationPermit
from investigations.overview import coverage_of_population
from tests import make, make_analysis, make_cases, make_decisions
from tests.audit.going_round import an_entry, refused, sql

pytestmark = pytest.mark.django_db

DAY = make_analysis.AS_OF


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


def matched(case, **question):
    return set(make_analysis.population(case, **question).matching())


class TestTheQuestion:
    def test_suspended_or_valid_on_the_day_whatever_became_of_them_since(self):
        valid, suspended, cancelled, later = make.valid_permits(4)
        ended = make.valid_permit(valid_until=date(2020, 10, 1))
        make.submitted_permit()
        make.suspension([suspended])
        make_decisions.executed_batch(make.suspension([cancelled]))
        make.suspension([later], effective_at=make.SUSPENDED_AT + timedelta(days=30))
        case = make_cases.investigation()

        assert matched(case) == {valid, suspended, cancelled, later}
        assert matched(case, with_valid=False) == {suspended, cancelled}
        assert matched(case, with_suspended=False) == {valid, later}
        assert ended in matched(case, as_of=date(2020, 9, 30))

    def test_destination_joint_ones_included_goods_and_order(self):
        norway = make.country("NO")
        here, there = make.valid_permit(), make.valid_permit(destination=norway)
        small = make.valid_permit(
            lines=[{"item": make.item("2-1"), "code": "2-1", "description": "Rifles"}]
        )
        first = make.suspension([here])
        make.suspension([small])
        case = make_cases.investigation()

        assert matched(case, destination=norway) == {there}
        assert matched(case, goods="2-15") == {here, there}
        assert matched(case, goods="2") == {here, there, small}
        assert matched(case, suspended_by=first, with_valid=False) == {here}

    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ({"with_valid": False, "with_suspended": False}, "suspended, valid, or both"),
            ({"title": ""}, "cannot be blank"),
        ],
    )
    def test_a_question_that_asks_nothing_is_refused(self, question, words):
        with pytest.raises(ValidationError, match=words):
            make_analysis.population(make_cases.investigation(), **question)

    def test_no_question_is_of_a_day_to_come(self):
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(ValidationError) as refusal:
            make_analysis.population(make_cases.investigation(), as_of=tomorrow)
        assert codes(refusal) == ["population-in-future"]


class TestFreezing:
    def test_the_list_is_kept_with_count_and_digest_and_comes_into_scope(self):
        first, second = make.valid_permits(2)
        make.suspension([second])
        case = make_cases.investigation(first)
        population = make_analysis.frozen_population(case)

        rows = list(population.permits.order_by("permit_id"))
        assert [(row.permit, row.stood) for row in rows] == [
            (first, "valid"),
            (second, "suspended"),
        ]
        lines = "".join(f"{row.permit} {row.version} {row.stood}\n" for row in rows)
        assert (population.count, population.digest) == (2, sha256(lines.encode()).hexdigest())
        assert {row.permit for row in case.scope.all()} == {first, second}

    def test_what_was_reviewed_before_stays_reviewed_and_n_of_n_is_reached(self):
        first, second = make.valid_permits(2)
        case = make_cases.investigation(first)
        make_cases.review(case)
        population = make_analysis.frozen_population(case)

        coverage = coverage_of_population(population)
        assert (coverage.reviewed, coverage.total) == (1, 2)
        make_cases.review(case, "no-concern", scope=case.scope.filter(permit=second))
        assert coverage_of_population(population).not_reviewed == 0

    def test_a_permit_issued_later_is_shown_outside_and_changes_nothing(self):
        make.valid_permit(valid_until=date(2090, 1, 1))
        case = make_cases.investigation()
        population = make_analysis.frozen_population(case)
        later = make.valid_permit(valid_until=date(2090, 1, 1))

        population.refresh_from_db()
        assert population.count == population.permits.count() == 1
        assert list(population.outside(timezone.localdate())) == [later]
        assert list(population.outside(DAY)) == [later]
        assert later.pk not in population.in_scope().values_list("permit", flat=True)

    def test_what_moved_since_it_was_looked_at_is_not_frozen(self):
        make.valid_permit()
        case = make_cases.investigation()
        population = make_analysis.population(case)
        make.valid_permit()

        with pytest.raises(ValidationError) as refusal:
            covering.freeze(population, expected=1, by=make_cases.investigator(), reason="x")

        assert codes(refusal) == ["count-moved"]
        assert not PopulationPermit.objects.exists()
        assert not case.scope.exists()

    def test_nothing_is_no_population_and_a_frozen_one_is_closed(self):
        case = make_cases.investigation()
        person = make_cases.investigator()
        with pytest.raises(ValidationError) as refusal:
            covering.freeze(make_analysis.population(case), expected=0, by=person, reason="x")
        assert codes(refusal) == ["population-empty"]

        make.valid_permit()
        frozen = make_analysis.frozen_population(case)
        for act in (
            lambda: covering.freeze(frozen, expected=1, by=person, reason="x"),
            lambda: covering.drop(frozen, by=person, reason="x"),
            lambda: make_analysis.population(case, population=frozen),
        ):
            with pytest.raises(ValidationError) as refusal:
                act()
            assert codes(refusal) == ["population-frozen"]

    def test_a_dropped_question_stays_on_record(self):
        case = make_cases.investigation()
        dropped = covering.drop(
            make_analysis.population(case), by=make_cases.investigator(), reason="Too wide"
        )
        assert dropped.status == "dropped"
        assert make_analysis.population(case).position == 2

    def test_who_has_no_authority_defines_nothing(self):
        case = make_cases.investigation()
        for role in (Role.AUDITOR, Role.CONSULTED_DEPARTMENT, Role.MINISTERS_OFFICE):
            with pytest.raises(PermissionDenied):
                make_analysis.population(case, by=make.user(role))

    def test_the_database_keeps_the_list_though_python_is_gone_round(self):
        permit, _other = make.valid_permits(2)
        case = make_cases.investigation()
        population = make_analysis.frozen_population(case)
        newcomer = make.valid_permit()

        with refused("stays as it is"), an_entry():
            sql("UPDATE investigations_population SET count = 1")
        with refused("never deleted"), an_entry():
            sql("DELETE FROM investigations_population")
        with refused("as it was listed"), an_entry():
            sql("UPDATE investigations_populationpermit SET stood = 'cancelled'")
        with refused("as it was listed"), an_entry():
            sql("DELETE FROM investigations_populationpermit WHERE permit_id = %s", [permit.pk])
        with refused("takes no more permits"), an_entry():
            sql(
                "INSERT INTO investigations_populationpermit"
                " (population_id, permit_id, version, stood) VALUES (%s, %s, 1, 'valid')",
                [population.pk, newcomer.pk],
            )
