"""Verify the whole record and name everything that is not as it was sealed."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from audit.verification import UNREADABLE, Verification

RUBBISH = (ValueError, TypeError, ArithmeticError)  # what a driver makes of a damaged value

WHOLE, DIFFERENT, NOT_VERIFIED = 0, 1, 2
EVERY = 1000


class Command(BaseCommand):
    help = (
        "Recompute every seal and leaf and compare. "
        "Exit status 0: the record is whole; 1: it differs; 2: it could not be verified."
    )

    def add_arguments(self, parser):
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections))

    def handle(self, *args, **options):
        self.verbosity = options["verbosity"]
        status = self.verify(Verification(options["database"], on_entry=self.progress))
        if status != WHOLE:
            raise SystemExit(status)

    def progress(self, covered):
        if self.verbosity >= 2 and covered.entries % EVERY == 0:
            self.stderr.write(f"{covered.entries} entries and {covered.rows} rows so far")

    def verify(self, verification):
        """Print what differs and what was covered; the exit status."""
        found = Counter()
        try:
            for difference in verification:
                found[difference.kind] += 1
                self.stdout.write(str(difference))
        except (DatabaseError, *RUBBISH) as error:
            self.stderr.write(f"The record could not be verified: {error}".strip())
            return NOT_VERIFIED
        covered = verification.covered
        self.stdout.write(
            f"{covered.entries} entries and {covered.rows} rows verified;"
            f" log root {covered.log_root.hex()}"
        )
        unreadable = found.pop(UNREADABLE, 0)
        if found:
            self.stderr.write(f"{found.total()} differences found.")
            return DIFFERENT
        if unreadable:
            self.stderr.write(f"{unreadable} parts of the record could not be verified.")
            return NOT_VERIFIED
        self.stdout.write("The record is whole.")
        return WHOLE
