"""Spring 2021 to January 2024: applications wait for a dialogue, and come back when it is done.

Every party, person and document here is fictional.
"""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from applications.rules import deciding, waiting
from applications.rules.refusals import Refusal
from audit.models import Entry
from audit.verification import Verification
from exportcontrol.waiting import for_person
from regime.models import Precondition
from regime.models.dialogues import CommitmentOutcome, Side
from regime.rules.applying import applying
from tests import make, make_dialogues, make_regime

pytestmark = pytest.mark.django_db

CAME_BACK, DUE = "Applications that came back", "Commitments due"


def waits_for(person, kind):
    """What waits for a person under one heading of their home page."""
    found = {each.title: each for each in for_person(person)}
    return [str(record) for record in found[kind].records] if kind in found else []


def what_stands_against(application):
    """Why no permit can be issued, as far as the precondition goes."""
    refusals = deciding.against_issuing(application, at=timezone.now())
    return [each.about for each in refusals if each.refusal == Refusal.PRECONDITION_PENDING]


def test_applications_wait_for_the_dialogue_and_come_back_when_it_is_concluded():
    policy, office = make_dialogues.keeper(), make.ministers_office()
    first_officer, second_officer = make.officer(), make.officer()
    minister = make.minister(holder_name="M. Garnier", valid_until=date(2021, 10, 25))

    # 12 April 2021. Further permits for goods of Group 2 wait for a dialogue mechanism.
    fourth = make_regime.the_real_sequence(until=4, by=policy, signer=office, appointment=minister)[
        -1
    ]
    precondition = fourth.preconditions.get()
    assert (precondition.status, str(precondition)) == (
        "pending",
        "Dialogue mechanism concluded with the destination",
    )
    talks = make_dialogues.dialogue(by=policy, precondition=precondition)

    # June 2021. Applications come in: sensors, other goods, and a NATO cooperation program.
    sensors = make_dialogues.application("2-15", officer=first_officer)
    components = make_dialogues.application("2-10", officer=second_officer)
    software = make_dialogues.application("1-4", officer=first_officer)
    alliance = make_dialogues.application("2-10", officer=second_officer)
    make_dialogues.granted(alliance, fourth.exemptions.get(programme="nato"))
    assert set(waiting.waiting_for(precondition)) == {sensors, components}
    assert {each: waiting.pending_for(each) for each in (sensors, software, alliance)} == {
        sensors: [precondition],
        software: [],
        alliance: [],
    }
    assert [what_stands_against(each) for each in (sensors, software, alliance)] == [
        [str(precondition)],
        [],
        [],
    ]

    # The two sides meet; one undertakes something, and is asked again when it is late.
    meeting = make_dialogues.met(
        talks,
        by=policy,
        participants=[
            {"side": Side.CANADA, "office": "Trade Controls Bureau", "person": "D. Lavoie"},
            {"side": Side.CANADA, "office": "Department of National Defence", "person": ""},
            {"side": Side.DESTINATION, "office": "Defence Procurement Agency", "person": ""},
        ],
        next_on=date(2021, 7, 2),
    )
    whereabouts = make_dialogues.commitment(talks, by=policy, meeting=meeting)
    assert whereabouts.is_overdue
    assert waits_for(policy, DUE) == [str(whereabouts)]
    later = make_dialogues.followed_up(
        whereabouts,
        CommitmentOutcome.OPEN,
        by=policy,
        note="A list is promised for the new year.",
        next_on=date(2022, 1, 15),
    )
    with pytest.raises(ValidationError, match="Commitments are still open"):
        make_dialogues.closed(talks, by=policy)
    make_dialogues.followed_up(
        later, by=policy, followed_on=date(2022, 1, 20), document="Note verbale 2022/11"
    )
    assert waits_for(policy, DUE) == []

    # May 2023. The assurances are agreed, and the letters exchanged on 1 June.
    assurance = make.assurance(kind="government", given_on=date(2023, 5, 30))
    agreed = make_dialogues.met(
        talks, by=policy, held_on=date(2023, 5, 30), subject="Assurances", assurances=[assurance]
    )
    assert [row.assurance for row in agreed.agreed.all()] == [assurance]

    # It is not for those who talk to say that the precondition is met; and the office-holder is
    # the one of the day: the Minister of 2021 had left.
    with pytest.raises(PermissionDenied):
        make_dialogues.settled(precondition, by=policy)
    with pytest.raises(ValidationError, match="was not in office on the day given"):
        make_dialogues.settled(precondition, by=office, appointment=minister)
    precondition.refresh_from_db()
    assert precondition.status == "pending"
    assert waits_for(first_officer, CAME_BACK) == []

    # It is met: each application is back with its own officer at once, the others never left.
    successor = make.minister(holder_name="J. Lafleur", valid_from=date(2021, 10, 26))
    before_it_was_known = timezone.now()
    settled = make_dialogues.settled(precondition, by=office, appointment=successor)
    assert waits_for(first_officer, CAME_BACK) == [sensors.number]
    assert waits_for(second_officer, CAME_BACK) == [components.number]
    assert list(waiting.waiting_for(settled)) == []
    assert what_stands_against(sensors) == []
    assert waiting.settled_for(sensors) == [settled]

    # Who said so, when, on what; and what was known before it was recorded.
    entry = Entry.objects.sealed().newest_first().first()
    assert (entry.about, entry.actor, entry.authority) == (
        str(fourth),
        office,
        successor.as_authority(),
    )
    assert (settled.settled_on, settled.settled_recorded_at, settled.document) == (
        date(2023, 6, 1),
        entry.recorded_at,
        "Exchange of letters of 1 June 2023",
    )

    def pending(day, **known):
        return applying(sensors.subject(), at=day, **known).pending

    in_2022, after = (datetime(year, 7, 1, tzinfo=UTC) for year in (2022, 2023))
    assert pending(in_2022) == [settled]
    assert pending(after) == []
    # Until it was recorded, nobody knew.
    assert pending(after, known_at=before_it_was_known) == [settled]

    # The dialogue closes. January 2024: the measure is lifted; what was met stays met.
    closed = make_dialogues.closed(talks, by=policy)
    assert closed.status == "closed"
    lifted = make_regime.signed(
        make_regime.next_version(
            fourth,
            "lifted",
            starts_at=make_regime.LIFTED_AT,
            preconditions=[make_regime.precondition()],
        ),
        by=office,
        appointment=successor,
    )
    assert [each.status for each in lifted.preconditions.all()] == ["met"]
    assert list(closed.preconditions()) == [lifted.preconditions.get(), settled]
    assert waiting.pending_for(sensors) == []

    # It was settled once, and the record is whole.
    assert Precondition.history.filter(status="met", id=settled.pk).count() == 1
    assert list(Verification()) == []
