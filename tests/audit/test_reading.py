"""How the record is read: versions, what an entry wrote, and how a record once stood."""

from datetime import date

import pytest

from accounts.models import Appointment, RoleAssignment, User
from accounts.roles import Role
from audit import ledger, reading
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
