"""Migrate past the triggers, which come down before and are put back after, whatever happens."""

from django.core import checks
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from audit import migrating
from audit.checks import TAG


class Command(MigrateCommand):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--accept-drift",
            metavar="REASON",
            help="Record rows that differ from their history as they are now, for this reason.",
        )

    def check(self, **options):
        """Every check except that of the triggers, which migrating itself puts in place."""
        tags = checks.registry.registry.tags_available(deployment_checks=False) - {TAG}
        return super().check(**{**options, "tags": tags})

    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if options["accept_drift"]:
            migrating.accept_drift(connection, reason=options["accept_drift"])
        applied_before = migrating.applied(connection)
        try:
            return super().handle(*args, **options)
        except CommandError:
            raise
        except BaseException:
            migrating.after_failing(connection, applied_before)
            raise
