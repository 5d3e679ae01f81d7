"""The exposure as a CSV file and as a workbook, with every figure that stands behind the page."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from exportcontrol.exposure.page import Exposure
from exportcontrol.templatetags.house import iso_day, legal_text
from permits.exporting import csv_lines


def sheets(exposure: Exposure) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Each table by its name: headings, and rows of texts and numbers."""
    standings = [*exposure.rows, exposure.total]
    told = [[_("Asked about"), exposure.question.words()], [_("As of"), iso_day(exposure.today)]]
    told += [[number.label, number.value] for number in exposure.numbers]
    yield _("Summary"), [_("Figure"), _("Number")], told
    by_status = [[row.label, row.permits] for row in standings]
    yield _("Status"), [_("Status"), _("Permits")], by_status
    yield from _amounts(standings)
    months = [[f"{month.first:%Y-%m}", month.number] for month in exposure.months]
    yield _("By month"), [_("Month"), _("Permits in force at its end")], months
    yield (
        _("Measures"),
        [_("Version"), _("Measure"), _("Change"), _("From"), _("Until"), _("Instrument")],
        [_measure(mark) for mark in exposure.marks],
    )


def _amounts(standings):
    amounts = [_("Permits"), _("Issued"), _("Shipped"), _("Not shipped")]
    yield (
        _("Value"),
        [_("Status"), _("Currency"), *amounts],
        [
            [row.label, currency, each.number, *each.amounts]
            for row in standings
            for currency, each in row.values.items()
        ],
    )
    yield (
        _("Quantity"),
        [_("Status"), _("Unit"), *amounts, _("Lines with a report without quantity")],
        [
            [row.label, unit, each.number, *each.amounts, each.silent]
            for row in standings
            for unit, each in row.quantities.items()
        ],
    )


def _measure(mark):
    return [
        str(mark.version),
        legal_text(mark.version.measure, "title"),
        mark.version.get_change_display(),
        iso_day(mark.begins),
        iso_day(mark.ends),
        str(mark.version.named_instrument),
    ]


def csv_of(exposure: Exposure) -> Iterator[str]:
    """The tables one under another in one file, the name of each in the first column."""
    tables = list(sheets(exposure))
    width = max(len(headings) for _name, headings, _rows in tables)

    def rows():
        for name, headings, table in tables:
            yield [name, *headings, *[""] * (width - len(headings))]
            for cells in table:
                yield [name, *cells, *[""] * (width - len(cells))]

    headings = [_("Table"), *[""] * width]
    return csv_lines(headings, rows())


def workbook_of(exposure: Exposure) -> bytes:
    """The tables as sheets of a workbook; no text in it is taken for a formula or a link."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        bold = workbook.add_format({"bold": True})
        for name, headings, rows in sheets(exposure):
            sheet = workbook.add_worksheet(name[:31])
            sheet.set_column(0, len(headings) - 1, 22)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, bold)
            for number, cells in enumerate(rows, start=1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, int | Decimal):
                        sheet.write_number(number, column, cell)
                    else:
                        sheet.write_string(number, column, str(cell))
    return file.getvalue()
