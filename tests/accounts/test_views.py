"""Signing in and out, the lockout, the session, one's password, and the language of the page."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
LOGIN = "/accounts/sign-in/"


def try_to_sign_in(client, person, password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": person.username, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


# Signing in


def test_a_person_signs_in_and_out(client):
    person = make.user(Role.PERMIT_OFFICER)

    response = try_to_sign_in(client, person)

    assert (response.status_code, response.url) == (302, "/")
    assert client.get("/").status_code == 200
    assert client.post(reverse("logout")).status_code == 302
    assert client.get("/").status_code == 302


def test_signing_in_leaves_no_entry(client):
    """It changes nothing on record: ``last_login`` is bookkeeping."""
    person = make.user()
    entries = Entry.objects.count()

    try_to_sign_in(client, person)

    person.refresh_from_db()
    assert person.last_login is not None
    assert Entry.objects.count() == entries


def test_the_pages_after_signing_in_are_in_the_language_of_work(client):
    person = make.user(language="fr-ca")

    try_to_sign_in(client, person)

    assert '<html lang="fr-ca">' in client.get("/").content.decode()


@pytest.mark.parametrize(
    "facts", [{"password": "wrong"}, {"username": "nobody"}, {"username": "", "password": ""}]
)
def test_whoever_is_not_known_is_told_so_and_stays_outside(client, facts):
    person = make.user()
    posted = {"username": person.username, "password": PASSWORD, **facts}

    response = client.post(LOGIN, posted)

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert not signed_in(client)


def test_a_deactivated_person_does_not_sign_in(client):
    person = make.user(is_active=False)

    assert try_to_sign_in(client, person).status_code == 200
    assert not signed_in(client)


def test_an_outdated_hash_is_renewed_at_sign_in_on_record(client, settings):
    person = make.user()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]

    try_to_sign_in(client, person)

    assert signed_in(client)
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor) == ("account.rehash_password", person)


# The lockout


def test_five_failures_lock_the_door_even_for_the_right_password(client):
    person = make.user()

    answers = [try_to_sign_in(client, person, "wrong").status_code for _attempt in range(5)]
    response = try_to_sign_in(client, person)

    assert answers == [200, 200, 200, 200, 429]
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.content.decode()
    assert not signed_in(client)


def test_the_lockout_is_for_one_name_from_one_place(client):
    person, other = make.user(), make.user()
    for _attempt in range(5):
        try_to_sign_in(client, person, "wrong")

    assert try_to_sign_in(client, other).status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert try_to_sign_in(elsewhere, person).status_code == 302


def test_four_failures_are_forgotten_by_a_success(client):
    person = make.user()
    for _round in range(2):
        for _attempt in range(4):
            assert try_to_sign_in(client, person, "wrong").status_code == 200
        assert try_to_sign_in(client, person).status_code == 302
        client.logout()


def test_the_administration_has_no_door_without_the_lockout(client):
    person = make.user(Role.ADMINISTRATOR, is_staff=True)
    door = "/admin/login/"
    for _attempt in range(5):
        client.post(door, {"username": person.username, "password": "wrong"})

    response = client.post(door, {"username": person.username, "password": PASSWORD})

    assert response.status_code == 429
    assert not signed_in(client)


# The session


def test_a_session_ends_with_the_browser_and_after_ten_hours(client):
    person = make.user()

    response = try_to_sign_in(client, person)

    cookie = response.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")  # the browser forgets it when closed
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=9, minutes=59) < left <= timedelta(hours=10)


def test_an_expired_session_asks_to_sign_in_again(client):
    try_to_sign_in(client, make.user())
    assert client.get("/").status_code == 200

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get("/").status_code == 302


# One's own password


def change(client, **facts):
    return client.post(
        reverse("password_change"),
        {
            "old_password": PASSWORD,
            "new_password1": "quite another pass phrase",
            "new_password2": "quite another pass phrase",
            **facts,
        },
    )


def test_a_change_of_password_is_recorded_and_ends_other_sessions(client):
    person, elsewhere = make.user(), Client()
    try_to_sign_in(client, person)
    try_to_sign_in(elsewhere, person)

    assert change(client).status_code == 302

    person.refresh_from_db()
    assert person.check_password("quite another pass phrase")
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor, entry.about, entry.rows_changed) == (
        "account.change_password",
        person,
        person.username,
        1,
    )
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    "facts",
    [
        {"old_password": "wrong"},
        {"new_password1": "other than the second one"},
        {"new_password1": "short", "new_password2": "short"},
        {"new_password1": "12345678901234567", "new_password2": "12345678901234567"},
    ],
)
def test_a_poor_or_mistyped_password_changes_nothing(client, facts):
    person = make.user()
    try_to_sign_in(client, person)
    entries = Entry.objects.count()

    response = change(client, **facts)

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert Entry.objects.count() == entries


# The language of the page


def switch(client, language, page):
    return client.post(reverse("set_language"), {"language": language, "next": page})


def test_the_language_is_switched_on_the_same_page_before_signing_in(client):
    page = f"{LOGIN}?next=/permits/"
    assert '<html lang="en-ca">' in client.get(page).content.decode()

    response = switch(client, "fr-ca", page)

    assert (response.status_code, response.url) == (302, page)
    assert '<html lang="fr-ca">' in client.get(page).content.decode()


def test_the_language_is_switched_on_the_same_page_with_its_filters(sign_in):
    client = sign_in(make.user(Role.AUDITOR))
    page = "/audit/?source=page&record=XP-2019*"

    response = switch(client, "fr-ca", page)

    assert response.url == page
    shown = client.get(page).content.decode()
    assert '<html lang="fr-ca">' in shown
    assert 'value="XP-2019*"' in shown
    assert switch(client, "en-ca", page).url == page
    assert '<html lang="en-ca">' in client.get(page).content.decode()


def test_the_switch_leads_to_no_other_site(client):
    assert switch(client, "fr-ca", "https://example.org/").url == "/"


def test_an_unknown_language_changes_nothing(client):
    switch(client, "xx", LOGIN)

    assert '<html lang="en-ca">' in client.get(LOGIN).content.decode()
