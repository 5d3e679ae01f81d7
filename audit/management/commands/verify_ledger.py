"""Verify the whole record and name everything that is not as it was sealed."""

from django.core.management.base import BaseCommand

from audit.verification import Verification


class Command(BaseCommand):
    help = "Recompute every seal and leaf and compare. Exit status 0: whole; 1: differences; 2: not verified."

    def handle(self, *args, **options):
        verification = Verification()
        differences = 0
        for difference in verification:
            differences += 1
            self.stdout.write(str(difference))
        covered = verification.covered
        self.stdout.write(
            f"{covered.entries} entries and {covered.rows} rows verified;"
            f" log root {covered.log_root.hex()}"
        )
        if differences:
            self.stderr.write(f"{differences} differences found.")
            raise SystemExit(1)
        self.stdout.write("The record is whole.")
