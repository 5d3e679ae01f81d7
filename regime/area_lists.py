"""The lists of countries as Justice Laws publishes them: two XML files, paired by country.

Nothing is written here. Countries stand in the alphabetical order of each language, so a name is
paired with the name of the same country, never with the one at the same place.
"""

from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from permits import justice_laws
from permits.country_names import folded
from permits.justice_laws import day, named, words
from regime.models import AreaList
from regime.recognising import Recognise

ENABLING_ACT = "E-19"
TITLES = {
    AreaList.AREA_CONTROL: ("Area Control List", "Liste des pays visés"),
    AreaList.AUTOMATIC_FIREARMS: (
        "Automatic Firearms Country Control List",
        "Liste des pays désignés (armes automatiques)",
    ),
}


@dataclass(frozen=True)
class Listed:
    """A country on an edition, in both languages, and since when it is there without a break."""

    code: str
    name_en: str
    name_fr: str
    listed_from: date | None


@dataclass(frozen=True)
class AreaEdition:
    """One edition of one of the lists, in both languages."""

    area_list: AreaList
    instrument: str
    in_force_from: date
    consolidated_on: date | None
    digest: str
    countries: list[Listed]


@dataclass(frozen=True)
class _Published:
    area_list: AreaList
    root: Element
    amended_on: date
    names: dict[str, tuple[str, date | None]]  # by country: the name, and listed from


def read_area_list(english: bytes, french: bytes, recognise: Recognise) -> AreaEdition:
    """Read an edition from its two files. Raises ``ValidationError`` with what is wrong."""
    in_english = _read(english, "en", _("English"), recognise)
    in_french = _read(french, "fr", _("French"), recognise)
    if in_english.area_list != in_french.area_list:
        raise ValidationError(
            _("The two files are of different lists: %(english)s and %(french)s."),
            code="different-lists",
            params={"english": in_english.area_list.label, "french": in_french.area_list.label},
        )
    justice_laws.check_same_edition(in_english.amended_on, in_french.amended_on)
    if differing := in_english.names.keys() ^ in_french.names.keys():
        raise ValidationError(
            _("The two files do not name the same countries: %(countries)s."),
            code="countries-differ",
            params={"countries": named(differing)},
        )
    return AreaEdition(
        area_list=in_english.area_list,
        instrument=justice_laws.instrument(in_english.root),
        in_force_from=in_english.amended_on,
        consolidated_on=day(in_english.root, "current-date"),
        digest=justice_laws.digest_of(english, french),
        countries=[
            Listed(code, name, in_french.names[code][0], since)
            for code, (name, since) in in_english.names.items()
        ],
    )


def _read(content: bytes, language: str, file: str, recognise: Recognise) -> _Published:
    root = justice_laws.parsed(content, file)
    area_list = _list_in(root)
    if area_list is None:
        raise ValidationError(
            _(
                "The %(file)s file is neither the Area Control List nor the Automatic Firearms"
                " Country Control List as published by Justice Laws."
            ),
            code="not-a-list",
            params={"file": file},
        )
    justice_laws.check_language(root, language, file)
    amended_on = justice_laws.amended_on(root, file)
    return _Published(area_list, root, amended_on, _countries(root, amended_on, file, recognise))


def _list_in(root: Element) -> AreaList | None:
    """Which list a file is, by its title; None for any other law."""
    if root.tag != "Regulation" or ENABLING_ACT not in justice_laws.enabling_acts(root):
        return None
    title = folded(justice_laws.title(root))
    return next(
        (found for found, titles in TITLES.items() if title in map(folded, titles)),
        None,
    )


def _countries(
    root: Element, amended_on: date, file: str, recognise: Recognise
) -> dict[str, tuple[str, date | None]]:
    """The countries in force on the day of the edition, by code."""
    found: dict[str, tuple[str, date | None]] = {}
    unknown, twice = [], []
    for item in root.iterfind("Schedule/List/Item"):
        since = day(item, "inforce-start-date")
        name = words(item.find("Text"))
        if _is_not_in_force(item, since, amended_on) or not name:
            continue
        code = recognise(name)
        if code is None:
            unknown.append(name)
        elif code in found:
            twice.append(name)
        else:
            found[code] = (name, since)
    if unknown:
        raise ValidationError(
            _(
                "The %(file)s file names countries that are not known by that name: %(names)s. An"
                " administrator can add the name to the country; then load the files again."
            ),
            code="unknown-country",
            params={"file": file, "names": named(unknown)},
        )
    if twice:
        raise ValidationError(
            _("The %(file)s file names a country twice: %(names)s."),
            code="country-twice",
            params={"file": file, "names": named(twice)},
        )
    if not found:
        raise ValidationError(
            _("The %(file)s file names no country."), code="no-country", params={"file": file}
        )
    return found


def _is_not_in_force(item: Element, since: date | None, amended_on: date) -> bool:
    return (
        item.get("in-force") == "no"
        or item.find("Text/Repealed") is not None
        or bool(since and since > amended_on)
    )
