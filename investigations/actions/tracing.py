"""Components are recorded as they were documented, and matched with lines and shipments."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from investigations import rules
from investigations.actions.evidence import require_sight
from investigations.actions.refusing import stop_at
from investigations.models import Act, Evidence, Trace, TraceMatch
from permits.models import PermitLine, Shipment


def trace(evidence: Evidence, *, by: User, reason: str, **facts: Any) -> Trace:
    """Record a component that an item of evidence shows, with its marks as they were read."""
    require(by, "investigations.add_evidence")
    require_sight(by, evidence)
    with ledger.entry(by=by, action=Act.TRACE, about=evidence.number, reason=reason) as entry:
        evidence = _locked(evidence)
        stop_at(rules.against_tracing(evidence, by=by))
        component = Trace(entry=entry, evidence=evidence, recorded_by=by, **facts)
        component.full_clean()
        component.save()
    return component


def match_trace(
    component: Trace,
    *,
    status: str,
    by: User,
    reason: str,
    line: PermitLine | None = None,
    shipment: Shipment | None = None,
    matched_at: datetime | None = None,
) -> TraceMatch:
    """Say what a component is matched with, and why; a later match stands in its place."""
    require(by, "investigations.add_evidence")
    require_sight(by, component.evidence)
    about = component.evidence.number
    with ledger.entry(by=by, action=Act.MATCH_TRACE, about=about, reason=reason) as entry:
        component.evidence = _locked(component.evidence)
        stop_at(
            rules.against_matching(component, status=status, line=line, shipment=shipment, by=by)
        )
        match = TraceMatch(
            entry=entry,
            trace=component,
            status=status,
            line=line,
            shipment=shipment,
            why=reason.strip(),
            matched_by=by,
            matched_at=matched_at or timezone.now(),
        )
        match.full_clean()
        match.save()
    return match


def _locked(evidence: Evidence) -> Evidence:
    """The item, with its case as it stands now; held until the act is on record."""
    return Evidence.objects.select_for_update().select_related("investigation").get(pk=evidence.pk)
