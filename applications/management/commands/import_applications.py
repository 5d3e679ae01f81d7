"""Import a file of applications: every application it holds, and a report on rejected lines."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from applications.actions.importing import import_applications


class Command(BaseCommand):
    help = "Import the applications of a file (CSV) with the columns of docs/applications.md."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who imports it")
        parser.add_argument("--reason", default="Imported from the command line")

    def handle(self, *args, file, by, reason, **options):
        try:
            user = User.objects.get_by_natural_key(by)
            with file.open("rb") as opened:
                kept = import_applications(File(opened, name=file.name), by=user, reason=reason)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        except User.DoesNotExist:
            raise CommandError(f"No user has the sign-in name {by}.") from None
        except PermissionDenied as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(
            f"{kept.lines_total} lines: {kept.lines_accepted} accepted,"
            f" {kept.lines_rejected} rejected."
        )
        for line in kept.lines.filter(application=None):
            self.stdout.write(f"line {line.line}, {line.column}: {line.words} {line.value}".strip())
