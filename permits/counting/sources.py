"""Where figures are counted from: the register as it is, or as a stocktake found it, in SQL.

Each source is a list of named queries, for ``WITH``, that a count begins with: ``permit``,
``joint``, ``line``, ``shipment``, ``rests`` and ``change``, whatever they are read from.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True)
class Source:
    """Named queries, and the parameters that stand in them."""

    queries: dict[str, str]
    params: dict[str, Any] = field(default_factory=dict)


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


def touched_now(mark: int) -> Source:
    """The permits that entries after a number of the ledger touched, as they are now."""
    return _now({**_touched(), "chosen": "SELECT id FROM touched"}, {"mark": mark})


def touched_then(mark: int) -> Source:
    """The same permits as they stood at that number."""
    queries = {
        **_touched(),
        "permit": _as_at(PERMIT, "permits_permit", "SELECT id FROM touched"),
    }
    for name, (what, table) in HANGING.items():
        queries[f"{name}_key"] = (
            f"SELECT id FROM {table} WHERE permit_id IN (SELECT id FROM touched)"
            f" UNION SELECT id FROM {_history(table)} WHERE entry_id IN (SELECT id FROM since)"
        )
        queries[name] = _as_at(what, table, f"SELECT id FROM {name}_key")
    queries["shipment"] = _as_at(
        SHIPMENT,
        "permits_shipment",
        "SELECT id FROM permits_shipment WHERE line_id IN (SELECT id FROM line_key)"
        " UNION SELECT id FROM permits_historicalshipment"
        " WHERE entry_id IN (SELECT id FROM since)",
    )
    queries["change"] = (
        f"SELECT {CHANGE} FROM permits_statuschange c JOIN touched t ON t.id = c.permit_id"
        " WHERE c.entry_id NOT IN (SELECT id FROM since)"
    )
    return Source(queries, {"mark": mark})


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


def _touched():
    """The entries after the mark, and the permits that any row under them belongs to."""
    of_permits = [
        "SELECT id FROM permits_historicalpermit WHERE entry_id IN (SELECT id FROM since)",
        "SELECT permit_id FROM permits_statuschange WHERE entry_id IN (SELECT id FROM since)",
        "SELECT l.permit_id FROM permits_historicalshipment s"
        " JOIN permits_permitline l ON l.id = s.line_id"
        " WHERE s.entry_id IN (SELECT id FROM since)",
    ]
    of_permits += [
        f"SELECT permit_id FROM {_history(table)} WHERE entry_id IN (SELECT id FROM since)"
        for _what, table in HANGING.values()
    ]
    return {
        "since": "SELECT id FROM audit_entry WHERE sequence > %(mark)s",
        "touched": " UNION ".join(of_permits),
    }


def _as_at(what, table, chosen):
    """Rows as the last entry up to the mark left them; none that it had not made or had removed."""
    history = _history(table)
    return (
        f"SELECT {_of('h', what)} FROM {history} h WHERE h.history_id IN"
        f" (SELECT MAX(x.history_id) FROM {history} x WHERE x.id IN ({chosen})"
        " AND x.entry_id NOT IN (SELECT id FROM since) GROUP BY x.id)"
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
