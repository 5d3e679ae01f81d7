"""Have the files of evidence scanned that no scanner has judged yet."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from investigations import actions
from investigations.models.custody import Scan


class Command(BaseCommand):
    help = "Have the scanner judge the files that wait for it; those that are clean are shown."

    def handle(self, *args, **options):
        try:
            judged = actions.scan_waiting(by=None, reason="Regular scan")
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        for file in judged:
            file.refresh_from_db(fields=["scan"])
            if file.scan == Scan.INFECTED:
                self.stderr.write(f"{file.evidence}, {file.name}: harmful, in quarantine")
        self.stdout.write(f"{len(judged)} files judged.")
