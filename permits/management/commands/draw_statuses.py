"""Draw the statuses of a permit, and the orders that lead from one to another, from the rules."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from permits.models.orders import OrderKind
from permits.models.permits import PermitStatus
from permits.rules import TRANSITIONS

PAGE = settings.ROOT / "docs" / "permit-statuses.md"
TEXT = """\
# The statuses of a permit

Nobody edits a status: an order changes it, and the database refuses a change that no order made.
This page is drawn from the table `TRANSITIONS` in `permits/rules/acting.py` by
`python manage.py draw_statuses`; a test fails when the two differ.

```mermaid
stateDiagram-v2
{diagram}
```

| order | from | to |
| --- | --- | --- |
{table}

An amendment changes the terms of a valid or a suspended permit under an order of its own, and never
its status: see [amendments](amendments.md).

*Expired* and *exhausted* are no statuses. They are computed from the term and the balance of a
permit, for any day asked about: a permit that expires while suspended stays suspended on record,
and no order to suspend, reinstate, cancel or amend reaches it any more.
"""


def drawing():
    """The page as it must be, in English."""
    with translation.override("en"):
        steps = [
            (OrderKind(kind).label, PermitStatus(source), PermitStatus(target))
            for kind, changes in TRANSITIONS.items()
            for source, target in changes.items()
        ]
        diagram = [f'state "{status.label}" as {status.value}' for status in PermitStatus]
        diagram += [f"[*] --> {PermitStatus.SUBMITTED.value}"]
        diagram += [
            f"{source.value} --> {target.value}: {order}" for order, source, target in steps
        ]
        table = [
            f"| {order} | {source.label} | {target.label} |" for order, source, target in steps
        ]
    return TEXT.format(diagram="\n".join(f"    {line}" for line in diagram), table="\n".join(table))


class Command(BaseCommand):
    help = "Write docs/permit-statuses.md from the table of lawful status changes."

    def handle(self, *args, **options):
        PAGE.write_text(drawing(), encoding="utf-8")
        self.stdout.write(f"{PAGE.name} is drawn.")
