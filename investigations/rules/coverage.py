"""May a population be defined, frozen or dropped?"""

from datetime import date

from django.utils import timezone

from accounts.models import User
from investigations.models import Investigation, Population
from investigations.models.coverage import PopulationStatus
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_acting


def against_defining(investigation: Investigation, *, as_of: date, by: User) -> list[Refusal]:
    """The question is of a day that has come: what will stand on a later one is not known."""
    refusals = against_acting(investigation, by=by)
    return [*refusals, Refusal.POPULATION_IN_FUTURE] if as_of > timezone.localdate() else refusals


def against_redefining(population: Population, *, by: User) -> list[Refusal]:
    """A question may be put otherwise, or dropped, until its answer is frozen."""
    refusals = against_acting(population.investigation, by=by)
    draft = population.status == PopulationStatus.DRAFT
    return refusals if draft else [*refusals, Refusal.POPULATION_FROZEN]


def against_freezing(population: Population, *, found: int, by: User) -> list[Refusal]:
    """A list of something is frozen; ``found`` is how many permits match now."""
    refusals = against_redefining(population, by=by)
    return refusals if found else [*refusals, Refusal.POPULATION_EMPTY]
