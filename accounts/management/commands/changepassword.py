"""Change a password from the command line, on record."""

import getpass

from django.contrib.auth.management.commands.changepassword import Command as ChangePassword
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from accounts.models import Act, User
from audit import ledger
from audit.models import Source

TRIES = 3


class Command(ChangePassword):
    """Django's command, whose entry is open only while it writes, not while somebody types."""

    def handle(self, *args, **options):
        username = options["username"] or getpass.getuser()
        user = User.objects.using(options["database"]).filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        self.stdout.write(f"Changing the password of {username}")
        user.set_password(self.asked_for(user))
        with ledger.entry(
            by=None,
            action=Act.CHANGE_PASSWORD,
            about=username,
            reason="Changed from the command line",
            source=Source.COMMAND,
            using=options["database"],
        ):
            user.save(update_fields=["password"])
        return f"The password of {username} is changed."

    def asked_for(self, user):
        """A password typed twice that the validators accept."""
        for _attempt in range(TRIES):
            password = self._get_pass()
            if password != self._get_pass("Password (again): "):
                self.stderr.write("The passwords differ. Try again.")
                continue
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
            else:
                return password
        raise CommandError(f"Nothing is changed after {TRIES} attempts.")
