"""What people do to evidence and tell, and who may see it: restriction, release, legal hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import Entry
from investigations import rules
from investigations.actions.evidence import locked, record, require_sight
from investigations.actions.refusing import stop_at
from investigations.models import Act, CustodyEvent, Evidence, EvidenceFile, EvidenceRelease
from investigations.models.custody import CustodyKind


def record_custody(
    evidence: Evidence,
    *,
    kind: str,
    by: User,
    reason: str,
    file: EvidenceFile | None = None,
    happened_at: datetime | None = None,
    handed_by: str = "",
    handed_to: str = "",
    note: str = "",
) -> CustodyEvent:
    """Record what was done to an item: sealed, transferred, analysed, copied, returned.

    It is recorded under a legal hold too: the hold keeps the item, and the chain goes on.
    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field.
    """
    require(by, "investigations.record_custody")
    require_sight(by, evidence)
    stop_at(rules.against_telling(kind, happened_at=happened_at))
    with ledger.entry(
        by=by, action=Act.RECORD_CUSTODY, about=evidence.number, reason=reason
    ) as entry:
        return record(
            entry,
            evidence,
            kind,
            file=file,
            happened_at=happened_at,
            handed_by=handed_by,
            handed_to=handed_to,
            note=note,
        )


def restrict_evidence(evidence: Evidence, *, by: User, reason: str) -> Evidence:
    """Restrict an item: from now on it is absent for all to whom it is not released."""
    with _changing(evidence, Act.RESTRICT_EVIDENCE, by=by, reason=reason) as (entry, evidence):
        stop_at(rules.against_restricting(evidence))
        evidence.is_restricted = True
        evidence.save(update_fields=["is_restricted"])
        record(entry, evidence, CustodyKind.RESTRICTED)
    return evidence


def unrestrict_evidence(evidence: Evidence, *, by: User, reason: str) -> Evidence:
    """Lift the restriction of an item: all who read evidence see it again."""
    with _changing(evidence, Act.UNRESTRICT_EVIDENCE, by=by, reason=reason) as (entry, evidence):
        stop_at(rules.against_unrestricting(evidence))
        evidence.is_restricted = False
        evidence.save(update_fields=["is_restricted"])
        record(entry, evidence, CustodyKind.UNRESTRICTED)
    return evidence


def release_evidence(evidence: Evidence, *, person: User, by: User, reason: str) -> EvidenceRelease:
    """Release a restricted item to a person, who sees it from now on; each viewing is recorded."""
    with _changing(evidence, Act.RELEASE_EVIDENCE, by=by, reason=reason) as (entry, evidence):
        stop_at(rules.against_releasing(evidence, person=person))
        released = EvidenceRelease.objects.create(evidence=evidence, person=person)
        record(entry, evidence, CustodyKind.RELEASED, note=str(person))
    return released


def withdraw_release(released: EvidenceRelease, *, by: User, reason: str) -> None:
    """Withdraw a release; the history keeps that it was given."""
    item = released.evidence
    with _changing(item, Act.WITHDRAW_RELEASE, by=by, reason=reason) as (entry, evidence):
        stop_at(rules.against_holding(evidence))
        record(entry, evidence, CustodyKind.WITHDRAWN, note=str(released.person))
        released.delete()


@contextmanager
def _changing(
    evidence: Evidence, action: str, *, by: User, reason: str
) -> Iterator[tuple[Entry, Evidence]]:
    """An entry about an item, locked, by somebody who may say who sees it."""
    require(by, "investigations.restrict_evidence")
    with ledger.entry(by=by, action=action, about=evidence.number, reason=reason) as entry:
        yield entry, locked(evidence)


def hold_evidence(evidence: Evidence, *, by: User, reason: str) -> Evidence:
    """Put an item on legal hold: the database refuses every change of it from now on."""
    require(by, "investigations.hold_evidence")
    require_sight(by, evidence)
    with ledger.entry(
        by=by, action=Act.HOLD_EVIDENCE, about=evidence.number, reason=reason
    ) as entry:
        evidence = locked(evidence)
        stop_at(rules.against_holding(evidence))
        evidence.on_hold = True
        evidence.save(update_fields=["on_hold"])
        record(entry, evidence, CustodyKind.HELD)
    return evidence


def lift_hold(evidence: Evidence, *, by: User, reason: str) -> Evidence:
    """Lift the legal hold on an item."""
    require(by, "investigations.hold_evidence")
    require_sight(by, evidence)
    with ledger.entry(by=by, action=Act.LIFT_HOLD, about=evidence.number, reason=reason) as entry:
        evidence = locked(evidence)
        stop_at(rules.against_lifting_hold(evidence))
        evidence.on_hold = False
        evidence.save(update_fields=["on_hold"])
        record(entry, evidence, CustodyKind.HOLD_LIFTED)
    return evidence
