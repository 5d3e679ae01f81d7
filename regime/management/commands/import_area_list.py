"""Load an edition of a list of countries from the two files that Justice Laws publishes."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from regime.actions.area_lists import load_area_list


class Command(BaseCommand):
    help = (
        "Load an edition of the Area Control List, or of the Automatic Firearms Country Control"
        " List, from its English and French XML files."
    )

    def add_arguments(self, parser):
        parser.add_argument("english", type=Path, help="the English file, such as SOR-81-543.xml")
        parser.add_argument("french", type=Path, help="the French file, such as DORS-81-543.xml")
        parser.add_argument("--by", metavar="USERNAME", help="who loads it; otherwise the system")

    def handle(self, *args, english, french, by, **options):
        try:
            edition, is_new = load_area_list(
                english.read_bytes(),
                french.read_bytes(),
                names=(english.name, french.name),
                by=User.objects.get_by_natural_key(by) if by else None,
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
            self.stdout.write(f"{edition} is already kept; nothing changed.")
            return
        self.stdout.write(f"{edition} is loaded: {edition.countries.count()} countries.")
