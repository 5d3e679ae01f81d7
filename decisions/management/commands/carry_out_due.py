"""Execute the batches whose time has come."""

from django.core.management.base import BaseCommand

from decisions.actions import carry_out_due


class Command(BaseCommand):
    help = (
        "Execute the batches that were confirmed for a moment that has come, never before it."
        " Run it every minute, unless a worker runs, which does the same."
    )

    def handle(self, *args, **options):
        done = carry_out_due()
        for batch, refusals in done:
            said = " ".join(refusals) or "executed"
            self.stdout.write(f"{batch}: {said}")
        if not done:
            self.stdout.write("No batch is due.")
