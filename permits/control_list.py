"""The Export Control List as Justice Laws publishes it: two XML files, read into pairs by label.

Nothing is written here. The English and the French text of a provision are paired by the path of
labels that leads to it, never by position: identifiers differ between the two files, and lists
stand in the alphabetical order of each language.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from permits import justice_laws
from permits.codes import sort_key
from permits.justice_laws import day, words
from permits.models.goods import ItemState

GROUP = re.compile(r"GROUPE?\s+(\d+)", re.IGNORECASE)
ITEM = re.compile(r"\d-\d+|\d{4}")
LONGEST_CODE = 60


@dataclass(frozen=True)
class Provision:
    """One provision of the List in one language; ``path`` is its labels, the outermost first."""

    path: tuple[str, ...]
    sort_key: str
    group: int
    state: str
    text: str

    @property
    def code(self) -> str:
        return "".join(self.path)


@dataclass(frozen=True)
class Published:
    """The List in one language, as one file publishes it."""

    instrument: str
    amended_on: date
    consolidated_on: date | None
    groups: dict[int, str]
    provisions: dict[str, Provision]


@dataclass(frozen=True)
class Paired:
    """One provision of the List in both languages."""

    code: str
    sort_key: str
    group: int
    depth: int
    state: str
    text_en: str
    text_fr: str


@dataclass(frozen=True)
class Edition:
    """One edition of the List, in both languages."""

    instrument: str
    in_force_from: date
    consolidated_on: date | None
    digest: str
    groups: dict[int, tuple[str, str]]
    provisions: list[Paired]

    @property
    def items(self) -> list[Paired]:
        """The provisions that are items by themselves: 5504 and 9-4, not 5504(2)."""
        return [each for each in self.provisions if ITEM.fullmatch(each.code)]


def read_edition(english: bytes, french: bytes) -> Edition:
    """Read an edition from its two files. Raises ``ValidationError`` with what is wrong."""
    in_english = _read(english, language="en", file=_("English"))
    in_french = _read(french, language="fr", file=_("French"))
    justice_laws.check_same_edition(in_english.amended_on, in_french.amended_on)
    if in_english.groups.keys() != in_french.groups.keys():
        raise _labels_differ(map(str, in_english.groups.keys() ^ in_french.groups.keys()))
    return Edition(
        instrument=in_english.instrument,
        in_force_from=in_english.amended_on,
        consolidated_on=in_english.consolidated_on,
        digest=justice_laws.digest_of(english, french),
        groups={n: (title, in_french.groups[n]) for n, title in in_english.groups.items()},
        provisions=_paired(in_english.provisions, in_french.provisions),
    )


def _read(content: bytes, *, language: str, file: str) -> Published:
    root = justice_laws.parsed(content, file)
    schedules = [each for each in root.iter("Schedule") if any(_groups_of(each))]
    if root.tag != "Regulation" or not schedules:
        raise _not_the_list(file)
    justice_laws.check_language(root, language, file)
    amended_on = justice_laws.amended_on(root, file)
    return Published(
        instrument=justice_laws.instrument(root),
        amended_on=amended_on,
        consolidated_on=day(root, "current-date"),
        groups={number: title for each in schedules for number, title in _groups_of(each)},
        provisions=_by_code(schedules, amended_on, file),
    )


def _not_the_list(file: str) -> ValidationError:
    return ValidationError(
        _("The %(file)s file is not the Export Control List as published by Justice Laws.")
        % {"file": file},
        code="not-the-list",
    )


def _groups_of(schedule: Element) -> Iterator[tuple[int, str]]:
    for heading in schedule.iter("Heading"):
        if label := GROUP.fullmatch(words(heading.find("Label"))):
            yield int(label[1]), words(heading.find("TitleText"))


def _by_code(schedules: list[Element], amended_on: date, file: str) -> dict[str, Provision]:
    """Every provision by its code. Of two texts under one label, the one in force is the List's."""
    found: dict[str, Provision] = {}
    twice = set()
    for schedule in schedules:
        for provision in _provisions(schedule, amended_on, file):
            known = found.get(provision.code)
            if known and ItemState.NOT_IN_FORCE not in (known.state, provision.state):
                twice.add(provision.code)
            if known is None or known.state == ItemState.NOT_IN_FORCE:
                found[provision.code] = provision
    if twice:
        raise ValidationError(
            _("The %(file)s file gives the same label twice: %(labels)s.")
            % {"file": file, "labels": justice_laws.named(twice, sort_key)},
            code="label-twice",
        )
    return found


def _provisions(schedule: Element, amended_on: date, file: str) -> Iterator[Provision]:
    """The provisions of a schedule in its own order, each under the heading of its group."""
    group = None
    for element in schedule:
        if element.tag == "Heading" and (label := GROUP.fullmatch(words(element.find("Label")))):
            group = int(label[1])
        elif element.tag == "Provision" and group is not None:
            # What has no label says what the whole group is: it bears the group's number.
            label = words(element.find("Label")) or str(group)
            yield from _tree(element, label, group, amended_on, file)


def _tree(top: Element, label: str, group: int, amended_on: date, file: str) -> Iterator[Provision]:
    """A provision, then all within it.

    They are sorted in the order of the law: no label by itself tells whether (i) follows (h) or
    stands before (ii).
    """
    waiting: list[tuple[Element, tuple[str, ...], str]] = [(top, (label,), ItemState.IN_FORCE)]
    position = 0
    while waiting:
        element, path, within = waiting.pop()
        state = _state(element, amended_on, within)
        key = sort_key(label) + (f"/{position:05d}" if position else "")
        yield Provision(path, key, group, state, _own_text(element))
        if len("".join(path)) > LONGEST_CODE:
            raise _not_the_list(file)
        position += 1
        waiting.extend(
            (child, (*path, _label_within(child)), state)
            for child in reversed(element.findall("Provision"))
        )


def _label_within(provision: Element) -> str:
    """(a) in English and a) in French are one label; what has none, or a bare number, is a note."""
    label = words(provision.find("Label"))
    if not label:
        return " note"
    return f"({label.strip('()')})" if ")" in label else f" {label}"


def _own_text(provision: Element) -> str:
    parts = (child for child in provision if child.tag not in ("Label", "Provision", "Footnote"))
    return " ".join(filter(None, map(words, parts)))


def _state(provision: Element, amended_on: date, within: str) -> str:
    begins = day(provision, "inforce-start-date")
    if provision.get("in-force") == "no" or (begins and begins > amended_on):
        return ItemState.NOT_IN_FORCE
    if provision.find("Text/Repealed") is not None:
        return ItemState.REPEALED
    return within


def _paired(english: dict[str, Provision], french: dict[str, Provision]) -> list[Paired]:
    """Both languages of each provision, found by its labels.

    Where one language sets a provision a level higher than the other, as the French of
    5504(2)(d) under 5504, the two are still one when a single label of the longer path is missing
    from the shorter and nothing else could be meant. The longer path is then the code.
    """
    pairs = [(english[code], french[code]) for code in english if code in french]
    alone = [each for code, each in french.items() if code not in english]
    for provision in (each for code, each in english.items() if code not in french):
        near = [other for other in alone if _a_level_apart(provision.path, other.path)]
        if len(near) != 1:
            raise _labels_differ(english.keys() ^ french.keys())
        alone.remove(near[0])
        pairs.append((provision, near[0]))
    differing = [one.code for one, other in pairs if one.state != other.state]
    if alone or differing:
        raise _labels_differ(differing or english.keys() ^ french.keys())
    return sorted((_pair(*pair) for pair in pairs), key=lambda each: each.sort_key)


def _a_level_apart(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    longer, shorter = sorted((path, other), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:gone] + longer[gone + 1 :] == shorter for gone in range(1, len(longer) - 1)
    )


def _pair(english: Provision, french: Provision) -> Paired:
    longer = max(english, french, key=lambda provision: len(provision.path))
    return Paired(
        code=longer.code,
        sort_key=english.sort_key,
        group=english.group,
        depth=len(longer.path) - 1,
        state=english.state,
        text_en=english.text,
        text_fr=french.text,
    )


def _labels_differ(labels: Iterable[str]) -> ValidationError:
    return ValidationError(
        _("The two files do not have the same labels in the same state: %(labels)s.")
        % {"labels": justice_laws.named(labels, sort_key)},
        code="labels-differ",
    )
