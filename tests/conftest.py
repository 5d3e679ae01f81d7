"""What every test stands on: reference data, the two engines, and a flush that triggers allow."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import translation

ROOT = Path(__file__).parent.parent
SHARED_DATA = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))


def pytest_configure(config):
    """French is compiled before the first test, once for all workers."""
    if not hasattr(config, "workerinput") and (ROOT / "locale").exists():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "babel.messages.frontend",
                "compile",
                "-D",
                "django",
                "-d",
                "locale",
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )


@pytest.fixture(autouse=True)
def plain_storage(settings, tmp_path):
    """Files go to a folder of the test; pages name static files without their hashes."""
    settings.EVIDENCE_ROOT = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_language():
    """A page read in French leaves its language to the thread: it ends with the test."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Countries and the Group 2 table are there from the start, as after installation."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            end_other_sessions()


def end_other_sessions():
    """Nothing keeps the test database from being removed: neither PostgreSQL's own cleaning up,
    nor a connection that a test forgot, which is named."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT backend_type, query FROM pg_stat_activity, pg_terminate_backend(pid, 10000)"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for kind, query in cursor.fetchall():
            sys.__stderr__.write(f"Ended before the test database was removed: {kind}: {query}\n")


@pytest.fixture(autouse=True, scope="session")
def flush_past_triggers():
    """Append-only tables refuse DELETE: the triggers come down for the flush after a test only.

    The flush takes the reference data away as well; they come back for the tests that follow.
    """
    from audit import triggers

    flush = TransactionTestCase._fixture_teardown

    def teardown(self):
        for alias in self._databases_names(include_mirrors=False):
            triggers.drop(connections[alias])
        flush(self)
        for alias in self._databases_names(include_mirrors=False):
            triggers.install(connections[alias])
        call_command("load_reference", verbosity=0)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


class Browser(Client):
    """A browser that ends every download, as a web server does: no file is left open."""

    def __init__(self, left, **options):
        super().__init__(**options)
        self.left = left

    def request(self, **asked):
        answer = super().request(**asked)
        if answer.streaming:
            self.left.callback(answer.close)
        return answer


@pytest.fixture
def sign_in():
    """A browser session of a person, without the sign-in page."""
    with ExitStack() as left:

        def signed_in(user):
            client = Browser(left)
            client.force_login(user, backend="accounts.backends.RoleBackend")
            return client

        yield signed_in


@pytest.fixture
def shared_data():
    """The folder of real public data; the test is skipped, with a reason, when it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"real data are not at {SHARED_DATA} (set SHARED_DATA)")
    return SHARED_DATA
