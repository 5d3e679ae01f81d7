"""What the text of a listed name says: the name itself, its aliases, and when a person was born.

The schedules write all of it in one line, in the words of each language: "Galina Rodionovna
LUKASHENKO (born on January 1, 1955) (also known as … and …)", "(née le 1er janvier 1955) (aussi
connue sous les noms … et …)".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from permits.country_names import folded

LAST_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
BORN = re.compile(r"^(?:born|née?)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
DAY = re.compile(r"\b(\d{1,2})(?:er)?\b")
ALSO = re.compile(
    r"^(?:also|formerly|(?:ou |et )?aussi|anciennement|également)\s+"
    r"(?:known as|connue?s? sous (?:le nom de|le nom d[’']|les noms de|les noms|le nom))\s*",
    re.IGNORECASE,
)
COMMA = re.compile(r"\s*[,;]\s*")
LAST_AND = {
    language: re.compile(rf"^(.+)\s+{word}\s+(.+?)$")
    for language, word in (("en", "and"), ("fr", "et"))
}
QUOTED = re.compile(r"^[«“\"]\s*([^«»“”\"]*?)\s*[»”\"]$")
MONTHS = [
    ("january", "janvier"), ("february", "février"), ("march", "mars"), ("april", "avril"),
    ("may", "mai"), ("june", "juin"), ("july", "juillet"), ("august", "août"),
    ("september", "septembre"), ("october", "octobre"), ("november", "novembre"),
    ("december", "décembre"),
]  # fmt: skip


@dataclass(frozen=True)
class ListedName:
    """A listed name as it reads: without its brackets, with what they say."""

    name: str
    aliases: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()  # lists in words, not parted yet
    born: str = ""


def parsed_name(text: str, is_place: Callable[[str], bool] = lambda _name: False) -> ListedName:
    """Read one item. What stands in other brackets, an acronym or a translation, is an alias.

    A bracket within the name, or one that holds a place, belongs to it: "VTB Bank (Belarus) JSC".
    """
    aliases: list[str] = []
    also: list[str] = []
    born = ""
    name = text.strip()
    while found := LAST_BRACKET.search(name):
        inside = found[1].strip()
        if is_place(inside) or not name[: found.start()].strip():
            break
        name = name[: found.start()].rstrip()
        if BORN.match(inside):
            born = _birth(inside)
        elif known := ALSO.match(inside):
            also.insert(0, inside[known.end() :])
        elif inside:
            aliases.insert(0, inside)
    return ListedName(_plain(name), tuple(map(_plain, aliases)), tuple(also), born)


def aliases_of(english: ListedName, french: ListedName) -> tuple[list[str], list[str]]:
    """The aliases of a name in each language.

    "LAT and LLC Laser Devices and Technologies": which "and" parts two names, one language alone
    does not tell. The other does: the French list parts the same names at its "et". Where neither
    settles it, the last two are also kept unparted, since a spelling too many costs a comparison
    and one too few a match.
    """
    parts_en, parts_fr = _parted(english, "en"), _parted(french, "fr")
    if list(map(folded, parts_en)) == list(map(folded, parts_fr)):
        return _once(*english.aliases, *parts_en), _once(*french.aliases, *parts_fr)
    if _all_within(parts_fr, english):
        parts_en = parts_fr
    elif _all_within(parts_en, french):
        parts_fr = parts_en
    else:
        parts_en, parts_fr = parts_en + _unparted(english), parts_fr + _unparted(french)
    return _once(*english.aliases, *parts_en), _once(*french.aliases, *parts_fr)


def _parted(name: ListedName, language: str) -> list[str]:
    """Each name of the lists: they are divided by commas, the last two by "and"."""
    found = []
    for text in name.also_known_as:
        *before, last = COMMA.split(text)
        parted = LAST_AND[language].match(last)
        found += [*before, *(parted.groups() if parted else [last])]
    return [_plain(each) for each in found]


def _unparted(name: ListedName) -> list[str]:
    return [_plain(COMMA.split(text)[-1]) for text in name.also_known_as]


def _all_within(parts: list[str], other: ListedName) -> bool:
    there = " ".join(map(folded, other.also_known_as))
    return all(folded(part) in there for part in parts)


def _once(*names: str) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _plain(name: str) -> str:
    """A name with single spaces, and without quotation marks around the whole of it."""
    return QUOTED.sub(r"\1", re.sub(r"\s+", " ", name).strip())


def _birth(text: str) -> str:
    """A day as 1979-01-01, or a year alone; empty where the words give neither."""
    year = YEAR.search(text)
    if year is None:
        return ""
    lower = text.lower()
    month = next((i for i, names in enumerate(MONTHS, 1) if any(n in lower for n in names)), None)
    day = DAY.search(text.replace(year[0], ""))
    if month is None or day is None:
        return year[0]
    return f"{year[0]}-{month:02d}-{int(day[1]):02d}"
