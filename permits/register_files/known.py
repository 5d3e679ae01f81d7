"""What the register already knows and a file may name: countries, items, parties, permits."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from permits.codes import with_parents
from permits.models import ControlListEdition, ControlListItem, Country, Party, Permit
from permits.models.goods import ControlList, ItemState

CHUNK = 900


class Known:
    """Countries and control-list items, read once for a whole file."""

    def __init__(self) -> None:
        self.countries: dict[str, int] = dict(Country.objects.values_list("code", "pk"))
        self._editions = list(ControlListEdition.objects.order_by("control_list", "in_force_from"))
        live = ControlListItem.objects.filter(state=ItemState.IN_FORCE)
        self._items = {
            (edition, code): pk for pk, edition, code in live.values_list("pk", "edition", "code")
        }
        self._found: dict[tuple[str, date], int | None] = {}

    def item(self, code: str, day: date) -> int | None:
        """The item that a code names, in the edition of its list that was in force on a day.

        Where no edition is that old, the oldest is taken. Only the headings of the Guide are
        kept, so a part of one of its items is classified under the item.
        """
        if (code, day) not in self._found:
            self._found[code, day] = self._find(code, day)
        return self._found[code, day]

    def _find(self, code: str, day: date) -> int | None:
        for control_list in ControlList:
            editions = [each for each in self._editions if each.control_list == control_list]
            current = [each for each in editions if each.in_force_from <= day] or editions[:1]
            codes = with_parents(code) if control_list == ControlList.GUIDE else [code]
            for name in codes:
                if current and (found := self._items.get((current[-1].pk, name))):
                    return found
        return None


def on_the_register(references: Iterable[str]) -> set[str]:
    """Those of the numbers that permits on the register bear."""
    permits = Permit.objects.order_by()
    return {
        found
        for some in _chunks(references)
        for found in permits.filter(reference__in=some).values_list("reference", flat=True)
    }


def parties_named(names: Iterable[str]) -> dict[str, list[int]]:
    """The parties on the register that bear each of these names, exactly as written."""
    found: dict[str, list[int]] = {}
    for some in _chunks(names):
        for name, pk in (
            Party.objects.order_by("pk").filter(name__in=some).values_list("name", "pk")
        ):
            found.setdefault(name, []).append(pk)
    return found


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    """In portions that fit in one statement of either engine."""
    waiting = iter(texts)
    while some := list(islice(waiting, CHUNK)):
        yield some
