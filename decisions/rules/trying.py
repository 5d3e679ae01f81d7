"""What would become of a frozen list now: the same rules, asked before the act."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models

from decisions.models import Batch
from permits import rules as register
from permits.models import Permit


@dataclass
class DryRun:
    """What would become of a frozen list now, and the lines of one page of it."""

    eligible: int = 0
    refused: int = 0
    reasons: Counter[register.Refusal] = field(default_factory=Counter)
    lines: list[tuple[Permit, list[register.Refusal]]] = field(default_factory=list)

    @property
    def by_reason(self) -> list[tuple[register.Refusal, int]]:
        return self.reasons.most_common()


def dry_run(batch: Batch, *, answer: str = "", page: int = 1, size: int = 50) -> DryRun:
    """Ask of every permit on the list, as execution will, keeping the lines of one page.

    ``answer`` keeps the "eligible" or the "refused" only. The list is streamed: a hundred
    thousand permits take the memory of one page.
    """
    order, found, passed = batch.order, DryRun(), 0
    first = (page - 1) * size
    for permit, refusals in register.asked_each(
        batch.permits(),
        kind=order.kind,
        effective_at=batch.takes_effect_at,
        change=batch.change(),
    ):
        if refusals:
            found.refused += 1
            found.reasons.update(refusals)
        else:
            found.eligible += 1
        if answer != ("eligible" if refusals else "refused"):
            if first <= passed < first + size:
                found.lines.append((permit, refusals))
            passed += 1
    models.prefetch_related_objects([permit for permit, _refusals in found.lines], "holder")
    return found
