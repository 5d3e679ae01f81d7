"""What happened in a case, and where, is recorded on evidence, corrected, and withdrawn."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from investigations.actions.refusing import stop_at
from investigations.models import Act, Basis, Evidence, Investigation, Occurrence, Place
from investigations.rules import analysis as rules

MAY = "investigations.analyse"


def record_place(
    investigation: Investigation,
    *,
    by: User,
    reason: str,
    place: Place | None = None,
    **facts: Any,
) -> Place:
    """Record a place of the case, or correct one; its history keeps what was said before.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, MAY)
    with ledger.entry(by=by, action=Act.RECORD_PLACE, about=investigation.number, reason=reason):
        locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
        stop_at(rules.against_recording(locked, place=place, items=[], by=by))
        place = place or Place(investigation=locked)
        for name, value in facts.items():
            setattr(place, name, value)
        place.full_clean()
        place.save()
    return place


def record_occurrence(
    investigation: Investigation,
    *,
    evidence: Collection[Evidence],
    by: User,
    reason: str,
    occurrence: Occurrence | None = None,
    **facts: Any,
) -> Occurrence:
    """Record something that happened and the evidence it rests on, or correct such a record."""
    require(by, MAY)
    with ledger.entry(
        by=by, action=Act.RECORD_OCCURRENCE, about=investigation.number, reason=reason
    ):
        locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
        stop_at(rules.against_recording(locked, place=facts.get("place"), items=evidence, by=by))
        if occurrence is not None:
            occurrence = _locked(occurrence)
            stop_at(rules.against_changing_occurrence(occurrence, by=by))
        occurrence = occurrence or Occurrence(investigation=locked, recorded_by=by)
        for name, value in facts.items():
            setattr(occurrence, name, value)
        occurrence.full_clean()
        occurrence.save()
        _rest_on(occurrence, evidence)
    return occurrence


def _rest_on(occurrence: Occurrence, evidence: Collection[Evidence]) -> None:
    """What it rests on from now on; the history keeps what it rested on before."""
    kept = set(occurrence.bases.values_list("evidence", flat=True))
    wanted = {item.pk: item for item in evidence}
    occurrence.bases.exclude(evidence__in=wanted).delete()
    for key, item in wanted.items():
        if key not in kept:
            Basis.objects.create(occurrence=occurrence, evidence=item)


def withdraw_occurrence(occurrence: Occurrence, *, by: User, reason: str) -> Occurrence:
    """Withdraw an event of the case: it stays on record, and off the timeline."""
    require(by, MAY)
    about = occurrence.investigation.number
    with ledger.entry(by=by, action=Act.WITHDRAW_OCCURRENCE, about=about, reason=reason):
        occurrence = _locked(occurrence)
        stop_at(rules.against_changing_occurrence(occurrence, by=by))
        occurrence.withdrawn_by, occurrence.withdrawn_at = by, timezone.now()
        occurrence.withdrawn_why = reason.strip()
        occurrence.save()
    return occurrence


def _locked(occurrence: Occurrence) -> Occurrence:
    return Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)
