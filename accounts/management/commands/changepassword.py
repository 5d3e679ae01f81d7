"""Change a password from the command line, on record."""

from django.contrib.auth.management.commands.changepassword import Command as ChangePassword

from accounts.models import Act
from audit import ledger


class Command(ChangePassword):
    def handle(self, *args, **options):
        with ledger.entry(
            by=None,
            action=Act.CHANGE_PASSWORD,
            about=options["username"] or "",
            reason="Changed from the command line",
        ):
            return super().handle(*args, **options)
