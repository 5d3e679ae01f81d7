"""The one written form of a row or an envelope, the same on every engine and in every year.

JSON without spaces, in UTF-8. Moments are in UTC with microseconds, days are ISO 8601, decimals
keep the scale of their column, bytes are hexadecimal. Floats have no canonical form and are refused.
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
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"{type(value).__name__} has no canonical form")


_encode_row = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_written
).encode
_encode_envelope = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True, default=_written
).encode


def row(values: tuple) -> bytes:
    """The canonical form of one row: its values in the order of the sealed columns."""
    return _encode_row(values).encode()


def envelope(facts: dict) -> bytes:
    """The canonical form of an entry's envelope: its facts under sorted names."""
    return _encode_envelope(facts).encode()
