"""The one written form of a row or an envelope, the same on every engine and in every year.

JSON without spaces, in UTF-8. Moments are in UTC with microseconds, days are ISO 8601, decimals
keep the scale of their column, bytes are hexadecimal. Floats have no such form and are refused.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID


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
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_written
).encode


def row(values: tuple) -> bytes:
    """The canonical form of one row: its values in the order of the sealed columns."""
    if float in map(type, values):
        raise TypeError("float has no canonical form")
    return _encode(values).encode()


def envelope(facts: dict) -> bytes:
    """The canonical form of an entry's envelope: its facts under sorted names."""
    return _encode(facts).encode()
