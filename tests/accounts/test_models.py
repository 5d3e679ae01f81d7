"""Accounts keep what Django users rely on, and each change of one is an act on record."""

from datetime import UTC, date, datetime

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import RequestFactory

from accounts.models import Act, Appointment, RoleAssignment, User
from accounts.roles import Role
from audit.models import Entry
from audit.verification import Verification
from tests import make
from tests.audit.going_round import UNEXPLAINED, an_entry, refused

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"


def last_entry():
    return Entry.objects.sealed().latest("sequence")


# --- Making accounts ----------------------------------------------------------------------------


def test_creating_an_account_is_an_act_of_its_own():
    administrator = make.user(Role.ADMINISTRATOR)
    user = User.objects.create_user(
        "ada", PASSWORD, name="Ada", by=administrator, reason="She joined"
    )
    entry = last_entry()
    assert (entry.action, entry.about, entry.actor, entry.reason) == (
        Act.CREATE,
        "ada",
        administrator,
        "She joined",
    )
    assert user.created_by == administrator
    assert user.history.get().entry == entry


def test_an_account_created_inside_another_act_belongs_to_it():
    with an_entry(action="demo.people") as entry:
        user = User.objects.create_user("ada", PASSWORD, name="Ada")
    assert user.history.get().entry == entry


def test_an_account_is_not_created_by_plain_saving():
    with refused(UNEXPLAINED):
        User(username="ada", name="Ada").save()


def test_a_person_is_known_by_name_or_else_by_sign_in_name():
    ada = User(username="ada", name="Ada Lovelace")
    assert (str(ada), ada.get_full_name(), ada.get_short_name()) == ("Ada Lovelace",) * 3
    assert str(User(username="ada")) == "ada"


# --- Passwords ----------------------------------------------------------------------------------


@pytest.fixture
def outdated(settings):
    """An account whose password was hashed by the hasher before the present one."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.ScryptPasswordHasher",
    ]
    user = make.user()
    with an_entry(action="test.outdate"):
        user.password = make_password(PASSWORD, hasher="scrypt")
        user.save()
    return user


def test_an_outdated_hash_is_renewed_at_sign_in_on_record(outdated):
    request = RequestFactory().post("/")
    assert authenticate(request, username=outdated.username, password=PASSWORD) == outdated

    entry = last_entry()
    assert (entry.action, entry.about, entry.actor) == (
        Act.REHASH_PASSWORD,
        outdated.username,
        outdated,
    )
    outdated.refresh_from_db()
    assert outdated.password.startswith("md5$")
    assert outdated.history.first().entry == entry
    assert list(Verification()) == []


def test_a_wrong_password_renews_nothing(outdated):
    before = last_entry()
    assert outdated.check_password("another pass phrase") is False
    assert last_entry() == before


def test_the_hash_of_a_deactivated_person_is_not_renewed(outdated):
    with an_entry():
        outdated.is_active = False
        outdated.save()
    before = last_entry()
    assert outdated.check_password(PASSWORD) is True
    assert last_entry() == before


@pytest.mark.django_db(transaction=True)
def test_a_hash_is_renewed_on_record_from_asynchronous_code_too(outdated):
    assert async_to_sync(outdated.acheck_password)(PASSWORD) is True
    assert last_entry().action == Act.REHASH_PASSWORD


def test_signing_in_is_bookkeeping_and_leaves_no_entry(client):
    user = make.user()
    entries, versions = Entry.objects.count(), user.history.count()
    answer = client.post("/accounts/sign-in/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.last_login is not None
    assert (Entry.objects.count(), user.history.count()) == (entries, versions)


def test_bookkeeping_does_not_carry_another_change_past_the_record():
    user = make.user()
    user.last_login = datetime(2021, 1, 1, tzinfo=UTC)
    user.name = "Another"
    with refused(UNEXPLAINED):
        user.save(update_fields=["last_login", "name"])


# --- Roles and offices --------------------------------------------------------------------------


def test_a_role_given_and_taken_stays_in_its_history():
    person = make.user(Role.AUDITOR)
    assignment = person.role_assignments.get()
    with an_entry(reason="She moved"):
        key = assignment.pk
        assignment.delete()
    rows = RoleAssignment.history.filter(id=key).order_by("history_id")
    assert list(rows.values_list("history_type", "role", "history_change_reason")) == [
        ("+", "auditor", "A test"),
        ("-", "auditor", "She moved"),
    ]


def test_a_role_is_not_given_behind_the_record():
    person = make.user()
    with refused(UNEXPLAINED):
        RoleAssignment.objects.create(user=person, role=Role.DIRECTOR)
    with refused(UNEXPLAINED):
        RoleAssignment.objects.bulk_create([RoleAssignment(user=person, role=Role.DIRECTOR)])


def test_a_role_is_held_once_and_must_be_known():
    person = make.user(Role.AUDITOR)
    for role in (Role.AUDITOR, "sovereign"):
        with pytest.raises(IntegrityError), transaction.atomic(), an_entry():
            RoleAssignment.objects.create(user=person, role=role)


def test_roles_are_named_in_the_order_in_which_they_are_declared():
    person = make.user(Role.AUDITOR, Role.PERMIT_OFFICER, is_superuser=True)
    assert person.roles() == [Role.PERMIT_OFFICER, Role.AUDITOR]
    assert person.role_names() == "permit-officer, auditor, superuser"


def test_a_person_who_acted_cannot_be_deleted():
    person = make.user(Role.AUDITOR)
    with an_entry(), pytest.raises(ProtectedError):
        person.delete()


def test_people_holding_a_role_are_those_who_are_active():
    auditor, _gone = make.user(Role.AUDITOR), make.user(Role.AUDITOR, is_active=False)
    make.user(Role.DIRECTOR)
    assert list(User.objects.holding(Role.AUDITOR)) == [auditor]


def test_an_appointment_covers_its_days_in_ottawa():
    appointment = make.minister(valid_from=date(2020, 10, 5), valid_until=date(2021, 4, 12))
    last_minute = datetime(2021, 4, 13, 3, 59, tzinfo=UTC)
    for moment, covered in [
        (datetime(2020, 10, 5, 3, 59, tzinfo=UTC), False),
        (datetime(2020, 10, 5, 4, 0, tzinfo=UTC), True),
        (last_minute, True),
        (datetime(2021, 4, 13, 4, 0, tzinfo=UTC), False),
    ]:
        assert appointment.covers(moment) is covered
        assert Appointment.objects.covering(moment).filter(pk=appointment.pk).exists() is covered


def test_an_appointment_without_an_end_lasts():
    assert make.minister().covers(datetime(2100, 1, 1, tzinfo=UTC))


def test_an_appointment_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.minister(valid_from=date(2020, 1, 2), valid_until=date(2020, 1, 1))


def test_the_ministers_office_signs_for_the_minister_and_a_delegate_for_himself():
    delegate = make.director()
    minister, own = make.minister(), make.minister(user=delegate)
    with an_entry():
        Appointment.objects.filter(pk=own.pk).update(is_minister=False)
    assert set(Appointment.objects.open_to(make.ministers_office())) == {minister}
    assert set(Appointment.objects.open_to(delegate)) == {own}
    assert set(Appointment.objects.open_to(make.director())) == set()
