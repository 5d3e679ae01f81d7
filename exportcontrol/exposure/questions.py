"""What the exposure page can be asked about, and the subject that its figures are counted for."""

from dataclasses import dataclass

import django_filters as filters
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.codes import with_parents
from permits.counting import Subject
from permits.filters import PermitFilter, asks
from permits.forms.parties import PartyField
from permits.models import ControlListItem, Country
from permits.models.goods import Technology
from permits.models.stocktakes import StockKind


class PartyFilter(filters.Filter):
    """A question about one party, named as people name it."""

    field_class = PartyField


class ExposureFilter(PermitFilter):
    """The questions of the register that name a subject; together they narrow each other."""

    q = status = in_term_on = suspended_by = expired = type = holder = assurance = None
    end_user = PartyFilter(label=gettext_lazy("End user"), method=asks("used_by"))
    consignee = PartyFilter(label=gettext_lazy("Consignee"), method=asks("consigned_to"))
    assurer = PartyFilter(
        label=gettext_lazy("Assurer"),
        method=asks("assured_by"),
        help_text=gettext_lazy("Who gave the assurances. A party is found by name or number."),
    )
    field_order = ["destination", "goods", "technology", "end_user", "consignee", "assurer"]

    @property
    def asked(self):
        """What is asked about, by the name of the question."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}


@dataclass(frozen=True)
class Question:
    """What is asked about: as the register's list is asked it, in words, and as a subject."""

    asked: dict
    subject: Subject

    @classmethod
    def of(cls, register: ExposureFilter) -> "Question":
        asked = register.asked
        return cls(asked, _subject(asked, register.permits))

    @property
    def destination(self) -> Country | None:
        return self.asked.get("destination")

    @property
    def codes(self) -> tuple[str, ...]:
        """The goods in the words of the control list; none where all are meant."""
        if "technology" in self.asked:
            items = ControlListItem.objects.of_technology(self.asked["technology"])
            return tuple(sorted(set(items.values_list("code", flat=True))))
        return (self.asked["goods"].strip(),) if "goods" in self.asked else ()

    def query(self, **more) -> str:
        """The query by which the register lists these permits."""
        query = QueryDict(mutable=True)
        for name, value in {**self.asked, **more}.items():
            query[name] = _written(value)
        return query.urlencode()

    def words(self) -> str:
        """What is asked about, as a heading says it."""
        labels = {
            "destination": _("to %(subject)s"),
            "goods": "%(subject)s",
            "technology": "%(subject)s",
            "end_user": _("end user %(subject)s"),
            "consignee": _("consignee %(subject)s"),
            "assurer": _("assured by %(subject)s"),
        }
        said = [labels[name] % {"subject": _said(name, self.asked[name])} for name in self.asked]
        return ", ".join(said) or _("the whole register")


def _written(value):
    return value.code if isinstance(value, Country) else getattr(value, "pk", value)


def _said(name, value):
    if name == "technology":
        return Technology(value).label
    if name == "goods":
        is_group = value.strip().isdecimal() and len(value.strip()) <= 2
        return (_("Group %(number)s") if is_group else _("item %(number)s")) % {"number": value}
    return value


def _subject(asked, permits):
    items, code = _lines(asked)
    kind, key = _kept(asked, items)
    return Subject(permits, items=items, code=code, kind=kind, key=key)


def _lines(asked):
    """The items whose lines are meant, None for all; or else a code that no list knows."""
    chosen, code = [], ""
    if "goods" in asked:
        items = ControlListItem.objects.named(asked["goods"])
        keys = frozenset(items.order_by().values_list("pk", flat=True))
        if keys:
            chosen.append(keys)
        else:
            code = asked["goods"].strip()
    if "technology" in asked:
        items = ControlListItem.objects.of_technology(asked["technology"])
        chosen.append(frozenset(items.order_by().values_list("pk", flat=True)))
    return (frozenset.intersection(*chosen) if chosen else None), code


def _kept(asked, items):
    """The kind and key under which a stocktake keeps the subject; empty where it keeps none."""
    named = set(asked)
    if not named:
        return StockKind.REGISTER, ""
    if named == {"destination"}:
        return StockKind.DESTINATION, str(asked["destination"].pk)
    alone = named - {"destination"} in ({"goods"}, {"technology"})
    goods = _goods(asked, items) if alone and items else ""
    if goods and "destination" in named:
        return StockKind.DESTINATION_GOODS, f"{asked['destination'].pk}/{goods}"
    return (StockKind.GOODS, goods) if goods else ("", "")


def _goods(asked, items):
    """The key of a technology, a group or an item; none of a provision within an item."""
    if "technology" in asked:
        return asked["technology"]
    text = asked["goods"].strip().upper()
    if text.isdecimal() and len(text) <= 2:
        return str(int(text))
    return text if _is_item(text, items) else ""


def _is_item(text, items):
    """Whether a code is that of an item itself, not of a provision within it."""
    codes = ControlListItem.objects.filter(pk__in=items).values_list("code", flat=True)
    return text in {[*with_parents(code.upper())][-1] for code in codes}
