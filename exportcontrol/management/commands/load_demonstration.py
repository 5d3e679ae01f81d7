"""Load the demonstration case; what is there already is kept."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import User
from exportcontrol.demonstration import lists, people
from exportcontrol.demonstration.applications import Applications
from exportcontrol.demonstration.case import Case
from exportcontrol.demonstration.custody import Custody
from exportcontrol.demonstration.inquiries import Inquiries
from exportcontrol.demonstration.measures import Measures
from exportcontrol.demonstration.notices import Notices
from exportcontrol.demonstration.open_work import OpenWork
from exportcontrol.demonstration.register import Register
from exportcontrol.demonstration.reports import Reports
from exportcontrol.demonstration.unfinished import Unfinished


class Command(BaseCommand):
    help = (
        "Load the fictional demonstration: people, permits, a finished case and an unfinished one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--accounts", action="store_true", help="Only print the sign-in names and their roles."
        )

    def handle(self, *args, accounts, **options):
        if accounts:
            return self._print_accounts()
        call_command("load_reference", verbosity=0)
        if User.objects.filter(username=people.ACCOUNTS[0].username).exists():
            self.stdout.write("The demonstration is loaded already.")
            return None
        with transaction.atomic():
            registered = Register(people.load())
            registered.load()
            lists.load(registered)
            decision = Case(registered).load()
            Measures(registered.people).load(decision=decision)
            Applications(registered).load()
            Unfinished(registered).load()
            Custody(registered).load()
            Inquiries(registered).load()
            OpenWork(registered).load()
            Reports(registered).load()
            Notices(registered).load(decision=decision)
        self.stdout.write("The demonstration is loaded.")
        return None

    def _print_accounts(self):
        self.stdout.write(f"Password of every account: {people.PASSWORD}")
        for account in people.ACCOUNTS:
            self.stdout.write(f"  {account.username:<15} {account.role_label} ({account.name})")
