"""Evidence is registered with its files, corrected on record, and graded on two axes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from audit.models import Entry
from investigations import rules
from investigations.actions.arriving import Arrived, arriving, keep_files
from investigations.actions.refusing import stop_at
from investigations.models import (
    Act,
    CustodyEvent,
    Evidence,
    EvidenceFile,
    EvidenceRelease,
    Grade,
    Investigation,
)
from investigations.models.custody import CustodyKind
from investigations.models.kinds import FACTS, asked_of


def register(
    investigation: Investigation,
    *,
    captured_at: datetime,
    by: User,
    reason: str,
    uploads: Sequence[File] = (),
    derived_from: Evidence | None = None,
    **facts: Any,
) -> Evidence:
    """Register an item of evidence; its files are kept under their hashes, and custody begins.

    Raises ``PermissionDenied``; ``ValidationError``, and then no file is left behind.
    """
    require(by, "investigations.add_evidence")
    stop_at(rules.against_touching(investigation, by=by))
    evidence = Evidence(
        investigation=investigation,
        captured_at=captured_at,
        derived_from=derived_from,
        registered_by=by,
        **facts,
    )
    stop_at(rules.against_pointing(evidence, count=len(uploads)))
    with arriving(uploads) as arrived, transaction.atomic():
        evidence.number = numbers.next_reference("EV", timezone.localdate(captured_at).year)
        _enter(evidence, arrived, by=by, reason=reason)
    return evidence


def _enter(evidence: Evidence, arrived: Sequence[Arrived], *, by: User, reason: str) -> None:
    """Write an item and the beginning of its custody; its files are put in place last."""
    with ledger.entry(
        by=by, action=Act.REGISTER_EVIDENCE, about=evidence.number, reason=reason
    ) as entry:
        locked = Investigation.objects.select_for_update().get(pk=evidence.investigation_id)
        refusals = rules.against_registering(
            locked, captured_at=evidence.captured_at, derived_from=evidence.derived_from
        )
        stop_at(refusals)
        evidence.full_clean()
        evidence.save()
        record(entry, evidence, CustodyKind.COLLECTED, note=evidence.captured_with)
        if evidence.is_restricted:
            record(entry, evidence, CustodyKind.RESTRICTED)
            EvidenceRelease.objects.create(evidence=evidence, person=by)
            record(entry, evidence, CustodyKind.RELEASED, note=str(by))
        keep_files(entry, evidence, arrived)


def add_files(evidence: Evidence, uploads: Sequence[File], *, by: User, reason: str) -> int:
    """Add files to an item, all of them or none; returns how many there were."""
    require(by, "investigations.add_evidence")
    require_sight(by, evidence)
    stop_at(rules.against_adding_files(evidence, by=by))
    if not uploads:
        raise rules.Refusal.NO_FILE.error
    with (
        arriving(uploads) as arrived,
        ledger.entry(by=by, action=Act.ADD_FILES, about=evidence.number, reason=reason) as entry,
    ):
        evidence = locked(evidence)
        stop_at(rules.against_adding_files(evidence, by=by))
        keep_files(entry, evidence, arrived)
    return len(arrived)


def correct(evidence: Evidence, *, version: int, by: User, reason: str, **facts: Any) -> Evidence:
    """Correct the facts of an item, if nobody did since the version that was read.

    What it said before stays in its history. Facts that its type does not ask for are cleared.
    Raises ``PermissionDenied``; ``ValidationError``, with ``evidence-changed`` when someone did.
    """
    require(by, "investigations.add_evidence")
    require_sight(by, evidence)
    with ledger.entry(
        by=by, action=Act.CORRECT_EVIDENCE, about=evidence.number, reason=reason
    ) as entry:
        evidence = locked(evidence)
        if evidence.version != version:
            raise rules.Refusal.EVIDENCE_CHANGED.error
        for name, value in facts.items():
            setattr(evidence, name, value)
        blank = Evidence()
        for name in set(FACTS) - set(asked_of(evidence.kind)):
            setattr(evidence, name, getattr(blank, name))
        stop_at(rules.against_correcting(evidence, by=by, captured_at=evidence.captured_at))
        stop_at(rules.against_pointing(evidence, count=evidence.files.count()))
        evidence.full_clean()
        evidence.save()
        record(entry, evidence, CustodyKind.CORRECTED)
    return evidence


def grade(
    evidence: Evidence,
    *,
    reliability: str,
    credibility: str,
    by: User,
    reason: str,
    confirmed_by: Evidence | None = None,
) -> Grade:
    """Grade an item on each axis by itself. A later grade adds to the earlier ones.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "investigations.grade_evidence")
    require_sight(by, evidence)
    stop_at(rules.against_taking_part(evidence.investigation, by=by))
    with ledger.entry(
        by=by, action=Act.GRADE_EVIDENCE, about=evidence.number, reason=reason
    ) as entry:
        evidence = locked(evidence)
        stop_at(rules.against_grading(evidence, credibility=credibility, confirmed_by=confirmed_by))
        stop_at(
            rules.against_judging_silence(
                evidence, reliability=reliability, credibility=credibility
            )
        )
        given = Grade(
            entry=entry,
            evidence=evidence,
            reliability=reliability,
            credibility=credibility,
            confirmed_by=confirmed_by,
            reason=reason.strip(),
        )
        given.full_clean()
        given.save()
    return given


def locked(evidence: Evidence) -> Evidence:
    return Evidence.objects.select_for_update().get(pk=evidence.pk)


def require_sight(by: User, evidence: Evidence) -> None:
    """Raise ``PermissionDenied`` unless this person may see the item."""
    if not Evidence.objects.visible_to(by).filter(pk=evidence.pk).exists():
        raise PermissionDenied(_("The item is restricted, and not released to you."))


def record(
    entry: Entry, evidence: Evidence, kind: str, *, file: EvidenceFile | None = None, **facts: Any
) -> CustodyEvent:
    """Add an event to the chain of custody of an item, or of one of its files."""
    event = CustodyEvent(entry=entry, evidence=evidence, file=file, kind=kind, **facts)
    event.full_clean(exclude=["entry"])
    event.save()
    return event
