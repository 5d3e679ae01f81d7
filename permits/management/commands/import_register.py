"""Import a register file under a profile: every permit it holds, and a report on every line."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from permits.actions.importing import import_file
from permits.register_files import PROFILES


class Command(BaseCommand):
    help = "Import the permits of a register file (CSV), as a profile says it is to be read."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--profile", required=True, choices=sorted(PROFILES))
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who imports it")
        parser.add_argument("--reason", default="Imported from the command line")

    def handle(self, *args, file, profile, by, reason, **options):
        try:
            user = User.objects.get_by_natural_key(by)
            with file.open("rb") as opened:
                kept, is_new = import_file(
                    File(opened, name=file.name), profile=profile, by=user, reason=reason
                )
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        except User.DoesNotExist:
            raise CommandError(f"No user has the sign-in name {by}.") from None
        except PermissionDenied as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        if not is_new:
            self.stdout.write(f"This file was imported on {kept.imported_at}; nothing changed.")
        self.stdout.write(
            f"{kept.lines_total} lines: {kept.lines_accepted} accepted,"
            f" {kept.lines_warned} accepted with a warning, {kept.lines_rejected} rejected."
        )
