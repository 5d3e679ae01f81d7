"""Files of evidence are opened with their hash verified, scanned, verified, and copied to share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO

from django.core.files.base import ContentFile
from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import Entry
from investigations import files, rules
from investigations.actions.arriving import copy_of, note_look, said, scan_of
from investigations.actions.evidence import locked, record, require_sight
from investigations.actions.refusing import stop_at
from investigations.models import Act, Evidence, EvidenceFile
from investigations.models.custody import CustodyKind, FileRole

BATCH = 200


@dataclass
class Verified:
    """How many files were verified, and which of them do not match their hash."""

    count: int = 0
    failing: list[EvidenceFile] = field(default_factory=list)


def read(file: EvidenceFile, *, by: User, reason: str) -> IO[bytes]:
    """Open a file: the copy returned is the very one whose hash was verified.

    The reading is recorded, and so is a hash that does not match: then the file is in quarantine,
    nothing is returned, and ``ValidationError`` is raised.
    """
    require(by, "investigations.view_evidence")
    require_sight(by, file.evidence)
    stop_at(rules.against_opening_file(file))
    copy, digest = files.verified_copy(file.digest)
    with ledger.entry(
        by=by, action=Act.READ_EVIDENCE, about=file.evidence.number, reason=reason
    ) as entry:
        _record_verification(entry, file, digest)
        if copy is not None and digest == file.digest:
            record(entry, file.evidence, CustodyKind.VIEWED, file=file)
    return _whole(file, copy, digest)


def look(file: EvidenceFile, *, by: User) -> IO[bytes]:
    """What a page shows of a file, verified; recorded when it fails, and where it is restricted.

    Nothing is recorded otherwise: pages are looked at all day, and the file itself is not given.
    """
    require(by, "investigations.view_evidence")
    require_sight(by, file.evidence)
    stop_at(rules.against_opening_file(file))
    copy, digest = files.verified_copy(file.digest)
    if digest != file.digest or file.evidence.is_restricted:
        with ledger.entry(
            by=by, action=Act.VIEW_EVIDENCE, about=file.evidence.number, reason=file.name
        ) as entry:
            if digest != file.digest:
                _record_verification(entry, file, digest)
            else:
                record(entry, file.evidence, CustodyKind.VIEWED, file=file, note="preview")
    return _whole(file, copy, digest)


def _whole(file: EvidenceFile, copy: IO[bytes] | None, digest: str) -> IO[bytes]:
    if copy is None:
        raise rules.Refusal.FILE_MISSING.error
    if digest != file.digest:
        copy.close()
        raise rules.Refusal.FILE_ALTERED.error
    return copy


def note_viewing(evidence: Evidence, *, by: User) -> None:
    """Record that the page of a restricted item was viewed."""
    require(by, "investigations.view_evidence")
    if evidence.is_restricted:
        with ledger.entry(
            by=by, action=Act.VIEW_EVIDENCE, about=evidence.number, reason=evidence.title
        ) as entry:
            record(entry, evidence, CustodyKind.VIEWED, note="page")


def verify(items: Iterable[Evidence], *, about: str, by: User, reason: str) -> bool:
    """Verify the files of some items, each on record; returns whether every one is whole."""
    require(by, "investigations.view_evidence")
    kept = EvidenceFile.objects.filter(evidence__in=[item.pk for item in items])
    found = _digests(kept.select_related("evidence").order_by("pk"))
    with ledger.entry(by=by, action=Act.VERIFY_EVIDENCE, about=about, reason=reason) as entry:
        for file, digest in found:
            _record_verification(entry, file, digest)
    return all(digest == file.digest for file, digest in found)


def verify_everything(
    *, reason: str, told: Callable[[EvidenceFile, bool], None] = lambda file, whole: None
) -> Verified:
    """Verify every file that is kept, by the system itself, some at a time."""
    verified = Verified()
    keys = list(EvidenceFile.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        some = EvidenceFile.objects.filter(pk__in=keys[start : start + BATCH])
        found = _digests(some.select_related("evidence").order_by("pk"))
        with ledger.entry(by=None, action=Act.VERIFY_EVIDENCE, reason=reason) as entry:
            for file, digest in found:
                whole = digest == file.digest
                _record_verification(entry, file, digest)
                verified.count += 1
                if not whole:
                    verified.failing.append(file)
                told(file, whole)
    return verified


def _digests(kept: QuerySet[EvidenceFile]) -> list[tuple[EvidenceFile, str]]:
    return [(file, files.digest_of(file.digest)) for file in kept]


def _record_verification(entry: Entry, file: EvidenceFile, digest: str) -> None:
    """A hash that matches, or the one found instead; none is found when the file is missing.

    What does not match is in quarantine until a later verification finds the same content again.
    """
    altered = digest != file.digest
    kind = CustodyKind.MISMATCHED if altered else CustodyKind.MATCHED
    record(entry, file.evidence, kind, file=file, note=digest if altered else "")
    if altered != file.altered:
        EvidenceFile.objects.filter(pk=file.pk).update(altered=altered)
        file.altered = altered


def scan_waiting(
    *, by: User | None, reason: str, evidence: Evidence | None = None
) -> list[EvidenceFile]:
    """Have the files scanned that no scanner has judged, and look into those that are clean.

    Returns the files judged. Raises ``ValidationError`` when no scanner is configured.
    """
    if by is not None:
        require(by, "investigations.record_custody")
    waiting = EvidenceFile.objects.to_scan().select_related("evidence").order_by("pk")
    if evidence is not None:
        waiting = waiting.filter(evidence=evidence)
    return [file for file in waiting if _scanned(file, by=by, reason=reason)]


def _scanned(file: EvidenceFile, *, by: User | None, reason: str) -> bool:
    """Whether the scanner judged this file; it is looked into once it is known to be clean."""
    digest, verdict, seen = _judged(file)
    with (
        files.received(ContentFile(seen.picture)) as picture,
        ledger.entry(
            by=by, action=Act.SCAN_EVIDENCE, about=file.evidence.number, reason=reason
        ) as entry,
    ):
        if verdict is None:
            _record_verification(entry, file, digest)
            return False
        record(entry, file.evidence, CustodyKind.SCANNED, file=file, note=said(verdict))
        EvidenceFile.objects.filter(pk=file.pk).update(scan=scan_of(verdict))
        if seen.facts or seen.picture:
            note_look(entry, file, seen, picture if seen.picture else None)
    return verdict.answered


def _judged(file: EvidenceFile) -> tuple[str, files.Verdict | None, files.Look]:
    """The hash of a file now, what the scanner says of it while it is whole, and a first look."""
    copy, digest = files.verified_copy(file.digest)
    if copy is None:
        return digest, None, files.Look()
    with copy:
        if digest != file.digest:
            return digest, None, files.Look()
        verdict = files.scan(copy)
        if verdict is None:
            raise rules.Refusal.NO_SCANNER.error
        held = rules.against_holding(file.evidence)  # then nothing is added to the item
        new = verdict.clean and not held and not file.copies.exists()
        return digest, verdict, files.look_at(copy, file.media_type) if new else files.Look()


def share(file: EvidenceFile, *, by: User, reason: str) -> EvidenceFile:
    """Make a copy for sharing, without what was embedded in the original; its making is custody.

    Raises ``PermissionDenied``; ``ValidationError`` when no such copy can be made.
    """
    require(by, "investigations.record_custody")
    require_sight(by, file.evidence)
    stop_at(rules.against_sharing(file, by=by))
    made = _recoded(file, by=by, reason=reason)
    if not made.picture:
        raise rules.Refusal.NOT_RECODED.error
    with (
        files.received(ContentFile(made.picture)) as arrived,
        ledger.entry(
            by=by, action=Act.SHARE_EVIDENCE, about=file.evidence.number, reason=reason
        ) as entry,
    ):
        stop_at(rules.against_sharing(file, by=by) + rules.against_holding(locked(file.evidence)))
        media_type, ending = _recoded_as(file.media_type)
        name = f"{file.evidence.number}-{file.pk}-copy.{ending}"
        shared = copy_of(file, FileRole.SHARING, arrived, media_type, name)
        record(entry, file.evidence, CustodyKind.COPIED, file=file, note=shared.digest)
        record(entry, file.evidence, CustodyKind.HASHED, file=shared, note=shared.digest)
    return shared


def _recoded(file: EvidenceFile, *, by: User, reason: str) -> files.Look:
    """A copy encoded anew from the verified original; a hash that does not match is recorded."""
    copy, digest = files.verified_copy(file.digest)
    if digest != file.digest:
        with ledger.entry(
            by=by, action=Act.VERIFY_EVIDENCE, about=file.evidence.number, reason=reason
        ) as entry:
            _record_verification(entry, file, digest)
    with _whole(file, copy, digest) as whole:
        return files.shareable_copy(whole, file.media_type)


def _recoded_as(media_type: str) -> tuple[str, str]:
    """The type of a copy for sharing, and the ending of its name."""
    if media_type == "application/pdf":
        return media_type, "pdf"
    return ("image/jpeg", "jpg") if media_type == "image/jpeg" else ("image/png", "png")
