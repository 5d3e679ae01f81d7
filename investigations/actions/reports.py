"""Reports are written, frozen as editions, typeset, and released to the public in part."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from investigations import rules
from investigations.actions.refusing import stop_at
from investigations.models import (
    Act,
    Investigation,
    PublicVersion,
    ReportEdition,
    ReportFile,
    ReportTexts,
    Withholding,
)
from investigations.models.reports import PublicStatus
from investigations.report.content import content_of
from investigations.report.passages import canonical, digest_of, passages
from investigations.report.typesetting import pdf_of, public_pdf_of
from office import documents, work

TEXTS = ("summary_en", "summary_fr", "analysis_en", "analysis_fr")


def write_report(
    investigation: Investigation, *, version: int, by: User, reason: str, **texts: str
) -> ReportTexts:
    """Write the authors' own texts, if nobody changed them since the version that was read.

    Raises ``PermissionDenied``; ``ValidationError``, with the code ``texts-changed`` when someone
    did.
    """
    require(by, "investigations.write_report")
    with ledger.entry(by=by, action=Act.WRITE_REPORT, about=investigation.number, reason=reason):
        locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
        stop_at(rules.against_writing(locked, by=by))
        written = ReportTexts.objects.filter(investigation=locked).first()
        written = written or ReportTexts(investigation=locked)
        if written.version != version:
            raise rules.Refusal.TEXTS_CHANGED.error
        for name in TEXTS:
            setattr(written, name, texts.get(name, getattr(written, name)).strip())
        written.full_clean()
        written.save()
    return written


def freeze_report(
    investigation: Investigation, *, by: User, reason: str, frozen_at: datetime | None = None
) -> ReportEdition:
    """Freeze the report as it stands now; its PDF are made in both languages afterwards."""
    require(by, "investigations.write_report")
    with ledger.entry(
        by=by, action=Act.FREEZE_REPORT, about=investigation.number, reason=reason
    ) as entry:
        locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
        stop_at(rules.against_freezing(locked, by=by))
        last = locked.report_editions.aggregate(last=Max("position"))["last"] or 0
        content = canonical(content_of(locked))
        edition = ReportEdition(
            entry=entry,
            investigation=locked,
            number=numbers.next_reference("RP", investigation.learned_on.year),
            position=last + 1,
            content=content,
            digest=digest_of(content),
            frozen_by=by,
            frozen_at=frozen_at or timezone.now(),
        )
        edition.full_clean()
        edition.save()
        work.enqueue(
            "investigations.report",
            about=edition.number,
            by=by,
            back_to=edition.get_absolute_url(),
        )
    return edition


def typeset_report(
    edition: ReportEdition, version: PublicVersion | None, language: str, *, by: User | None
) -> ReportFile:
    """Make and keep the PDF of an edition, or of its public version, in one language."""
    if by is None:
        raise PermissionDenied(_("You do not have the authority for this act."))
    require(by, "investigations.view_finding")
    content = pdf_of(edition, language) if version is None else public_pdf_of(version, language)
    about = (version or edition).number
    reason = _("Typeset from the frozen content.")
    with ledger.entry(by=by, action=Act.TYPESET_REPORT, about=about, reason=reason) as entry:
        document = documents.keep(
            content,
            name=f"{about}-{language}.pdf",
            media_type="application/pdf",
            by=by,
            reason=reason,
        )
        file = ReportFile(
            entry=entry, edition=edition, version=version, language=language, document=document
        )
        file.full_clean()
        file.save()
    return file


def prepare_public(edition: ReportEdition, *, by: User, reason: str) -> PublicVersion:
    """Begin a version for the public; it withholds at first what the last released one withheld."""
    require(by, "investigations.withhold")
    with ledger.entry(by=by, action=Act.PREPARE_PUBLIC, about=edition.number, reason=reason):
        Investigation.objects.select_for_update().get(pk=edition.investigation_id)
        stop_at(rules.against_preparing(edition, by=by))
        last = edition.public_versions.order_by("position").last()
        position = last.position + 1 if last else 1
        version = PublicVersion(
            edition=edition,
            number=f"{edition.number}-P{position}",
            position=position,
            prepared_by=by,
        )
        version.full_clean()
        version.save()
        _withhold(version, _carried_over(edition))
    return version


def _carried_over(edition: ReportEdition) -> dict[str, str]:
    """What the newest released version of the report withheld, as far as it still stands."""
    released = PublicVersion.objects.filter(
        edition__investigation=edition.investigation_id, status=PublicStatus.RELEASED
    ).order_by("pk")
    last = released.last()
    known = {passage["key"] for passage in passages(edition.report)}
    chosen = last.sections() if last else {}
    return {key: section for key, section in chosen.items() if key in known}


def withhold(
    version: PublicVersion, sections: Mapping[str, str], *, by: User, reason: str
) -> PublicVersion:
    """Choose the passages withheld, each under its section; the choice before it is replaced."""
    require(by, "investigations.withhold")
    with ledger.entry(by=by, action=Act.WITHHOLD, about=version.number, reason=reason):
        version = _locked(version)
        stop_at(rules.against_withholding(version, by=by))
        known = {passage["key"] for passage in passages(version.edition.report)}
        if set(sections) - known:
            raise rules.Refusal.NO_SUCH_PASSAGE.error
        kept = version.sections()
        gone = [key for key, section in kept.items() if sections.get(key) != section]
        version.withholdings.filter(passage__in=gone).delete()
        _withhold(version, {k: s for k, s in sections.items() if kept.get(k) != s})
        if version.prepared_by_id != by.pk:
            version.prepared_by = by
            version.save(update_fields=["prepared_by"])
    return version


def _withhold(version: PublicVersion, sections: Mapping[str, str]) -> None:
    rows = [
        Withholding(version=version, passage=passage, section=section)
        for passage, section in sorted(sections.items())
    ]
    for row in rows:
        row.full_clean()
    Withholding.objects.bulk_create(rows)


def release_report(
    version: PublicVersion, *, by: User, reason: str, released_at: datetime | None = None
) -> PublicVersion:
    """Release a public version; its PDF are made in both languages afterwards."""
    require(by, "investigations.release_report")
    with ledger.entry(by=by, action=Act.RELEASE_REPORT, about=version.number, reason=reason):
        version = _locked(version)
        stop_at(rules.against_releasing_report(version, by=by))
        version.status = PublicStatus.RELEASED
        version.released_by, version.released_at = by, released_at or timezone.now()
        version.full_clean()
        version.save()
        work.enqueue(
            "investigations.public_report",
            about=version.number,
            by=by,
            back_to=version.get_absolute_url(),
        )
    return version


def _locked(version: PublicVersion) -> PublicVersion:
    return PublicVersion.objects.select_for_update().select_related("edition").get(pk=version.pk)
