"""The rules asked of every permit on a list, in the memory of one chunk; and what was answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import Case, Count, ExpressionWrapper, F, Q, When, prefetch_related_objects

from permits.models import Order, Outcome, Permit
from permits.models.orders import OrderKind
from permits.models.permits import PermitQuerySet, PermitStatus
from permits.models.totals import reach_of
from permits.rules.acting import AnyPermit, PermitFacts, against_carrying_out
from permits.rules.conditions import ConditionChange, against_change, with_conditions
from permits.rules.refusals import Refusal

CHUNK = 2000


def asked_each(
    permits: PermitQuerySet,
    *,
    kind: str,
    effective_at: datetime,
    change: ConditionChange | None = None,
) -> Iterator[tuple[Permit, list[Refusal]]]:
    """Each permit in key order, with every reason against such an order reaching it.

    ``change`` is what an amendment of a condition would do to each.

    Permits are streamed, so that a set of any size takes the memory of one chunk. Those of
    ``Permit.objects.listed_by(order)`` are asked whether they changed since they were listed.
    """
    needed = _with_what_is_asked(permits, change).only(
        "reference", "kind", "status", "valid_until", "holder_id", "destination_id"
    )
    for permit in needed.order_by("pk").iterator(CHUNK):
        named = {"has_old": permit.has_old, "has_new": permit.has_new} if change else {}
        refusals = _against(
            permit,
            change,
            kind=kind,
            effective_at=effective_at,
            unchanged=getattr(permit, "listed_version", permit.version) == permit.version,
            acted_on_at=permit.acted_on_at,
            **named,
        )
        yield permit, refusals


def refused_each(
    listed: PermitQuerySet,
    *,
    kind: str,
    effective_at: datetime,
    change: ConditionChange | None = None,
) -> Iterator[tuple[int, list[Refusal]]]:
    """Those of ``Permit.objects.listed_by(order)`` that such an order cannot reach.

    For each its place on the list, and every reason. Permits of which the same is true get the
    same answer: the rules are asked once about each difference there is, and only the permits that
    may be refused are read, so that the longest list takes little time.
    """
    asked = _with_what_is_asked(listed, change).annotate(
        unchanged=ExpressionWrapper(Q(version=F("listed_version")), models.BooleanField())
    )
    columns = [*PermitFacts._fields, "unchanged", "acted_on_at"]
    columns += ["has_old", "has_new"] if change else []
    known = len(PermitFacts._fields)
    answers = {}
    for row in asked.order_by().values_list(*columns).distinct():
        named = dict(zip(columns[known:], row[known:], strict=True))
        facts = PermitFacts(*row[:known])
        refusals = _against(facts, change, kind=kind, effective_at=effective_at, **named)
        if refusals:
            answers[row] = refusals
    within = {  # wider than the answers, and narrow enough; what may be NULL is left out
        f"{column}__in": {row[place] for row in answers}
        for place, column in enumerate(columns[: known + 1])
    }
    rows = asked.filter(**within).values_list("scheduled_id", *columns)
    for scheduled_id, *row in rows.order_by("pk").iterator(CHUNK):
        if (answer := tuple(row)) in answers:
            yield scheduled_id, answers[answer]


def _against(
    permit: AnyPermit,
    change: ConditionChange | None,
    *,
    has_old: bool = False,
    has_new: bool = False,
    **asked: Any,
) -> list[Refusal]:
    """What stands against an order reaching a permit, and changing a condition of it."""
    refusals = against_carrying_out(permit, **asked)
    if change is not None:
        refusals += against_change(change, has_old=has_old, has_new=has_new)
    return refusals


def _with_what_is_asked(
    permits: PermitQuerySet, change: ConditionChange | None = None
) -> PermitQuerySet:
    """Adds the permit's version, and when the last order on it took effect once it was issued."""
    if change is not None:
        permits = with_conditions(permits, change)
    issuing = Q(last_change__order__kind__in=[OrderKind.ISSUE, OrderKind.REGISTER])
    return permits.with_version().annotate(
        acted_on_at=Case(When(issuing, then=None), default=F("last_change__effective_at"))
    )


@dataclass
class DryRun:
    """What an order would do: whom it reaches, whom not and why, and what is at stake."""

    reached: int = 0
    refused: int = 0
    reasons: Counter[Refusal] = field(default_factory=Counter)
    statuses: Counter[PermitStatus] = field(default_factory=Counter)
    holders: set[int | None] = field(default_factory=set)
    outstanding: dict[str, Decimal] = field(default_factory=dict)  # by currency
    reached_first: list[Permit] = field(default_factory=list)
    refused_first: list[tuple[Permit, list[Refusal]]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return self.reached + self.refused

    @property
    def by_reason(self) -> list[tuple[Refusal, int]]:
        return self.reasons.most_common()

    @property
    def by_currency(self) -> list[tuple[str, Decimal]]:
        return sorted(self.outstanding.items())


def dry_run(
    permits: PermitQuerySet,
    *,
    kind: str,
    effective_at: datetime,
    shown: int = 200,
    change: ConditionChange | None = None,
) -> DryRun:
    """Ask what an order would do to these permits, keeping the first ``shown`` of each answer."""
    found = DryRun()
    answers = asked_each(permits, kind=kind, effective_at=effective_at, change=change)
    while chunk := list(islice(answers, CHUNK)):
        reached = [permit for permit, refusals in chunk if not refusals]
        refused = [(permit, refusals) for permit, refusals in chunk if refusals]
        found.reached += len(reached)
        found.refused += len(refused)
        found.reasons.update(refusal for _permit, refusals in refused for refusal in refusals)
        found.statuses.update(PermitStatus(permit.status) for permit in reached)
        found.holders.update(permit.holder_id for permit in reached)
        found.reached_first += reached[: shown - len(found.reached_first)]
        found.refused_first += refused[: shown - len(found.refused_first)]
        stake = reach_of(Permit.objects.filter(pk__in=[permit.pk for permit in reached]))
        for currency, value in stake.outstanding:
            found.outstanding[currency] = found.outstanding.get(currency, Decimal(0)) + value
    listed = [*found.reached_first, *(permit for permit, _refusals in found.refused_first)]
    prefetch_related_objects(listed, "holder", "destination")
    return found


def refusals_in(outcome: Outcome) -> list[Refusal]:
    """The reasons kept with an outcome."""
    return [Refusal(code) for code in outcome.refusals.split()]


def refused_by_reason(order: Order, list_number: int | None = None) -> list[tuple[Refusal, int]]:
    """How many permits of a list were refused for each reason, the most frequent first.

    The list is the newest of the order, unless another is named.
    """
    listed = order.schedule.filter(list_number=list_number) if list_number else order.newest_list()
    refused = Outcome.objects.filter(scheduled__in=listed, carried_out=False)
    counted: Counter[Refusal] = Counter()
    for codes, count in refused.order_by().values_list("refusals").annotate(Count("pk")):
        counted.update(dict.fromkeys(map(Refusal, codes.split()), count))
    return counted.most_common()
