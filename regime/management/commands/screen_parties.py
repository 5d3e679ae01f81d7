"""Screen parties against the newest edition of every sanctions regulation kept."""

from time import perf_counter

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from permits.models import Party
from regime.actions.screening import screen


class Command(BaseCommand):
    help = "Ask a question for each party whose name is like one that sanctions list."

    def add_arguments(self, parser):
        parser.add_argument(
            "--party", type=int, action="append", metavar="KEY", help="only this party; repeatable"
        )
        parser.add_argument("--by", metavar="USERNAME", help="who screens; otherwise the system")

    def handle(self, *args, party, by, **options):
        parties = Party.objects.all()
        if party:
            parties = parties.filter(pk__in=party)
        started = perf_counter()
        try:
            done = screen(
                parties,
                by=User.objects.get_by_natural_key(by) if by else None,
                reason="Screening of parties against the newest editions",
            )
        except User.DoesNotExist:
            raise CommandError(f"No user has the sign-in name {by}.") from None
        except PermissionDenied as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{done.parties} parties are screened in {perf_counter() - started:.1f} s:"
            f" {done.asked} new questions, {done.withdrawn} withdrawn."
        )
