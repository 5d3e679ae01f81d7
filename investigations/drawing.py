"""Where things stand in pictures: events on a line of days, and places on a plain graticule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, cos, floor, radians

from django.utils.translation import pgettext

from permits.templatetags.life_line import Scale

MARK, LANE = 22, 24  # the room of a marker, and the height of a lane
WIDTH, EDGE = 960, 46
SHORTEST, TALLEST = 170, 550  # of a map, without its edges


@dataclass(frozen=True)
class Mark:
    """A marker on the line of days, with the number of its row in the table."""

    number: int
    x: int
    y: int
    width: int = 0  # of what lasted, or is not known to the day
    vague: bool = False


@dataclass(frozen=True)
class Line:
    """The picture of two timelines, one above the axis and one below."""

    above: list[Mark]
    below: list[Mark]
    axis: int
    height: int
    years: list[tuple[int, int]]
    months: list[int]
    first: date
    last: date


@dataclass(frozen=True)
class Span:
    """What is to be drawn: its days, and whether they are known to the day."""

    first: date
    last: date
    vague: bool = False


def line_of(above: Sequence[Span], below: Sequence[Span]) -> Line | None:
    """Both timelines to one scale; None where there is nothing to draw."""
    spans = [*above, *below]
    if not spans:
        return None
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    room = timedelta(days=max((last - first).days // 40, 3))
    scale = Scale(first=_moved(first, -room), last=_moved(last, room))
    upper, lower = _in_lanes(above, scale), _in_lanes(below, scale)
    axis = LANE * (_lanes(upper) + 1)
    foot = axis + 24
    return Line(
        above=[_at(mark, axis - LANE // 2 - 6 - mark.y) for mark in upper],
        below=[_at(mark, foot + LANE // 2 + mark.y) for mark in lower],
        axis=axis,
        height=foot + LANE * (_lanes(lower) + 1),
        years=_first_year(scale) + scale.years(),
        months=_months(scale),
        first=first,
        last=last,
    )


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _first_year(scale: Scale) -> list[tuple[int, int]]:
    """The year in which the line begins, where there is room for its figures."""
    following = scale.years()
    free = not following or following[0][1] - scale.at(scale.first) > 40
    return [(scale.first.year, scale.at(scale.first) + 14)] if free else []


def _months(scale: Scale) -> list[int]:
    """Where months begin, when there are few enough to be seen apart."""
    if (scale.last - scale.first).days > 366 * 4:
        return []
    first = scale.first.year * 12 + scale.first.month  # the month after it, counted from nought
    last = scale.last.year * 12 + scale.last.month - 1
    return [scale.at(date(*_year_and_month(each), 1)) for each in range(first, last + 1)]


def _year_and_month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def _in_lanes(spans: Sequence[Span], scale: Scale) -> list[Mark]:
    """Each span in the first lane where it touches nothing; ``y`` is the distance of the lane."""
    ends: list[int] = []
    marks = []
    for number, span in enumerate(spans, start=1):
        x = scale.at(span.first)
        width = max(scale.at(span.last) - x, 0)
        begins = x - MARK // 2
        lane = next((each for each, end in enumerate(ends) if end <= begins), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = max(x + width, x) + MARK // 2 + 2
        marks.append(Mark(number, x, lane * LANE, width, span.vague))
    return marks


def _lanes(marks: list[Mark]) -> int:
    return max((mark.y // LANE + 1 for mark in marks), default=0)


def _at(mark: Mark, y: int) -> Mark:
    return Mark(mark.number, mark.x, y, mark.width, mark.vague)


@dataclass(frozen=True)
class Point:
    """A place on the map: its number in the table, its dot, and where its name is written."""

    number: int
    name: str
    x: int
    y: int
    text_x: int
    text_y: int
    anchor: str


@dataclass(frozen=True)
class Graticule:
    """A line of the net of degrees, with its label."""

    label: str
    at: int


@dataclass(frozen=True)
class Map:
    """Places on a plain net of degrees; no coast and no border, which somebody might dispute."""

    points: list[Point]
    meridians: list[Graticule]
    parallels: list[Graticule]
    width: int
    height: int


@dataclass(frozen=True)
class Sheet:
    """The part of the world that a map shows, and how high it is drawn."""

    south: float
    north: float
    west: float
    east: float
    height: int

    def x(self, longitude: float) -> int:
        share = (longitude - self.west) / (self.east - self.west)
        return EDGE + round((WIDTH - 2 * EDGE) * share)

    def y(self, latitude: float) -> int:
        share = (latitude - self.south) / (self.north - self.south)
        return self.height - EDGE - round((self.height - 2 * EDGE) * share)


def map_of(places: Sequence[tuple[int, str, float, float]]) -> Map | None:
    """Number, name, latitude and longitude of each place, on one map; None where there is none.

    Distances are about true near the middle. Where the places lie on both sides of the 180th
    meridian, the map is cut on the other side of the world.
    """
    if not places:
        return None
    cut = _cut([longitude for *_rest, longitude in places])
    spots = [
        (number, name, latitude, cut + (longitude - cut) % 360)
        for number, name, latitude, longitude in places
    ]
    sheet = _sheet([spot[2] for spot in spots], [spot[3] for spot in spots], cut)
    dots = [(number, name, sheet.x(east), sheet.y(north)) for number, name, north, east in spots]
    meridians, parallels = _net(sheet.west, sheet.east), _net(sheet.south, sheet.north)
    return Map(
        points=_labelled(dots, sheet.height),
        meridians=[Graticule(_eastward(each), sheet.x(each)) for each in meridians],
        parallels=[Graticule(_northward(each), sheet.y(each)) for each in parallels],
        width=WIDTH,
        height=sheet.height,
    )


def _sheet(latitudes: list[float], longitudes: list[float], cut: float) -> Sheet:
    """Room around the places; where they lie in a row, more of the world, not another scale."""
    south, north = _bounds(latitudes, -90, 90)
    west, east = _bounds(longitudes, cut - 180, cut + 540)
    shrink = max(cos(radians((south + north) / 2)), 0.2)
    tall = (WIDTH - 2 * EDGE) * (north - south) / ((east - west) * shrink)
    inner = min(max(round(tall), SHORTEST), TALLEST)
    if tall < inner:
        south, north = _widened(south, north, inner / tall, (-90, 90))
    elif tall > inner:
        west, east = _widened(west, east, tall / inner, (cut - 180, cut + 540))
    return Sheet(south, north, west, east, inner + 2 * EDGE)


def _cut(longitudes: list[float]) -> float:
    """The longitude from which eastward the places take the least room."""
    ordered = sorted(set(longitudes))
    gaps = [
        ((following - each) % 360 or 360, following)
        for each, following in zip(ordered, [*ordered[1:], ordered[0]], strict=True)
    ]
    return max(gaps, key=lambda gap: gap[0])[1]


def _bounds(degrees: list[float], least: float, most: float) -> tuple[float, float]:
    """From where to where the map reaches: room around the places, two degrees at least."""
    low, high = min(degrees), max(degrees)
    room = max((high - low) * 0.12, (2 - (high - low)) / 2, 0.25)
    return max(low - room, least), min(high + room, most)


def _widened(
    low: float, high: float, factor: float, ends: tuple[float, float]
) -> tuple[float, float]:
    room = (high - low) * (factor - 1) / 2
    return max(low - room, ends[0]), min(high + room, ends[1])


def _net(low: float, high: float) -> list[float]:
    steps = [0.25, 0.5, 1, 2, 5, 10, 20, 30]
    step = next((each for each in steps if (high - low) / each <= 8), 45)
    return [number * step for number in range(ceil(low / step), floor(high / step) + 1)]


def _eastward(value: float) -> str:
    """46.5° E; what lies beyond the 180th meridian is named from the other side."""
    value = (value + 180) % 360 - 180
    return _degrees(value, pgettext("compass", "E"), pgettext("compass", "W"))


def _northward(value: float) -> str:
    return _degrees(value, pgettext("compass", "N"), pgettext("compass", "S"))


def _degrees(value: float, plus: str, minus: str) -> str:
    side = plus if value > 0 else minus if value < 0 else ""
    return f"{abs(value):g}° {side}".strip()


def _labelled(dots: list[tuple[int, str, int, int]], height: int) -> list[Point]:
    """Names beside their dots, moved down where they would touch."""
    taken: dict[str, list[tuple[int, int]]] = {"start": [], "end": []}
    points = []
    for number, name, x, y in sorted(dots, key=lambda dot: (dot[3], dot[2])):
        anchor = "start" if x < WIDTH * 0.66 else "end"
        text_y = y + 4
        while any(
            abs(text_y - other) < 15 and abs(x - there) < 230 for there, other in taken[anchor]
        ):
            text_y += 15
        taken[anchor].append((x, text_y))
        text_x = x + 14 if anchor == "start" else x - 14
        points.append(Point(number, name, x, y, text_x, min(text_y, height - 4), anchor))
    return sorted(points, key=lambda point: point.number)
