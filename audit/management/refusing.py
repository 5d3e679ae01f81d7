"""A command of the history library that has no place here."""

from django.core.management.base import BaseCommand, CommandError


class RefusedCommand(BaseCommand):
    help = "Not available: history is append-only and written by the database."

    def add_arguments(self, parser):
        parser.add_argument("arguments", nargs="*")
        parser.add_argument("--auto", action="store_true")

    def handle(self, *args, **options):
        raise CommandError("History is written by the database alone: nothing cleans or fills it.")
