"""Measures as a picture: a lane for the goods, a band for each effect, higher where stricter."""

from dataclasses import dataclass
from datetime import timedelta

from django import template
from django.utils import timezone

from permits.templatetags.life_line import WIDTH, Scale
from regime.models import NewEffect
from regime.standing import lanes_of

register = template.Library()

LANE, TOP, HIGHEST = 64, 24, 26


@dataclass(frozen=True)
class Drawn:
    """A band with its place: the stricter the effect, the higher the band."""

    spell: object
    x: int
    y: int
    width: int
    height: int
    middle: int


@dataclass(frozen=True)
class DrawnLane:
    lane: object
    label_y: int
    number_y: int
    bands: list


@register.inclusion_tag("regime/_measure_lines.html", takes_context=True)
def measure_lines(context, versions, on=None):
    """Draw the signed versions as bands, by measure and goods, with a day marked."""
    lanes = lanes_of(versions)
    today = timezone.localdate()
    marked = on or today
    spells = [spell for lane in lanes for spell in lane.spells]
    if not spells:
        return {"lanes": []}
    starts = [timezone.localdate(spell.begins_at) for spell in spells]
    ends = [timezone.localdate(spell.ends_at) for spell in spells if spell.ends_at]
    scale = Scale(
        first=min([*starts, marked]) - timedelta(days=30),
        last=max([*starts, *ends, marked, today]) + timedelta(days=30),
    )
    axis = TOP + LANE * len(lanes) + 8
    return {
        "perms": context.get("perms"),
        "lanes": [_drawn(lane, place, scale) for place, lane in enumerate(lanes)],
        "measures": len({lane.measure for lane in lanes}),
        "years": scale.years(),
        "axis": axis,
        "tick_top": axis - 4,
        "tick_bottom": axis + 4,
        "figures": axis + 19,
        "height": axis + 24,
        "marked": scale.at(marked),
        "marked_label": min(max(scale.at(marked), 40), WIDTH - 40),
        "on": marked,
        "is_today": marked == today,
    }


def _drawn(lane, place, scale):
    """A lane in its place; a band without an end reaches to the end of the picture."""
    bottom = TOP + LANE * (place + 1)
    bands = []
    for spell in lane.spells:
        until = timezone.localdate(spell.ends_at) if spell.ends_at else scale.last
        band = scale.band(spell.effect, "", timezone.localdate(spell.begins_at), until)
        height = HIGHEST * (spell.effect.rank + 1) // len(NewEffect)
        bands.append(
            Drawn(spell, band.x, bottom - height, band.width, height, band.x + band.width // 2)
        )
    return DrawnLane(lane, bottom - HIGHEST - 20, bottom - HIGHEST - 4, bands)
