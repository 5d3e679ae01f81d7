"""Count the whole register, so that the exposure page answers broad questions at once."""

from django.core.management.base import BaseCommand

from permits.actions.stocktaking import take_stock


class Command(BaseCommand):
    help = "Count the whole register by destination, group, item and technology; run it nightly."

    def handle(self, *args, **options):
        stocktake = take_stock()
        self.stdout.write(
            f"The register is counted at number {stocktake.sequence} of the ledger:"
            f" {stocktake.figures.count()} figures."
        )
