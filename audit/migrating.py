"""Around a migration the triggers come down, and what it changed is recorded as its act.

SQLite rebuilds tables to migrate them, and silently loses their triggers, or fails on those that
name the table. So they are dropped before, put back after, and whatever live rows then differ from
their history is written there under an entry that names the migrations.
"""

from django.core.management.base import CommandError
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from audit import drift, ledger, triggers
from audit.models import Act, Entry, Seal, Source
from audit.schema import columns_by_table, holds


def before_migrate(*, using, plan=(), **_kwargs):
    """Take the triggers down, unless live rows already differ: that is to be looked into first."""
    connection = connections[using]
    if not plan or not _has_entries(connection):
        return
    drifted = next(drift.found(connection), None)
    if drifted is not None:
        raise CommandError(
            f"Rows differ from their history, the first in {drifted.table} with key {drifted.key}:"
            " a migration would record them as its own changes. Run verify_ledger to see them all;"
            " migrate --accept-drift REASON records them as they are now."
        )
    triggers.drop(connection)


def after_migrate(*, using, plan=(), **_kwargs):
    """Record what the migrations changed in audited tables, then put the triggers in place."""
    connection = connections[using]
    if not _has_entries(connection):
        return
    if plan:
        names = ", ".join(f"{step.app_label}.{step.name}" for step, _backwards in plan)
        _guard_again(connection, f"Migrations: {names}")
    elif triggers.differences(connection):
        triggers.install(connection)


def after_failing(connection, applied_before):
    """Guard what a failed migration leaves, and record what the ones before it changed."""
    if not _has_entries(connection):
        return
    ran = applied(connection) ^ applied_before
    names = ", ".join(f"{app}.{name}" for app, name in sorted(ran))
    _guard_again(connection, f"Migrations before one failed: {names or 'none'}")


def accept_drift(connection, *, reason):
    """Write rows that differ from their history into it as they are now, for a reason."""
    with ledger.entry(
        by=None,
        action=Act.ACCEPT_DRIFT,
        reason=reason,
        source=Source.COMMAND,
        using=connection.alias,
    ) as entry:
        drift.record(connection, entry)


def applied(connection):
    """The migrations that the database has, as pairs of app and name."""
    return set(MigrationRecorder(connection).applied_migrations())


def _guard_again(connection, reason):
    with transaction.atomic(using=connection.alias):
        triggers.drop(connection)
        with ledger.entry(
            by=None,
            action=Act.MIGRATE,
            reason=reason,
            source=Source.MIGRATION,
            using=connection.alias,
        ) as entry:
            drift.record(connection, entry)
        triggers.install(connection)


def _has_entries(connection):
    """Whether the ledger's own tables are there, as the models have them."""
    columns = columns_by_table(connection)
    return holds(columns, Entry) and holds(columns, Seal)
