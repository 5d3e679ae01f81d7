"""What in the register may be the component that was found: a person says whether it is."""

from dataclasses import dataclass

from django.db.models import Q

from investigations.models import Trace
from permits.models import Permit, PermitLine, Shipment

MOST = 25
SHORTEST = 3


@dataclass(frozen=True)
class Candidate:
    """A line, the shipment under it that bears the mark if one does, and the mark that led here."""

    line: PermitLine
    mark: str
    shipment: Shipment | None = None
    in_scope: bool = False

    @property
    def value(self):
        """How a form names it."""
        return f"{self.line.pk}-{self.shipment.pk}" if self.shipment else f"{self.line.pk}"


def candidates_for(trace: Trace, reader, *, everywhere: bool = False) -> list[Candidate]:
    """Lines and shipments that bear one of its marks, the most telling mark first.

    Looked for among the permits in scope, and in the whole register when asked.
    """
    permits = Permit.objects.visible_to(reader)
    in_scope = set(trace.evidence.investigation.scope.order_by().values_list("permit", flat=True))
    if not everywhere:
        permits = permits.filter(pk__in=in_scope)
    found: dict[tuple[int, int | None], Candidate] = {}
    for mark in trace.marks:
        if len(mark) >= SHORTEST:
            for line, shipment in _bearing(mark, permits, MOST - len(found)):
                key = (line.pk, shipment.pk if shipment else None)
                candidate = Candidate(line, mark, shipment, line.permit_id in in_scope)
                found.setdefault(key, candidate)
    return list(found.values())


def _bearing(mark, permits, most):
    """Pairs of a line and a shipment, or none, on which a mark stands."""
    if most <= 0:
        return
    theirs = permits.order_by().values("pk")
    shipments = Shipment.objects.filter(line__permit__in=theirs).filter(
        Q(reference__icontains=mark)
    )
    for shipment in shipments.select_related("line__permit__holder")[:most]:
        yield shipment.line, shipment
    lines = PermitLine.objects.filter(permit__in=theirs, description__icontains=mark)
    for line in lines.select_related("permit__holder").prefetch_related("shipments")[:most]:
        yield line, None
        for shipment in line.shipments.all():
            yield line, shipment
