"""Evidence is registered with its file, graded on two axes, and read with its hash verified."""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from audit.models import Entry
from investigations import files, rules
from investigations.actions.refusing import stop_at
from investigations.models import Act, CustodyEvent, Evidence, Grade, Investigation
from investigations.models.evidence import CustodyKind


def register(
    investigation: Investigation,
    *,
    captured_at: datetime,
    by: User,
    reason: str,
    upload: File | None = None,
    derived_from: Evidence | None = None,
    **facts: Any,
) -> Evidence:
    """Register an item of evidence; its file is kept under its hash, and custody of it begins.

    Raises ``PermissionDenied``; ``ValidationError``, and then no file is left behind.
    """
    require(by, "investigations.add_evidence")
    if upload is not None:
        stop_at(rules.against_keeping(upload.size))
    arriving = nullcontext() if upload is None else files.received(upload)
    with arriving as file, transaction.atomic():
        evidence = Evidence(
            investigation=investigation,
            number=numbers.next_reference("EV", timezone.localdate(captured_at).year),
            captured_at=captured_at,
            derived_from=derived_from,
            registered_by=by,
            **facts,
        )
        if upload is not None and file is not None:
            evidence.file.name = files.name_for(file.digest)
            evidence.file_name = files.clean_name(upload.name or "")
            evidence.file_size, evidence.digest = file.size, file.digest
        _enter(evidence, file, by=by, reason=reason)
    return evidence


def _enter(evidence: Evidence, file: files.Received | None, *, by: User, reason: str) -> None:
    """Write an item and the beginning of its custody; its file is put in place last."""
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
        _record(entry, evidence, CustodyKind.COLLECTED, note=evidence.captured_with)
        if file is not None:
            _record(entry, evidence, CustodyKind.HASHED, note=file.digest)
            if not files.keep(file):
                raise rules.Refusal.FILE_ALTERED.error


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
    stop_at(rules.against_grading(evidence, credibility=credibility, confirmed_by=confirmed_by))
    with ledger.entry(
        by=by, action=Act.GRADE_EVIDENCE, about=evidence.number, reason=reason
    ) as entry:
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


def read(evidence: Evidence, *, by: User, reason: str) -> IO[bytes]:
    """Open the file of an item: the copy returned is the very one whose hash was verified.

    The reading is recorded, and so is a hash that does not match: then nothing is returned and
    ``ValidationError`` is raised.
    """
    require(by, "investigations.view_evidence")
    if not evidence.file:
        raise rules.Refusal.NO_FILE.error
    copy, digest = files.verified_copy(evidence.digest)
    with ledger.entry(
        by=by, action=Act.READ_EVIDENCE, about=evidence.number, reason=reason
    ) as entry:
        _record_verification(entry, evidence, digest)
        if copy is not None and digest == evidence.digest:
            _record(entry, evidence, CustodyKind.VIEWED)
    if copy is None:
        raise rules.Refusal.FILE_MISSING.error
    if digest != evidence.digest:
        copy.close()
        raise rules.Refusal.FILE_ALTERED.error
    return copy


def verify(items: Iterable[Evidence], *, about: str, by: User, reason: str) -> bool:
    """Verify the files of some items, each on record; returns whether every one is whole."""
    require(by, "investigations.view_evidence")
    found = [(item, files.digest_of(item.digest)) for item in items if item.file]
    with ledger.entry(by=by, action=Act.VERIFY_EVIDENCE, about=about, reason=reason) as entry:
        for item, digest in found:
            _record_verification(entry, item, digest)
    return all(digest == item.digest for item, digest in found)


def _record_verification(entry: Entry, evidence: Evidence, digest: str) -> None:
    """A hash that matches, or the one found instead; none is found when the file is missing."""
    if digest == evidence.digest:
        _record(entry, evidence, CustodyKind.MATCHED)
    else:
        _record(entry, evidence, CustodyKind.MISMATCHED, note=digest)


def _record(entry: Entry, evidence: Evidence, kind: str, note: str = "") -> None:
    CustodyEvent.objects.create(entry=entry, evidence=evidence, kind=kind, note=note)
