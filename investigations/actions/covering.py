"""The population of a review is defined, frozen with its count and digest, or dropped."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import F, Max, Value
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from investigations.actions.investigations import put_in_scope
from investigations.actions.refusing import stop_at
from investigations.models import Act, Investigation, Population, PopulationPermit
from investigations.models.coverage import PopulationStatus
from investigations.rules import Refusal
from investigations.rules import coverage as rules
from permits.actions.setwise import insert_from
from permits.models import Permit

MAY = "investigations.change_investigation"
CHUNK = 2000


def define(
    investigation: Investigation,
    *,
    by: User,
    reason: str,
    population: Population | None = None,
    **question: Any,
) -> Population:
    """Save the question that names the permits to be reviewed, or put a saved one otherwise.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, MAY)
    about = investigation.number
    with ledger.entry(by=by, action=Act.DEFINE_POPULATION, about=about, reason=reason):
        locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
        stop_at(rules.against_defining(locked, as_of=question["as_of"], by=by))
        if population is None:
            last = locked.populations.aggregate(last=Max("position"))["last"] or 0
            population = Population(investigation=locked, position=last + 1)
        else:
            population = _locked(population)
            stop_at(rules.against_redefining(population, by=by))
        for name, value in question.items():
            setattr(population, name, value)
        population.full_clean()
        population.save()
    return population


def freeze(
    population: Population,
    *,
    expected: int,
    by: User,
    reason: str,
    frozen_at: datetime | None = None,
) -> Population:
    """Keep the answer to the question for good, and bring its permits into scope.

    ``expected`` is the number of permits that the person looked at: where the register answers
    otherwise by now, nothing is frozen. A few statements, however many permits there are.
    """
    require(by, MAY)
    about = population.investigation.number
    with ledger.entry(by=by, action=Act.FREEZE_POPULATION, about=about, reason=reason):
        population = _locked(population)
        found = population.matching().count()
        stop_at(rules.against_freezing(population, found=found, by=by))
        if found != expected or _list(population) != expected:
            raise Refusal.COUNT_MOVED.error
        put_in_scope(
            population.investigation,
            Permit.objects.filter(pk__in=population.permits.order_by().values("permit")),
        )
        population.digest, population.count = digest_of(population)
        population.frozen_by, population.frozen_at = by, frozen_at or timezone.now()
        population.status = PopulationStatus.FROZEN
        population.full_clean()
        population.save()
    return population


def _list(population: Population) -> int:
    """Every permit that matches, at its present version, with how it stood on the day."""
    return insert_from(
        PopulationPermit,
        population.matching().with_version().order_by("pk"),
        population=Value(population.pk),
        permit=F("pk"),
        version=F("version"),
        stood=F("stood_as"),
    )


def digest_of(population: Population) -> tuple[str, int]:
    """SHA-256 over the lines "number version status" of the list, in key order; and how many."""
    digest, count = sha256(), 0
    lines = population.permits.order_by("permit_id").values_list(
        "permit__reference", "version", "stood"
    )
    for line in lines.iterator(CHUNK):
        digest.update(f"{' '.join(map(str, line))}\n".encode())
        count += 1
    return digest.hexdigest(), count


def drop(population: Population, *, by: User, reason: str) -> Population:
    """Drop a question that was never frozen; it stays on record."""
    require(by, MAY)
    about = population.investigation.number
    with ledger.entry(by=by, action=Act.DROP_POPULATION, about=about, reason=reason):
        population = _locked(population)
        stop_at(rules.against_redefining(population, by=by))
        population.status = PopulationStatus.DROPPED
        population.save()
    return population


def _locked(population: Population) -> Population:
    return Population.objects.select_for_update(of=("self",)).get(pk=population.pk)
