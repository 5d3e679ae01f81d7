"""Nothing starts over a database whose triggers are not those that the models ask for."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from audit import triggers
from audit.checks import refuse_to_start_unguarded
from tests.audit.going_round import sql

pytestmark = pytest.mark.django_db


def errors():
    found = checks.run_checks(tags=["ledger"], databases=["default"])
    return [(error.id, error.msg) for error in found]


def drop_one():
    on_table = " ON permits_party" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER ledger_permits_party_insert{on_table}")


def test_a_database_as_expected_gives_no_error():
    assert errors() == []
    refuse_to_start_unguarded()


def test_a_missing_trigger_is_an_error():
    drop_one()
    (error,) = errors()
    assert error[0] == "audit.E001"
    assert "missing: ledger_permits_party_insert" in error[1]


def test_every_trigger_that_is_not_as_expected_is_an_error_of_its_own():
    triggers.drop(connection)
    assert len(errors()) == len(triggers.expected(connection))


def test_the_check_command_fails():
    drop_one()
    with pytest.raises(CommandError, match=r"audit\.E001"):
        call_command("check", databases=["default"])


def test_the_web_server_does_not_start():
    drop_one()
    with pytest.raises(ImproperlyConfigured, match="ledger_permits_party_insert"):
        refuse_to_start_unguarded()


def test_the_web_server_does_not_start_while_migrations_wait():
    sql("DELETE FROM django_migrations WHERE app = 'permits'")
    with pytest.raises(ImproperlyConfigured, match="Migrations wait"):
        refuse_to_start_unguarded()


def test_the_application_is_not_even_made_over_an_empty_database(tmp_path):
    started = subprocess.run(
        [sys.executable, "-c", "import exportcontrol.wsgi"],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 1
    assert "ImproperlyConfigured: Migrations wait to be applied" in started.stderr
