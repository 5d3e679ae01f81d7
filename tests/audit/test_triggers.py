"""History is written, and everything unexplained is refused, by the database itself."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from accounts.models import User
from accounts.roles import Role
from audit import triggers
from audit.models import Entry, Seal, audited_models, history_of
from permits.models import Party, ScheduledPermit
from tests import make, make_cases
from tests.audit.going_round import (
    ADDED_ONLY,
    UNEXPLAINED,
    an_entry,
    open_by_hand,
    refused,
    sql,
)

pytestmark = pytest.mark.django_db

sqlite_only = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="OR REPLACE is SQLite's alone"
)


def party(name="Optics Ltd."):
    with an_entry(reason="Registered"):
        return Party.objects.create(name=name, country=make.country("CA"))


def versions(record):
    """A record's history, oldest first: kind, name, entry's act, person and reason."""
    return list(
        Party.history.filter(id=record.pk)
        .order_by("history_id")
        .values_list(
            "history_type",
            "name",
            "entry__action",
            "history_user__name",
            "history_change_reason",
        )
    )


def by_save(record):
    record.name = "Renamed"
    record.save()


def by_bulk_update(record):
    record.name = "Renamed"
    Party.objects.bulk_update([record], ["name"])


def by_queryset_update(record):
    Party.objects.filter(pk=record.pk).update(name="Renamed")


def by_raw_sql(record):
    sql("UPDATE permits_party SET name = 'Renamed' WHERE id = %s", [record.pk])


@pytest.mark.parametrize("change", [by_save, by_bulk_update, by_queryset_update, by_raw_sql])
def test_a_change_is_recorded_however_it_is_made(change):
    officer, record = make.officer(), party()

    with an_entry(by=officer, action="party.rename", reason="It merged") as entry:
        change(record)

    assert versions(record) == [
        ("+", "Optics Ltd.", "test.act", None, "Registered"),
        ("~", "Renamed", "party.rename", officer.name, "It merged"),
    ]
    newest = Party.history.filter(id=record.pk).first()
    assert (newest.entry, newest.history_date) == (entry, entry.recorded_at)


def created_one_by_one():
    Party.objects.create(name="Twin", country=make.country("CA"))


def created_in_bulk():
    Party.objects.bulk_create([Party(name="Twin", country=make.country("CA"))])


def created_by_raw_sql():
    sql(
        "INSERT INTO permits_party (name, country_id, address, email, language)"
        " SELECT 'Twin', id, '', '', 'en-ca' FROM permits_country WHERE code = 'CA'"
    )


@pytest.mark.parametrize("create", [created_one_by_one, created_in_bulk, created_by_raw_sql])
def test_a_new_row_is_recorded_however_it_is_made(create):
    with an_entry():
        create()
    assert versions(Party.objects.get(name="Twin")) == [("+", "Twin", "test.act", None, "A test")]


def deleted_one_by_one(record):
    Party.objects.get(pk=record.pk).delete()


def deleted_as_a_set(record):
    Party.objects.filter(pk=record.pk).delete()


def deleted_by_raw_sql(record):
    sql("DELETE FROM permits_party WHERE id = %s", [record.pk])


@pytest.mark.parametrize("delete", [deleted_one_by_one, deleted_as_a_set, deleted_by_raw_sql])
def test_a_deletion_is_recorded_however_it_is_made(delete):
    record = party()
    with an_entry(reason="Registered twice"):
        delete(record)
    assert versions(record)[1:] == [("-", "Optics Ltd.", "test.act", None, "Registered twice")]


def test_a_set_of_rows_is_recorded_row_by_row():
    twins = [party("Twin") for _each in range(3)]
    with an_entry() as entry:
        Party.objects.filter(name="Twin").update(name="Triplet")
    assert list(Party.history.filter(entry=entry).order_by("id").values_list("id", "name")) == [
        (twin.pk, "Triplet") for twin in twins
    ]


def test_a_write_that_changes_nothing_makes_no_version():
    record = party()
    with an_entry():
        Party.objects.filter(pk=record.pk).update(name=record.name)
    assert len(versions(record)) == 1


def test_a_version_says_what_the_database_has_and_not_what_python_meant():
    """A stale object saves one field; the other, changed meanwhile, keeps its newer value."""
    stale = party()
    with an_entry():
        Party.objects.filter(pk=stale.pk).update(address="1 New Street")
    with an_entry():
        stale.name = "Renamed"
        stale.save(update_fields=["name"])
    newest = Party.history.filter(id=stale.pk).first()
    assert (newest.name, newest.address) == ("Renamed", "1 New Street")


def tables_with_rows():
    """Every audited table that has rows after a permit was suspended, and its key column."""
    make.suspended_permit(lines=None)
    make.assurance()
    records, events = audited_models(apps)
    models = [*records, *map(history_of, records), *events, Seal]
    return [model for model in models if model._base_manager.exists()]


def test_no_audited_table_can_be_written_without_an_entry():
    models = tables_with_rows()
    assert {"permits_permit", "permits_historicalpermit", "permits_statuschange"} <= {
        model._meta.db_table for model in models
    }

    for model in models:
        table, key = model._meta.db_table, model._meta.pk.column
        column = next(f.column for f in model._meta.concrete_fields if not f.primary_key)
        change = f"{column} = {column}"
        if model is User:  # an update of bookkeeping alone passes: this is none
            change = "is_active = NOT is_active"
        first = f"{key} = (SELECT min({key}) FROM {table})"
        reason = f"{table}: ({UNEXPLAINED}|{ADDED_ONLY})"
        with refused(reason):
            sql(f"UPDATE {table} SET {change} WHERE {first}")
        with refused(reason):
            sql(f"DELETE FROM {table} WHERE {first}")


def test_no_row_can_be_inserted_without_an_entry():
    with refused(UNEXPLAINED):
        created_one_by_one()
    with refused(UNEXPLAINED):
        created_in_bulk()
    with refused(UNEXPLAINED):
        created_by_raw_sql()


def test_history_events_and_seals_are_only_ever_added_even_under_an_entry():
    models = [model for model in tables_with_rows() if history_tables(model)]
    assert len(models) > 10

    with an_entry():
        for model in models:
            table = model._meta.db_table
            column = next(f.column for f in model._meta.concrete_fields if not f.primary_key)
            with refused(f"{table}: {ADDED_ONLY}"):
                sql(f"UPDATE {table} SET {column} = {column}")
            with refused(f"{table}: {ADDED_ONLY}"):
                sql(f"DELETE FROM {table}")


def history_tables(model):
    records, _events = audited_models(apps)
    return model not in records


def test_history_and_events_take_rows_of_the_open_entry_only():
    permit = make.suspended_permit()
    old_entry = Entry.objects.sealed().order_by("sequence").first()
    copy_history = (
        "INSERT INTO permits_historicalparty (id, name, country_id, address, email, language,"
        " history_date, history_type, entry_id) SELECT id, name, country_id, address, email,"
        " language, history_date, '~', %s FROM permits_historicalparty"
    )
    add_event = ScheduledPermit(
        order=permit.changes.first().order, permit=permit, list_number=9, version=1
    )

    with refused(UNEXPLAINED):
        sql(copy_history, [old_entry.pk])
    with an_entry():
        with refused(UNEXPLAINED):
            sql(copy_history, [old_entry.pk])
        add_event.entry = old_entry
        with refused(UNEXPLAINED):
            add_event.save()


def test_the_key_of_a_record_never_changes():
    record = party()
    with an_entry(), refused("the key of a record never changes"):
        sql("UPDATE permits_party SET id = id + 1000000 WHERE id = %s", [record.pk])


def test_two_entries_cannot_be_open_at_once():
    with an_entry(), refused("an entry is opened once"):
        open_by_hand()


def test_an_entry_cannot_be_inserted_sealed():
    with refused("an entry is opened once"):
        sql(
            "INSERT INTO audit_entry (actor_name, actor_roles, action, about, reason, authority,"
            " source, recorded_at, sequence, leaf_hash) SELECT actor_name, actor_roles, action,"
            " about, reason, authority, source, recorded_at, sequence + 1000, leaf_hash"
            " FROM audit_entry"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'Another'",
        "UPDATE audit_entry SET sequence = sequence + 1000",
        "UPDATE audit_entry SET unfinished_id = 1, sequence = NULL, leaf_hash = NULL",
        "DELETE FROM audit_entry",
    ],
)
def test_a_sealed_entry_never_changes(statement):
    party()
    with refused("a sealed entry never changes"):
        sql(statement)
    with an_entry(), refused("a sealed entry never changes"):
        sql(f"{statement} WHERE unfinished_id IS NULL")


def test_the_facts_of_an_open_entry_stay_as_they_were_given():
    with an_entry() as entry, refused("only the seal is added"):
        sql("UPDATE audit_entry SET reason = 'Another' WHERE id = %s", [entry.pk])


@sqlite_only
@pytest.mark.parametrize("with_entry", [False, True])
def test_a_row_is_not_replaced_unseen(with_entry):
    """OR REPLACE deletes what stands in the way without firing the trigger of a deletion."""
    permit, other = make.valid_permit(), make.valid_permit()
    columns = (
        "reference, kind, status, issued_on, valid_from, valid_until, temporary, end_use,"
        " end_use_location, retroactive"
    )
    values = columns.replace("status", "'submitted'").replace("reference", "%s")
    statements = [
        (
            f"INSERT OR REPLACE INTO permits_permit (id, holder_id, {columns})"
            f" SELECT id, holder_id, {values} FROM permits_permit WHERE id = %s",
            ["XP-NEW", permit.pk],
        ),
        (
            f"INSERT OR REPLACE INTO permits_permit (holder_id, {columns})"
            f" SELECT holder_id, {values} FROM permits_permit WHERE id = %s",
            [permit.reference, permit.pk],
        ),
        (
            "UPDATE OR REPLACE permits_permit SET reference = %s WHERE id = %s",
            [other.reference, permit.pk],
        ),
    ]

    for statement, params in statements:
        with refused("UNIQUE constraint failed|no open entry"), transaction.atomic():
            if with_entry:
                with an_entry():
                    sql(statement, params)
            else:
                sql(statement, params)
    assert sql("SELECT count(*) FROM permits_permit WHERE id IN (%s, %s)", [permit.pk, other.pk])[
        0
    ] == (2,)


@sqlite_only
@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "permits_historicalparty"])
def test_what_is_kept_is_not_replaced(table):
    party()
    with an_entry(), refused("UNIQUE constraint failed|sealed|only ever added|no open entry"):
        sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@sqlite_only
def test_a_row_outside_the_condition_of_a_constraint_is_in_nobodys_way():
    """A person joins a team, leaves it and joins it again; two at once are refused."""
    case = make_cases.investigation()
    person = make.user(Role.INVESTIGATOR)
    join = (
        "INSERT OR REPLACE INTO investigations_membership"
        " (investigation_id, person_id, role, joined_on, left_on)"
        " VALUES (%s, %s, 'analyst', %s, %s)"
    )
    row = [case.pk, person.pk, "2021-01-01"]
    with an_entry():
        sql(join, [*row, "2021-02-01"])
        sql(join, [*row, None])
        sql(join, [*row, "2021-03-01"])
    with refused("UNIQUE constraint failed"), an_entry():
        sql(join, [*row, None])
    with refused("UNIQUE constraint failed"), an_entry():
        sql(
            "UPDATE OR REPLACE investigations_membership SET left_on = NULL WHERE person_id = %s",
            [person.pk],
        )


def test_nothing_can_be_put_where_open_entries_point():
    with refused("unfinished_holds_no_row"):
        sql("INSERT INTO audit_unfinished (id) VALUES (1)")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="search paths are PostgreSQL's")
def test_a_temporary_table_does_not_stand_in_for_the_entries():
    record = party()
    sql("CREATE TEMPORARY TABLE audit_entry ON COMMIT DROP AS SELECT * FROM public.audit_entry")
    sql("UPDATE pg_temp.audit_entry SET unfinished_id = 1")
    with refused(UNEXPLAINED):
        sql("UPDATE public.permits_party SET name = 'X' WHERE id = %s", [record.pk])


def test_triggers_missing_altered_or_strange_are_told():
    assert triggers.differences(connection) == []
    if connection.vendor == "postgresql":
        sql("DROP TRIGGER ledger_permits_party_insert ON permits_party")
        sql("ALTER TABLE permits_party DISABLE TRIGGER ledger_permits_party_delete")
        sql(
            "CREATE OR REPLACE FUNCTION ledger_permits_party_update() RETURNS trigger"
            " LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$"
        )
        sql(
            "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql"
            " AS $$BEGIN RETURN NULL; END$$"
        )
        sql(
            "CREATE TRIGGER swallow BEFORE INSERT ON permits_historicalparty"
            " FOR EACH ROW EXECUTE FUNCTION swallow()"
        )
        sql("CREATE RULE hush AS ON UPDATE TO permits_country DO INSTEAD NOTHING")
        strangers = ["unknown: rule hush", "unknown: swallow"]
    else:
        sql("DROP TRIGGER ledger_permits_party_insert")
        sql("DROP TRIGGER ledger_permits_party_delete")
        sql("DROP TRIGGER ledger_permits_party_update")
        sql(
            "CREATE TRIGGER ledger_permits_party_update AFTER UPDATE ON permits_party"
            " BEGIN SELECT 1; END"
        )
        sql(
            "CREATE TRIGGER swallow BEFORE INSERT ON permits_historicalparty"
            " BEGIN SELECT RAISE(IGNORE); END"
        )
        strangers = ["unknown: swallow"]

    assert triggers.differences(connection) == [
        "missing: ledger_permits_party_delete",
        "missing: ledger_permits_party_insert",
        "altered: ledger_permits_party_update",
        *strangers,
    ]
