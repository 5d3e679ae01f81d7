"""A notice from the facts of an order: its words in each language, and its tagged PDF."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from decisions.models import Decision, Intent, NoticeKind, NoticeTemplate, Option
from decisions.wording import Block, blocks_of, filled
from office.typesetting import typeset
from permits.models import Order, Party, Permit

LANGUAGES = ("en", "fr")
TO_BE_GIVEN = "…"
AUTHORITY = Order._meta.get_field("authority").default
# The Act is cited in English where orders are drawn up.
ACT = {
    "Export and Import Permits Act, s. ": (
        "Loi sur les licences d'exportation et d'importation, art. "
    )
}


@dataclass(frozen=True)
class Facts:
    """What a notice is about; texts in both languages are pairs, English first."""

    order: str
    title: tuple[str, str]
    reasons: tuple[str, str]
    authority: str
    effective_at: datetime
    signed_at: datetime | None = None
    signatory: tuple[str, str] = (TO_BE_GIVEN, TO_BE_GIVEN)
    review_on: date | None = None
    permits: Sequence[Permit] = ()
    holder: Party | None = None
    notice: str = TO_BE_GIVEN
    serial: int | None = None
    reply_by: date | None = None
    corrected: str = ""
    correction: tuple[str, str] = ("", "")

    def of(self, **changes: Any) -> "Facts":
        return replace(self, **changes)


@dataclass(frozen=True)
class Words:
    """A notice in one language: its subject, its parts, and the list of permits."""

    language: str
    subject: str
    blocks: list[Block]
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The notice as plain text, as an e-mail and the register keep it."""
        listed = "\n".join("- " + ", ".join(cell for cell in row if cell) for row in self.rows)
        parts = [listed if block.kind == "list" else block.text for block in self.blocks]
        return "\n\n".join(part for part in parts if part) + "\n"


def facts_of(order: Order) -> Facts:
    """The facts of an order, signed or still to be signed."""
    signed_for = order.signed_for
    signatory = (TO_BE_GIVEN, TO_BE_GIVEN)
    if signed_for is not None:
        signatory = (
            f"{signed_for.holder_name}, {signed_for.office_en}",
            f"{signed_for.holder_name}, {signed_for.office_fr}",
        )
    return Facts(
        order=order.number,
        title=(order.title_en, order.title_fr),
        reasons=(order.ground_en, order.ground_fr),
        authority=order.authority,
        effective_at=order.effective_at,
        signed_at=order.signed_at,
        signatory=signatory,
        review_on=order.review_on,
    )


def facts_of_option(decision: Decision, option: Option) -> Facts:
    """The facts of the order that an option would make, as far as they are known."""
    return Facts(
        order=decision.number,
        title=(decision.title_en, decision.title_fr),
        reasons=(decision.reasons_en or option.text_en, decision.reasons_fr or option.text_fr),
        authority=Order._meta.get_field("authority").default,
        effective_at=decision.effective_at or timezone.now(),
    )


def facts_of_intent(intent: Intent) -> Facts:
    """The facts of a notice of an intended cancellation: what is considered, and why."""
    decision = intent.decision
    return Facts(
        order=intent.number,
        title=(decision.title_en, decision.title_fr),
        reasons=(intent.text_en, intent.text_fr),
        authority=AUTHORITY,
        effective_at=decision.effective_at or timezone.now(),
    )


def languages_of(kind: str, holder: Party | None) -> tuple[str, ...]:
    """A letter is in the language of its holder; everything else is in both."""
    return (holder.language[:2],) if holder is not None else LANGUAGES


def words_of(template: NoticeTemplate, facts: Facts, language: str) -> Words:
    """A notice in one language. The facts fill the template; nothing in them is read again."""
    kind = NoticeKind(template.kind)
    with translation.override(f"{language}-ca"):
        values = _values(facts, language)
        subject = filled(getattr(template, f"subject_{language}"), values)
        blocks = blocks_of(getattr(template, f"body_{language}"), values)
        if facts.corrected and kind != NoticeKind.RETRACTION:
            blocks.insert(0, Block("text", _correction(facts, values["correction"])))
        lists = any(block.kind == "list" for block in blocks)
        return Words(
            language=language,
            subject=" ".join(subject.split())[:250],
            blocks=blocks,
            head=_head(kind) if lists else [],
            rows=[_row(kind, permit) for permit in facts.permits] if lists else [],
        )


def pdf_of(words: Sequence[Words], facts: Facts, *, dated: datetime, marking: str = "") -> bytes:
    """The notice as a tagged PDF, each language as a part of its own."""
    first = words[0]
    data = {
        "about": facts.notice if facts.notice != TO_BE_GIVEN else facts.order,
        "marking": marking,
        "address": _address(facts.holder),
        "parts": [
            {
                "language": each.language,
                "subject": each.subject,
                "blocks": [[block.kind, block.text] for block in each.blocks],
                "caption": _in(each.language, "Permits", "Licences"),
                "head": each.head,
                "rows": each.rows,
            }
            for each in words
        ],
    }
    title = " / ".join(each.subject for each in words)
    return typeset("notice", data, language=first.language, title=title, dated=dated)


def list_as_csv(facts: Facts) -> bytes:
    """The permits of a notice as a file that the border agency can fill in and send back."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(
        ["permit", "order", "effective", "holder", "destination", "answer", "reference"]
    )
    for permit in facts.permits:
        writer.writerow(
            [
                _plain(cell)
                for cell in (
                    permit.reference,
                    facts.order,
                    timezone.localtime(facts.effective_at).isoformat(timespec="minutes"),
                    permit.holder.name if permit.holder else "",
                    permit.destination.code if permit.destination else "",
                    "",
                    "",
                )
            ]
        )
    return kept.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _values(facts: Facts, language: str) -> dict[str, str]:
    """What each placeholder stands for, in the language that is active."""
    place = LANGUAGES.index(language)
    holder = facts.holder
    return {
        "notice": facts.notice,
        "serial": str(facts.serial or TO_BE_GIVEN),
        "holder": holder.name if holder else "",
        "address": holder.address.strip() if holder else "",
        "order": facts.order,
        "title": facts.title[place],
        "authority": _authority(facts.authority, language),
        "signatory": facts.signatory[place],
        "signed": _day(timezone.localdate(facts.signed_at)) if facts.signed_at else TO_BE_GIVEN,
        "effective": _moment(facts.effective_at),
        "reasons": facts.reasons[place].strip(),
        "count": str(len(facts.permits)),
        "permits": "",
        "review": _day(facts.review_on) if facts.review_on else TO_BE_GIVEN,
        "reply_by": _day(facts.reply_by) if facts.reply_by else TO_BE_GIVEN,
        "contact": settings.NOTICES_CONTACT,
        "corrected": facts.corrected,
        "correction": facts.correction[place].strip(),
    }


def _correction(facts: Facts, correction: str) -> str:
    """How a notice begins that is issued in place of another."""
    begins = _("This notice corrects and replaces notice %(number)s, which is retracted.")
    return f"{begins % {'number': facts.corrected}} {correction}".strip()


def _authority(cited: str, language: str) -> str:
    if language == "fr":
        for english, french in ACT.items():
            cited = cited.replace(english, french)
    return cited


def _head(kind: NoticeKind) -> list[str]:
    if kind == NoticeKind.BORDER:
        return [_("Permit"), _("Holder"), _("Destination"), _("Items")]
    return [_("Permit"), _("Destination"), _("Items"), _("Valid until")]


def _row(kind: NoticeKind, permit: Permit) -> list[str]:
    destination = permit.destination.name if permit.destination else _joint(permit)
    items = ", ".join(
        dict.fromkeys(line.code or str(line.item or "") for line in permit.lines.all())
    )
    if kind == NoticeKind.BORDER:
        return [permit.reference, permit.holder.name if permit.holder else "", destination, items]
    return [permit.reference, destination, items, permit.valid_until.isoformat()]


def _joint(permit: Permit) -> str:
    return ", ".join(each.country.name for each in permit.joint_destinations.all())


def _address(holder: Party | None) -> str:
    return f"{holder.name}\n{holder.address.strip()}".strip() if holder else ""


def _day(day: date) -> str:
    number = "1er" if _in_french() and day.day == 1 else str(day.day)
    return f"{number} {format_date(day, 'F Y')}"


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    clock = format_date(local, "H\xa0\\h\xa0i" if _in_french() else "H:i")
    return _("%(day)s, %(clock)s (Ottawa)") % {"day": _day(local.date()), "clock": clock}


def _in_french() -> bool:
    return translation.get_language().startswith("fr")


def _in(language: str, english: str, french: str) -> str:
    return french if language == "fr" else english
