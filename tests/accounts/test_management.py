"""Django's commands about accounts work as ever, and what they do is on record."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.management.commands.changepassword import Command as ChangePassword
from accounts.models import Act, User
from audit.models import Entry, Source
from tests import make

pytestmark = pytest.mark.django_db

NEW = "another long pass phrase"


def test_createsuperuser_is_recorded(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command(
        "createsuperuser",
        interactive=False,
        username="root",
        name="Root",
        email="root@example.org",
        verbosity=0,
    )
    root = User.objects.get(username="root")
    assert (root.is_staff, root.is_superuser, root.check_password(NEW)) == (True, True, True)
    entry = root.history.get().entry
    assert (entry.action, entry.about, entry.actor, entry.reason) == (
        Act.CREATE,
        "root",
        None,
        "Superuser created from the command line",
    )


class Typing(ChangePassword):
    """The command, with somebody at the keyboard."""

    def __init__(self, *typed):
        super().__init__(stdout=StringIO(), stderr=StringIO())
        self.typed = iter(typed)

    def _get_pass(self, prompt="Password: "):
        assert Entry.objects.running() is None
        self.in_transaction = connection.in_atomic_block
        return next(self.typed)


def test_changepassword_is_recorded():
    user = make.user()
    call_command(Typing(NEW, NEW), user.username)
    user.refresh_from_db()
    assert user.check_password(NEW)
    entry = user.history.first().entry
    assert (entry.action, entry.about, entry.actor, entry.source) == (
        Act.CHANGE_PASSWORD,
        user.username,
        None,
        Source.COMMAND,
    )


@pytest.mark.django_db(transaction=True)
def test_changepassword_keeps_nobody_waiting_while_somebody_types():
    user = make.user()
    command = Typing(NEW, NEW)
    call_command(command, user.username)
    assert command.in_transaction is False


def test_changepassword_asks_again_and_then_gives_up():
    user = make.user()
    before = Entry.objects.count()
    command = Typing(NEW, "another", "short", "short", NEW, NEW)
    call_command(command, user.username)
    assert "The passwords differ" in command.stderr.getvalue()
    assert "too short" in command.stderr.getvalue()
    assert Entry.objects.count() == before + 1

    with pytest.raises(CommandError, match="Nothing is changed after 3 attempts"):
        call_command(Typing(*[NEW, "another"] * 3), user.username)
    assert Entry.objects.count() == before + 1


def test_changepassword_of_nobody_is_refused():
    with pytest.raises(CommandError, match="There is no user nobody"):
        call_command(Typing(NEW, NEW), "nobody")
