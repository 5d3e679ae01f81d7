"""Files on their way in: all are taken in, judged and looked into before anything is written."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from audit.models import Entry
from investigations import files, rules
from investigations.actions.refusing import stop_at
from investigations.models import CustodyEvent, EmbeddedFact, Evidence, EvidenceFile
from investigations.models.custody import CustodyKind, FileRole, Scan

PICTURE_TYPE = "image/png"


@dataclass(frozen=True)
class Arrived:
    """A file that has arrived, with what is known of it; its picture has arrived like itself."""

    file: files.Received
    name: str
    media_type: str
    verdict: files.Verdict | None
    look: files.Look
    picture: files.Received | None

    @property
    def scan(self) -> str:
        return scan_of(self.verdict)


def scan_of(verdict: files.Verdict | None) -> str:
    if verdict is None:
        return Scan.NONE
    if not verdict.answered:
        return Scan.WAITING
    return Scan.CLEAN if verdict.clean else Scan.INFECTED


@contextmanager
def arriving(uploads: Sequence[File]) -> Iterator[list[Arrived]]:
    """Take in files together. Whatever is not kept at the end is gone, one and all.

    Raises ``ValidationError`` that names each file which is refused, and why.
    """
    stop_at(rules.against_taking_in([upload.size for upload in uploads]))
    errors = [
        _named(upload, refusal)
        for upload in uploads
        for refusal in rules.against_keeping(upload.size)
    ]
    if errors:
        raise ValidationError(errors)
    with ExitStack() as taken:
        received = [(upload, taken.enter_context(files.received(upload))) for upload in uploads]
        types = {file.waiting: _type_of(file) for _upload, file in received}
        refused = [
            _named(upload, rules.Refusal.FILE_NOT_ACCEPTED)
            for upload, file in received
            if not files.is_accepted(types[file.waiting])
        ]
        if refused:
            raise ValidationError(refused)
        yield [_arrived(upload, file, types[file.waiting], taken) for upload, file in received]


def _named(upload: File, refusal: rules.Refusal) -> ValidationError:
    words = {"file": files.clean_name(upload.name or ""), "reason": refusal.label}
    return ValidationError(_("%(file)s: %(reason)s") % words, code=refusal.value)


def _type_of(file: files.Received) -> str:
    with open(file.waiting, "rb") as content:
        return files.media_type(content)


def _arrived(upload: File, file: files.Received, media_type: str, taken: ExitStack) -> Arrived:
    """Have a file scanned, and look into it unless it must wait for that."""
    with open(file.waiting, "rb") as content:
        verdict = files.scan(content)
        judged = verdict is None or verdict.clean
        look = files.look_at(content, media_type) if judged else files.Look()
    picture = None
    if look.picture:
        picture = taken.enter_context(files.received(ContentFile(look.picture)))
    name = files.clean_name(upload.name or "")
    return Arrived(file, name, media_type, verdict, look, picture)


def keep_files(entry: Entry, evidence: Evidence, arrived: Sequence[Arrived]) -> None:
    """Write what arrived and put it in its place; the same file is kept with an item once."""
    there = set(evidence.files.originals().values_list("digest", flat=True))
    for each in arrived:
        if each.file.digest in there:
            words = {"file": each.name, "reason": rules.Refusal.FILE_TWICE.label}
            twice = _("%(file)s: %(reason)s") % words
            raise ValidationError(twice, code=rules.Refusal.FILE_TWICE.value)
        there.add(each.file.digest)
        original = EvidenceFile.objects.create(
            evidence=evidence,
            name=each.name,
            size=each.file.size,
            digest=each.file.digest,
            media_type=each.media_type,
            scan=each.scan,
        )
        _begin_custody(entry, original, each.verdict)
        keep(each.file)
        note_look(entry, original, each.look, each.picture)


def _begin_custody(entry: Entry, file: EvidenceFile, verdict: files.Verdict | None) -> None:
    events = [(CustodyKind.HASHED, file.digest)]
    if verdict is not None:
        events.append((CustodyKind.SCANNED, said(verdict)))
    CustodyEvent.objects.bulk_create(
        CustodyEvent(entry=entry, evidence=file.evidence, file=file, kind=kind, note=note)
        for kind, note in events
    )


def said(verdict: files.Verdict) -> str:
    """What the scanner said, for the chain of custody; codes, since it is kept as it is."""
    return "OK" if verdict.clean else verdict.found or verdict.problem


def note_look(
    entry: Entry, original: EvidenceFile, look: files.Look, picture: files.Received | None
) -> None:
    """Write the facts that were embedded in an original, and the picture made of it."""
    EmbeddedFact.objects.bulk_create(
        EmbeddedFact(entry=entry, file=original, kind=kind, value=value)
        for kind, value in look.facts
    )
    if picture is not None:
        copy_of(original, FileRole.PREVIEW, picture, PICTURE_TYPE, f"{original.name}.png")


def copy_of(
    original: EvidenceFile, role: str, file: files.Received, media_type: str, name: str
) -> EvidenceFile:
    """A record of a copy made from an original, and the copy in its place."""
    made = EvidenceFile.objects.create(
        evidence=original.evidence,
        role=role,
        made_from=original,
        name=files.clean_name(name),
        size=file.size,
        digest=file.digest,
        media_type=media_type,
    )
    keep(file)
    return made


def keep(file: files.Received) -> None:
    """Put a file in its place; raises when what is there already is not its content."""
    if not files.keep(file):
        raise rules.Refusal.FILE_ALTERED.error
