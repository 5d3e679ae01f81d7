"""Answers of the border agency: recorded one by one, for all of a list, or from its file."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import Entry
from decisions.actions.refusing import stop_at
from decisions.models import Act, BorderAnswer, Notice
from decisions.models.border import Answer, AnswerSource, changes_told, unacknowledged
from decisions.rules import notices as rules
from permits.models import Order, ScheduledPermit

LARGEST_FILE = 5 * 1024 * 1024
MOST_PROBLEMS = 20


def record_answer(
    scheduled: ScheduledPermit,
    *,
    answer: Answer,
    answered_at: datetime,
    reference: str = "",
    detail: str = "",
    by: User,
    reason: str,
) -> BorderAnswer:
    """Record what the agency said of one permit under one order; the newest answer counts."""
    require(by, "decisions.record_borderanswer")
    with ledger.entry(
        by=by, action=Act.RECORD_ANSWER, about=scheduled.order.number, reason=reason
    ) as entry:
        # Answers on one order wait for one another, so that each is judged by the newest.
        Order.objects.select_for_update().get(pk=scheduled.order_id)
        newest = scheduled.border_answers.order_by("-pk").first()
        stop_at(
            rules.against_answer(
                scheduled,
                answer=answer,
                current=newest.answer if newest else None,
                answered_at=answered_at,
            )
        )
        kept = BorderAnswer(
            scheduled=scheduled,
            answer=answer,
            answered_at=answered_at,
            reference=reference.strip(),
            detail=detail.strip(),
            source=AnswerSource.ONE,
            entry=entry,
        )
        kept.full_clean(exclude=["entry"])
        kept.save()
    return kept


def acknowledge_list(
    notice: Notice, *, answered_at: datetime, reference: str = "", by: User, reason: str
) -> int:
    """Record that the agency acknowledged all of a list; what it answered before is left.

    Returns how many permits it is recorded of.
    """
    require(by, "decisions.record_borderanswer")
    if notice.order is None:
        raise rules.NoticeRefusal.NOT_OF_THIS_KIND.error
    order = notice.order
    with ledger.entry(by=by, action=Act.RECORD_ANSWER, about=order.number, reason=reason) as entry:
        order = Order.objects.select_for_update().get(pk=order.pk)
        listed = changes_told().filter(order=order, permit__in=notice.noticed.values("permit"))
        waiting = list(unacknowledged(listed).filter(answer=None))
        for scheduled in waiting[:1]:
            stop_at(
                rules.against_answer(
                    scheduled,
                    answer=Answer.ACKNOWLEDGED,
                    current=None,
                    answered_at=answered_at,
                )
            )
        _add(
            ((scheduled, Answer.ACKNOWLEDGED, reference, "") for scheduled in waiting),
            answered_at,
            AnswerSource.LIST,
            entry,
        )
    return len(waiting)


def read_answers(
    order: Order, content: bytes, *, answered_at: datetime, by: User, reason: str
) -> int:
    """Record the answers in a file of the agency: the list it was sent, with answers filled in.

    All of the file or nothing: a line that cannot be read is refused with its number. Lines
    without an answer, and answers that are recorded already, are passed over.
    """
    require(by, "decisions.record_borderanswer")
    with ledger.entry(by=by, action=Act.RECORD_ANSWER, about=order.number, reason=reason) as entry:
        order = Order.objects.select_for_update().get(pk=order.pk)
        told_of = changes_told().filter(order=order)
        changes = {each.permit.reference: each for each in told_of}
        answers = {number: each.answer for number, each in changes.items()}
        found, problems = [], []
        for line, row in _rows(content):
            told, problem = _answer_in(row, changes, answers, answered_at)
            if problem:
                problems.append(
                    _("Line %(line)s: %(problem)s") % {"line": line, "problem": problem}
                )
            elif told:
                found.append(told)
        if not found and not problems:
            problems.append(_("No line of the file holds an answer that is not recorded yet."))
        if problems:
            raise ValidationError({"file": problems[:MOST_PROBLEMS]})
        _add(found, answered_at, AnswerSource.FILE, entry)
    return len(found)


WORDS = {
    "acknowledged": Answer.ACKNOWLEDGED,
    "accusé": Answer.ACKNOWLEDGED,
    "yes": Answer.ACKNOWLEDGED,
    "oui": Answer.ACKNOWLEDGED,
    "rejected": Answer.REJECTED,
    "rejeté": Answer.REJECTED,
    "no": Answer.REJECTED,
    "non": Answer.REJECTED,
}


def _rows(content: bytes) -> Iterable[tuple[int, dict[str, str]]]:
    if len(content) > LARGEST_FILE:
        raise ValidationError({"file": _("The file is larger than 5 MB.")})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError({"file": _("The file is not text in UTF-8.")}) from None
    if "\x00" in text:
        raise ValidationError({"file": _("The file holds characters that no list holds.")})
    separator = ";" if text.partition("\n")[0].count(";") > 1 else ","
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=separator, strict=True)
        names = [name.strip().lower() for name in reader.fieldnames or []]
        if not {"permit", "answer"} <= {*names}:
            raise ValidationError(
                {"file": _("The first line must name the columns “permit” and “answer”.")}
            )
        reader.fieldnames = names
        return [
            (reader.line_num, {name: cell for name, cell in row.items() if isinstance(cell, str)})
            for row in reader
        ]
    except csv.Error:
        raise ValidationError({"file": _("The file cannot be read as CSV.")}) from None


def _answer_in(
    row: dict[str, str],
    changes: dict[str, ScheduledPermit],
    answers: dict[str, str | None],
    answered_at: datetime,
) -> tuple[tuple[ScheduledPermit, Answer, str, str] | None, str]:
    """What a line says: an answer to record, nothing new, or why it cannot be read."""
    number, word = row.get("permit", "").strip().lstrip("'"), row.get("answer", "").strip()
    if not word:
        return None, ""
    if number not in changes:
        return None, _("the order changed no permit numbered “%(number)s”.") % {
            "number": number[:40]
        }
    if word.lower() not in WORDS:
        return None, _("“%(word)s” is no answer: write acknowledged or rejected.") % {
            "word": word[:40]
        }
    scheduled, answer = changes[number], WORDS[word.lower()]
    current = answers[number]
    if current == answer:
        return None, ""
    refusals = rules.against_answer(
        scheduled, answer=answer, current=current, answered_at=answered_at
    )
    reference, detail = row.get("reference", "").strip(), row.get("detail", "").strip()
    if len(reference) > 100 or len(detail) > 500:
        return None, _("the reference or the detail is too long.")
    if refusals:
        return None, " ".join(str(refusal.label) for refusal in refusals)
    # A number given twice counts once: the second line finds the first.
    answers[number] = answer
    return (scheduled, answer, reference, detail), ""


def _add(
    told: Iterable[tuple[ScheduledPermit, Answer, str, str]],
    answered_at: datetime,
    source: AnswerSource,
    entry: Entry,
) -> None:
    BorderAnswer.objects.bulk_create(
        BorderAnswer(
            scheduled=scheduled,
            answer=answer,
            answered_at=answered_at,
            reference=reference,
            detail=detail,
            source=source,
            entry=entry,
        )
        for scheduled, answer, reference, detail in told
    )
