"""The auditor's pages: the feed, an entry, a record as it stood."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Act as AccountAct
from accounts.models import Appointment, RoleAssignment, User
from accounts.roles import Role
from audit import ledger, views
from audit.models import Entry
from permits.models import Order, Permit
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(sign_in):
    return sign_in(make.user(Role.AUDITOR, name="A. Auditor"))


def feed(client, **query):
    response = client.get(reverse("audit:entry_list"), query)
    assert response.status_code == 200
    return response


def numbers(response):
    return [entry.sequence for entry in response.context["page"].entries]


def some_entries(count, **facts):
    """Entries that each change one appointment."""
    appointment = make.minister()
    for number in range(count):
        facts = {"by": None, "action": "test.act", "reason": f"Reason {number}", **facts}
        with ledger.entry(**facts):
            Appointment.objects.filter(pk=appointment.pk).update(instrument=f"P.C. {number}")


# The feed


def test_the_feed_shows_who_did_what_newest_first(auditor):
    officer = make.user(Role.PERMIT_OFFICER, name="O. Fficer")
    permit = make.submitted_permit(by=officer)

    response = feed(auditor)

    assert numbers(response) == sorted(numbers(response), reverse=True)
    entry = Entry.objects.get(about=permit.reference)
    page = response.content.decode()
    row = page[page.index(f">{entry.sequence}</a>") :].partition("</tr>")[0]
    for words in (
        "O. Fficer",
        "Permit officer",
        "Register permit",
        permit.reference,
        "A test",
        "Page",
    ):
        assert words in row


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
@pytest.mark.parametrize("place", ["feed", "entry", "record"])
def test_only_auditors_read_the_record(sign_in, role, place):
    permit = make.submitted_permit()
    url = {
        "feed": reverse("audit:entry_list"),
        "entry": reverse("audit:entry_detail", args=[Entry.objects.last().sequence]),
        "record": reverse("audit:record_history", args=["permits.permit", permit.pk]),
    }[place]
    assert sign_in(make.user(Role.AUDITOR)).get(url).status_code == 200

    assert sign_in(make.user(role)).get(url).status_code == 403


def test_superuser_status_does_not_open_the_record(sign_in):
    root = User.objects.create_superuser("root", "a long pass phrase", name="Root")

    assert sign_in(root).get(reverse("audit:entry_list")).status_code == 403


def test_nothing_can_be_written_through_the_pages_of_the_record(auditor):
    permit = make.submitted_permit()
    entries = Entry.objects.count()

    for url in (
        reverse("audit:entry_list"),
        reverse("audit:entry_detail", args=[Entry.objects.last().sequence]),
        reverse("audit:record_history", args=["permits.permit", permit.pk]),
    ):
        auditor.post(url, {"status": "valid", "reason": "Try"})

    permit.refresh_from_db()
    assert (permit.status, Entry.objects.count()) == ("submitted", entries)


def test_the_feed_walks_to_the_end_and_back(auditor):
    some_entries(130)
    everything = list(Entry.objects.order_by("-sequence").values_list("sequence", flat=True))
    url = reverse("audit:entry_list")

    seen, response = [], auditor.get(url)
    while True:
        seen += numbers(response)
        if not (following := response.context["page"].next_url):
            break
        response = auditor.get(url + following)
    assert seen == everything

    back = []
    while True:
        back = numbers(response) + back
        if not (preceding := response.context["page"].previous_url):
            break
        response = auditor.get(url + preceding)
    assert back == everything

    oldest = auditor.get(url + auditor.get(url).context["page"].last_url)
    assert numbers(oldest) == everything[-views.PAGE :]
    assert oldest.context["page"].next_url == ""


def test_a_page_of_the_feed_makes_few_queries_whatever_its_length(
    auditor, django_assert_num_queries
):
    url = reverse("audit:entry_list")
    auditor.get(url)
    with django_assert_num_queries(6):  # session, user, roles, people to choose from, rows, count
        auditor.get(url)
    some_entries(60)
    with django_assert_num_queries(6):
        auditor.get(url)


def test_the_feed_is_filtered_by_person_act_record_days_and_source(auditor):
    clerk = make.user(Role.PERMIT_OFFICER)
    permit = make.submitted_permit(by=clerk, reference="XP-2019-000042")
    other = make.submitted_permit(reference="XP-2019-000043")

    assert {entry.actor for entry in feed(auditor, person=clerk.pk).context["page"].entries} == {
        clerk
    }
    assert {entry.actor for entry in feed(auditor, person="system").context["page"].entries} == {
        None
    }
    assert {
        entry.about for entry in feed(auditor, action="permit.register").context["page"].entries
    } == {permit.reference, other.reference}
    assert [
        entry.about for entry in feed(auditor, record="xp-2019-000042").context["page"].entries
    ] == ["XP-2019-000042"]
    assert {
        entry.about for entry in feed(auditor, record="XP-2019-0000*").context["page"].entries
    } == {"XP-2019-000042", "XP-2019-000043"}
    assert numbers(feed(auditor, source="import")) == []
    newest = Entry.objects.last()
    today = newest.recorded_at.astimezone(ledger.timezone.get_current_timezone()).date()
    assert newest.sequence in numbers(feed(auditor, first_day=today, last_day=today))
    assert numbers(feed(auditor, last_day=date(2001, 1, 1))) == []
    assert numbers(feed(auditor, first_day=date(2999, 12, 31))) == []
    assert newest.sequence in numbers(feed(auditor, last_day=date(2999, 12, 31)))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"first_day": "yesterday"}, "First day"),
        ({"last_day": "9999-12-31"}, "Last day"),
        ({"first_day": "0001-01-01"}, "First day"),
        ({"person": "9" * 30}, "Person"),
        ({"action": "nothing.known"}, "Act"),
        ({"record": "a\x00b"}, "Record"),
        ({"record": "x" * 200}, "Record"),
    ],
)
def test_a_wrong_question_is_explained_beside_its_field(auditor, query, field):
    response = feed(auditor, **query)

    page = response.content.decode()
    summary = page[page.index("There is a problem") :].partition("</ul>")[0]
    assert f"{field}:" in summary
    assert numbers(response) == []


@pytest.mark.parametrize("cursor", ["abc", "9" * 40, "-5", "", "1.5"])
def test_a_cursor_that_is_none_gives_the_first_page(auditor, cursor):
    assert numbers(feed(auditor, before=cursor)) == numbers(feed(auditor))


def test_the_count_stops_at_ten_thousand():
    assert views.count_label(1) == "1 entry"
    assert views.count_label(10_000) == "10,000 entries"
    assert views.count_label(10_001) == "More than 10,000 entries"


# An entry


def test_an_entry_shows_every_field_that_changed_in_words(auditor):
    permit = make.suspended_permit()
    entry = permit.last_change.entry

    response = auditor.get(reverse("audit:entry_detail", args=[entry.sequence]))

    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    for words in (
        f"Entry {entry.sequence}: Sign order",
        "Minister's office",
        entry.leaf_hash.hex(),
        f"{permit.reference} Changed Status Valid Suspended",
        "Last status change Submitted → Valid Valid → Suspended",
        "Status changes",
        "Outcomes",
    ):
        assert words in page.replace("&#x27;", "'")


def test_an_entry_with_many_rows_shows_the_first_and_pages_through_the_rest(
    auditor, django_assert_max_num_queries
):
    permits = make.valid_permits(60)
    entry = Permit.objects.get(pk=permits[0].pk).last_change.entry
    url = reverse("audit:entry_detail", args=[entry.sequence])

    with django_assert_max_num_queries(30):
        response = auditor.get(url)

    parts = {part.table: part for part in response.context["written"]}
    assert (parts["permits_historicalpermit"].shown, parts["permits_historicalpermit"].count) == (
        50,
        60,
    )
    first = [version.key for version in parts["permits_historicalpermit"].versions]
    after = parts["permits_historicalpermit"].last_number
    response = auditor.get(url, {"table": "permits_historicalpermit", "after": after})
    [rest] = response.context["written"]
    assert sorted(first + [version.key for version in rest.versions]) == sorted(
        permit.pk for permit in permits
    )
    assert not rest.more


def test_the_queries_of_an_entry_do_not_grow_with_its_rows(
    auditor, django_assert_num_queries, sign_in
):
    few = make.valid_permits(2)[0].last_change.entry.sequence
    many = make.valid_permits(40)[0].last_change.entry.sequence
    client = auditor
    client.get(reverse("audit:entry_detail", args=[few]))
    with django_assert_num_queries(20):
        client.get(reverse("audit:entry_detail", args=[few]))
    with django_assert_num_queries(20):
        client.get(reverse("audit:entry_detail", args=[many]))


@pytest.mark.parametrize("query", [{"table": "auth_user"}, {"table": "x' OR 1=1"}])
def test_only_tables_under_the_entry_are_shown(auditor, query):
    make.submitted_permit()
    url = reverse("audit:entry_detail", args=[Entry.objects.last().sequence])
    assert auditor.get(url).status_code == 200

    assert auditor.get(url, query).status_code == 404


@pytest.mark.parametrize("sequence", [10**6, 10**30])
def test_an_entry_that_is_not_there_is_not_found(auditor, sequence):
    assert auditor.get(f"/audit/entries/{sequence}/").status_code == 404


# A record


def test_a_record_is_shown_as_it_stood_beside_today(auditor):
    permit = make.suspended_permit()
    entry = permit.last_change.entry
    url = reverse("audit:record_history", args=["permits.permit", permit.pk])
    now = entry.recorded_at.astimezone(ledger.timezone.get_current_timezone())

    response = auditor.get(url, {"day": now.date().isoformat()})

    standing = response.context["standing"]
    assert [fact.differs for fact in standing.facts].count(True) == 0
    assert standing.then.status == "suspended"

    response = auditor.get(url, {"day": "2019-01-01", "time": "12:00"})
    assert response.context["standing"].then is None
    assert "The record was not there at that moment." in response.content.decode()


def test_every_version_and_event_of_a_record_is_listed(auditor):
    permit = make.suspended_permit()

    response = auditor.get(reverse("audit:record_history", args=["permits.permit", permit.pk]))

    assert [version.kind for version in response.context["versions"]] == ["~", "~", "+"]
    assert {part.table: part.count for part in response.context["events"]} == {
        "permits_statuschange": 2,
        "permits_scheduledpermit": 2,
    }
    assert f'<h1 class="govuk-heading-xl">Permit {permit.reference}</h1>' in (
        response.content.decode()
    )


def test_a_removed_record_keeps_its_page(auditor):
    person = make.user(Role.DIRECTOR, name="D. Rector")
    assignment = person.role_assignments.get()
    key = assignment.pk
    with ledger.entry(by=None, action=AccountAct.CHANGE, reason="Left"):
        RoleAssignment.objects.get(pk=key).delete()

    response = auditor.get(reverse("audit:record_history", args=["accounts.roleassignment", key]))

    page = response.content.decode()
    assert response.status_code == 200
    assert "This record was removed." in page
    assert "D. Rector: Director" in page


def test_the_history_of_a_person_never_shows_a_password(auditor):
    person = make.user()

    page = auditor.get(reverse("audit:record_history", args=["accounts.user", person.pk]))

    assert "(never shown)" in page.content.decode()
    assert person.password.encode() not in page.content


@pytest.mark.parametrize(
    "path",
    [
        "sessions.session/1",
        "audit.entry/1",
        "permits.statuschange/1",
        "permits.historicalpermit/1",
        "no.such/1",
        "nonsense/1",
        "permits.permit/999999999",
        f"permits.permit/{10**30}",
    ],
)
def test_only_records_of_the_house_have_a_history_page(auditor, path):
    assert auditor.get(f"/audit/record/{path}/").status_code == 404


@pytest.mark.parametrize(
    "query", [{"day": "31 June"}, {"day": "9999-12-31"}, {"day": "2020-01-01", "time": "25:00"}]
)
def test_a_wrong_moment_is_explained(auditor, query):
    permit = make.submitted_permit()
    url = reverse("audit:record_history", args=["permits.permit", permit.pk])

    response = auditor.get(url, query)

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert response.context["standing"] is None


def test_the_versions_of_an_order_are_read_too(auditor):
    permit = make.suspended_permit()
    order = Order.objects.filter(kind="suspend").get()

    response = auditor.get(reverse("audit:record_history", args=["permits.order", order.pk]))

    assert response.status_code == 200
    assert permit.reference in response.content.decode()
