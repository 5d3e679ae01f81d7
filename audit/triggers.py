"""The triggers that write history and refuse what no entry explains, for both engines.

They are generated from the models. A *record* table copies each changed row into its history
under the open entry; a *event* or history table takes new rows of the open entry only, and never
an update or a deletion. A model may add guards of its own: a condition, over the new and the old
row, under which the database refuses a write.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from audit.models import Entry, Seal, audited_models, history_of

OPEN_ENTRY = "(SELECT id FROM audit_entry WHERE unfinished_id IS NOT NULL)"
SEALED_FIELDS = {"unfinished_id", "sequence", "rows_changed", "leaf_hash"}
PREFIX = "ledger_"


@dataclass(frozen=True)
class Trigger:
    """One trigger as it must be installed; ``body`` is its function's text on PostgreSQL."""

    name: str
    table: str
    create: str
    body: str = ""


def expected(connection):
    """Every trigger that must be installed, by name."""
    write = _PostgreSQL() if connection.vendor == "postgresql" else _SQLite()
    records, events = audited_models(apps)
    present = _tables_with_columns(connection)
    triggers = [*write.entry_table()]
    for model in records:
        if _is_present(model, present) and _is_present(history_of(model), present):
            triggers += write.record_table(model)
            triggers += write.append_only_table(history_of(model))
    for model in [*events, Seal]:
        if _is_present(model, present):
            triggers += write.append_only_table(model)
    return {trigger.name: trigger for trigger in triggers}


def installed(connection):
    """The definition of every trigger of ours that is installed and enabled, by name."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, pg_get_triggerdef(t.oid), p.prosrc"
                " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                " JOIN pg_class c ON c.oid = t.tgrelid"
                " JOIN pg_namespace s ON s.oid = c.relnamespace"
                " WHERE starts_with(t.tgname, %s) AND t.tgenabled IN ('O', 'A')"
                " AND s.nspname = current_schema()",
                [PREFIX],
            )
            return {name: (create, body) for name, create, body in cursor.fetchall()}
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
            [len(PREFIX), PREFIX],
        )
        return {name: (create, "") for name, create in cursor.fetchall()}


def differences(connection):
    """What is missing, altered or unknown among the installed triggers, in words."""
    wanted, found = expected(connection), installed(connection)
    missing = [f"missing: {name}" for name in sorted(wanted.keys() - found.keys())]
    unknown = [f"unknown: {name}" for name in sorted(found.keys() - wanted.keys())]
    altered = [
        f"altered: {name}"
        for name in sorted(wanted.keys() & found.keys())
        if found[name] != (wanted[name].create, wanted[name].body)
    ]
    return missing + altered + unknown


def install(connection):
    """Put every trigger in place, replacing what is there."""
    drop(connection)
    with connection.cursor() as cursor:
        for trigger in expected(connection).values():
            if trigger.body:
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger"
                    f" LANGUAGE plpgsql AS $body${trigger.body}$body$"
                )
            cursor.execute(trigger.create)


def drop(connection):
    """Remove every trigger of ours, so that a migration may rebuild tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT p.oid::regprocedure::text FROM pg_proc p"
                " JOIN pg_namespace s ON s.oid = p.pronamespace"
                " WHERE starts_with(p.proname, %s) AND s.nspname = current_schema()",
                [PREFIX],
            )
            for (function,) in cursor.fetchall():
                cursor.execute(f"DROP FUNCTION {function} CASCADE")
        else:
            for name in installed(connection):
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def tracked_columns(model):
    """The columns of a record that its history copies."""
    return [field.column for field in history_of(model).tracked_fields]


def _tables_with_columns(connection):
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {
            table: {
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            }
            for table in tables
        }


def _is_present(model, present):
    """Whether the database has this model's table as the model is now."""
    columns = {field.column for field in model._meta.local_concrete_fields}
    return columns <= present.get(model._meta.db_table, set())


def _ignores_columns(model):
    return len(tracked_columns(model)) < len(model._meta.local_concrete_fields)


def _copy_into_history(model, kind, row):
    """The INSERT that copies a row, or a set of rows, into history under the open entry."""
    columns = tracked_columns(model)
    copied = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f'{row}."{column}"' for column in columns)
    return (
        f"INSERT INTO {history_of(model)._meta.db_table} ({copied}, history_date, history_type,"
        " history_user_id, history_change_reason, entry_id)"
        f" SELECT {values}, e.recorded_at, '{kind}', e.actor_id, e.reason, e.id"
    )


def _unique_sets(model):
    """The sets of columns whose conflict lets SQLite's OR REPLACE delete a row unseen."""
    meta = model._meta
    sets = [[meta.pk.column]]
    sets += [[f.column] for f in meta.local_concrete_fields if f.unique and not f.primary_key]
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            sets.append([meta.get_field(name).column for name in constraint.fields])
    return sets


class _PostgreSQL:
    """Statement triggers with transition tables; refusals of single rows by row triggers."""

    def record_table(self, model):
        table, key = model._meta.db_table, model._meta.pk.column
        same = f'new_rows n JOIN old_rows o ON n."{key}" = o."{key}"'
        differs = " OR ".join(
            f'n."{c}" IS DISTINCT FROM o."{c}"' for c in tracked_columns(model) if c != key
        )
        changed = f"{same} WHERE {differs}"
        touched = changed if _ignores_columns(model) else "new_rows"
        yield self._statement(
            model, "insert", "new_rows", f"{_copy_into_history(model, '+', 'n')} FROM new_rows n"
        )
        yield self._statement(
            model, "update", touched, f"{_copy_into_history(model, '~', 'n')} FROM {changed}"
        )
        yield self._statement(
            model, "delete", "old_rows", f"{_copy_into_history(model, '-', 'o')} FROM old_rows o"
        )
        yield self._trigger(
            f"{table}_key",
            table,
            f'BEFORE UPDATE ON {{schema}}{table} FOR EACH ROW WHEN ((old."{key}" IS DISTINCT FROM'
            f' new."{key}"))'.replace('"', ""),
            _raise(f"{table}: the key of a record never changes"),
        )

    def _statement(self, model, event, touched, copy):
        """Refuse without an open entry, then ask the model's guards, then copy the rows."""
        table, key = model._meta.db_table, model._meta.pk.column
        names = {
            "insert": "NEW TABLE AS new_rows",
            "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            "delete": "OLD TABLE AS old_rows",
        }[event]
        rows = {
            "insert": "new_rows n",
            "update": f'new_rows n JOIN old_rows o ON n."{key}" = o."{key}"',
            "delete": "old_rows o",
        }[event]
        guards = "".join(
            f" IF EXISTS (SELECT FROM {rows}"
            f" WHERE {guard.when.format(new='n', old='o')}) THEN {_raise(guard.message)} END IF;"
            for guard in getattr(model, "guards", [])
            if guard.on == event
        )
        return self._trigger(
            f"{table}_{event}",
            table,
            f"AFTER {event.upper()} ON {{schema}}{table} REFERENCING {names} FOR EACH STATEMENT",
            f" IF EXISTS (SELECT FROM {touched}) THEN"
            " SELECT * INTO e FROM audit_entry WHERE unfinished_id IS NOT NULL;"
            f" IF NOT FOUND THEN {_raise(f'{table}: no open entry explains this write')} END IF;"
            f"{guards} {copy}; END IF; RETURN NULL;",
        )

    def append_only_table(self, model):
        table = model._meta.db_table
        yield self._trigger(
            f"{table}_insert",
            table,
            f"AFTER INSERT ON {{schema}}{table} REFERENCING NEW TABLE AS new_rows"
            " FOR EACH STATEMENT",
            f" IF EXISTS (SELECT FROM new_rows WHERE entry_id IS DISTINCT FROM {OPEN_ENTRY}) THEN"
            f" {_raise(f'{table}: no open entry explains this write')} END IF; RETURN NULL;",
        )
        yield self._trigger(
            f"{table}_kept",
            table,
            f"BEFORE DELETE OR UPDATE ON {{schema}}{table} FOR EACH ROW",
            _raise(f"{table}: rows are only ever added"),
        )

    def entry_table(self):
        kept = [
            f'NEW."{field.column}" IS DISTINCT FROM OLD."{field.column}"'
            for field in Entry._meta.concrete_fields
            if field.column not in SEALED_FIELDS
        ]
        yield self._trigger(
            "entry_opened",
            "audit_entry",
            "BEFORE INSERT ON {schema}audit_entry FOR EACH ROW",
            f" IF NEW.unfinished_id IS NULL OR EXISTS {OPEN_ENTRY} THEN"
            f" {_raise('audit_entry: an entry is opened once, and sealed at its end')} END IF;"
            " RETURN NEW;",
        )
        yield self._trigger(
            "entry_kept",
            "audit_entry",
            "BEFORE DELETE OR UPDATE ON {schema}audit_entry FOR EACH ROW",
            " IF OLD.unfinished_id IS NULL THEN"
            f" {_raise('audit_entry: a sealed entry never changes')} END IF;"
            " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
            f" IF {' OR '.join(kept)} THEN"
            f" {_raise('audit_entry: only the seal is added to an entry')} END IF; RETURN NEW;",
        )

    def _trigger(self, name, table, when, body):
        name = f"{PREFIX}{name}"
        when = when.format(schema="public.")
        return Trigger(
            name,
            table,
            f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
            f"DECLARE e audit_entry; BEGIN{body} END",
        )


def _raise(message):
    return f" RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


class _SQLite:
    """Row triggers; RAISE(ABORT) undoes the statement and reaches Python as IntegrityError."""

    def record_table(self, model):
        table, key = model._meta.db_table, model._meta.pk.column
        differs = " OR ".join(
            f'NEW."{c}" IS NOT OLD."{c}"' for c in tracked_columns(model) if c != key
        )
        no_entry = self._refuse(
            f"{table}: no open entry explains this write", f"NOT EXISTS {OPEN_ENTRY}"
        )
        only_tracked = f"WHEN {differs} " if _ignores_columns(model) else ""
        entry = "FROM audit_entry e WHERE e.unfinished_id IS NOT NULL"
        yield self._trigger(
            f"{table}_insert",
            table,
            "AFTER INSERT",
            f"{no_entry} {_copy_into_history(model, '+', 'NEW')} {entry};",
        )
        yield self._trigger(
            f"{table}_update",
            table,
            "AFTER UPDATE",
            f"{no_entry} {_copy_into_history(model, '~', 'NEW')} {entry} AND ({differs});",
            only_tracked,
        )
        yield self._trigger(
            f"{table}_delete",
            table,
            "AFTER DELETE",
            f"{no_entry} {_copy_into_history(model, '-', 'OLD')} {entry};",
        )
        yield self._trigger(
            f"{table}_key",
            table,
            f'BEFORE UPDATE OF "{key}"',
            self._refuse(f"{table}: the key of a record never changes"),
            f'WHEN NEW."{key}" IS NOT OLD."{key}" ',
        )
        yield from self._replace_guards(model)
        for guard in getattr(model, "guards", []):
            yield self._trigger(
                f"{table}_{guard.name}",
                table,
                f"BEFORE {guard.on.upper()}",
                self._refuse(guard.message),
                f"WHEN {guard.when.format(new='NEW', old='OLD')} ",
            )

    def append_only_table(self, model):
        table = model._meta.db_table
        yield self._trigger(
            f"{table}_insert",
            table,
            "BEFORE INSERT",
            self._refuse(f"{table}: no open entry explains this write"),
            f"WHEN NEW.entry_id IS NOT {OPEN_ENTRY} ",
        )
        kept = self._refuse(f"{table}: rows are only ever added")
        yield self._trigger(f"{table}_kept_update", table, "BEFORE UPDATE", kept)
        yield self._trigger(f"{table}_kept_delete", table, "BEFORE DELETE", kept)
        yield from self._replace_guards(model, update=False)

    def entry_table(self):
        kept = [
            f'NEW."{field.column}" IS NOT OLD."{field.column}"'
            for field in Entry._meta.concrete_fields
            if field.column not in SEALED_FIELDS
        ]
        sealed = self._refuse("audit_entry: a sealed entry never changes")
        yield self._trigger(
            "entry_opened",
            "audit_entry",
            "BEFORE INSERT",
            self._refuse("audit_entry: an entry is opened once, and sealed at its end"),
            f"WHEN NEW.unfinished_id IS NULL OR EXISTS {OPEN_ENTRY} ",
        )
        yield self._trigger(
            "entry_kept_delete",
            "audit_entry",
            "BEFORE DELETE",
            sealed,
            "WHEN OLD.unfinished_id IS NULL ",
        )
        yield self._trigger(
            "entry_kept_update",
            "audit_entry",
            "BEFORE UPDATE",
            sealed,
            f"WHEN OLD.unfinished_id IS NULL OR {' OR '.join(kept)} ",
        )
        yield from self._replace_guards(Entry)

    def _replace_guards(self, model, update=True):
        """INSERT OR REPLACE deletes the row in its way without firing the delete trigger."""
        table, key = model._meta.db_table, model._meta.pk.column
        for columns in _unique_sets(model):
            taken = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
            name = f"{table}_unique_{'_'.join(columns)}"
            refuse = self._refuse(
                f"UNIQUE constraint failed: {', '.join(f'{table}.{c}' for c in columns)}"
            )
            exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}"
            yield self._trigger(name, table, "BEFORE INSERT", refuse, f"{exists}) ")
            if update and columns != [key]:
                named = ", ".join(f'"{column}"' for column in columns)
                yield self._trigger(
                    f"{name}_update",
                    table,
                    f"BEFORE UPDATE OF {named}",
                    refuse,
                    f'{exists} AND "{key}" <> OLD."{key}") ',
                )

    def _refuse(self, message, condition=""):
        where = f" WHERE {condition}" if condition else ""
        return f"SELECT RAISE(ABORT, '{message}'){where};"

    def _trigger(self, name, table, when, body, condition=""):
        name = f"{PREFIX}{name}"
        return Trigger(
            name,
            table,
            f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW {condition}BEGIN {body} END",
        )
