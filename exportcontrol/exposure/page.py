"""What the exposure page says: its figures in rows, each with the list that it opens."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exportcontrol.exposure.chart import Chart, Mark, Month, chart_of, marks_of, months_of
from exportcontrol.exposure.lists import LISTS, versions_on
from exportcontrol.exposure.questions import Question
from permits.counting import Amount, Figures, counted, one_moment
from permits.models.permits import PermitStatus

# How the permits are told apart: by status, and where it matters by whether the term has ended.
STANDINGS = [
    (_("Valid, term not ended"), PermitStatus.VALID, False),
    (_("Valid, term ended"), PermitStatus.VALID, True),
    (_("Suspended, term not ended"), PermitStatus.SUSPENDED, False),
    (_("Suspended, term ended"), PermitStatus.SUSPENDED, True),
    (_("Cancelled"), PermitStatus.CANCELLED, None),
    (_("Submitted, not issued"), PermitStatus.SUBMITTED, None),
    (_("Denied"), PermitStatus.DENIED, None),
]
UNITS = 12  # rows of quantities shown; the files hold them all


@dataclass(frozen=True)
class Row:
    """The permits of one standing: how many, and the amounts by currency and by unit."""

    label: str
    status: str
    permits: int
    url: str
    values: dict[str, Amount]
    quantities: dict[str, Amount]


@dataclass(frozen=True)
class Number:
    """One number, and the list that it opens."""

    label: str
    value: int
    url: str
    danger: bool = False


@dataclass(frozen=True)
class Exposure:
    """Everything the page and the files say of one question on one day."""

    question: Question
    today: date
    figures: Figures
    rows: list[Row]
    total: Row
    numbers: list[Number]
    months: list[Month]
    marks: list[Mark]
    chart: Chart | None

    @property
    def quantities(self):
        """The largest of the quantities: standing, unit and amount."""
        return _quantities(self.rows)[:UNITS]

    @property
    def quantities_left_out(self):
        return max(len(_quantities(self.rows)) - UNITS, 0)

    @property
    def in_force(self):
        """What may still be shipped under permits that are valid and whose term has not ended."""
        return self.rows[0]

    @property
    def waiting(self):
        """What waits: suspended, and only not shipped because of it."""
        return self.rows[2]


def exposure_of(question: Question, user) -> Exposure:
    """Count it all, at one moment."""
    today = timezone.localdate()
    with one_moment():
        figures = counted(question.subject, today)
        versions = versions_on(question, user) if user.has_perm("regime.view_measure") else []
        beside = _beside(question, user, figures, versions)
    months, marks = months_of(figures.flow, today), marks_of(versions)
    rows = [_row(question, figures, *standing) for standing in STANDINGS]
    total = _row(question, figures, _("All permits"), "", None)
    return Exposure(
        question=question,
        today=today,
        figures=figures,
        rows=rows,
        total=total,
        numbers=_numbers(rows, total) + beside,
        months=months,
        marks=marks,
        chart=chart_of(months, marks, today),
    )


def _row(question, figures, label, status, ended):
    """The sum of what is of one status, and whose term has ended or not; None asks for both."""

    def meant(where):
        return (not status or where[0] == status) and (ended is None or where[1] == ended)

    def summed(amounts):
        totals: dict[str, Amount] = {}
        for where, each in amounts.items():
            if meant(where):
                total = totals.setdefault(where[2], Amount())
                total.add(1, each.number, *each.amounts)
                total.silent += each.silent
        return dict(sorted(totals.items()))

    asked = {"status": PermitStatus(status).value} if status else {}
    if ended is not None:
        asked["expired"] = "yes" if ended else "no"
    return Row(
        label=label,
        status=status,
        permits=sum(number for where, number in figures.permits.items() if meant(where)),
        url=f"{reverse('permits:permit_list')}?{question.query(**asked)}",
        values=summed(figures.values),
        quantities=summed(figures.quantities),
    )


def _quantities(rows):
    found = [(row, unit, each) for row in rows for unit, each in row.quantities.items()]
    order = {row.label: position for position, row in enumerate(rows)}
    return sorted(found, key=lambda each: (order[each[0].label], -each[2].number, each[1]))


def _numbers(rows, total):
    in_force, _ended, suspended, *_others = rows
    return [
        Number(_("Permits on the register"), total.permits, total.url),
        Number(in_force.label, in_force.permits, in_force.url),
        Number(suspended.label, suspended.permits, suspended.url, danger=suspended.permits > 0),
    ]


def _beside(question, user, figures, versions):
    """The numbers of what is no permit, of those lists that the reader may open."""
    now = timezone.now()
    known = {
        "holders": figures.holders,
        "assurances": figures.assurances,
        "measures": sum(version.covers(now) for version in versions),
    }
    numbers = []
    for name, listing in LISTS.items():
        if user.has_perm(listing.permission):
            value = known[name] if name in known else listing.rows(question, user).count()
            url = f"{reverse('exposure_list', args=[name])}?{question.query()}"
            numbers.append(Number(listing.title, value, url))
    return numbers
