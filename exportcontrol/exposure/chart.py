"""Permits in force by month as a picture: an area over time, with measures as bands above it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.utils import timezone

from permits.templatetags.life_line import Scale
from regime.models import MeasureVersion

MONTHS = 180  # shown at most; the files hold them all
LANE, LANES = 22, 8  # of bands above the area, in units of the picture
HEIGHT, FOOT = 150, 26


@dataclass(frozen=True)
class Month:
    """A month, by its first day, and the permits in force at its end, or today."""

    first: date
    number: int


@dataclass(frozen=True)
class Mark:
    """A version of a measure as a band."""

    version: MeasureVersion
    begins: date
    ends: date | None
    x: int = 0
    width: int = 0
    y: int = 0


@dataclass(frozen=True)
class Chart:
    """Everything that the picture and its table say."""

    months: list[Month]
    marks: list[Mark]
    points: str
    years: list[tuple[int, int]]
    levels: list[tuple[int, int]]
    height: int
    top: int
    base: int
    highest: int

    @property
    def span(self):
        return self.months[0].first, self.months[-1].first


def months_of(flow: dict[date, int], today: date) -> list[Month]:
    """How many permits were in force at the end of each month, up to the month of today."""
    if not flow or min(flow) > today:
        return []
    firsts = list(_firsts(min(flow), today))
    numbers = accumulate(flow.get(first, 0) for first in firsts)
    return [Month(first, number) for first, number in zip(firsts, numbers, strict=True)]


def _firsts(first, last):
    while first <= last:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def marks_of(versions: list[MeasureVersion]) -> list[Mark]:
    """When each version was in force, in days."""
    return [
        Mark(
            version,
            timezone.localdate(version.starts_at),
            timezone.localdate(version.ends_at) if version.ends_at else None,
        )
        for version in versions
    ]


def chart_of(months: list[Month], marks: list[Mark], today: date) -> Chart | None:
    """The picture of the last months; None when nothing was ever in force."""
    months = months[-MONTHS:]
    if not months:
        return None
    scale = Scale(first=months[0].first, last=today + timedelta(days=1))
    drawn = _drawn(marks, scale)
    lanes = max((mark.y for mark in drawn), default=0)
    top = lanes + LANE + 8 if drawn else 8
    base, highest = top + HEIGHT, max(month.number for month in months)
    ceiling = _ceiling(highest)

    def level(number):
        return base - round(HEIGHT * number / ceiling)

    steps = [f"{scale.at(months[0].first)},{base}"]
    for month, following in zip(months, [*months[1:], None], strict=True):
        begins = scale.at(month.first)
        ends = scale.at(following.first if following else scale.last)
        steps += [f"{begins},{level(month.number)}", f"{ends},{level(month.number)}"]
    steps.append(f"{scale.at(scale.last)},{base}")
    return Chart(
        months=months,
        marks=drawn,
        points=" ".join(steps),
        years=scale.years(),
        levels=[(number, level(number)) for number in (ceiling // 2, ceiling) if number],
        height=base + FOOT,
        top=top,
        base=base,
        highest=highest,
    )


def _drawn(marks, scale):
    """The marks that fall into the picture, the versions of one measure in one lane."""
    seen = [
        mark
        for mark in marks
        if mark.begins < scale.last and (mark.ends is None or mark.ends > scale.first)
    ]
    measures = list(dict.fromkeys(mark.version.measure_id for mark in seen))[:LANES]
    drawn = []
    for mark in seen:
        if mark.version.measure_id in measures:
            band = scale.band("measure", "", mark.begins, mark.ends or scale.last)
            lane = LANE * measures.index(mark.version.measure_id)
            drawn.append(Mark(mark.version, mark.begins, mark.ends, band.x, band.width, lane))
    return drawn


def _ceiling(highest):
    """A round number no picture's area grows out of: 2, 4, 10, 20, 40, 100 …"""
    ceiling = 2
    for factor in (2, 2.5, 2) * 12:
        if ceiling >= highest:
            break
        ceiling = int(ceiling * factor)
    return ceiling
