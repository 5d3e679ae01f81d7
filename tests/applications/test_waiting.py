"""Applications wait for a pending precondition, and are back at once when it is settled."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.roles import Role
from applications.models import Application, ApplicationStatus
from applications.rules import waiting
from exportcontrol.waiting import for_person
from regime.models import Precondition
from tests import make, make_dialogues, make_regime

pytestmark = pytest.mark.django_db


def titles_of(person):
    return {kind.title: [str(record) for record in kind.records] for kind in for_person(person)}


def page(precondition):
    return reverse("applications:precondition_waiting", args=[precondition.pk])


# --- Who waits ------------------------------------------------------------------------------------


def test_every_open_application_in_scope_waits_and_no_other():
    precondition = make_dialogues.pending()
    waits = make_dialogues.application("2-15")
    not_taken_up = make_dialogues.application("2-15", status=ApplicationStatus.RECEIVED)
    mixed = make_dialogues.application("1-6", "2-4")
    make_dialogues.application("1-6")
    make_dialogues.application("2-15", destination=make.country("AZ"))
    make_dialogues.withdrawn(make_dialogues.application("2-15"))

    waiting_for = waiting.waiting_for(precondition)

    assert set(waiting_for) == {waits, not_taken_up, mixed}
    assert {each: waiting.pending_for(each) for each in Application.objects.all()} == {
        each: [precondition] if each in waiting_for else [] for each in Application.objects.all()
    }


def test_an_exemption_granted_spares_an_application_the_wait():
    precondition = make_dialogues.pending()
    spared, waits = make_dialogues.application(), make_dialogues.application()
    make_dialogues.granted(spared, precondition.version.exemptions.get(programme="nato"))

    assert list(waiting.waiting_for(precondition)) == [waits]
    assert waiting.pending_for(spared) == []
    make_dialogues.settled(precondition)
    assert list(waiting.released_by(Precondition.objects.get())) == [waits]


def test_the_number_of_applications_does_not_change_the_number_of_queries(
    django_assert_max_num_queries,
):
    precondition = make_dialogues.pending()
    for _each in range(2):
        make_dialogues.application()
    with django_assert_max_num_queries(14) as first:
        assert waiting.waiting_for(precondition).count() == 2

    for _each in range(4):
        make_dialogues.application()
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert waiting.waiting_for(precondition).count() == 6


def test_nothing_waits_any_more_once_another_version_is_in_force():
    fourth = make_regime.the_real_sequence(until=4)[-1]
    application = make_dialogues.application()
    assert list(waiting.waiting_for(fourth.preconditions.get())) == [application]

    lifted = make_regime.next_version(fourth, "lifted", starts_at=make_regime.LIFTED_AT)
    make_regime.signed(lifted)

    assert list(waiting.waiting_for(fourth.preconditions.get())) == []
    assert waiting.pending_for(application) == []


# --- What comes back ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "settlement", [{"status": "met"}, {"status": "waived", "note": "Superseded by events."}]
)
def test_what_waited_is_back_with_its_officer_at_once(settlement):
    precondition = make_dialogues.pending()
    officer, other = make.officer(), make.officer()
    application = make_dialogues.application(officer=officer)
    make_dialogues.application("1-6", officer=officer)
    make_dialogues.application(officer=officer, received_at=datetime(2023, 7, 1, 14, 0, tzinfo=UTC))
    assert "Applications that came back" not in titles_of(officer)

    settled = make_dialogues.settled(precondition, **settlement)

    assert titles_of(officer)["Applications that came back"] == [application.number]
    assert "Applications that came back" not in titles_of(other)
    assert waiting.pending_for(application) == []
    assert waiting.settled_for(application) == [settled]
    assert list(waiting.released_by(settled)) == [application]


def test_what_waits_for_two_preconditions_comes_back_with_the_last():
    version = make_regime.signed_version(
        preconditions=[make_regime.precondition(), make_regime.precondition(title_en="A visit")]
    )
    first, second = version.preconditions.all()
    officer = make.officer()
    application = make_dialogues.application(officer=officer)

    make_dialogues.settled(first)
    assert "Applications that came back" not in titles_of(officer)
    assert waiting.pending_for(application) == [second]

    make_dialogues.settled(second)
    assert titles_of(officer)["Applications that came back"] == [application.number]


def test_commitments_due_are_offered_to_those_who_keep_dialogues():
    make_dialogues.commitment(make_dialogues.dialogue())

    assert titles_of(make_dialogues.keeper()) == {
        "Commitments due": ["To confirm where the sensors are."]
    }
    assert "Commitments due" not in titles_of(make.officer())


# --- The page -------------------------------------------------------------------------------------


def test_the_page_of_a_precondition_lists_what_waits_then_what_came_back(
    sign_in, django_assert_max_num_queries
):
    precondition = make_dialogues.pending()
    officer = make.officer()
    application = make_dialogues.application(officer=officer)
    client = sign_in(officer)

    with django_assert_max_num_queries(30):
        waits = client.get(page(precondition))
    make_dialogues.settled(precondition)
    back = client.get(page(precondition))

    assert [waits.context["heading"], back.context["heading"]] == [
        "Applications that wait",
        "Applications that came back",
    ]
    assert [list(each.context["page"]) for each in (waits, back)] == [[application]] * 2
    assert officer.name in waits.content.decode()


def test_the_page_is_shut_to_those_who_see_no_application(sign_in):
    precondition = make_dialogues.pending()

    assert sign_in(make.user(Role.ADMINISTRATOR)).get(page(precondition)).status_code == 403
    assert sign_in(make.officer()).get(page(precondition)[:-11] + "9/").status_code == 404
