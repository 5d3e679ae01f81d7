"""Pages of long lists by key: as fast at the end as at the start, and never counted to the end.

A list is sorted by keys that are never null, all run the same way, and together tell every row
from every other, such as ``("-issued_on", "-pk")``; an index over them answers each page. The
address holds the keys of the row that a page comes after, or before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_decimal
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.http import QueryDict
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

AFTER, BEFORE, PAGE, LAST = "after", "before", "page", "last"
COUNTED_TO = 10_000


class Row(Func):
    """A row of values, compared as a whole: ``(issued_on, id) < (…, …)``."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the addresses of the pages around it (empty where none is)."""

    rows: list
    first_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    last_url: str = ""
    count: int | None = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def is_counted(self):
        """Whether the count is exact: it goes no further than ``COUNTED_TO``."""
        return self.count is not None and self.count <= COUNTED_TO

    @property
    def count_label(self):
        if not self.is_counted:
            return _("More than %(count)s results") % {"count": grouped(COUNTED_TO)}
        return ngettext("%(number)s result", "%(number)s results", self.count) % {
            "number": grouped(self.count)
        }


def page_of(rows: QuerySet, *, keys: Sequence[str], query: QueryDict, size: int = 50) -> Page:
    """The page of ``rows`` that the query string asks for; one that cannot be read is the first.

    It takes two statements, whatever the length of the list: the page, and the capped count. A
    list that has ``readings``, conditions one of which holds of each row, takes a statement more
    for each: one index gives the rows of each in order, and none those of all together.
    """
    names = [key.removeprefix("-") for key in keys]
    after, before = (_position(rows.model, names, query.getlist(key)) for key in (AFTER, BEFORE))
    backwards = not after and (bool(before) or query.get(PAGE) == LAST)
    shown = _nearest(rows, keys, after or before, backwards, size + 1)
    more, shown = len(shown) > size, shown[:size]
    if backwards:
        shown.reverse()
    elsewhere = {
        "previous": more if backwards else bool(after),
        "next": bool(before) if backwards else more,
    }
    return Page(
        rows=shown,
        count=_counted(rows.order_by()),
        **_addresses(query, names, shown, **elsewhere),
    )


def rows_after(rows: QuerySet, keys: Sequence[str], texts: Sequence[str] | None) -> QuerySet:
    """The rows after a position that ``texts_of`` gave, in the order of the keys; or all."""
    names = [key.removeprefix("-") for key in keys]
    return _beyond(rows, keys, texts and _position(rows.model, names, texts), False)


def texts_of(row: Model, keys: Sequence[str]) -> list[str]:
    """The position of a row, as texts."""
    return [str(getattr(row, key.removeprefix("-"))) for key in keys]


def _nearest(rows, keys, position, backwards, size):
    """The first rows on one side of a position, nearest first."""
    readings = getattr(rows, "readings", ())
    if len(readings) < 2:
        return list(_beyond(rows, keys, position, backwards)[:size])
    names = [key.removeprefix("-") for key in keys]
    found = set()
    for reading in readings:
        beyond = _beyond(rows.filter(reading), keys, position, backwards)
        found.update(beyond.values_list(*names, "pk")[:size])
    downwards = keys[0].startswith("-") != backwards
    nearest = [pk for *_keys, pk in sorted(found, reverse=downwards)[:size]]
    return list(_beyond(rows.filter(pk__in=nearest), keys, None, backwards))


def _counted(rows):
    """How many rows there are, up to the cap; each under the first of its readings."""
    count, readings = 0, getattr(rows, "readings", ()) or (Q(),)
    for number, reading in enumerate(readings):
        some = rows.filter(reading, *(~Q(earlier) for earlier in readings[:number]))
        count += some[: COUNTED_TO + 1 - count].count()
        if count > COUNTED_TO:
            break
    return count


def _beyond(rows, keys, position, backwards):
    """The rows on one side of a position, nearest first."""
    descending = keys[0].startswith("-")
    if any(key.startswith("-") != descending for key in keys):
        raise ValueError("The keys of a page must all run the same way.")
    names = [key.removeprefix("-") for key in keys]
    downwards = descending != backwards
    if position:
        compare = LessThan if downwards else GreaterThan
        fields = [_field(rows.model, name) for name in names]
        values = [
            Value(value, output_field=field) for value, field in zip(position, fields, strict=True)
        ]
        rows = rows.filter(compare(Row(*map(F, names)), Row(*values)))
    return rows.order_by(*(f"-{name}" if downwards else name for name in names))


def _position(model, names, texts):
    """The values of the keys as an address gives them; None when they cannot be read."""
    if len(texts) != len(names) or any("\x00" in text for text in texts):
        return None
    try:
        return [
            _field(model, name).clean(text, None) for name, text in zip(names, texts, strict=True)
        ]
    except ValidationError:
        return None


def _field(model, name):
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _addresses(query, names, shown, *, previous, next):
    bare = query.copy()
    for key in (AFTER, BEFORE, PAGE):
        bare.pop(key, None)

    def address(key, values):
        there = bare.copy()
        there.setlist(key, values)
        return f"?{there.urlencode()}"

    return {
        "first_url": f"?{bare.urlencode()}" if previous else "",
        "previous_url": address(BEFORE, texts_of(shown[0], names)) if previous and shown else "",
        "next_url": address(AFTER, texts_of(shown[-1], names)) if next and shown else "",
        "last_url": address(PAGE, [LAST]) if next else "",
    }


def grouped(value):
    """A number in a sentence, with the separators of the active language."""
    return format_decimal(value, locale=Locale.parse(to_locale(get_language() or "en-ca")))
