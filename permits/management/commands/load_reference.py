"""Load the reference data that ships with the application; run again, it changes nothing."""

from django.core.management.base import BaseCommand

from permits.actions.reference import load_countries, load_group_2


class Command(BaseCommand):
    help = "Load country names in both languages and the Group 2 headings of the control list."

    def handle(self, *args, **options):
        load_countries(by=None)
        load_group_2(by=None)
        self.stdout.write("Reference data are up to date.")
