"""Around a migration the triggers come down, and what it changed is recorded as its act.

SQLite rebuilds tables to migrate them, and silently loses their triggers, or fails on those that
name the table. So they are dropped before, put back after, and whatever live rows then differ from
their history is written there under an entry that names the migrations.
"""

from django.core.management.base import CommandError
from django.db import connections, transaction

from audit import drift, ledger, triggers
from audit.models import Act, Entry, Source


def before_migrate(*, using, plan=(), **_kwargs):
    """Take the triggers down, unless live rows already differ: that is to be looked into first."""
    connection = connections[using]
    if not plan or not _has_entries(connection):
        return
    drifted = list(drift.found(connection))
    if drifted:
        first = drifted[0]
        raise CommandError(
            f"{len(drifted)} rows differ from their history, the first in {first.table} with key"
            f" {first.key}. Run verify_ledger: a migration would record them as its own changes."
        )
    with transaction.atomic(using=using):
        triggers.drop(connection)


def after_migrate(*, using, plan=(), **_kwargs):
    """Record what the migrations changed in audited tables, then put the triggers in place."""
    connection = connections[using]
    if not _has_entries(connection):
        return
    with transaction.atomic(using=using):
        if plan:
            triggers.drop(connection)
            names = ", ".join(f"{step.app_label}.{step.name}" for step, _backwards in plan)
            with ledger.entry(
                by=None,
                action=Act.MIGRATE,
                reason=f"Migrations: {names}",
                source=Source.MIGRATION,
                using=using,
            ) as entry:
                drift.record(connection, entry)
        if triggers.differences(connection):
            triggers.install(connection)


def _has_entries(connection):
    """Whether the ledger's own tables are there, as the models have them."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if not {"audit_entry", "audit_seal"} <= set(tables):
            return False
        columns = connection.introspection.get_table_description(cursor, "audit_entry")
    return {field.column for field in Entry._meta.concrete_fields} <= {c.name for c in columns}
