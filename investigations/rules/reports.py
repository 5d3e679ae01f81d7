"""May a report be frozen, and its public version prepared, changed and released?"""

from accounts.models import User
from investigations.models import Investigation, PublicVersion, ReportEdition
from investigations.models.reports import PublicStatus
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_taking_part, against_touching


def against_writing(investigation: Investigation, *, by: User) -> list[Refusal]:
    """The texts of a report may be written at any time, by whoever may take part in the case."""
    return against_taking_part(investigation, by=by)


def against_freezing(investigation: Investigation, *, by: User) -> list[Refusal]:
    """An edition is whole in both languages, and tells of something found."""
    refusals = against_taking_part(investigation, by=by)
    texts = getattr(investigation, "report_texts", None)
    if texts is None or not texts.summary_en.strip() or not texts.summary_fr.strip():
        refusals.append(Refusal.NO_SUMMARY)
    elif bool(texts.analysis_en.strip()) != bool(texts.analysis_fr.strip()):
        refusals.append(Refusal.UNTRANSLATED)
    findings = investigation.findings.all()
    if not findings.closed().exists():
        refusals.append(Refusal.NO_FINDING_CLOSED)
    if findings.open().exists():
        refusals.append(Refusal.FINDINGS_IN_DRAFT)
    return refusals


def is_superseded(edition: ReportEdition) -> bool:
    """Whether a later edition of the same report was frozen."""
    later = ReportEdition.objects.filter(investigation=edition.investigation_id)
    return later.filter(position__gt=edition.position).exists()


def against_preparing(edition: ReportEdition, *, by: User) -> list[Refusal]:
    """The newest edition is prepared for the public, one version at a time."""
    refusals = against_touching(edition.investigation, by=by)
    if is_superseded(edition):
        refusals.append(Refusal.SUPERSEDED_EDITION)
    if edition.public_versions.filter(status=PublicStatus.DRAFT).exists():
        refusals.append(Refusal.PUBLIC_IN_DRAFT)
    return refusals


def against_withholding(version: PublicVersion, *, by: User) -> list[Refusal]:
    if version.status != PublicStatus.DRAFT:
        return [Refusal.RELEASED]
    return against_touching(version.edition.investigation, by=by)


def against_releasing_report(version: PublicVersion, *, by: User) -> list[Refusal]:
    """Another person than the one who chose the passages releases what is left to the public."""
    if version.status != PublicStatus.DRAFT:
        return [Refusal.RELEASED]
    refusals = against_touching(version.edition.investigation, by=by)
    if version.prepared_by_id == by.pk:
        refusals.append(Refusal.YOU_PREPARED_IT)
    return refusals
