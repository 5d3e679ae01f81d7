"""What stands against changing one condition of many permits alike."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from permits.models import Condition
from permits.models.permits import PermitQuerySet
from permits.rules.refusals import Refusal


@dataclass(frozen=True)
class ConditionChange:
    """A condition as permits have it and as they shall have it, in English and French.

    What is not old is added; what is not new is withdrawn.
    """

    old: tuple[str, str] | None
    new: tuple[str, str] | None
    report_within_days: int | None = None


def with_conditions(permits: PermitQuerySet, change: ConditionChange) -> PermitQuerySet:
    """Adds whether each permit ``has_old`` and ``has_new``, the conditions that a change names."""
    return permits.annotate(has_old=_having(change.old), has_new=_having(change.new))


def against_change(change: ConditionChange, *, has_old: bool, has_new: bool) -> list[Refusal]:
    """A condition is replaced or withdrawn where it stands, and added where it does not."""
    refusals = []
    if change.old is not None and not has_old:
        refusals.append(Refusal.CONDITION_MISSING)
    if change.new is not None and has_new:
        refusals.append(Refusal.CONDITION_PRESENT)
    return refusals


def _having(texts: tuple[str, str] | None) -> Exists:
    conditions = Condition.objects.filter(permit=OuterRef("pk"))
    if texts is None:
        return Exists(conditions.filter(Q(pk__in=[])))
    return Exists(conditions.filter(text_en=texts[0], text_fr=texts[1]))
