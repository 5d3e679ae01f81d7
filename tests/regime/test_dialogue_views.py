"""The pages of dialogues and of settling a precondition: shown, refused, forbidden."""

import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.roles import Role
from regime.models import Commitment, Dialogue, Meeting
from tests import make, make_dialogues

pytestmark = pytest.mark.django_db

LIST = reverse("regime:dialogue_list")
NEW = {
    "country": "TR",
    "title_en": "Dialogue mechanism",
    "title_fr": "Mécanisme de dialogue",
    "opened_on": "2021-04-12",
    "precondition": "",
    "reason": "The Minister announced it",
}
MEETING = {
    "held_on": "2021-05-20",
    "place": "By telephone",
    "subject": "End-use assurances",
    "canada": "Trade Controls Bureau; A. Roy\n\nEmbassy in Ankara",
    "destination": "Ministry of Defence",
    "third": "",
    "summary": "Both sides stated their views.",
    "document": "",
    "assurances": "",
    "next_on": "",
    "reason": "Held that day",
}
SETTLEMENT = {
    "status": "met",
    "settled_on": "2023-06-01",
    "document": "Exchange of letters of 1 June 2023",
    "note": "",
    "reason": "The letters were exchanged",
}


def address(view, *args):
    return reverse(f"regime:{view}", args=args)


def text_of(response):
    """The words of a page."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def errors_of(response):
    """The errors of a page's form, by field."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


@pytest.fixture
def keeper(sign_in):
    return sign_in(make_dialogues.keeper())


# --- The list -------------------------------------------------------------------------------------


def test_the_list_counts_meetings_and_commitments_in_a_constant_number_of_queries(
    sign_in, django_assert_num_queries
):
    talks = make_dialogues.dialogue(precondition=make_dialogues.pending())
    make_dialogues.met(talks)
    make_dialogues.commitment(talks)
    client = sign_in(make.officer())
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)

    make_dialogues.dialogue(title_en="Second")
    with django_assert_num_queries(5):
        page = client.get(LIST)

    rows = [(each.meetings_held, each.unfulfilled, each.overdue) for each in page.context["page"]]
    assert rows == [(0, 0, 0), (1, 1, 1)]
    assert "Second" in text_of(page)


def test_the_list_is_filtered_by_state_country_and_words(keeper):
    closed = make_dialogues.closed(make_dialogues.dialogue(title_en="Sensors"))
    make_dialogues.dialogue(country=make.country("AZ"))

    def found(**query):
        return [each.pk for each in keeper.get(LIST, query).context["page"]]

    assert found(state="closed") == found(country="TR") == found(q="sensor") == [closed.pk]
    assert found(q="nothing") == []


def test_an_administrator_sees_no_dialogue(sign_in):
    talks = make_dialogues.dialogue()
    client = sign_in(make.user(Role.ADMINISTRATOR))

    assert client.get(LIST).status_code == 403
    assert client.get(talks.get_absolute_url()).status_code == 403


# --- One dialogue ---------------------------------------------------------------------------------


def test_the_page_shows_meetings_sides_assurances_and_marks_what_is_overdue(
    sign_in, django_assert_num_queries
):
    talks = make_dialogues.dialogue()
    assurance = make.assurance()
    meeting = make_dialogues.met(talks, assurances=[assurance])
    late = make_dialogues.commitment(talks, meeting=meeting)
    make_dialogues.followed_up(make_dialogues.commitment(talks, text_en="To visit."))
    client = sign_in(make.officer())
    client.get(talks.get_absolute_url())

    with django_assert_num_queries(12):
        page = client.get(talks.get_absolute_url())

    words = text_of(page)
    assert words.count("Overdue") == 1
    for said in (
        str(late),
        "Trade Controls Bureau, A. Roy",
        "Ministry of Defence",
        assurance.reference,
        "2021-09-30 · Kept: A list was received.",
    ):
        assert said in words
    assert "Record a meeting" not in words


def test_the_page_names_the_precondition_and_how_many_applications_wait(sign_in):
    precondition = make_dialogues.pending()
    talks = make_dialogues.dialogue(precondition=precondition)
    for _each in range(2):
        make_dialogues.application()
    office = sign_in(make.ministers_office())

    page = text_of(office.get(talks.get_absolute_url()))

    assert f"Pending {precondition.title}" in page
    assert "2 applications wait for it" in page
    assert "Settle the precondition" in page


# --- Acts -----------------------------------------------------------------------------------------


def test_a_dialogue_is_opened_from_a_precondition(keeper):
    precondition = make_dialogues.pending()
    here = f"{address('dialogue_new')}?precondition={precondition.pk}"

    shown = keeper.get(here)
    response = keeper.post(here, {**NEW, "precondition": precondition.pk})

    assert shown.context["form"].initial["country"] == "TR"
    talks = Dialogue.objects.get()
    assert response["Location"] == talks.get_absolute_url()
    assert talks.precondition == precondition


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title_fr": ""}, "title_fr"),
        ({"opened_on": "2021-02-30"}, "opened_on"),
        ({"opened_on": "0001-01-01"}, "opened_on"),
        ({"country": "XX"}, "country"),
        ({"precondition": "x"}, "precondition"),
        ({"title_en": "nul \x00"}, "title_en"),
        ({"opened_on": "2199-01-01"}, "opened_on"),
    ],
)
def test_a_dialogue_is_not_opened_on_bad_input(keeper, change, field):
    page = keeper.post(address("dialogue_new"), {**NEW, **change})

    assert page.status_code == 200
    assert list(errors_of(page)) == [field]
    assert not Dialogue.objects.exists()


def test_a_meeting_is_recorded_with_its_offices_one_on_each_line(keeper):
    talks, assurance = make_dialogues.dialogue(), make.assurance()

    response = keeper.post(
        address("meeting_new", talks.number), {**MEETING, "assurances": assurance.reference}
    )

    meeting = Meeting.objects.get()
    assert response["Location"] == talks.get_absolute_url()
    assert [(row.side, row.office, row.person) for row in meeting.participants.all()] == [
        ("canada", "Trade Controls Bureau", "A. Roy"),
        ("canada", "Embassy in Ankara", ""),
        ("destination", "Ministry of Defence", ""),
    ]
    assert [row.assurance for row in meeting.agreed.all()] == [assurance]


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        (
            {"canada": "; A. Roy"},
            {"canada": ["Name the office before the semicolon: ; A. Roy"]},
        ),
        ({"assurances": "EUC-1\nEUC-2"}, {"assurances": ["Not on the register: EUC-1, EUC-2."]}),
        (
            {"destination": ""},
            {"destination": ["Name at least one office for Canada and one for another side."]},
        ),
        (
            {"held_on": "2021-04-11"},
            {"held_on": ["The day given is before the dialogue was opened."]},
        ),
    ],
)
def test_a_meeting_is_not_recorded_on_bad_input(keeper, change, errors):
    talks = make_dialogues.dialogue()

    page = keeper.post(address("meeting_new", talks.number), {**MEETING, **change})

    assert errors_of(page) == errors
    assert "Both sides stated their views." in page.content.decode()
    assert not Meeting.objects.exists()


def test_a_commitment_is_recorded_followed_up_and_then_settled(keeper):
    talks = make_dialogues.dialogue()
    said = {
        "side": "destination",
        "text_en": "To confirm where the sensors are.",
        "text_fr": "Confirmer où se trouvent les capteurs.",
        "meeting": "",
        "made_on": "2021-05-20",
        "due_on": "2021-09-30",
        "reason": "Said at the meeting",
    }

    keeper.post(address("commitment_new", talks.number), said)
    commitment = Commitment.objects.get()
    there = address("commitment_follow_up", talks.number, commitment.pk)
    followed = {"followed_on": "2021-10-01", "note": "Asked again.", "reason": "It was due"}
    refused = keeper.post(there, {**followed, "outcome": "open"})
    again = keeper.post(there, {**followed, "outcome": "open", "next_on": "2021-11-01"})
    keeper.post(there, {**followed, "outcome": "kept"})
    closed = keeper.get(there)

    commitment.refresh_from_db()
    assert errors_of(refused) == {"next_on": ["A commitment that stays open has a next follow-up."]}
    assert again["Location"] == commitment.get_absolute_url()
    assert [row.outcome for row in commitment.follow_ups.all()] == ["open", "kept"]
    assert "What became of the commitment is settled." in text_of(closed)


def test_a_dialogue_is_closed_and_says_why_it_cannot_be(keeper):
    talks = make_dialogues.dialogue()
    commitment = make_dialogues.commitment(talks)
    said = {
        "closed_on": "2023-06-01",
        "conclusion_en": "Concluded.",
        "conclusion_fr": "Conclu.",
        "reason": "All is done",
    }

    shut = keeper.get(talks.get_absolute_url())
    make_dialogues.followed_up(commitment)
    keeper.post(address("dialogue_close", talks.number), said)

    assert "Commitments are still open" in text_of(shut)
    page = text_of(keeper.get(talks.get_absolute_url()))
    assert "Concluded. Closed on 1 June 2023" in page
    assert "The dialogue is closed." in page


@pytest.mark.parametrize("view", ["meeting_new", "commitment_new", "dialogue_close"])
def test_an_officer_puts_nothing_on_the_record_of_a_dialogue(sign_in, view):
    talks = make_dialogues.dialogue()

    assert sign_in(make.officer()).post(address(view, talks.number)).status_code == 403
    assert not Meeting.objects.exists()


# --- Settling a precondition ----------------------------------------------------------------------


def test_settling_shows_what_comes_back_to_whom_and_then_asks_to_confirm(sign_in):
    precondition, minister = make_dialogues.pending(), make.minister()
    officer = make.officer()
    application = make_dialogues.application(officer=officer)
    make_dialogues.dialogue(precondition=precondition, title_en="Talks on sensors")
    client = sign_in(make.ministers_office())
    here = address("precondition_settle", precondition.pk)
    typed = {**SETTLEMENT, "appointment": minister.pk}

    first = text_of(client.get(here))
    second = client.post(here, typed)
    unchanged = type(precondition).objects.get()
    back = client.post(here, {**typed, "change": "yes"})
    done = client.post(here, {**typed, "confirmed": "yes"})

    for page in (first, text_of(second)):
        assert application.number in page
        assert officer.name in page
    assert "Talks on sensors" in first
    assert "Met since 1 June 2023" in text_of(second)
    assert unchanged.status == "pending"
    assert back.templates[0].name == "regime/precondition_settle.html"
    precondition.refresh_from_db()
    assert precondition.status == "met"
    assert done["Location"] == precondition.version.get_absolute_url()


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"status": "pending"}, {"status"}),
        ({"document": ""}, {"document"}),
        ({"settled_on": "next week"}, {"settled_on"}),
        ({"status": "waived"}, {"note"}),
        ({"settled_on": "2021-04-01"}, {"settled_on"}),
        ({"appointment": "0"}, {"appointment"}),
    ],
)
@pytest.mark.parametrize("step", [{}, {"confirmed": "yes"}])
def test_bad_input_settles_nothing_at_either_step(sign_in, change, errors, step):
    precondition, minister = make_dialogues.pending(), make.minister()
    client = sign_in(make.ministers_office())
    typed = {**SETTLEMENT, "appointment": minister.pk, **change, **step}

    page = client.post(address("precondition_settle", precondition.pk), typed)

    precondition.refresh_from_db()
    assert set(errors_of(page)) == errors
    assert precondition.status == "pending"


def test_a_delegation_that_ended_settles_nothing_and_says_so(sign_in):
    director = make.director()
    ended = make.delegation(director, valid_until=make_dialogues.OPENED_ON)
    precondition = make_dialogues.pending()

    page = sign_in(director).post(
        address("precondition_settle", precondition.pk), {**SETTLEMENT, "appointment": ended.pk}
    )

    assert errors_of(page) == {
        "appointment": ["The office-holder named was not in office on the day given."]
    }


def test_a_settled_precondition_shows_why_it_is_not_settled_again(sign_in):
    settled = make_dialogues.settled()

    page = text_of(sign_in(make.ministers_office()).get(address("precondition_settle", settled.pk)))

    assert "The precondition is settled already; it is settled once." in page
    assert "Exchange of letters of 1 June 2023" in page


def test_who_keeps_dialogues_settles_no_precondition(keeper):
    precondition = make_dialogues.pending()

    assert keeper.get(address("precondition_settle", precondition.pk)).status_code == 403
    assert keeper.post(address("precondition_settle", 10**30)).status_code == 403


def test_a_precondition_that_is_not_there_is_not_found(sign_in):
    client = sign_in(make.ministers_office())

    assert client.get(address("precondition_settle", 10**30)).status_code == 404
    assert client.get(address("dialogue_detail", "DL-1999-000001")).status_code == 404
