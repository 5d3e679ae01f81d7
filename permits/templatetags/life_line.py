"""The life of a permit as a picture: its term, and the times when it was stopped."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import template
from django.utils import timezone

register = template.Library()

WIDTH, MARGIN = 960, 10


@dataclass(frozen=True)
class Band:
    """A stretch of the line, in whole units of the picture."""

    kind: str
    label: str
    x: int
    width: int


@dataclass(frozen=True)
class Scale:
    """Days laid out from left to right."""

    first: date
    last: date

    def at(self, day):
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return MARGIN + round(share * (WIDTH - 2 * MARGIN))

    def band(self, kind, label, begins, ends):
        begins, ends = max(begins, self.first), min(ends, self.last)
        return Band(kind, label, self.at(begins), max(self.at(ends) - self.at(begins), 2))

    def years(self):
        """Where years begin, thinned so that their figures do not touch."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = 1 + len(years) // 16
        return [(year, self.at(date(year, 1, 1))) for year in years[::step]]


@register.inclusion_tag("permits/_life_line.html", takes_context=True)
def life_line(context, permit, spells):
    """Draw the term of a permit and its suspensions as bands, with today marked."""
    today = timezone.localdate()
    ends = permit.valid_until + timedelta(days=1)
    scale = Scale(
        first=min(permit.valid_from, permit.issued_on, today),
        last=max(ends, today + timedelta(days=1)),
    )
    stopped = [
        scale.band(spell.status, spell.label, *_days(spell, ends))
        for spell in spells
        if spell.is_stopped and timezone.localdate(spell.begins_at) < ends
    ]
    return {
        "perms": context.get("perms"),
        "permit": permit,
        "term": scale.band("term", "", permit.valid_from, ends),
        "stopped": stopped,
        "years": scale.years(),
        "today": scale.at(today),
        "today_label": min(max(scale.at(today), 30), WIDTH - 30),
        "spells": spells,
    }


def _days(spell, ends):
    """A stop reaches to the next change of status, and at most to the end of the term."""
    until = timezone.localdate(spell.ends_at) if spell.ends_at else ends
    return timezone.localdate(spell.begins_at), min(until, ends)
