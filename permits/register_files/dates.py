"""The forms in which register files write a day, and how one is told from another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from permits.problems import Problem

# Day 0 of spreadsheets, which hold 1900 to have been a leap year; right from March 1900 on.
SPREADSHEET_DAY_0 = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1950, 2100


@dataclass(frozen=True)
class DateForm:
    """One way of writing a day; ``warning`` names it where another form is the usual one."""

    pattern: str
    warning: Problem | None = None

    def parts(self, text: str) -> dict[str, int] | None:
        found = re.fullmatch(self.pattern, text, re.ASCII)
        return {name: int(value) for name, value in found.groupdict().items()} if found else None


ISO = DateForm(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
MONTH_FIRST = DateForm(r"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d{4})")
DAY_FIRST_COMPACT = DateForm(
    r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})", Problem.DATE_DAY_FIRST_COMPACT
)
DAY_FIRST_DASHED = DateForm(
    r"(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d{4})", Problem.DATE_DAY_FIRST_DASHED
)
SERIAL = DateForm(r"(?P<serial>\d{5})", Problem.DATE_SERIAL)


def read_day(
    text: str, form: DateForm, others: Sequence[DateForm] = ()
) -> tuple[date | None, Problem | None]:
    """The day that a text names, and what is to be said about it.

    The column's main form is taken at its word. Another form is taken with a warning, and only
    when the day and the month cannot be exchanged.
    """
    for candidate in (form, *others):
        parts = candidate.parts(text)
        if parts is None:
            continue
        day = _day(**parts)
        if day is None:
            return None, Problem.NO_SUCH_DAY
        if candidate is form:
            return day, None
        if "serial" not in parts and day.day <= 12 and day.day != day.month:
            return None, Problem.AMBIGUOUS_DATE
        return day, candidate.warning
    return None, Problem.UNKNOWN_DATE


def _day(year: int = 0, month: int = 0, day: int = 0, serial: int = 0) -> date | None:
    try:
        found = SPREADSHEET_DAY_0 + timedelta(serial) if serial else date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
