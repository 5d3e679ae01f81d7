"""May evidence be weighed so, and an explanation or an event be withdrawn?"""

from collections.abc import Iterable

from accounts.models import User
from investigations.models import Evidence, Explanation, Investigation, Occurrence, Place
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_acting, against_judging


def against_proposing(investigation: Investigation, *, by: User) -> list[Refusal]:
    """Explanations are proposed in an active case, by somebody who may judge in it."""
    return against_judging(investigation, by=by)


def against_rewording(explanation: Explanation, *, by: User) -> list[Refusal]:
    refusals = against_judging(explanation.question.investigation, by=by)
    return [*refusals, Refusal.EXPLANATION_WITHDRAWN] if explanation.is_withdrawn else refusals


def against_withdrawing_explanation(explanation: Explanation, *, by: User) -> list[Refusal]:
    refusals = against_judging(explanation.question.investigation, by=by)
    return [*refusals, Refusal.WITHDRAWN] if explanation.is_withdrawn else refusals


def against_weighing(
    investigation: Investigation,
    explanations: Iterable[Explanation],
    items: Iterable[Evidence],
    *,
    by: User,
) -> list[Refusal]:
    """Items are weighed against explanations that stand, of the same investigation."""
    refusals = against_judging(investigation, by=by)
    explanations = list(explanations)
    strange = any(each.question.investigation_id != investigation.pk for each in explanations)
    if strange or any(item.investigation_id != investigation.pk for item in items):
        refusals.append(Refusal.OTHER_INVESTIGATION)
    if any(each.is_withdrawn for each in explanations):
        refusals.append(Refusal.EXPLANATION_WITHDRAWN)
    return refusals


def against_recording(
    investigation: Investigation, *, place: Place | None, items: Iterable[Evidence], by: User
) -> list[Refusal]:
    """An event of the case happens at a place of the case, and rests on its evidence."""
    refusals = against_acting(investigation, by=by)
    if place is not None and place.investigation_id != investigation.pk:
        refusals.append(Refusal.OTHER_PLACE)
    if any(item.investigation_id != investigation.pk for item in items):
        refusals.append(Refusal.OTHER_INVESTIGATION)
    return refusals


def against_changing_occurrence(occurrence: Occurrence, *, by: User) -> list[Refusal]:
    refusals = against_acting(occurrence.investigation, by=by)
    return [*refusals, Refusal.WITHDRAWN] if occurrence.is_withdrawn else refusals
