"""A sanctions schedule as Justice Laws publishes it: two XML files, paired by part and label.

Nothing is written here. Label numbering begins again in each part, so that only part and label
together name an item. Aliases and dates of birth stand in the text, in the words of each language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from permits import justice_laws
from permits.codes import sort_key
from permits.country_names import folded
from permits.justice_laws import day, named, words
from regime.listed_names import ListedName, aliases_of, parsed_name
from regime.models.sanctions import ListedKind, SanctionsAct
from regime.recognising import Recognise

SCHEDULE = re.compile(r"(?:SCHEDULE|ANNEXE)\s*(\S*)", re.IGNORECASE)
PART = re.compile(r"(?:PART|PARTIE)\s+(\S+)", re.IGNORECASE)
# By what a heading begins with: which persons its part lists.
KINDS = [
    (("individual", "particulier", "personnes physiques"), ListedKind.INDIVIDUAL),
    (("entit",), ListedKind.ENTITY),
    (("person", "listed person", "designated person", "personnes"), ListedKind.PERSON),
]
# Where a title names the country: "(Belarus)", or at its end after "Resolutions on".
COUNTRY_IN_TITLE = [re.compile(r"\(([^()]+)\)"), re.compile(r"\bon (?:the )?(.+)$")]


@dataclass(frozen=True)
class Item:
    """One item of a part in one language, as it stands and as it reads."""

    text: str
    part_title: str
    kind: ListedKind
    name: ListedName


@dataclass(frozen=True)
class PairedName:
    """A listed name in both languages."""

    part: str
    label: str
    english: Item
    french: Item

    @property
    def aliases(self) -> tuple[list[str], list[str]]:
        """Those of the English and of the French text."""
        return aliases_of(self.english.name, self.french.name)

    @property
    def born(self) -> str:
        return self.english.name.born or self.french.name.born


@dataclass(frozen=True)
class SanctionsSchedule:
    """One edition of sanctions regulations, in both languages."""

    instrument: str
    title_en: str
    title_fr: str
    act: SanctionsAct
    country: str | None
    made_on: date | None
    in_force_from: date
    consolidated_on: date | None
    digest: str
    names: list[PairedName]


@dataclass(frozen=True)
class _Published:
    root: Element
    act: SanctionsAct
    amended_on: date
    items: dict[tuple[str, str], Item]


def read_sanctions(english: bytes, french: bytes, recognise: Recognise) -> SanctionsSchedule:
    """Read an edition from its two files. Raises ``ValidationError`` with what is wrong."""
    in_english = _read(english, "en", _("English"), recognise)
    in_french = _read(french, "fr", _("French"), recognise)
    numbers = [justice_laws.instrument(each.root) for each in (in_english, in_french)]
    if numbers[0].removeprefix("SOR") != numbers[1].removeprefix("DORS"):
        raise ValidationError(
            _("The two files are of different regulations: %(english)s and %(french)s."),
            code="different-regulations",
            params={"english": numbers[0], "french": numbers[1]},
        )
    justice_laws.check_same_edition(in_english.amended_on, in_french.amended_on)
    title = justice_laws.title(in_english.root)
    return SanctionsSchedule(
        instrument=numbers[0],
        title_en=title,
        title_fr=justice_laws.title(in_french.root),
        act=in_english.act,
        country=_country_of(title, recognise),
        made_on=day(in_english.root, "inforce-start-date"),
        in_force_from=in_english.amended_on,
        consolidated_on=day(in_english.root, "current-date"),
        digest=justice_laws.digest_of(english, french),
        names=_paired(in_english.items, in_french.items),
    )


def _read(content: bytes, language: str, file: str, recognise: Recognise) -> _Published:
    root = justice_laws.parsed(content, file)
    acts = justice_laws.enabling_acts(root) if root.tag == "Regulation" else set()
    act = next((each for each in SanctionsAct if each in acts), None)
    if act is None:
        raise ValidationError(
            _(
                "The %(file)s file is not a regulation made under an Act that imposes sanctions, as"
                " published by Justice Laws."
            ),
            code="not-sanctions",
            params={"file": file},
        )
    justice_laws.check_language(root, language, file)
    amended_on = justice_laws.amended_on(root, file)
    return _Published(root, act, amended_on, _items(root, amended_on, file, recognise))


def _country_of(title: str, recognise: Recognise) -> str | None:
    """The code of the country that a title names; None for sanctions that concern no country."""
    for pattern in COUNTRY_IN_TITLE:
        if (found := pattern.search(title)) and (code := recognise(found[1])):
            return code
    return None


def _items(
    root: Element, amended_on: date, file: str, recognise: Recognise
) -> dict[tuple[str, str], Item]:
    """Every name listed, by part and label. Schedules of goods and of services name nobody."""
    found: dict[tuple[str, str], Item] = {}
    twice = []

    def is_place(name: str) -> bool:
        return recognise(name) is not None

    for part, title, kind, element in _listed(root):
        since = day(element, "inforce-start-date")
        text, label = words(element.find("Text")), words(element.find("Label"))
        not_in_force = element.get("in-force") == "no" or bool(since and since > amended_on)
        if not_in_force or not text or element.find("Text/Repealed") is not None:
            continue
        if (part, label) in found:
            twice.append(f"{part}/{label}")
        found[part, label] = Item(text, title, kind, parsed_name(text, is_place))
    if twice:
        raise ValidationError(
            _("The %(file)s file gives the same label twice: %(labels)s."),
            code="label-twice",
            params={"file": file, "labels": named(twice, sort_key)},
        )
    if not found:
        raise ValidationError(
            _("The %(file)s file has no schedule of persons: there is nobody to screen against."),
            code="nobody-listed",
            params={"file": file},
        )
    return found


def _listed(root: Element) -> Iterator[tuple[str, str, ListedKind, Element]]:
    """Each item of a part that lists persons: the part, its title, its kind, the item."""
    for schedule in root.iter("Schedule"):
        form = schedule.find("ScheduleFormHeading")
        number = SCHEDULE.match(words(form.find("Label")) if form is not None else "")
        whole = words(form.find("TitleText")) if form is not None else ""
        part, title, kind = (number[1] if number else ""), whole, _kind_of(whole)
        for element in schedule:
            if element.tag == "Heading":
                label = PART.match(words(element.find("Label")))
                title = words(element.find("TitleText")) or whole
                part = f"{number[1] if number else ''}/{label[1] if label else title}".strip("/")
                kind = _kind_of(title) or (_kind_of(whole) if not label else None)
            elif element.tag == "List" and kind:
                yield from ((part, title, kind, item) for item in element.iterfind("Item"))


def _kind_of(title: str) -> ListedKind | None:
    start = folded(title)
    return next((kind for words_, kind in KINDS if start.startswith(words_)), None)


def _paired(
    english: dict[tuple[str, str], Item], french: dict[tuple[str, str], Item]
) -> list[PairedName]:
    differing = {f"{part}/{label}" for part, label in english.keys() ^ french.keys()}
    differing |= {
        f"{part}/{label}"
        for part, label in english.keys() & french.keys()
        if english[part, label].kind != french[part, label].kind
    }
    if differing:
        raise ValidationError(
            _("The two files do not list the same items: %(labels)s."),
            code="labels-differ",
            params={"labels": named(differing, sort_key)},
        )
    return [
        PairedName(part, label, item, french[part, label])
        for (part, label), item in english.items()
    ]
