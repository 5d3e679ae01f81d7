"""Old and new terms side by side: as they are proposed, and as an order changed them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from audit.models import Entry, history_of
from audit.reading import Version, versions_under
from permits.models import Condition, Consignee, Order, Outcome, Permit, PermitLine
from permits.rules import Changes

PARTS = [PermitLine, Condition, Consignee]
TEXTS = ["text_en", "text_fr", "report_within_days"]
PARTIES = ["party", "country"]
# More rows than one amendment changes.
MOST = 1000


@dataclass(frozen=True)
class Term:
    """A term of a permit in words: what it said, and what it says or is to say."""

    label: str
    before: Any
    after: Any


def terms_asked(changes: Changes) -> list[Term]:
    """The terms that changes would alter, beside what they said when the changes were proposed."""
    return [
        *_of_row(changes.before, changes.asked()),
        *(
            term
            for line in changes.lines
            for term in _of_row(line.before, line.asked(), named=True)
        ),
        *(term for each in changes.conditions_withdrawn for term in _whole(each, TEXTS, gone=True)),
        *(term for each in changes.conditions for term in _whole(each, TEXTS)),
        *(
            term
            for each in changes.consignees_withdrawn
            for term in _whole(each, PARTIES, gone=True)
        ),
        *(term for each in changes.consignees for term in _whole(each, PARTIES)),
    ]


def terms_changed_by(order: Order) -> list[Term]:
    """What an amendment changed, from the history of its permit between two entries.

    An order of a batch changes the same of every permit it reaches: the first stands for all.
    """
    reached = Outcome.objects.filter(scheduled__order=order, carried_out=True)
    outcome = reached.select_related("scheduled", "entry").order_by("pk").first()
    if outcome is None:
        return []
    entry, permit = outcome.entry, outcome.scheduled.permit_id
    return [
        Term(_label(version, change.label), change.before, change.after)
        for version in _versions(entry, permit)
        for change in version.changes
        if change.label != _words(Permit._meta)
    ]


def _versions(entry: Entry, permit: int) -> Iterator[Version]:
    """What an entry did to a permit, and to its lines, conditions and consignees."""
    yield from (each for each in versions_under(entry, Permit, limit=MOST) if each.key == permit)
    for part in PARTS:
        rows = history_of(part)._base_manager.filter(entry=entry, permit_id=permit)
        keys = set(rows.values_list("id", flat=True))
        yield from (each for each in versions_under(entry, part, limit=MOST) if each.key in keys)


def _label(version: Version, field: str) -> str:
    if version.model is Permit:
        return field
    name = version.name if version.model is PermitLine else _words(version.model._meta)
    return f"{name} – {field}"


def _of_row(row: models.Model, asked: dict[str, Any], *, named: bool = False) -> Iterator[Term]:
    for name, after in asked.items():
        field = _words(row._meta.get_field(name))
        yield Term(f"{row} – {field}" if named else field, _said(row, name), after)


def _whole(row: models.Model, names: list[str], *, gone: bool = False) -> Iterator[Term]:
    """Each thing that a row says, on the side of what goes or of what comes."""
    for name in names:
        said = _said(row, name)
        if said != "":
            label = f"{_words(row._meta)} – {_words(row._meta.get_field(name))}"
            yield Term(label, said, "") if gone else Term(label, "", said)


def _said(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return "" if value is None else str(value) if isinstance(value, models.Model) else value


def _words(named: Any) -> str:
    return str(capfirst(named.verbose_name))
