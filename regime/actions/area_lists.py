"""Editions of the lists of countries are loaded here, each beside the ones before it."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import Source
from permits.models import Country
from regime.area_lists import AreaEdition, read_area_list
from regime.models import Act, AreaListCountry, AreaListEdition
from regime.recognising import recogniser


def load_area_list(
    english: bytes, french: bytes, *, names: tuple[str, str], by: User | None
) -> tuple[AreaListEdition, bool]:
    """Load an edition from its English and French files; says whether anything was new.

    ``by`` is None when the system loads it. An edition already kept is left as it is. Raises
    ``PermissionDenied``; ``ValidationError`` when the files are not an edition of one of the
    lists, name a country that is not known, or differ from the edition kept for the same day.
    """
    if by is not None:
        require(by, "regime.load_list")
    read = read_area_list(english, french, recogniser())
    with ledger.entry(
        by=by,
        action=Act.LOAD_AREA_LIST,
        about=f"{read.instrument} {read.in_force_from.isoformat()}",
        reason=as_published(read.in_force_from.isoformat()),
        source=Source.IMPORT,
    ):
        kept = (
            AreaListEdition.objects.of_list(read.area_list)
            .filter(in_force_from=read.in_force_from)
            .first()
        )
        if kept is None:
            return _store(read, names), True
    if kept.digest != read.digest:
        raise differs_from_kept(read.in_force_from.isoformat())
    return kept, False


def as_published(day: str) -> str:
    """The reason of every load."""
    return _("Edition of %(day)s, as published by Justice Laws") % {"day": day}


def differs_from_kept(day: str) -> ValidationError:
    return ValidationError(
        _("Another text of the edition of %(day)s is already kept; editions never change.")
        % {"day": day},
        code="edition-differs",
    )


def named_source(names: tuple[str, str]) -> str:
    return ", ".join(PurePath(name).name for name in names)[:300]


def _store(read: AreaEdition, names: tuple[str, str]) -> AreaListEdition:
    edition = AreaListEdition.objects.create(
        area_list=read.area_list,
        instrument=read.instrument,
        in_force_from=read.in_force_from,
        consolidated_on=read.consolidated_on,
        source=named_source(names),
        digest=read.digest,
        recorded_at=timezone.now(),
    )
    keys = dict(Country.objects.values_list("code", "pk"))
    AreaListCountry.objects.bulk_create(
        AreaListCountry(
            edition=edition,
            country_id=keys[each.code],
            name_en=each.name_en,
            name_fr=each.name_fr,
            listed_from=each.listed_from,
        )
        for each in read.countries
        if each.code in keys
    )
    return edition
