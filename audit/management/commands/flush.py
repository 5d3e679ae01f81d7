"""Empty a database that keeps no record: one that is guarded is never emptied."""

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections

from audit import triggers


class Command(FlushCommand):
    def handle(self, **options):
        if triggers.installed(connections[options["database"]]):
            raise CommandError("History is append-only: this database is not emptied.")
        return super().handle(**options)
