"""Lists as files for spreadsheets, written row by row with the memory of one chunk.

A short list is written in the answer itself; a long one by a job, some rows in each step.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from office import documents, work
from office.drafts import Draft
from office.models import Document
from permits.models import Permit

CHUNK = 1000
# Lists of more rows are left to a job.
LONG = 10_000
# The keys of the row that a step ended with, as texts; none before the first.
Position = list[str] | None
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        return text


def csv_lines(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a file, headings first; no spreadsheet takes a cell of it for a formula."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(headings)
    for cells in rows:
        yield writer.writerow([_plain(cell) for cell in cells])


def is_long(rows: QuerySet) -> bool:
    """Whether a list is left to a job; it is counted no further than it takes to know."""
    return rows.order_by()[: LONG + 1].count() > LONG


@dataclass(frozen=True)
class Listing:
    """A list that a job writes: its file's name, its headings, and its rows from a position on.

    ``rows_after`` gives some rows, at most so many, each with its own position; ``left_after``
    says how many there are.
    """

    name: str
    headings: list[str]
    rows_after: Callable[[Position, int], list[tuple[list[str], list[Any]]]]
    left_after: Callable[[Position], int]


def write_list(task: work.Task, listing: Listing, *, reason: str) -> Document:
    """Write a list as the result of a job: some rows in each step, then the file is kept.

    Each row is as it stood when its step was done. Killed, the list goes on after the last row of
    the last step; only where that file is gone it begins anew.
    """
    draft = Draft(f"list-{task.job.pk}.csv")
    place, position = json.loads(task.cursor or "[0, null]")
    if not draft.reaches(place):
        place, position = 0, None
    task.expect(-(-listing.left_after(position) // CHUNK) + 1)
    while rows := listing.rows_after(position, CHUNK):
        content = _part(listing, [cells for _position, cells in rows], place)
        position = rows[-1][0]
        with task.step(cursor=json.dumps([place + len(content), position])):
            draft.write(place, content)
        place += len(content)
    with task.step():
        if not place:
            draft.write(0, _part(listing, [], 0))
        kept = documents.keep_file(
            draft.path, name=listing.name, media_type="text/csv", by=task.by, reason=reason
        )
    draft.remove()
    return kept


def _part(listing: Listing, rows: list[list[Any]], place: int) -> bytes:
    headings, *lines = csv_lines(listing.headings, rows)
    return "".join(lines if place else [headings, *lines]).encode()


def csv_of(permits: QuerySet[Permit]) -> Iterator[str]:
    """The register as such a file, in the language that is active now."""
    language = translation.get_language()

    def rows():
        for permit in permits.with_rows().select_related("end_user").iterator(CHUNK):
            with translation.override(language):
                cells = cells_of(permit)
            yield cells

    return csv_lines(headings(), rows())


def list_name() -> str:
    return _("permits-%(day)s.csv") % {"day": timezone.localdate().isoformat()}


def headings() -> list[str]:
    return [
        _("Number"),
        _("Kind"),
        _("Status"),
        _("Expired as of today"),
        _("Holder"),
        _("Destination"),
        _("Items"),
        _("Value"),
        _("Issued"),
        _("Valid from"),
        _("Valid until"),
        _("End user"),
        _("End-use location"),
    ]


def cells_of(permit: Permit) -> list[Any]:
    values = [f"{value:.2f} {currency}" for currency, value in permit.values().items()]
    return [
        permit.reference,
        permit.get_kind_display(),
        permit.get_status_display(),
        _("Yes") if permit.lapsed_today() else _("No"),
        permit.holder or "",
        "; ".join(permit.destination_names()),
        "; ".join(permit.item_codes()),
        "; ".join(values),
        permit.issued_on.isoformat(),
        permit.valid_from.isoformat(),
        permit.valid_until.isoformat(),
        permit.end_user or "",
        permit.end_use_location,
    ]


def _plain(cell):
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
