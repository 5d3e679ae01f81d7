"""Pictures of timelines and places: nothing overlaps, nothing falls off the sheet."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from investigations.drawing import Span, line_of, map_of


def day(number):
    return date(2020, 1, 1) + timedelta(days=number)


def test_nothing_to_draw_is_no_picture():
    assert line_of([], []) is None
    assert map_of([]) is None


def test_markers_of_one_day_stand_above_each_other():
    line = line_of([Span(day(0), day(0))] * 3, [Span(day(0), day(0))])

    assert len({mark.x for mark in line.above}) == 1
    assert len({mark.y for mark in line.above}) == 3
    assert all(mark.y < line.axis for mark in line.above)
    assert all(line.axis < mark.y < line.height for mark in line.below)


def test_no_two_markers_touch():
    chance = random.Random(7)
    spans = [Span(day(start), day(start + chance.choice([0, 0, 3, 40]))) for start in
             (chance.randrange(500) for _number in range(60))]  # fmt: skip
    line = line_of(spans, spans)
    for marks in (line.above, line.below):
        for one in marks:
            for other in marks:
                if one.number < other.number and one.y == other.y:
                    first, second = sorted([one, other], key=lambda mark: mark.x)
                    assert second.x - (first.x + first.width) >= 20


@pytest.mark.parametrize("ends", [(date(1, 1, 2), date(1, 1, 3)), (date(9999, 12, 30),) * 2])
def test_the_ends_of_the_calendar_are_drawn(ends):
    assert line_of([Span(*ends)], []) is not None


def test_a_single_place_is_in_the_middle_with_room_around():
    [point] = map_of([(1, "Stepanakert", 39.8175, 46.7525)]).points
    assert 400 < point.x < 560


def test_north_is_up_and_east_is_right():
    drawn = map_of([(1, "Tripoli", 32.9, 13.2), (2, "Stepanakert", 39.8, 46.75)])
    tripoli, stepanakert = drawn.points
    assert tripoli.x < stepanakert.x
    assert tripoli.y > stepanakert.y
    assert all(0 < point.x < drawn.width and 0 < point.y < drawn.height for point in drawn.points)
    assert "20° E" in [line.label for line in drawn.meridians]
    assert "36° N" in [line.label for line in drawn.parallels]


def test_places_on_both_sides_of_the_180th_meridian_are_neighbours():
    drawn = map_of([(1, "Suva", -18.1, 178.4), (2, "Apia", -13.8, -171.8)])
    suva, apia = drawn.points
    assert suva.x < apia.x
    labels = [line.label for line in drawn.meridians]
    assert "180° W" in labels or "180° E" in labels
    assert not [label for label in labels if label.startswith("0")]


def test_names_of_places_close_together_do_not_lie_on_each_other():
    drawn = map_of([(number, f"Place {number}", 40 + number / 1000, 46) for number in range(1, 7)])
    heights = sorted(point.text_y for point in drawn.points)
    assert all(later - earlier >= 15 for earlier, later in pairwise(heights))


@pytest.mark.parametrize("latitude", [-90, 90])
def test_the_poles_are_on_the_sheet(latitude):
    drawn = map_of([(1, "Pole", latitude, 0), (2, "Other", 0, 10)])
    assert all(0 <= point.y <= drawn.height for point in drawn.points)
