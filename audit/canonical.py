"""The one written form of a row or an envelope, the same on every engine and in every year.

JSON without spaces, in UTF-8. Moments are in UTC with microseconds, days are ISO 8601, decimals
keep the scale of their column, bytes are hexadecimal. Floats have no such form and are refused.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.db.models import Func


def _written(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value if value else abs(value), "f")  # SQLite knows a negative zero
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"{type(value).__name__} has no canonical form")


_encode = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    sort_keys=True,
    check_circular=False,
    default=_written,
).encode


class _Day(Func):
    """A day, written by the database: no Python object is made of it only to be unmade."""

    output_field = models.TextField()
    template = "to_char(%(expressions)s, 'YYYY-MM-DD')"

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="%(expressions)s || ''")


class _Moment(Func):
    """A moment, written by the database."""

    output_field = models.TextField()
    template = (
        "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"
    )

    def as_sqlite(self, compiler, connection):
        # There it is text, in UTC, with microseconds unless there are none.
        template = "replace(substr(%(expressions)s || '.000000', 1, 26), ' ', 'T') || '+00:00'"
        return self.as_sql(compiler, connection, template=template)


def column(model: type[models.Model], name: str) -> str | Func:
    """What to ask the database for, so that a column comes in its canonical form, or near it."""
    kind = model._meta.get_field(name).get_internal_type()
    written_there = {"DateField": _Day, "DateTimeField": _Moment}.get(kind)
    return written_there(name) if written_there else name


def row(values: tuple) -> bytes:
    """The canonical form of one row: its values in the order of the sealed columns."""
    if float in map(type, values):
        raise TypeError("float has no canonical form")
    return _encode(values).encode()


def envelope(facts: dict) -> bytes:
    """The canonical form of an entry's envelope: its facts under sorted names."""
    return _encode(facts).encode()
