"""May evidence be registered, changed, kept, opened, shared, restricted, held and graded?"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from investigations import files
from investigations.models import Evidence, EvidenceFile, Investigation
from investigations.models.custody import TOLD, FileRole
from investigations.models.evidence import Credibility
from investigations.rules.investigations import against_receiving
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_touching


def against_registering(
    investigation: Investigation, *, captured_at: datetime, derived_from: Evidence | None
) -> list[Refusal]:
    """Evidence is registered after it was captured, beside what it derives from.

    It is also while the investigation is on hold: what arrives does not wait.
    """
    refusals = against_receiving(investigation)
    if captured_at > timezone.now():
        refusals.append(Refusal.IN_FUTURE)
    if derived_from and derived_from.investigation_id != investigation.pk:
        refusals.append(Refusal.OTHER_INVESTIGATION)
    return refusals


def against_keeping(size: int) -> list[Refusal]:
    """A file that is kept has content, and keeps to the limit."""
    if size == 0:
        return [Refusal.FILE_EMPTY]
    return [Refusal.FILE_TOO_LARGE] if size > settings.EVIDENCE_MAX_BYTES else []


def against_taking_in(sizes: Sequence[int]) -> list[Refusal]:
    """Files that arrive together keep to a number and to a size."""
    refusals = []
    if len(sizes) > settings.EVIDENCE_MAX_FILES:
        refusals.append(Refusal.TOO_MANY_FILES)
    if sum(sizes) > settings.EVIDENCE_MAX_TOTAL_BYTES:
        refusals.append(Refusal.FILES_TOO_LARGE)
    return refusals


def against_altering(evidence: Evidence, *, by: User) -> list[Refusal]:
    """Nothing of an item changes under a legal hold, or once its investigation is concluded."""
    refusals = against_receiving(evidence.investigation)
    refusals += against_touching(evidence.investigation, by=by)
    return refusals + against_holding(evidence)


def against_holding(evidence: Evidence) -> list[Refusal]:
    return [Refusal.EVIDENCE_ON_HOLD] if evidence.on_hold else []


def against_lifting_hold(evidence: Evidence) -> list[Refusal]:
    return [] if evidence.on_hold else [Refusal.NOT_HELD]


def against_adding_files(evidence: Evidence, *, by: User) -> list[Refusal]:
    refusals = against_altering(evidence, by=by)
    return [*refusals, Refusal.CLASSIFIED] if evidence.is_classified else refusals


def against_correcting(evidence: Evidence, *, by: User, captured_at: datetime) -> list[Refusal]:
    """Facts are corrected while the investigation runs; what has files is no mere pointer."""
    refusals = against_altering(evidence, by=by)
    if captured_at > timezone.now():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_pointing(evidence: Evidence, *, count: int) -> list[Refusal]:
    """Of classified material only a pointer is kept, never a file."""
    if not evidence.is_classified or not count:
        return []
    return [Refusal.HAS_FILES if evidence.pk else Refusal.CLASSIFIED]


def against_opening_file(file: EvidenceFile) -> list[Refusal]:
    return [Refusal.QUARANTINED] if file.is_quarantined else []


def against_sharing(file: EvidenceFile, *, by: User) -> list[Refusal]:
    """A copy for sharing is made of an original that may be opened, of a type that allows it."""
    refusals = against_altering(file.evidence, by=by) + against_opening_file(file)
    if file.role != FileRole.ORIGINAL or file.media_type not in files.SHAREABLE:
        refusals.append(Refusal.NOT_RECODED)
    return refusals


def against_telling(kind: str, *, happened_at: datetime | None) -> list[Refusal]:
    """People tell what they did to an item; what the system does it records by itself."""
    refusals = [] if kind in TOLD else [Refusal.NOT_TOLD]
    if happened_at and happened_at > timezone.now():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_restricting(evidence: Evidence) -> list[Refusal]:
    refusals = against_holding(evidence)
    return [*refusals, Refusal.RESTRICTED] if evidence.is_restricted else refusals


def against_unrestricting(evidence: Evidence) -> list[Refusal]:
    refusals = against_holding(evidence)
    return refusals if evidence.is_restricted else [*refusals, Refusal.NOT_RESTRICTED]


def against_releasing(evidence: Evidence, *, person: User) -> list[Refusal]:
    """A restricted item is released to a person who may read evidence, once."""
    refusals = against_unrestricting(evidence)
    if evidence.releases.filter(person=person).exists():
        refusals.append(Refusal.RELEASED_ALREADY)
    if not person.is_active or not person.has_perm("investigations.view_evidence"):
        refusals.append(Refusal.MAY_NOT_READ)
    return refusals


def against_grading(
    evidence: Evidence, *, credibility: str, confirmed_by: Evidence | None
) -> list[Refusal]:
    """Admiralty code: information is confirmed by another source, never by its own copy."""
    refusals = against_holding(evidence)
    if confirmed_by is None:
        unconfirmed = credibility == Credibility.CONFIRMED
        return [*refusals, Refusal.NOT_CONFIRMED] if unconfirmed else refusals
    if confirmed_by.investigation_id != evidence.investigation_id:
        return [*refusals, Refusal.OTHER_INVESTIGATION]
    origins = evidence.investigation.evidence.origins()
    same = origins[confirmed_by.pk] == origins[evidence.pk]
    return [*refusals, Refusal.NOT_INDEPENDENT] if same else refusals
