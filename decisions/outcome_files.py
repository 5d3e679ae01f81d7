"""The list of a batch with its outcomes as a file, written at once or, a long one, by a job."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from decisions.models import Batch
from permits import rules as register
from permits.exporting import Listing, Position, csv_lines

COLUMNS = (
    "permit__reference",
    "permit__holder__name",
    "version",
    "outcome__carried_out",
    "outcome__refusals",
)


def csv_of(batch: Batch) -> Iterator[str]:
    """The lines of the file, in the language that is active now."""
    rows = batch.schedule().order_by("pk").values_list(*COLUMNS)
    return csv_lines(_headings(), _cells(rows.iterator()))


def listing_of(batch: Batch) -> Listing:
    """The same for a job, which takes some rows in each step."""

    def beyond(position: Position) -> Any:
        rows = batch.schedule().order_by("pk")
        return rows.filter(pk__gt=position[0]) if position else rows

    def some(position: Position, most: int) -> list[tuple[list[str], list[Any]]]:
        found = list(beyond(position).values_list("pk", *COLUMNS)[:most])
        cells = _cells(row[1:] for row in found)
        return [([str(row[0])], told) for row, told in zip(found, cells, strict=True)]

    return Listing(
        f"{batch.number}.csv", _headings(), some, lambda position: beyond(position).count()
    )


def _headings() -> list[str]:
    return [_("Number"), _("Holder"), _("Version"), _("Outcome"), _("Reasons")]


def _cells(rows: Iterable[tuple]) -> Iterator[list[Any]]:
    words = {refusal.value: str(refusal.label) for refusal in register.Refusal}
    answers = {
        True: pgettext("permit", "Executed"),
        False: pgettext("permit", "Refused"),
        None: _("Not executed"),
    }
    for reference, holder, version, carried_out, refusals in rows:
        why = " ".join(words[code] for code in (refusals or "").split())
        yield [reference, holder or "", version, answers[carried_out], why]
