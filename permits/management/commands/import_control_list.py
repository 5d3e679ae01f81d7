"""Load an edition of the Export Control List from the two files that Justice Laws publishes."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from permits.actions.control_list import load_control_list
from permits.models.goods import ItemState


class Command(BaseCommand):
    help = "Load an edition of the Export Control List from its English and French XML files."

    def add_arguments(self, parser):
        parser.add_argument("english", type=Path, help="the English file, such as SOR-89-202.xml")
        parser.add_argument("french", type=Path, help="the French file, such as DORS-89-202.xml")
        parser.add_argument("--by", metavar="USERNAME", help="who loads it; otherwise the system")

    def handle(self, *args, english, french, by, **options):
        try:
            edition, is_new = load_control_list(
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
        self.stdout.write(f"{edition} is loaded: {self.summary(edition)}.")
        earlier = edition.previous()
        if earlier:
            self.stdout.write(f"Since the edition of {earlier.in_force_from.isoformat()}:")
            for words, items in edition.changes_since(earlier).in_words():
                self.stdout.write(f"  {words}: {', '.join(item.code for item in items) or '–'}")

    def summary(self, edition):
        states = [item.state for item in edition.numbered_items()]
        return (
            f"{edition.items.count()} provisions, {len(states)} items,"
            f" {states.count(ItemState.REPEALED)} of them repealed"
        )
