"""Verify every file of evidence against its hash, and name those that do not match."""

from django.core.management.base import BaseCommand

from investigations import actions, files
from investigations.models import EvidenceFile

WHOLE, DIFFERENT = 0, 1


class Command(BaseCommand):
    help = (
        "Read every kept file and compare it with its SHA-256; what does not match is put in"
        " quarantine and shown to custodians and directors. Exit status 0: every file is whole;"
        " 1: some are not."
    )

    def handle(self, *args, verbosity, **options):
        def told(file, whole):
            if not whole:
                self.stderr.write(f"{file.evidence}, {file.name}: does not match {file.digest}")
            elif verbosity >= 2:
                self.stdout.write(f"{file.evidence}, {file.name}: whole")

        verified = actions.verify_everything(reason="Regular verification", told=told)
        self.stdout.write(f"{verified.count} files verified.")
        if swept := files.swept():
            self.stdout.write(f"{swept} files that never arrived whole are removed.")
        known = set(EvidenceFile.objects.values_list("digest", flat=True))
        for name in files.unknown(known):
            self.stderr.write(f"{name}: no record speaks of this file")
        if verified.failing:
            self.stderr.write(f"{len(verified.failing)} files do not match their hash.")
            raise SystemExit(DIFFERENT)
        self.stdout.write("Every file is whole.")
