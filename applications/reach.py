"""How far a breached undertaking reaches: what else rests on it, or on whoever gave it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from applications.models import Application
from investigations.models import Finding
from permits.models import Assurance, Permit, Undertaking
from permits.models.permits import PermitQuerySet
from permits.models.totals import Reach, outstanding_of_each, reach_by_status


@dataclass(frozen=True)
class BreachReach:
    """What a reader may see of all that rests on the undertaking, or on the same assurer."""

    undertaking: Undertaking
    narrow: bool  # on the very undertaking only
    assurances: QuerySet[Assurance]
    permits: PermitQuerySet
    applications: QuerySet[Application]

    @property
    def by_status(self) -> dict[str, Reach]:
        return reach_by_status(self.permits)

    @property
    def query(self) -> str:
        """The question that the register is asked for the same permits."""
        if self.narrow:
            return f"assurance={self.undertaking.assurance_id}"
        return f"assurer={self.undertaking.assurance.issuer_id}"


def reach_of_breach(finding: Finding, *, reader: User, narrow: bool = False) -> BreachReach:
    """Everything that rests on the undertaking a finding names, or on the same assurer."""
    undertaking = finding.undertaking
    assurances = Assurance.objects.visible_to(reader).given_by(undertaking.assurance.issuer_id)
    if narrow:
        assurances = assurances.filter(pk=undertaking.assurance_id)
    keys = assurances.order_by().values("pk")
    return BreachReach(
        undertaking=undertaking,
        narrow=narrow,
        assurances=assurances,
        permits=Permit.objects.visible_to(reader).resting_on(keys),
        applications=Application.objects.visible_to(reader).resting_on(keys),
    )


def rows_of(permits: list[Permit], reach: BreachReach) -> list[tuple]:
    """Each permit with the value outstanding of it, and the assurances of the reach it rests on."""
    keys = [permit.pk for permit in permits]
    outstanding = outstanding_of_each(Permit.objects.filter(pk__in=keys))
    rests = {}
    resting = Permit.rests_on.rel.related_model.objects.filter(
        permit__in=keys, assurance__in=reach.assurances.order_by().values("pk")
    )
    for rest in resting.select_related("assurance").order_by("assurance__given_on", "pk"):
        rests.setdefault(rest.permit_id, []).append(rest.assurance)
    return [
        (permit, outstanding.get(permit.pk, []), rests.get(permit.pk, [])) for permit in permits
    ]
