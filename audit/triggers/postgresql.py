"""PostgreSQL: statement triggers with transition tables; refusals of single rows by row triggers.

The functions read our tables wherever a session's search path leads, temporary tables last.
"""

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

SEARCH_PATH = "search_path=public, pg_temp"
_ROWS = {
    "insert": ("NEW TABLE AS new_rows", "new_rows n"),
    "update": (
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        'new_rows n JOIN old_rows o ON n."{key}" = o."{key}"',
    ),
    "delete": ("OLD TABLE AS old_rows", "old_rows o"),
}


def installed(connection, tables):
    """Enabled triggers, and rules, on these tables: definition, settings and body, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, pg_get_triggerdef(t.oid), array_to_string(p.proconfig, ';'), p.prosrc"
            " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_namespace s ON s.oid = c.relnamespace"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND s.nspname = 'public'"
            " AND (starts_with(t.tgname, %s) OR c.relname = ANY(%s))"
            " UNION ALL SELECT 'rule ' || rulename, definition, '', ''"
            " FROM pg_rules WHERE schemaname = 'public' AND tablename = ANY(%s)",
            [PREFIX, tables, tables],
        )
        return {name: tuple(definition) for name, *definition in cursor.fetchall()}


def drop(connection):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " JOIN pg_namespace s ON s.oid = p.pronamespace"
            " WHERE starts_with(p.proname, %s) AND s.nspname = 'public'",
            [PREFIX],
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function} CASCADE")


def record_table(model):
    table, key = model._meta.db_table, model._meta.pk.column
    both = _ROWS["update"][1].format(key=key)
    changed = f"{both} WHERE {record_differs(model, 'IS DISTINCT FROM', 'n', 'o')}"
    touched = changed if ignores_columns(model) else "new_rows"
    copy_new, copy_changed = copy_into_history(model, "+", "n"), copy_into_history(model, "~", "n")
    copy_old = copy_into_history(model, "-", "o")
    entry = "FROM (SELECT ($1).*) e"
    yield _statement(model, "insert", "new_rows", f"{copy_new} {entry}, new_rows n")
    yield _statement(model, "update", touched, f"{copy_changed} {entry}, {changed}")
    yield _statement(model, "delete", "old_rows", f"{copy_old} {entry}, old_rows o")
    yield _trigger(
        f"{table}_key",
        f"BEFORE UPDATE ON public.{table} FOR EACH ROW"
        f" WHEN ((old.{key} IS DISTINCT FROM new.{key}))",
        _refuse(key_is_kept(table)),
    )


def append_only_table(model):
    table = model._meta.db_table
    guards = "".join(_guard(guard, "new_rows n") for guard in guards_on(model, "insert"))
    yield _trigger(
        f"{table}_insert",
        f"AFTER INSERT ON public.{table} REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT",
        f" IF EXISTS (SELECT FROM new_rows WHERE entry_id IS DISTINCT FROM {OPEN_ENTRY}) THEN"
        f"{_refuse(unexplained(table))} END IF;{guards} RETURN NULL;",
    )
    yield _trigger(
        f"{table}_kept",
        f"BEFORE DELETE OR UPDATE ON public.{table} FOR EACH ROW",
        _refuse(added_only(table)),
    )


def entry_table():
    yield _trigger(
        "entry_opened",
        "BEFORE INSERT ON public.audit_entry FOR EACH ROW",
        f" IF NEW.unfinished_id IS NULL OR EXISTS {OPEN_ENTRY} THEN"
        f"{_refuse(NEVER_REOPENED)} END IF; RETURN NEW;",
    )
    yield _trigger(
        "entry_kept",
        "BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW",
        f" IF OLD.unfinished_id IS NULL THEN{_refuse(NEVER_CHANGED)} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
        f" IF {entry_differs('IS DISTINCT FROM')} THEN{_refuse(ONLY_SEALED)} END IF; RETURN NEW;",
    )


def _statement(model, event, touched, copy):
    """Refuse without an open entry, then ask the model's guards, then copy the rows."""
    table = model._meta.db_table
    transition_tables, rows = _ROWS[event]
    rows = rows.format(key=model._meta.pk.column)
    guards = "".join(_guard(guard, rows) for guard in guards_on(model, event))
    return _trigger(
        f"{table}_{event}",
        f"AFTER {event.upper()} ON public.{table} REFERENCING {transition_tables}"
        " FOR EACH STATEMENT",
        f" IF EXISTS (SELECT FROM {touched}) THEN"
        " SELECT * INTO e FROM audit_entry WHERE unfinished_id IS NOT NULL;"
        f" IF NOT FOUND THEN{_refuse(unexplained(table))} END IF;"
        f"{guards}{_planned_anew(copy)} USING e; END IF; RETURN NULL;",
    )


def _guard(guard, rows):
    refused = f"SELECT count(*) FROM {rows} WHERE {guard.when.format(new='n', old='o')}"
    return (
        f"{_planned_anew(refused)} INTO refused;"
        f" IF refused > 0 THEN{_refuse(guard.message)} END IF;"
    )


def _planned_anew(statement):
    """The statement, planned each time for the rows there are.

    A session would keep the plan it made for an act on a few rows, and a search for a first row
    joins the transition tables of an act on many by nested loops: an hour for 100,000 permits.
    """
    return f" EXECUTE $q${statement}$q$"


def _trigger(name, when, actions):
    name = f"{PREFIX}{name}"
    create = f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()"
    body = f"DECLARE e audit_entry; refused bigint; BEGIN{actions} END"
    function = (
        f"CREATE OR REPLACE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql"
        f" SET search_path = public, pg_temp AS $body${body}$body$"
    )
    return Trigger(name, (function, create), (create, SEARCH_PATH, body))


def _refuse(message):
    return f" RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
