"""Builders of preconditions and dialogues that reach a state by acting."""

import itertools
from datetime import UTC, date, datetime

from accounts.roles import Role
from applications.models import (
    Act,
    Application,
    ApplicationLine,
    ApplicationStatus,
    ClaimStatus,
    ExemptionClaim,
)
from audit import ledger
from regime.actions import dialogues as actions
from regime.actions import preconditions
from regime.models.dialogues import CommitmentOutcome, Side
from tests import make, make_regime

numbers = itertools.count(1)

RECEIVED_AT = datetime(2021, 6, 1, 14, 0, tzinfo=UTC)
OPENED_ON = date(2021, 4, 12)
HELD_ON = date(2021, 5, 20)
DUE_ON = date(2021, 9, 30)


def keeper():
    return make.user(Role.POLICY_OFFICER)


def pending(**changes):
    """A precondition of the fourth version of the real measures: Group 2 waits for a dialogue."""
    return make_regime.the_real_sequence(until=4, **changes)[-1].preconditions.get()


def settlement(**changes):
    """What is said when a precondition is met, in the words of the action."""
    return {
        "status": "met",
        "settled_on": date(2023, 6, 1),
        "document": "Exchange of letters of 1 June 2023",
        "note": "",
        "appointment": changes.get("appointment") or make.minister(),
        **changes,
    }


def settled(precondition=None, *, by=None, **changes):
    return preconditions.settle(
        precondition or pending(),
        by=by or make.ministers_office(),
        reason="A test",
        **settlement(**changes),
    )


def dialogue(*, by=None, **changes):
    return actions.open_dialogue(
        by=by or keeper(),
        reason="A test",
        **{
            "country": make.country("TR"),
            "title_en": "Dialogue mechanism on export permits",
            "title_fr": "Mécanisme de dialogue sur les licences d'exportation",
            "opened_on": OPENED_ON,
            "precondition": None,
            **changes,
        },
    )


def met(talks, *, by=None, **changes):
    """A meeting of a dialogue between one office on each side."""
    return actions.record_meeting(
        talks,
        by=by or keeper(),
        reason="A test",
        **{
            "held_on": HELD_ON,
            "place": "Ottawa",
            "subject": "First meeting",
            "summary": "The end-use assurances were discussed.",
            "participants": [
                {"side": Side.CANADA, "office": "Trade Controls Bureau", "person": "A. Roy"},
                {"side": Side.DESTINATION, "office": "Ministry of Defence", "person": ""},
            ],
            **changes,
        },
    )


def commitment(talks, *, by=None, **changes):
    return actions.record_commitment(
        talks,
        by=by or keeper(),
        reason="A test",
        **{
            "side": Side.DESTINATION,
            "text_en": "To confirm where the sensors are.",
            "text_fr": "Confirmer où se trouvent les capteurs.",
            "made_on": HELD_ON,
            "due_on": DUE_ON,
            "meeting": None,
            **changes,
        },
    )


def followed_up(undertaken, outcome=CommitmentOutcome.KEPT, *, by=None, **changes):
    return actions.follow_up(
        undertaken,
        by=by or keeper(),
        reason="A test",
        **{
            "followed_on": DUE_ON,
            "outcome": outcome,
            "note": "A list was received.",
            "next_on": None,
            **changes,
        },
    )


def closed(talks, *, by=None, **changes):
    return actions.close(
        talks,
        by=by or keeper(),
        reason="A test",
        **{
            "closed_on": date(2023, 6, 1),
            "conclusion_en": "The mechanism is concluded.",
            "conclusion_fr": "Le mécanisme est conclu.",
            **changes,
        },
    )


def application(*codes, officer=None, status=ApplicationStatus.UNDER_REVIEW, **facts):
    """An application as its review finds it: these goods, to one destination, with its officer."""
    facts = {"received_at": RECEIVED_AT, "destination": make.country("TR"), **facts}
    facts.setdefault("applicant", make.party())
    number = f"AP-2021-9{next(numbers):05d}"
    with ledger.entry(by=None, action=Act.ENTER, about=number, reason="A test"):
        entered = Application.objects.create(
            number=number, status=status, officer=officer or make.officer(), **facts
        )
        ApplicationLine.objects.bulk_create(
            ApplicationLine(application=entered, position=position, code=code)
            for position, code in enumerate(codes or ("2-15",), start=1)
        )
    return entered


def withdrawn(given):
    """The same application, withdrawn by its applicant."""
    with ledger.entry(by=None, action=Act.WITHDRAW, about=given.number, reason="A test"):
        given.status, given.closed_on = ApplicationStatus.WITHDRAWN, date(2021, 7, 1)
        given.save()
    return given


def granted(claimant, exemption):
    """An exemption granted on an application, for reasons in both languages."""
    director = make.director()
    with ledger.entry(by=None, action=Act.DECIDE_EXEMPTION, reason="A test"):
        return ExemptionClaim.objects.create(
            application=claimant,
            exemption=exemption,
            status=ClaimStatus.GRANTED,
            evidence="The agreement of the program.",
            claimed_by=director,
            claimed_on=date(2021, 6, 2),
            decided_by=director,
            decided_for=make.delegation(director),
            decided_at=datetime(2021, 6, 3, 14, 0, tzinfo=UTC),
            reasons_en="It belongs to the program.",
            reasons_fr="Elle relève du programme.",
        )
