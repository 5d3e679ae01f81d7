"""End-use assurances are recorded whole, and permits are made to rest on them."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from accounts.roles import require
from audit import ledger
from permits.models import Act, Assurance, AssuranceLine, Permit, PermitAssurance, Undertaking
from permits.models.permits import PermitQuerySet
from permits.rules import assuring


def record_assurance(
    *,
    undertakings: Iterable[Mapping[str, Any]],
    by: User,
    reason: str,
    lines: Iterable[Mapping[str, Any]] = (),
    **facts: Any,
) -> Assurance:
    """Record an end-use assurance with each undertaking given and the goods that it covers.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field, or that nothing is
    undertaken.
    """
    require(by, "permits.record_assurance")
    undertakings = list(undertakings)
    assurance = Assurance(**facts)
    assurance.full_clean()
    assuring.stop_at(
        assuring.against_recording_assurance(undertakings, given_on=assurance.given_on)
    )
    with ledger.entry(by=by, action=Act.RECORD_ASSURANCE, about=assurance.reference, reason=reason):
        assurance.save()
        for position, each in enumerate(undertakings, start=1):
            _saved(Undertaking(assurance=assurance, position=position, **each))
        for position, each in enumerate(lines, start=1):
            _saved(AssuranceLine(assurance=assurance, position=position, **each))
    return assurance


def rest_on(assurance: Assurance, permits: PermitQuerySet, *, by: User, reason: str) -> int:
    """Make individual permits rest on an assurance; returns how many did not before.

    Raises ``PermissionDenied``; ``ValidationError`` when none of them can.
    """
    require(by, "permits.record_assurance")
    with ledger.entry(by=by, action=Act.REST_ON, about=assurance.reference, reason=reason):
        Assurance.objects.select_for_update().get(pk=assurance.pk)
        resting = PermitAssurance.objects.filter(assurance=assurance).values("permit")
        added = list(
            Permit.objects.filter(pk__in=permits.values("pk"))
            .individual()
            .exclude(pk__in=resting)
            .order_by("pk")
        )
        if not added:
            raise assuring.Refusal.NOTHING_TO_REST.error
        PermitAssurance.objects.bulk_create(
            PermitAssurance(permit=permit, assurance=assurance) for permit in added
        )
    return len(added)


def _saved(row: Undertaking | AssuranceLine) -> None:
    row.full_clean()
    row.save()
