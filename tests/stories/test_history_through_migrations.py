"""Migrations run with the triggers installed, and what they change is on record."""

import itertools
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audit import triggers
from audit.models import Entry, Source
from audit.verification import Verification
from permits.models import Party
from tests import make
from tests.audit.going_round import an_entry, sql

packages = itertools.count(1)

HEAD = """
from django.db import migrations, models


def shout(apps, schema_editor):
    Party = apps.get_model("permits", "Party")
    for party in Party.objects.filter(name="Optics Ltd."):
        party.name = "OPTICS LTD."
        party.save()
    Party.objects.create(name="From a migration")


def fail(apps, schema_editor):
    raise RuntimeError("This migration fails")


class Migration(migrations.Migration):
    dependencies = [("permits", "{before}")]
    operations = [{operations}]
"""
# On SQLite a field cannot be altered: the whole table is made anew, and its triggers with it go.
REBUILD = (
    'migrations.AlterField("party", "email", models.EmailField(max_length=200, blank=True)),'
    ' migrations.AlterField("historicalparty", "email",'
    " models.EmailField(max_length=200, blank=True)),"
)
CHANGE_DATA = "migrations.RunPython(shout, migrations.RunPython.noop),"
FAIL = "migrations.RunPython(fail, migrations.RunPython.noop),"


@pytest.fixture
def later_migrations(transactional_db, settings, tmp_path, monkeypatch):
    """Adds migrations to those of the register, and takes them back afterwards."""
    import permits.migrations

    ((_app, last),) = MigrationLoader(connection).graph.leaf_nodes("permits")
    package = tmp_path / f"later_migrations_{next(packages)}"
    shutil.copytree(Path(permits.migrations.__file__).parent, package)
    monkeypatch.syspath_prepend(tmp_path)

    def add(**operations):
        before = last
        for name, written in operations.items():
            source = HEAD.format(before=before, operations=written)
            (package / f"{name}.py").write_text(source)
            before = name
        settings.MIGRATION_MODULES = {"permits": package.name}

    yield add
    call_command("migrate", "permits", last, verbosity=0)


def party():
    with an_entry():
        return Party.objects.create(name="Optics Ltd.", country=make.country("CA"))


def change_behind_the_record(record):
    """As somebody with the rights of the owner could, tidying up afterwards."""
    triggers.drop(connection)
    sql("UPDATE permits_party SET name = 'Changed by hand' WHERE id = %s", [record.pk])
    triggers.install(connection)


def test_a_rebuilt_table_keeps_its_triggers_and_changed_data_are_recorded(later_migrations):
    record = party()
    later_migrations(later_rebuild=REBUILD, later_shout=CHANGE_DATA)

    call_command("migrate", verbosity=0)

    assert triggers.differences(connection) == []
    entry = Entry.objects.get(action="system.migrate")
    assert (entry.reason, entry.source, entry.actor_name) == (
        "Migrations: permits.later_rebuild, permits.later_shout",
        Source.MIGRATION,
        "System",
    )
    versions = Party.history.filter(entry=entry).order_by("history_type")
    assert list(versions.values_list("history_type", "name")) == [
        ("+", "From a migration"),
        ("~", "OPTICS LTD."),
    ]
    assert record.history.count() == 2
    assert list(Verification()) == []


def test_a_migration_of_the_schema_alone_leaves_no_entry(later_migrations):
    before = Entry.objects.count()
    later_migrations(later_rebuild=REBUILD)
    call_command("migrate", verbosity=0)
    assert triggers.differences(connection) == []
    assert Entry.objects.count() == before


def test_rows_changed_behind_the_record_stop_a_migration(later_migrations):
    """Otherwise it would record them as its own changes."""
    record = party()
    change_behind_the_record(record)
    later_migrations(later_shout=CHANGE_DATA)

    with pytest.raises(CommandError, match=f"permits_party with key {record.pk}"):
        call_command("migrate", verbosity=0)

    assert triggers.differences(connection) == []
    assert [difference.kind for difference in Verification()] == ["LIVE_DRIFT"]
    call_command("migrate", accept_drift="Repaired by hand on 3 May", verbosity=0)
    accepted = Entry.objects.get(action="system.accept_drift")
    assert accepted.reason == "Repaired by hand on 3 May"
    assert list(Party.history.filter(entry=accepted).values_list("name", flat=True)) == [
        "Changed by hand"
    ]
    assert list(Verification()) == []


def test_a_migration_that_fails_leaves_a_guarded_record(later_migrations):
    """What the migrations before it changed is on record, and the next run goes on from there."""
    party()
    later_migrations(later_shout=CHANGE_DATA, later_failure=REBUILD + FAIL)

    with pytest.raises(RuntimeError, match="This migration fails"):
        call_command("migrate", verbosity=0)

    assert triggers.differences(connection) == []
    entry = Entry.objects.get(action="system.migrate")
    assert entry.reason == "Migrations before one failed: permits.later_shout"
    assert list(Verification()) == []


def test_missing_triggers_are_put_back_when_nothing_is_to_migrate(transactional_db):
    triggers.drop(connection)
    call_command("migrate", verbosity=0)
    assert triggers.differences(connection) == []
