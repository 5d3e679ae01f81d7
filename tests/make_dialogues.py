"""Builders of preconditions and dialogues that reach a state by acting."""

from datetime import date

from accounts.roles import Role
from regime.actions import dialogues as actions
from regime.actions import preconditions
from regime.models.dialogues import CommitmentOutcome, Side
from tests import make, make_regime

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
