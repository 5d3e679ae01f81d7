"""What the triggers of both engines have in common: their names, columns and copied rows."""

from dataclasses import dataclass

from audit.models import Entry, history_of

OPEN_ENTRY = "(SELECT id FROM audit_entry WHERE unfinished_id IS NOT NULL)"
PREFIX = "ledger_"
_SEALED_LATER = {"unfinished_id", "sequence", "rows_changed", "leaf_hash"}

NEVER_REOPENED = "audit_entry: an entry is opened once, and sealed at its end"
NEVER_CHANGED = "audit_entry: a sealed entry never changes"
ONLY_SEALED = "audit_entry: only the seal is added to an entry"


@dataclass(frozen=True)
class Trigger:
    """One trigger: the statements that make it, and what the database then says it is."""

    name: str
    statements: tuple[str, ...]
    definition: tuple[str, ...]


def unexplained(table):
    return f"{table}: no open entry explains this write"


def added_only(table):
    return f"{table}: rows are only ever added"


def key_is_kept(table):
    return f"{table}: the key of a record never changes"


def tracked_columns(model):
    """The columns of a record that its history copies."""
    return [field.column for field in history_of(model).tracked_fields]


def ignores_columns(model):
    """Whether the record has columns that its history knowingly leaves out."""
    return len(tracked_columns(model)) < len(model._meta.local_concrete_fields)


def any_differs(columns, operator, new, old):
    """SQL that is true when one of the columns differs between two rows."""
    return " OR ".join(f'{new}."{column}" {operator} {old}."{column}"' for column in columns)


def record_differs(model, operator, new, old):
    """SQL that is true when history would differ between two rows of a record."""
    columns = [column for column in tracked_columns(model) if column != model._meta.pk.column]
    return any_differs(columns, operator, new, old)


def entry_differs(operator):
    """SQL that is true when an entry's facts change, rather than its seal being added."""
    facts = [f.column for f in Entry._meta.concrete_fields if f.column not in _SEALED_LATER]
    return any_differs(facts, operator, "NEW", "OLD")


def guards_on(model, event):
    return [guard for guard in getattr(model, "guards", []) if guard.on == event]


def copy_into_history(model, kind, row):
    """The INSERT that copies a row, or a set of rows, into history under the open entry ``e``."""
    columns = tracked_columns(model)
    copied = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f'{row}."{column}"' for column in columns)
    return (
        f"INSERT INTO {history_of(model)._meta.db_table} ({copied}, history_date, history_type,"
        " history_user_id, history_change_reason, entry_id)"
        f" SELECT {values}, e.recorded_at, '{kind}', e.actor_id, e.reason, e.id"
    )
