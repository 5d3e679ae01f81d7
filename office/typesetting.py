"""Documents as accessible PDF: typst templates, to which data comes as JSON, never as markup.

What leaves here is tagged (PDF/UA-1), kept for the long term (PDF/A-2a) and the same to the byte
whenever the same text is set again, so that the digest of a document on file proves it.
"""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = settings.ROOT / "templates" / "typst"
STANDARDS = ["a-2a", "ua-1"]
# Characters that no reader sees and that change what the reader sees: they are written out.
DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def typeset(
    template: str, data: Mapping[str, Any], *, language: str, title: str, dated: datetime
) -> bytes:
    """The PDF that ``templates/typst/<template>.typ`` makes of the data, in "en" or "fr".

    The data may hold what JSON holds. Of the keys, ``marking`` stands at the head of every page
    (such as "Protected B"), ``about`` in its foot (such as the number of the file).
    """
    with translation.override(f"{language}-ca"):
        house = {
            "language": language,
            "title": title,
            "dated": long_date(localtime(dated).date(), language),
            "from": gettext("Export Control"),
            # Translators: at the foot of each page of a PDF.
            "page": gettext("Page {page} of {pages}"),
        }
    inputs = {"house": drawable(house), "data": drawable(dict(data))}
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={key: json.dumps(value) for key, value in inputs.items()},
        pdf_standards=STANDARDS,
        timestamp=dated.astimezone(UTC).replace(microsecond=0),
    )


def long_date(day: date, language: str) -> str:
    """A day as a letter writes it: "1 April 2021", "1er avril 2021"."""
    with translation.override(f"{language}-ca"):
        written = date_format(day, "j F Y")
    return f"1er{written[1:]}" if language == "fr" and day.day == 1 else written


def drawable(value: Any) -> Any:
    """The same data with every character that cannot be drawn, or would mislead, written out."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        return "".join(char if _can_be_drawn(char) else f"[U+{ord(char):04X}]" for char in text)
    if isinstance(value, Mapping):
        return {str(key): drawable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(held) for held in value]
    return value


def _can_be_drawn(char: str) -> bool:
    code = ord(char)
    if code < 0xA0:
        return char in "\n\t" or 0x20 <= code < 0x7F
    if code in DIRECTION:
        return False
    starts, ends = _coverage()
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """Where the ranges of characters that our fonts hold begin, and where they end."""
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text().split()]
    return [int(start, 16) for start, _ in ranges], [int(end, 16) for _, end in ranges]
