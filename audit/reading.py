"""Reading the record: the versions of a record, what an entry wrote, and how a record once stood.

Values are given as a reader knows them: choices by their words, foreign keys by the text of the
record they point at, passwords not at all. Moments, numbers and yes or no are left as they are, for
the page to write in its language. Everything is fetched in a number of queries that does not grow
with the number of rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.ledger import sealable_models
from audit.models import Entry, Event, Seal, audited_models, history_of, is_record

ADDED, CHANGED, REMOVED = "+", "~", "-"
KINDS = {
    ADDED: gettext_lazy("Added"),
    CHANGED: gettext_lazy("Changed"),
    REMOVED: gettext_lazy("Removed"),
}
HIDDEN = gettext_lazy("(never shown)")
PAGE = 50
# Days that can be asked about: the first and the last of the calendar are out of a clock's reach.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Change:
    """One field of one version: what it said before and what it says after."""

    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Version:
    """A record as one entry left it, and how that differs from the version before."""

    entry: Entry
    number: int
    kind: str
    model: type[models.Model]
    key: int
    changes: list[Change]
    name: str = ""

    @property
    def moment(self) -> datetime:
        return self.entry.recorded_at

    @property
    def person(self) -> str:
        return self.entry.person

    @property
    def reason(self) -> str:
        return self.entry.reason

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]

    @property
    def label(self) -> str:
        """The model's label, as addresses name it."""
        return self.model._meta.label_lower


class Referents:
    """The records that foreign keys point at, fetched once per model however many rows ask."""

    def __init__(self, fields: Iterable[models.Field], rows: Iterable[models.Model]):
        wanted = defaultdict(set)
        for row in rows:
            for each in fields:
                if each.is_relation and getattr(row, each.attname) is not None:
                    wanted[each.related_model].add(getattr(row, each.attname))
        self._found = {model: _with_their_own(model, keys) for model, keys in wanted.items()}

    def find(self, each: models.Field, key: Any) -> models.Model | None:
        return self._found.get(each.related_model, {}).get(key)

    def text(self, each: models.Field, key: Any) -> str:
        found = self.find(each, key)
        if found is not None:
            return str(found)
        label = capfirst(each.related_model._meta.verbose_name)
        return _("%(record)s %(key)s, since removed") % {"record": label, "key": key}


def versions(
    model: type[models.Model], *keys: int, below: int | None = None, limit: int | None = None
) -> list[Version]:
    """The versions of a record, newest first, each with what it changed.

    Several keys give the versions of several records of one model together. ``below`` and
    ``limit`` page through the versions of a single one.
    """
    history = history_of(model)
    rows = history._base_manager.filter(**{f"{model._meta.pk.attname}__in": keys})
    if below is not None:
        rows = rows.filter(history_id__lt=below)
    rows = list(rows.select_related("entry").order_by("-history_id")[: limit and limit + 1])
    previous, newer = {}, {}
    for row in rows:
        if row.id in newer:
            previous[newer[row.id]] = row
        newer[row.id] = row.history_id
    return _compared(model, rows[:limit], previous)


def versions_under(
    entry: Entry, model: type[models.Model], *, after: int = 0, limit: int = PAGE
) -> list[Version]:
    """What an entry did to the records of one model, in the order in which it did it."""
    history = history_of(model)
    earlier = history._base_manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    rows = list(
        history._base_manager.filter(entry=entry, history_id__gt=after)
        .annotate(previous=Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
        .order_by(*_by_number(history))[:limit]
    )
    before = history._base_manager.in_bulk([row.previous for row in rows if row.previous])
    previous = {row.history_id: before[row.previous] for row in rows if row.previous}
    return _compared(model, rows, previous, entry=entry, named=True)


def _by_number(model):
    """The order of the rows of an entry; the sum keeps PostgreSQL from walking the whole key."""
    return [F(model._meta.pk.attname) + 0]


def _compared(model, rows, previous, *, entry=None, named=False) -> list[Version]:
    """Versions from rows of history and, by number, the row that each of them replaced."""
    fields = [each for each in history_of(model).tracked_fields if not each.primary_key]
    differing = {
        row.history_id: _differing(fields, row, previous.get(row.history_id)) for row in rows
    }
    asked = fields if named else {each for some in differing.values() for each in some}
    referents = Referents(asked, [*rows, *previous.values()])
    return [
        Version(
            entry=entry or row.entry,
            number=row.history_id,
            kind=row.history_type,
            model=model,
            key=row.id,
            name=_name(model, fields, row, referents) if named else "",
            changes=[
                _change(each, row, previous.get(row.history_id), referents)
                for each in differing[row.history_id]
            ],
        )
        for row in rows
    ]


def _differing(fields, row, previous):
    """The fields to tell of: what changed; of a record that came or went, what it said."""
    if row.history_type != CHANGED or previous is None:
        return [each for each in fields if getattr(row, each.attname) not in (None, "")]
    return [
        each for each in fields if getattr(row, each.attname) != getattr(previous, each.attname)
    ]


def _change(each, row, previous, referents):
    after = _shown(each, getattr(row, each.attname), referents)
    if row.history_type == REMOVED:
        return Change(_label(each), after, "")
    if row.history_type == ADDED or previous is None:
        return Change(_label(each), "", after)
    return Change(_label(each), _shown(each, getattr(previous, each.attname), referents), after)


def _label(each) -> str:
    return capfirst(each.verbose_name)


def _shown(each, value, referents) -> Any:
    """A stored value as a reader knows it; what it means to a page is left to the page."""
    if value is None or value == "":
        return ""
    if each.name == "password":
        return HIDDEN
    if each.is_relation:
        return referents.text(each, value)
    if each.choices:
        return dict(each.flatchoices).get(value, value)
    return value


def _name(model, fields, row, referents) -> str:
    """What the record of a row of history was called then, without asking for its relations."""
    record = model(**{each.attname: getattr(row, each.attname) for each in fields}, pk=row.id)
    for each in fields:
        if each.is_relation and (found := referents.find(each, getattr(row, each.attname))):
            setattr(record, each.name, found)
        elif each.is_relation and getattr(row, each.attname) is not None:
            return referents.text(each, getattr(row, each.attname))
    return str(record)


def _with_their_own(model, keys) -> dict:
    """Records by key, with the records that their own text may name."""
    near = [each.name for each in model._meta.concrete_fields if each.is_relation]
    return model._base_manager.select_related(*near).in_bulk(keys)


@dataclass(frozen=True)
class EventRow:
    """One event: its entry, and its values in the order of its table's columns."""

    number: int
    entry: Entry
    values: list[Any]


@dataclass(frozen=True)
class Written:
    """Rows of one table: those shown, and how many there are in all."""

    model: type[models.Model] | None
    table: str
    count: int
    versions: list[Version] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    first: bool = True
    more: bool = False

    @property
    def label(self) -> str:
        return capfirst(self.model._meta.verbose_name_plural) if self.model else self.table

    @property
    def shown(self) -> int:
        return len(self.versions) or len(self.events)

    @property
    def last_number(self) -> int:
        """The cursor of the rows that follow."""
        return (self.versions or self.events)[-1].number if self.shown else 0


def written(entry: Entry, *, table: str = "", after: int = 0) -> list[Written]:
    """What an entry wrote, table by table: its first rows, or one table's rows after a number."""
    by_table = {history._meta.db_table: history for history in sealable_models()}
    seals = Seal.objects.filter(entry=entry).order_by("table")
    if table:
        seals = seals.filter(table=table)
    return [
        _written(entry, by_table.get(name), name, count, after)
        for name, count in seals.values_list("table", "row_count")
    ]


def _written(entry, sealed, table, count, after):
    if sealed is None:  # The table of a model that is no longer.
        return Written(None, table, count)
    if issubclass(sealed, Event):
        rows = sealed._base_manager.filter(entry=entry, pk__gt=after)
        rows = rows.order_by(*_by_number(sealed))[: PAGE + 1]
        return _events(sealed, list(rows), count, entry=entry, first=not after)
    model = sealed.instance_type
    found = versions_under(entry, model, after=after, limit=PAGE + 1)
    more = len(found) > PAGE
    return Written(model, table, count, versions=found[:PAGE], first=not after, more=more)


def events_about(model: type[models.Model], key: int) -> list[Written]:
    """The newest events that point at a record, one group for each kind of event."""
    _records, events = audited_models(apps)
    groups = []
    for each in events:
        pointing = [f.name for f in each._meta.concrete_fields if f.related_model is model]
        if pointing:
            about = Q(*[(name, key) for name in pointing], _connector=Q.OR)
            rows = each._base_manager.filter(about)
            newest = list(rows.select_related("entry").order_by("-pk")[: PAGE + 1])
            groups.append(_events(each, newest, len(newest)))
    return [group for group in groups if group.count]


def _events(model, rows, count, *, entry=None, first=True):
    fields = [f for f in model._meta.concrete_fields if not f.primary_key and f.name != "entry"]
    rows, more = rows[:PAGE], len(rows) > PAGE
    referents = Referents(fields, rows)
    events = [
        EventRow(
            row.pk,
            entry or row.entry,
            [_shown(each, getattr(row, each.attname), referents) for each in fields],
        )
        for row in rows
    ]
    columns = [_label(each) for each in fields]
    table = model._meta.db_table
    return Written(model, table, count, columns=columns, events=events, first=first, more=more)


@dataclass(frozen=True)
class Fact:
    """One field of a record at two times."""

    label: str
    then: Any
    now: Any
    differs: bool


@dataclass(frozen=True)
class Standing:
    """A record at a moment beside the record today; either may be absent."""

    moment: datetime
    then: models.Model | None
    now: models.Model | None
    facts: list[Fact]

    @property
    def differences(self) -> int:
        return sum(fact.differs for fact in self.facts)


def standing_at(model: type[models.Model], key: int, moment: datetime) -> Standing:
    """How a record stood at a moment, by what had been recorded then, beside how it stands now."""
    rows = history_of(model)._base_manager.filter(id=key).order_by("-history_id")
    now = _present(rows.select_related("entry").first())
    then = _present(rows.filter(history_date__lte=moment).select_related("entry").first())
    fields = [each for each in history_of(model).tracked_fields if not each.primary_key]
    present = [row for row in (then, now) if row]
    referents = Referents(fields, present)

    def fact(each):
        old, new = (getattr(row, each.attname) if row else None for row in (then, now))
        shown = [_shown(each, value, referents) for value in (old, new)]
        return Fact(_label(each), *shown, differs=bool(then and now) and old != new)

    return Standing(moment, then, now, [fact(each) for each in fields] if present else [])


def _present(row):
    return None if row is None or row.history_type == REMOVED else row


def name_of(model: type[models.Model], key: int) -> str:
    """What a record is called, by its newest version; records that were removed have a name too."""
    row = history_of(model)._base_manager.filter(id=key).order_by("-history_id").first()
    fields = [each for each in history_of(model).tracked_fields if not each.primary_key]
    return _name(model, fields, row, Referents(fields, [row]))


def record_model(label: str) -> type[models.Model] | None:
    """The record model with this label, for example ``permits.permit``; None when there is none."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if is_record(model) and not hasattr(model, "instance_type") else None
