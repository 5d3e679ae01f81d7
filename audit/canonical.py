"""The one written form of a row or an envelope, the same on every engine and in every year.

JSON without spaces, in UTF-8. Moments are in UTC with microseconds, days are ISO 8601, decimals
are text with the scale of their column, bytes are hexadecimal. A row is written by the database
that keeps it, as an array, so that what is hashed is what the database returns.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import Func


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value if value else abs(value), "f")  # SQLite knows a negative zero
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"{type(value).__name__} has no canonical form")


_encode = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    sort_keys=True,
    check_circular=False,
    default=_plain,
).encode


def written(value) -> bytes:
    """The canonical form of a value, or of facts under sorted names."""
    return _encode(value).encode()


class _Value(Func):
    """A column as its database puts it into a JSON array.

    SQLite keeps bytes in any column, and would put none into an array: an array of its own holds
    them, which no sealed value ever was.
    """

    function = "to_json"
    output_field = models.TextField()
    sqlite = "CASE typeof({0}) WHEN 'blob' THEN json_array(hex({0})) ELSE {0} END"

    def as_sqlite(self, compiler, connection):
        column, params = compiler.compile(self.source_expressions[0])
        return self.sqlite.format(column), params * self.sqlite.count("{0}")


class _Truth(_Value):
    """There it is a number; one that says neither yes nor no is written as it is."""

    sqlite = "CASE WHEN {0} IN (0, 1) THEN json(iif({0}, 'true', 'false')) ELSE {0} END"


class _Moment(_Value):
    """There it is text in UTC, with microseconds unless there are none."""

    template = (
        "to_json(to_char(%(expressions)s AT TIME ZONE 'UTC',"
        ' \'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"\'))'
    )
    sqlite = "replace(substr({0} || '.000000', 1, 26), ' ', 'T') || '+00:00'"


class _Decimal(_Value):
    """There it is a number without a scale. Text in its place is written as it is."""

    template = "to_json(%(expressions)s::text)"

    @property
    def sqlite(self):
        places = self.source_expressions[0].output_field.decimal_places
        return (
            "CASE WHEN typeof({0}) IN ('integer', 'real')"
            f" THEN printf('%%.{places}f', {{0}}) ELSE {{0}} END"
        )


class _Row(Func):
    template = "array_to_json(ARRAY[%(expressions)s])::text"
    output_field = models.TextField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="json_array(%(expressions)s)")


FORMS: dict[type[models.Field], type[_Value]] = {
    models.BooleanField: _Truth,
    models.CharField: _Value,
    models.DateField: _Value,
    models.DateTimeField: _Moment,
    models.DecimalField: _Decimal,
    models.IntegerField: _Value,
    models.TextField: _Value,
}


def row(model: type[models.Model], columns: list[str]) -> Func:
    """What to ask the database for, so that a row comes as the text of its canonical form."""
    return _Row(*(_form(model._meta.get_field(name))(name) for name in columns))


def _form(field: models.Field) -> type[_Value]:
    """The form of a column, found by the nearest of its field's classes that has one.

    Raises ``TypeError`` for a field whose values have no canonical form.
    """
    while field.remote_field:
        field = field.target_field
    for kind in type(field).__mro__:
        if kind in FORMS:
            return FORMS[kind]
    raise TypeError(f"{field} has no canonical form")
