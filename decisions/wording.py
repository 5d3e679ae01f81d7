"""The words of notices: a closed set of placeholders, and what each stands for.

A template is plain text with placeholders in braces, such as ``{holder}``. What fills them is
never read for placeholders again, nor as markup: a holder's name may hold anything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decisions.models import NoticeKind

PLACEHOLDERS: dict[str, Promise] = {
    "notice": _("the number of the notice"),
    "serial": _("the serial number of the notice to exporters"),
    "holder": _("the name of the holder"),
    "address": _("the postal address of the holder"),
    "order": _("the number of the order or memorandum"),
    "title": _("its title"),
    "authority": _("the provision it rests on"),
    "signatory": _("in whose name it is signed"),
    "signed": _("the day it was signed"),
    "effective": _("when it takes effect"),
    "reasons": _("its grounds"),
    "count": _("the number of permits"),
    "permits": _("the list of permits; in a letter, those of its holder only"),
    "review": _("the day of the next review"),
    "reply_by": _("the day by which to answer"),
    "contact": _("the address to answer to"),
    "corrected": _("the number of the notice that is corrected"),
    "correction": _("what was wrong with it"),
}
# What is addressed to everyone names no holder and no permit.
KEPT_FROM_PUBLIC = {"holder", "address", "permits"}
OF_A_LETTER = {"holder", "effective", "reasons", "permits", "contact"}
REQUIRED: dict[str, set[str]] = {
    NoticeKind.SUSPENSION: OF_A_LETTER,
    NoticeKind.CANCELLATION: OF_A_LETTER,
    NoticeKind.REINSTATEMENT: OF_A_LETTER,
    NoticeKind.AMENDMENT: OF_A_LETTER,
    NoticeKind.INTENDED: {"holder", "reasons", "permits", "reply_by", "contact"},
    NoticeKind.RETRACTION: {"holder", "corrected", "correction"},
    NoticeKind.BORDER: {"order", "effective", "permits"},
    NoticeKind.EXPORTERS: {"serial", "effective", "reasons"},
    NoticeKind.PUBLIC: {"effective"},
}

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def allowed_in(kind: str) -> list[str]:
    """The placeholders that a kind of notice may use, in order."""
    kept = set() if NoticeKind(kind).is_letter or kind == NoticeKind.BORDER else KEPT_FROM_PUBLIC
    return [name for name in PLACEHOLDERS if name not in kept]


def used_in(text: str) -> list[str]:
    """The placeholders of a text as written, known or not."""
    return _PLACEHOLDER.findall(text)


def has_stray_brace(text: str) -> bool:
    return bool(re.search(r"[{}]", _PLACEHOLDER.sub("", text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every placeholder filled, each once."""
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)], text)


@dataclass(frozen=True)
class Block:
    """A part of a notice: a heading, a paragraph, or the place of the list of permits."""

    kind: str
    text: str


def blocks_of(body: str, values: Mapping[str, str]) -> list[Block]:
    """A text in its parts, filled. A line that begins with ``# `` is a heading.

    Parts are told apart in the template, before it is filled: a fact that looks like a heading
    stays what it is.
    """
    blocks = []
    for part in re.split(r"\n[ \t]*\n+", body.replace("\r\n", "\n").strip()):
        if part.startswith("# "):
            heading, _line, part = part.removeprefix("# ").partition("\n")
            blocks.append(Block("heading", filled(heading, values).strip()))
        before, listed, after = part.partition("{permits}")
        blocks.append(Block("text", filled(before, values).strip()))
        if listed:
            blocks.append(Block("list", ""))
            blocks.append(Block("text", filled(after, values).strip()))
    return [block for block in blocks if block.text or block.kind == "list"]
