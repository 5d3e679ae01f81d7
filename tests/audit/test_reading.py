"""How the record is read: versions, what an entry wrote, and how a record once stood."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from accounts.models import Appointment, RoleAssignment, User
from accounts.roles import Role
from audit import ledger, reading
from audit.models import Entry
from audit.reading import Change
from permits.models import Permit
from tests import make

pytestmark = pytest.mark.django_db


def act(action="test.act", reason="A test", by=None, about=""):
    return ledger.entry(by=by, action=action, reason=reason, about=about)


def words(change):
    return str(change.label), str(change.before), str(change.after)


def test_a_version_says_what_changed_in_words():
    permit = make.suspended_permit()

    suspended, issued, registered = reading.versions(Permit, permit.pk)

    assert [version.kind for version in (suspended, issued, registered)] == ["~", "~", "+"]
    assert [words(change) for change in suspended.changes] == [
        ("Status", "Valid", "Suspended"),
        ("Last status change", "Submitted → Valid", "Valid → Suspended"),
    ]
    assert suspended.person == suspended.entry.actor_name
    assert suspended.reason == "A test"
    assert suspended.moment == suspended.entry.recorded_at


def test_a_record_that_appears_tells_every_field_it_fills():
    permit = make.submitted_permit(end_use="Training")

    (registered,) = reading.versions(Permit, permit.pk)

    told = {str(change.label): change for change in registered.changes}
    assert told["Holder"] == Change("Holder", "", permit.holder.name)
    assert told["Valid until"] == Change("Valid until", "", date(2023, 6, 2))
    assert told["Temporary export"] == Change("Temporary export", "", False)
    assert told["End use"] == Change("End use", "", "Training")
    assert "End-use location" not in told  # left empty


def test_a_record_that_was_removed_is_still_told_of():
    person = make.user(Role.DIRECTOR)
    assignment = person.role_assignments.get()
    key = assignment.pk
    with act():
        assignment.delete()

    removed, added = reading.versions(RoleAssignment, key)

    assert [words(change) for change in removed.changes] == [
        ("User", str(person), ""),
        ("Role", "Director", ""),
    ]
    assert [words(change) for change in added.changes] == [
        ("User", "", str(person)),
        ("Role", "", "Director"),
    ]


def test_a_password_is_never_shown():
    person = make.user()
    with act():
        person.set_password("another long pass phrase")
        person.save()

    changed, created = reading.versions(User, person.pk)

    assert [words(change) for change in changed.changes] == [
        ("Password", "(never shown)", "(never shown)")
    ]
    assert "md5" not in str([words(change) for change in created.changes])


def test_two_hundred_versions_are_read_in_one_query_and_one_for_each_kind_of_record_named(
    django_assert_num_queries,
):
    holders = [make.user(), make.user()]
    with act():
        office = Appointment.objects.create(
            office_en="Minister",
            office_fr="Ministre",
            holder_name="A. Minister",
            instrument="P.C. 1",
            valid_from=date(2020, 1, 1),
        )
    for number in range(200):
        with act():
            Appointment.objects.filter(pk=office.pk).update(
                user=holders[number % 2], instrument=f"P.C. {number}"
            )

    with django_assert_num_queries(2):
        versions = reading.versions(Appointment, office.pk)

    assert len(versions) == 201
    assert words(versions[0].changes[0]) == (
        "Account of the office-holder", str(holders[0]), str(holders[1])
    )  # fmt: skip


def test_versions_are_paged_and_the_last_of_a_page_still_knows_what_went_before():
    permit = make.suspended_permit()

    everything = reading.versions(Permit, permit.pk)
    first = reading.versions(Permit, permit.pk, limit=1)
    second = reading.versions(Permit, permit.pk, below=first[0].number, limit=1)

    assert first + second == everything[:2]


def test_versions_of_several_records_keep_apart():
    permits = make.valid_permits(2)

    together = reading.versions(Permit, *[permit.pk for permit in permits])

    apart = [version for permit in permits for version in reading.versions(Permit, permit.pk)]
    assert sorted(together, key=lambda version: version.number) == sorted(
        apart, key=lambda version: version.number
    )


# What an entry wrote


def test_an_entry_tells_its_records_and_its_events_table_by_table():
    permit = make.suspended_permit()
    entry = permit.last_change.entry

    written = {part.label: part for part in reading.written(entry)}

    assert {label: part.count for label, part in written.items()} == {
        "Orders": 2,  # signed, then carried out
        "Permits": 1,
        "Outcomes": 1,
        "Status changes": 1,
    }
    [version] = written["Permits"].versions
    assert (version.name, version.kind) == (permit.reference, "~")
    _signed, carried_out = written["Orders"].versions
    assert words(carried_out.changes[0]) == ("Status", "Signed", "Carried out")
    changes = written["Status changes"]
    [event] = changes.events
    told = dict(zip(changes.columns, map(str, event.values), strict=True))
    assert told["Permit"] == permit.reference
    assert (told["From"], told["To"]) == ("Valid", "Suspended")


def test_an_entry_names_records_that_point_at_others_without_a_query_for_each(
    django_assert_num_queries,
):
    persons = [make.user() for _number in range(30)]
    with act() as entry:
        for person in persons:
            RoleAssignment.objects.create(user=person, role=Role.DIRECTOR)

    with django_assert_num_queries(3):  # seals, versions, people
        [part] = reading.written(entry)

    assert [version.name for version in part.versions] == [
        f"{person}: Director" for person in persons
    ]


def test_a_table_is_read_from_a_row_on():
    persons = [make.user() for _number in range(3)]
    with act() as entry:
        for person in persons:
            RoleAssignment.objects.create(user=person, role=Role.DIRECTOR)
    [part] = reading.written(entry)

    [rest] = reading.written(entry, table=part.table, after=part.versions[0].number)

    assert rest.versions == part.versions[1:]
    assert (rest.first, rest.count) == (False, 3)


def test_two_changes_of_one_record_under_one_entry_are_told_one_after_the_other():
    person = make.user()
    with act() as entry:
        for name in ("First", "Second"):
            User.objects.filter(pk=person.pk).update(name=name)

    [part] = reading.written(entry)

    assert [words(version.changes[0])[1:] for version in part.versions] == [
        (person.name, "First"),
        ("First", "Second"),
    ]


# A record


def test_events_that_point_at_a_record_are_found_whichever_field_points():
    permit = make.suspended_permit()

    groups = {group.label: group for group in reading.events_about(Permit, permit.pk)}

    assert {label: group.count for label, group in groups.items()} == {
        "Status changes": 2,
        "Scheduled permits": 2,
    }
    newest = groups["Status changes"].events[0]
    assert newest.entry == permit.last_change.entry


def test_a_record_stands_as_it_was_recorded_at_a_moment():
    permit = make.submitted_permit()
    registered = reading.versions(Permit, permit.pk)[0].moment
    make.issue([permit], effective_at=registered)

    at_once = reading.standing_at(Permit, permit.pk, registered)
    before = reading.standing_at(Permit, permit.pk, registered - timedelta(microseconds=1))
    later = reading.standing_at(Permit, permit.pk, timezone.now())

    told = {fact.label: fact for fact in at_once.facts}
    assert (told["Status"].then, told["Status"].now) == ("Submitted", "Valid")
    assert [fact.label for fact in at_once.facts if fact.differs] == [
        "Status",
        "Last status change",
    ]
    assert (before.then, before.now is not None, before.differences) == (None, True, 0)
    assert later.differences == 0


def test_a_removed_record_stands_then_and_not_now():
    assignment = make.user(Role.DIRECTOR).role_assignments.get()
    key = assignment.pk
    moment = timezone.now()
    with act():
        assignment.delete()

    standing = reading.standing_at(RoleAssignment, key, moment)

    assert standing.then.role == "director"
    assert standing.now is None


def test_a_record_that_a_field_pointed_at_is_named_even_when_it_is_gone():
    person = make.user()
    each = RoleAssignment._meta.get_field("user")

    nobody = reading.Referents([each], [])

    assert nobody.text(each, person.pk) == f"User {person.pk}, since removed"


@pytest.mark.parametrize(
    ("label", "model"),
    [
        ("permits.permit", Permit),
        ("accounts.user", User),
        ("permits.statuschange", None),
        ("audit.entry", None),
        ("sessions.session", None),
        ("permits.historicalpermit", None),
        ("permits", None),
        ("a.b.c", None),
        ("", None),
    ],
)
def test_only_records_have_a_history(label, model):
    assert reading.record_model(label) is model


def test_the_system_is_named_in_the_language_of_the_reader():
    with act(), translation.override("fr-ca"):
        make.user()
    entry = Entry.objects.latest("sequence")

    assert str(entry.person) == "System"
    assert entry.actor_name == "System"
