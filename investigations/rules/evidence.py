"""May evidence be registered, kept and graded?"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from investigations.models import Evidence, Investigation
from investigations.models.evidence import Credibility
from investigations.rules.investigations import against_receiving
from investigations.rules.refusals import Refusal


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


def against_grading(
    evidence: Evidence, *, credibility: str, confirmed_by: Evidence | None
) -> list[Refusal]:
    """Admiralty code: information is confirmed by another source, never by its own copy."""
    if confirmed_by is None:
        confirmed = credibility != Credibility.CONFIRMED
        return [] if confirmed else [Refusal.NOT_CONFIRMED]
    if confirmed_by.investigation_id != evidence.investigation_id:
        return [Refusal.OTHER_INVESTIGATION]
    origins = evidence.investigation.evidence.origins()
    same = origins[confirmed_by.pk] == origins[evidence.pk]
    return [Refusal.NOT_INDEPENDENT] if same else []
