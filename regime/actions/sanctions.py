"""Editions of sanctions regulations are loaded here, each beside the ones before; and repeals."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import Source
from permits.models import Country
from regime.actions.area_lists import as_published, differs_from_kept, named_source
from regime.actions.refusing import stop_at
from regime.models import Act, SanctionsAlias, SanctionsEdition, SanctionsName, SanctionsRepeal
from regime.models.sanctions import AliasLanguage
from regime.recognising import recogniser
from regime.rules import repealing as rules
from regime.sanctions_files import PairedName, SanctionsSchedule, read_sanctions


def load_sanctions(
    english: bytes, french: bytes, *, names: tuple[str, str], by: User | None
) -> tuple[SanctionsEdition, bool]:
    """Load an edition from its English and French files; says whether anything was new.

    Nobody is screened by loading it: ``screening.screen`` does. Raises ``PermissionDenied``;
    ``ValidationError`` when the files are not an edition of sanctions regulations, or differ from
    the edition kept for the same day.
    """
    if by is not None:
        require(by, "regime.load_list")
    read = read_sanctions(english, french, recogniser())
    with ledger.entry(
        by=by,
        action=Act.LOAD_SANCTIONS,
        about=f"{read.instrument} {read.in_force_from.isoformat()}",
        reason=as_published(read.in_force_from.isoformat()),
        source=Source.IMPORT,
    ):
        kept = (
            SanctionsEdition.objects.of_instrument(read.instrument)
            .filter(in_force_from=read.in_force_from)
            .first()
        )
        if kept is None:
            return _store(read, names), True
    if kept.digest != read.digest:
        raise differs_from_kept(read.in_force_from.isoformat())
    return kept, False


def record_repeal(
    edition: SanctionsEdition, *, repealed_on: date | None, repealing: str, by: User, reason: str
) -> SanctionsRepeal:
    """Record that the regulations of an edition are repealed from a day on; its editions stay.

    Without a day, what was recorded before is taken back. Raises ``PermissionDenied``;
    ``ValidationError`` with every reason against it.
    """
    require(by, "regime.load_list")
    with ledger.entry(
        by=by, action=Act.RECORD_REPEAL, about=edition.instrument, reason=reason
    ) as entry:
        # Locked, so that of two records at once the second is judged beside the first.
        SanctionsEdition.objects.select_for_update().get(pk=edition.pk)
        stop_at(rules.against_repealing(edition, repealed_on=repealed_on, repealing=repealing))
        repeal = SanctionsRepeal(
            instrument=edition.instrument,
            repealed_on=repealed_on,
            repealing=repealing.strip() if repealed_on else "",
            recorded_at=entry.recorded_at,
        )
        repeal.full_clean()
        repeal.save()
    return repeal


def _store(read: SanctionsSchedule, names: tuple[str, str]) -> SanctionsEdition:
    edition = SanctionsEdition.objects.create(
        instrument=read.instrument,
        title_en=read.title_en,
        title_fr=read.title_fr,
        act=read.act,
        country=Country.objects.get(code=read.country) if read.country else None,
        made_on=read.made_on,
        in_force_from=read.in_force_from,
        consolidated_on=read.consolidated_on,
        source=named_source(names),
        digest=read.digest,
        recorded_at=timezone.now(),
    )
    rows = SanctionsName.objects.bulk_create(
        _name(edition, position, each) for position, each in enumerate(read.names, start=1)
    )
    SanctionsAlias.objects.bulk_create(
        SanctionsAlias(name=row, language=language, text=text)
        for row, each in zip(rows, read.names, strict=True)
        for language, texts in zip(AliasLanguage.values, each.aliases, strict=True)
        for text in texts
    )
    return edition


def _name(edition: SanctionsEdition, position: int, each: PairedName) -> SanctionsName:
    return SanctionsName(
        edition=edition,
        position=position,
        part=each.part,
        label=each.label,
        part_en=each.english.part_title,
        part_fr=each.french.part_title,
        kind=each.english.kind,
        text_en=each.english.text,
        text_fr=each.french.text,
        name_en=each.english.name.name,
        name_fr=each.french.name.name,
        born=each.born,
    )
