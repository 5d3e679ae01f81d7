"""SQLite: row triggers; RAISE(ABORT) undoes the statement and reaches Python as IntegrityError."""

from django.db import connection, models

from audit.models import Entry
from audit.triggers.shapes import (
    NEVER_CHANGED,
    NEVER_REOPENED,
    ONLY_SEALED,
    OPEN_ENTRY,
    PREFIX,
    Trigger,
    added_only,
    copy_into_history,
    entry_differs,
    guards_on,
    ignores_columns,
    key_is_kept,
    record_differs,
    unexplained,
)


def installed(connection, tables):
    """Triggers on these tables, and all that bear our prefix: their text, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {
            name: (create,)
            for name, table, create in cursor.fetchall()
            if name.startswith(PREFIX) or table in tables
        }


def drop(connection):
    with connection.cursor() as cursor:
        for name in installed(connection, []):
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def record_table(model):
    table = model._meta.db_table
    yield from _history_writers(model)
    yield _refusal(
        f"{table}_key",
        table,
        f'BEFORE UPDATE OF "{model._meta.pk.column}"',
        key_is_kept(table),
        f'NEW."{model._meta.pk.column}" IS NOT OLD."{model._meta.pk.column}"',
    )
    yield from _replace_guards(model)
    for event in ("insert", "update", "delete"):
        yield from _guards(model, event)


def _guards(model, event):
    """The refusals that a model declares of itself."""
    table = model._meta.db_table
    for guard in guards_on(model, event):
        yield _refusal(
            f"{table}_{guard.name}",
            table,
            f"BEFORE {event.upper()}",
            guard.message,
            guard.when.format(new="NEW", old="OLD"),
        )


def _history_writers(model):
    """The three triggers that copy a row into history, or refuse it without an open entry."""
    table = model._meta.db_table
    differs = record_differs(model, "IS NOT", "NEW", "OLD")
    no_entry = f"{_raise(unexplained(table))} WHERE NOT EXISTS {OPEN_ENTRY};"
    entry = "FROM audit_entry e WHERE e.unfinished_id IS NOT NULL"
    when = f"WHEN {differs} " if ignores_columns(model) else ""
    for event, kind, row, condition, also in (
        ("insert", "+", "NEW", "", ""),
        ("update", "~", "NEW", when, f" AND ({differs})"),
        ("delete", "-", "OLD", "", ""),
    ):
        yield _trigger(
            f"{table}_{event}",
            table,
            f"AFTER {event.upper()}",
            f"{no_entry} {copy_into_history(model, kind, row)} {entry}{also};",
            condition,
        )


def append_only_table(model):
    table = model._meta.db_table
    yield _refusal(
        f"{table}_insert",
        table,
        "BEFORE INSERT",
        unexplained(table),
        f"NEW.entry_id IS NOT {OPEN_ENTRY}",
    )
    yield _refusal(f"{table}_kept_update", table, "BEFORE UPDATE", added_only(table))
    yield _refusal(f"{table}_kept_delete", table, "BEFORE DELETE", added_only(table))
    yield from _replace_guards(model, update=False)
    yield from _guards(model, "insert")


def entry_table():
    sealed = "OLD.unfinished_id IS NULL"
    facts = f"OLD.unfinished_id IS NOT NULL AND ({entry_differs('IS NOT')})"
    for name, when, message, condition in (
        (
            "opened",
            "BEFORE INSERT",
            NEVER_REOPENED,
            f"NEW.unfinished_id IS NULL OR EXISTS {OPEN_ENTRY}",
        ),
        ("kept_delete", "BEFORE DELETE", NEVER_CHANGED, sealed),
        ("kept_update", "BEFORE UPDATE", NEVER_CHANGED, sealed),
        ("facts_kept", "BEFORE UPDATE", ONLY_SEALED, facts),
    ):
        yield _refusal(f"entry_{name}", "audit_entry", when, message, condition)
    yield from _replace_guards(Entry)


def _replace_guards(model, update=True):
    """INSERT OR REPLACE deletes the row in its way without firing the delete trigger."""
    table, key = model._meta.db_table, model._meta.pk.column
    for columns, condition in _unique_sets(model):
        name = f"{table}_unique_{'_'.join(columns)}"
        taken = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
        exists = f"EXISTS (SELECT 1 FROM {table} WHERE {taken}"
        among = ""
        if condition:
            exists += f" AND {condition}"
            among = f" AND EXISTS (SELECT 1 FROM ({_new_row(model)}) WHERE {condition})"
        message = f"UNIQUE constraint failed: {', '.join(f'{table}.{c}' for c in columns)}"
        yield _refusal(name, table, "BEFORE INSERT", message, f"{exists}){among}")
        if update and columns != [key]:
            named = ", ".join(f'"{column}"' for column in columns)
            yield _refusal(
                f"{name}_update",
                table,
                # Another column may bring a row under the condition.
                "BEFORE UPDATE" if condition else f"BEFORE UPDATE OF {named}",
                message,
                f'{exists} AND "{key}" <> OLD."{key}"){among}',
            )


def _unique_sets(model):
    """The sets of columns whose conflict lets OR REPLACE delete a row unseen, and among which."""
    meta = model._meta
    sets = [([meta.pk.column], "")]
    unique = [f for f in meta.local_concrete_fields if f.unique and not f.primary_key]
    sets += [([field.column], "") for field in unique]
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            columns = [meta.get_field(name).column for name in constraint.fields]
            sets.append((columns, _condition(model, constraint)))
    return sets


def _condition(model, constraint):
    """The rows among which a constraint holds, as the index of the constraint states them."""
    if constraint.condition is None:
        return ""
    return f"({constraint._get_condition_sql(model, connection.schema_editor())})"


def _new_row(model):
    """The new row as a table of its own, so that a condition reads its columns by their names."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    return "SELECT " + ", ".join(f'NEW."{column}" AS "{column}"' for column in columns)


def _raise(message):
    return f"SELECT RAISE(ABORT, '{message}')"


def _refusal(name, table, when, message, condition=""):
    return _trigger(
        name, table, when, f"{_raise(message)};", f"WHEN {condition} " if condition else ""
    )


def _trigger(name, table, when, body, condition=""):
    name = f"{PREFIX}{name}"
    create = f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW {condition}BEGIN {body} END"
    return Trigger(name, (create,), (create,))
