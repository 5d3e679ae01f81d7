"""Lists as files for spreadsheets, written row by row with the memory of one chunk."""

import csv
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from permits.models import Permit

CHUNK = 1000
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


def csv_of(permits: QuerySet[Permit]) -> Iterator[str]:
    """The register as such a file, in the language that is active now."""
    language = translation.get_language()

    def rows():
        for permit in permits.with_rows().select_related("end_user").iterator(CHUNK):
            with translation.override(language):
                cells = _cells(permit)
            yield cells

    return csv_lines(_headings(), rows())


def _headings():
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


def _cells(permit):
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
