"""The triggers that write history and refuse what no entry explains, for both engines.

They are generated from the models. A *record* table copies each changed row into its history
under the open entry; an *event* or history table takes new rows of the open entry only, and never
an update or a deletion. A model may add guards of its own: a condition, over the new and the old
row, under which the database refuses a write.
"""

from django.apps import apps
from django.db import transaction

from audit.models import Entry, Seal, audited_models, history_of
from audit.schema import columns_by_table, holds
from audit.triggers import postgresql, sqlite
from audit.triggers.shapes import PREFIX, tracked_columns

__all__ = ["PREFIX", "differences", "drop", "expected", "install", "installed", "tracked_columns"]


def _engine(connection):
    return postgresql if connection.vendor == "postgresql" else sqlite


def expected(connection):
    """Every trigger that must be installed, by name."""
    write = _engine(connection)
    records, events = audited_models(apps)
    present = columns_by_table(connection)
    triggers = [*write.entry_table()]
    for model in records:
        if holds(present, model) and holds(present, history_of(model)):
            triggers += write.record_table(model)
            triggers += write.append_only_table(history_of(model))
    for model in [*events, Seal]:
        if holds(present, model):
            triggers += write.append_only_table(model)
    return {trigger.name: trigger for trigger in triggers}


def installed(connection):
    """The definition of every trigger that is installed and enabled on a table of ours, by name.

    Strangers are among them: a trigger or rule of another's making could undo what ours do.
    """
    return _engine(connection).installed(connection, _guarded_tables())


def differences(connection):
    """What is missing, altered or unknown among the installed triggers, in words."""
    wanted, found = expected(connection), installed(connection)
    missing = [f"missing: {name}" for name in sorted(wanted.keys() - found.keys())]
    unknown = [f"unknown: {name}" for name in sorted(found.keys() - wanted.keys())]
    altered = [
        f"altered: {name}"
        for name in sorted(wanted.keys() & found.keys())
        if found[name] != wanted[name].definition
    ]
    return missing + altered + unknown


def install(connection):
    """Put every trigger in place, replacing what is there, in one transaction."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop(connection)
        for trigger in expected(connection).values():
            for statement in trigger.statements:
                cursor.execute(statement)


def drop(connection):
    """Remove every trigger of ours, so that a migration may rebuild tables."""
    with transaction.atomic(using=connection.alias):
        _engine(connection).drop(connection)


def _guarded_tables():
    records, events = audited_models(apps)
    models = [*records, *map(history_of, records), *events, Entry, Seal]
    return sorted(model._meta.db_table for model in models)
