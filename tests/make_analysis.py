"""Builders of explanations, weighings, timelines, populations and consultations, by acting."""

from datetime import date

from accounts.models import User
from accounts.roles import Role
from investigations.actions import analysing, consulting, covering, timelines
from investigations.actions.analysing import Judgement
from tests import make, make_cases

DEFENCE = "Department of National Defence"
AS_OF = date(2020, 10, 6)


def department(office=DEFENCE, **facts):
    return make.user(Role.CONSULTED_DEPARTMENT, office=office, **facts)


def explanation(case, text="The goods were used there.", *, by=None, question=None, **facts):
    return analysing.propose(
        question or case.questions.first(),
        by=make_cases.declared(case, by or make_cases.investigator()),
        reason="A test",
        **{"text_en": text, **facts},
    )


def weigh(item, against, bearing="supports", *, why="It shows it.", by=None, **options):
    case = item.investigation
    return analysing.weigh(
        case,
        {(item, against): Judgement(bearing, why)},
        by=make_cases.declared(case, by or make_cases.investigator()),
        reason="A test",
        **options,
    )


def place(case, name="Stepanakert", *, by=None, **facts):
    return timelines.record_place(
        case, name=name, by=by or make_cases.investigator(), reason="A test", **facts
    )


def occurrence(case, *items, by=None, **facts):
    return timelines.record_occurrence(
        case,
        evidence=list(items),
        by=by or make_cases.investigator(),
        reason="A test",
        **{"title": "An aircraft is downed", "happened_on": date(2020, 10, 19), **facts},
    )


def population(case, *, by=None, **question):
    return covering.define(
        case,
        by=by or make_cases.investigator(),
        reason="A test",
        **{"title": "Suspended or valid", "as_of": AS_OF, **question},
    )


def frozen_population(case, *, by=None, **question):
    defined = population(case, by=by, **question)
    return covering.freeze(
        defined,
        expected=defined.matching().count(),
        by=by or make_cases.investigator(),
        reason="A test",
    )


def consultation(case, *, scope=None, by=None, office=DEFENCE, **facts):
    """A question put to a department about every permit in scope, or about those given."""
    if not _somebody_at(office):
        department(office)
    return consulting.consult(
        case,
        scope=case.scope.all() if scope is None else scope,
        office=office,
        by=by or make_cases.investigator(),
        reason="A test",
        **{
            "subject": "Sensors on aircraft",
            "question": "Were they seen in use?",
            "asked_on": date(2020, 12, 1),
            "due_on": date(2021, 1, 15),
            **facts,
        },
    )


def _somebody_at(office):
    return User.objects.holding(Role.CONSULTED_DEPARTMENT).filter(office=office).exists()


def give_positions(asked, position="objection", *, permits=None, by=None, **facts):
    return consulting.give_positions(
        asked.permits.all() if permits is None else permits,
        consultation=asked,
        position=position,
        by=by or department(asked.office),
        reason="A test",
        **{"reasons": "Of the kind seen.", **facts},
    )


def answer(asked, position="no-objection", *, by=None, **facts):
    return consulting.answer(
        asked,
        position=position,
        by=by or department(asked.office),
        reason="A test",
        **{"reasons": "Looked at.", "holds_for_rest": True, **facts},
    )
