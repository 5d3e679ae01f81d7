"""The triggers that are installed are the triggers the models ask for, or nothing starts."""

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from audit import triggers

TAG = "ledger"


@checks.register(TAG)
def installed_triggers(*, databases=None, **_kwargs):
    """Compare installed and expected triggers of each database that is asked about.

    While migrations wait the question has no answer: ``migrate`` puts the triggers in place.
    """
    return [
        checks.Error(
            _("The history triggers of this database are not as expected: %(what)s.")
            % {"what": what},
            hint=_("Run verify_ledger to learn what was written meanwhile, then migrate."),
            id="audit.E001",
        )
        for alias in databases or []
        if not _migrations_wait(connections[alias])
        for what in triggers.differences(connections[alias])
    ]


def _migrations_wait(connection):
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_to_start_unguarded(alias=DEFAULT_DB_ALIAS):
    """Raise ``ImproperlyConfigured`` unless the database is migrated and its triggers stand."""
    if _migrations_wait(connections[alias]):
        raise ImproperlyConfigured("Migrations wait to be applied: run migrate, then start again.")
    different = triggers.differences(connections[alias])
    if different:
        raise ImproperlyConfigured(f"The history triggers are not as expected: {different}.")
    connections[alias].close()
