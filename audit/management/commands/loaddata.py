"""Load fixtures as one recorded import."""

from django.core.management.commands.loaddata import Command as LoadDataCommand

from audit import ledger
from audit.models import Act, Source


class Command(LoadDataCommand):
    def handle(self, *fixture_labels, **options):
        with ledger.entry(
            by=None,
            action=Act.LOAD_FIXTURES,
            reason=f"Fixtures loaded from the command line: {', '.join(fixture_labels)}",
            source=Source.IMPORT,
            using=options["database"],
        ):
            return super().handle(*fixture_labels, **options)
