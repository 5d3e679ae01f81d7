"""Where figures are counted from: the register as it is, or as a stocktake found it, in SQL.

Each source is a list of named queries, for ``WITH``, that a count begins with: ``permit``,
``joint``, ``line``, ``shipment``, ``rests`` and ``change``, whatever they are read from.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True)
class Source:
    """Named queries, and the parameters that stand in them; ``few`` when its permits are few."""

    queries: dict[str, str]
    params: dict[str, Any] = field(default_factory=dict)
    few: bool = False


PERMIT = "id, status, holder_id, destination_id, issued_on, valid_from, valid_until"
LINE = "id, permit_id, item_id, code, quantity, unit, value, currency"
SHIPMENT = "id, line_id, quantity, value"
CHANGE = "c.id, c.permit_id, c.order_id, c.to_status, c.effective_at"
# Rows that hang on a permit, the columns asked of them, and where they are kept.
HANGING = {
    "joint": ("id, permit_id, country_id", "permits_jointdestination"),
    "line": (LINE, "permits_permitline"),
    "rests": ("id, permit_id, assurance_id", "permits_permitassurance"),
}


def keys(permits: QuerySet, prefix: str = "k") -> tuple[str, dict[str, Any]]:
    """A set of permits as SQL for their keys, with named parameters."""
    try:
        statement, given = permits.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT id FROM permits_permit WHERE 1 = 0", {}
    names = iter(range(len(given)))
    named = re.sub(r"%s", lambda _found: f"%({prefix}{next(names)})s", statement)
    return named, {f"{prefix}{number}": value for number, value in enumerate(given)}


def whole() -> Source:
    """Every permit there is, as it is now."""
    return Source(
        {
            "permit": f"SELECT {PERMIT} FROM permits_permit",
            **{name: f"SELECT {what} FROM {table}" for name, (what, table) in HANGING.items()},
            "shipment": f"SELECT {SHIPMENT} FROM permits_shipment",
            "change": f"SELECT {CHANGE} FROM permits_statuschange c",
        }
    )


def current(permits: QuerySet) -> Source:
    """Some permits as they are now."""
    chosen, params = keys(permits)
    return _now({"chosen": f"SELECT id FROM permits_permit WHERE id IN ({chosen})"}, params)


def some_now(permits: list[int]) -> Source:
    """Permits by their keys, as they are now."""
    return replace(_now({"chosen (id)": _rows(permits)}, {}), few=True)


def some_then(permits: list[int], since: list[int]) -> Source:
    """The same permits as they stood before some entries, by their keys.

    Keys are written out, so that PostgreSQL knows how few they are.
    """
    newer = _list(since)
    queries = {
        "touched (id)": _rows(permits),
        "permit": _as_at(PERMIT, "permits_permit", "SELECT id FROM touched", newer),
    }
    for name, (what, table) in HANGING.items():
        queries[f"{name}_key"] = (
            f"SELECT id FROM {table} WHERE permit_id IN ({_list(permits)})"
            f" UNION SELECT id FROM {_history(table)} WHERE entry_id IN ({newer})"
        )
        queries[name] = _as_at(what, table, f"SELECT id FROM {name}_key", newer)
    queries["shipment"] = _as_at(
        SHIPMENT,
        "permits_shipment",
        f"SELECT s.id FROM permits_permitline l JOIN permits_shipment s ON s.line_id = l.id"
        f" WHERE l.permit_id IN ({_list(permits)})"
        f" UNION SELECT id FROM permits_historicalshipment WHERE entry_id IN ({newer})",
        newer,
    )
    queries["change"] = (
        f"SELECT {CHANGE} FROM permits_statuschange c"
        f" WHERE c.permit_id IN ({_list(permits)}) AND c.entry_id NOT IN ({newer})"
    )
    return Source(queries, few=True)


def touched_by(entries: list[int]) -> str:
    """SQL for the permits that any row written under these entries belongs to."""
    newer = _list(entries)
    parts = [
        f"SELECT id FROM permits_historicalpermit WHERE entry_id IN ({newer})",
        f"SELECT permit_id FROM permits_statuschange WHERE entry_id IN ({newer})",
        "SELECT l.permit_id FROM permits_historicalshipment s"
        f" JOIN permits_permitline l ON l.id = s.line_id WHERE s.entry_id IN ({newer})",
    ]
    parts += [
        f"SELECT permit_id FROM {_history(table)} WHERE entry_id IN ({newer})"
        for _what, table in HANGING.values()
    ]
    return " UNION ".join(parts)


def _list(keys):
    return ", ".join(map(str, keys)) or "NULL"


def _rows(keys):
    return f"VALUES {', '.join(f'({key})' for key in keys)}"


def _now(first, params):
    hanging = {
        name: f"SELECT {_of('r', what)} FROM chosen JOIN {table} r ON r.permit_id = chosen.id"
        for name, (what, table) in HANGING.items()
    }
    queries = {
        **first,
        "permit": f"SELECT {_of('p', PERMIT)} FROM chosen JOIN permits_permit p"
        " ON p.id = chosen.id",
        **hanging,
        "shipment": f"SELECT {_of('s', SHIPMENT)} FROM line"
        " JOIN permits_shipment s ON s.line_id = line.id",
        "change": f"SELECT {CHANGE} FROM chosen JOIN permits_statuschange c"
        " ON c.permit_id = chosen.id",
    }
    return Source(queries, params)


def _as_at(what, table, chosen, newer):
    """Rows as the last entry up to the mark left them; none that it had not made or had removed."""
    history = _history(table)
    return (
        f"SELECT {_of('h', what)} FROM {history} h WHERE h.history_id IN"
        f" (SELECT MAX(x.history_id) FROM {history} x WHERE x.id IN ({chosen})"
        f" AND x.entry_id NOT IN ({newer}) GROUP BY x.id)"
        " AND h.history_type <> '-'"
    )


def _history(table):
    return table.replace("permits_", "permits_historical")


def _of(alias, columns):
    return ", ".join(f"{alias}.{column}" for column in columns.split(", "))


def day_of(moment: str) -> str:
    """SQL for the day in Ottawa of a moment."""
    if connection.vendor == "postgresql":
        return f"CAST({moment} AT TIME ZONE 'America/Toronto' AS date)"
    return f"django_datetime_cast_date({moment}, 'UTC', 'America/Toronto')"


def month_of(day: str) -> str:
    """SQL for the first day of a day's month."""
    if connection.vendor == "postgresql":
        return f"CAST(date_trunc('month', {day}) AS date)"
    return f"date({day}, 'start of month')"


def day_after(day: str) -> str:
    return f"({day} + 1)" if connection.vendor == "postgresql" else f"date({day}, '+1 day')"


def least(*values: str) -> str:
    return f"{'LEAST' if connection.vendor == 'postgresql' else 'MIN'}({', '.join(values)})"


def greatest(*values: str) -> str:
    return f"{'GREATEST' if connection.vendor == 'postgresql' else 'MAX'}({', '.join(values)})"
