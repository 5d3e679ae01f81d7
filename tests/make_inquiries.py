"""Builders of challenges, traced components, requests and teams that reach a state by acting."""

from datetime import date, timedelta

from django.utils import timezone

from investigations import actions
from investigations.models.challenges import Capacity, Effect
from investigations.models.requests import AddresseeKind, Channel, RequestOutcomeKind
from investigations.models.team import InterestOutcome
from tests import make, make_cases

RECEIVED_ON = date(2020, 11, 2)
SENT_ON = date(2020, 10, 13)
DUE_ON = date(2020, 11, 13)


def challenge(item, *, by=None, **facts):
    """A challenge by the holder of a permit, not answered."""
    return actions.challenge(
        item,
        by=by or make_cases.investigator(),
        reason="A test",
        **{
            "party": "Optics Ltd.",
            "capacity": Capacity.HOLDER,
            "received_on": RECEIVED_ON,
            "grounds": "The serial number shown was never ours.",
            **facts,
        },
    )


def answered_challenge(item, *, by=None, **facts):
    """A challenge that was answered, the grade kept unless said otherwise."""
    case = item.investigation
    return actions.answer_challenge(
        challenge(item),
        by=make_cases.declared(case, by or make.director()),
        reason="A test",
        **{"text": "The plate is legible.", "effect": Effect.KEPT, **facts},
    )


def trace(item, *, by=None, **facts):
    """A component with a serial number and a model."""
    return actions.trace(
        item,
        by=by or make_cases.investigator(),
        reason="A test",
        **{
            "component": "Imaging turret",
            "model": "AO-15",
            "serial": "SN-4711",
            "documented_by": "Technical mission",
            **facts,
        },
    )


def match(component, *, by=None, **facts):
    case = component.evidence.investigation
    return actions.match_trace(
        component,
        by=by or make_cases.judge(case),
        reason="The plate reads so",
        **facts,
    )


def request(case, *, by=None, **facts):
    """A letter in English to the exporter, long overdue unless said otherwise."""
    return actions.send_request(
        case,
        by=by or make_cases.investigator(),
        reason="A test",
        **{
            "addressee_kind": AddresseeKind.COMPANY,
            "addressee": "Optics Ltd.",
            "channel": Channel.LETTER,
            "language": "en",
            "question": "To whom did you deliver serial number SN-4711?",
            "sent_on": SENT_ON,
            "due_on": DUE_ON,
            **facts,
        },
    )


def silence(asked, *, outcome=RequestOutcomeKind.SILENT, on=None, by=None):
    """A request that nobody answered, on record."""
    return actions.record_no_answer(
        asked,
        outcome=outcome,
        on=on or asked.due_on + timedelta(days=3),
        by=by or make_cases.investigator(),
        reason="A test",
    )


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def interest(case, person, words="I own shares of the exporter."):
    return actions.declare(case, interest=words, by=person, reason="A test")


def ruled(case, person, outcome=InterestOutcome.RECUSED, *, by=None):
    """A person whose interest a director decided on."""
    return actions.decide_interest(
        interest(case, person), outcome=outcome, by=by or make.director(), reason="A test"
    )


def recused(case, person=None):
    """Somebody who may do nothing in this case."""
    person = person or make_cases.investigator()
    ruled(case, person)
    return person


def on_hold(case, *, days=30, by=None):
    return actions.put_on_hold(
        case,
        until=in_days(days),
        by=by or make_cases.investigator(),
        reason="Waiting for a mission",
    )
