"""What a report is made of: blocks in both languages, each passage with a key of its own.

A passage is the least that can be withheld from the public: a paragraph, a fact, a row of a table.
Content is plain data, kept as canonical JSON, so that an edition proves itself by its digest.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from investigations.models.reports import Language, Section
from office.typesetting import long_date

Text = dict[str, str]
LANGUAGES = Language.values
# Shorter words repeat by chance: "Ankara" tells nothing of a passage withheld elsewhere.
TELLING = 16
# A longer table is chosen as a whole: nobody reads ten thousand rows to choose among them.
MOST_ROWS = 300


def both(words: Callable[[], Any]) -> Text:
    """What a function says in each language."""
    said = {}
    for language in LANGUAGES:
        with translation.override(f"{language}-ca"):
            said[language] = str(words())
    return said


def label(words: Any) -> Text:
    """A translated word in each language; words that stand in both already are left as they are."""
    return words if isinstance(words, dict) else both(lambda: words)


def recorded(text: Any) -> Text:
    """What someone wrote, as it was written: the same in each language."""
    return dict.fromkeys(LANGUAGES, str(text))


def day_in(moment: date) -> Text:
    """A day in words, in each language; of a moment, the day in Ottawa."""
    day = localdate(moment) if isinstance(moment, datetime) else moment
    return {language: long_date(day, language) for language in LANGUAGES}


class Blocks:
    """The blocks of one section, in the order in which they are read."""

    def __init__(self, key: str) -> None:
        self.key, self.blocks = key, []

    def heading(self, text: Text, level: int = 3) -> None:
        self.blocks.append({"kind": "heading", "level": level, "text": text})

    def note(self, text: Text) -> None:
        """Words of the house, which are never withheld."""
        self.blocks.append({"kind": "note", "text": text})

    def paragraphs(self, key: str, text: Text) -> None:
        """Paragraphs of a text, each a passage; both languages are cut at the same places."""
        cut = {language: _paragraphs(text[language]) for language in LANGUAGES}
        if len({len(parts) for parts in cut.values()}) > 1:
            cut = {language: [text[language].strip()] for language in LANGUAGES}
        for number, parts in enumerate(zip(*cut.values(), strict=True), start=1):
            self.blocks.append(
                {
                    "kind": "paragraph",
                    "key": f"{self.key}/{key}/{number}",
                    "text": dict(zip(LANGUAGES, parts, strict=True)),
                }
            )

    def facts(
        self, key: str, rows: Sequence[tuple[str, Any, Text]], *, of_the_house: bool = False
    ) -> None:
        """Facts, each a passage: its own key, its label, what it says; empty ones are left out."""
        kept = [
            {
                **({} if of_the_house else {"key": f"{self.key}/{key}/{name}"}),
                "label": label(words),
                "text": text,
            }
            for name, words, text in rows
            if any(text.values())
        ]
        if kept:
            self.blocks.append({"kind": "facts", "rows": kept})

    def table(
        self,
        key: str,
        caption: Any,
        head: Sequence[tuple[Any, int]],
        rows: Sequence[tuple[str, list[Text]]],
        *,
        of_the_house: bool = False,
    ) -> None:
        """A table, each row of which is a passage; a long one is a single passage.

        The head gives the words of each column and its share of the width. Words of the house,
        such as a scale, are never withheld.
        """
        if not rows:
            return
        block: dict[str, Any] = {
            "kind": "table",
            "caption": label(caption),
            "head": [label(words) for words, _share in head],
            "widths": [share for _words, share in head],
            "rows": [{"key": f"{self.key}/{key}/{name}", "cells": cells} for name, cells in rows],
        }
        if of_the_house or len(rows) > MOST_ROWS:
            for row in block["rows"]:
                del row["key"]
        if not of_the_house and len(rows) > MOST_ROWS:
            block["key"] = f"{self.key}/{key}"
        self.blocks.append(block)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n[ \t]*\n+", text) if part.strip()]


def canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def passages(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every passage of a report: a paragraph, a fact, a row or a long table, each with its key."""
    for section in content["sections"]:
        yield from _passages_of(section)


def _passages_of(section: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for block in section["blocks"]:
        if "key" in block:
            yield block
        else:
            yield from (row for row in block.get("rows", ()) if "key" in row)


def said_in(passage: Mapping[str, Any]) -> list[str]:
    """Everything that a passage says, in either language."""
    if "rows" in passage:
        texts = [cell for row in passage["rows"] for cell in row["cells"]]
    else:
        texts = passage.get("cells", [passage.get("text", {})])
    return [words for text in texts for words in dict.fromkeys(text.values()) if words]


def withheld(content: Mapping[str, Any], sections: Mapping[str, str]) -> dict[str, Any]:
    """The same content without the passages named, each marked with its section of the Act."""
    public = deepcopy(dict(content))
    for passage in passages(public):
        section = sections.get(passage["key"])
        if section:
            width = len(passage.pop("cells", []))
            for said in ("text", "caption", "head", "widths", "rows"):
                passage.pop(said, None)
            passage["withheld"] = section
            if width:
                passage["width"] = width
            if "kind" in passage:
                passage["kind"] = "paragraph"
    return public


def repeats(content: Mapping[str, Any], sections: Mapping[str, str]) -> dict[str, list[str]]:
    """Where the words of a passage withheld stand again in passages that are not: by its key."""
    hidden = {
        passage["key"]: {said.casefold() for said in said_in(passage) if len(said) >= TELLING}
        for passage in passages(content)
        if passage["key"] in sections
    }
    found: dict[str, list[str]] = {}
    for passage in passages(content):
        if passage["key"] in sections:
            continue
        said = "\n".join(said_in(passage)).casefold()
        for key, words in hidden.items():
            if any(word in said for word in words):
                found.setdefault(key, []).append(passage["key"])
    return found


def in_language(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The content in one language: words where both stood, and marks where a passage is missing."""

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == set(LANGUAGES):
                return value[language]
            said = {key: told(inner) for key, inner in value.items()}
            if "withheld" in value:
                said["mark"] = mark(value["withheld"])
            return said
        return [told(inner) for inner in value] if isinstance(value, list) else value

    with translation.override(f"{language}-ca"):
        return told(dict(content))


def mark(section: str) -> str:
    """What stands in the place of a passage withheld, in the language that is active."""
    return _("[Withheld – Access to Information Act, section %(section)s]") % {
        "section": Section(section).label
    }
