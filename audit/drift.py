"""Where live rows and their newest history part: found by verification, recorded by migrations."""

from dataclasses import dataclass

from django.apps import apps

from audit.models import Entry, audited_models, history_of
from audit.schema import columns_by_table

CREATED, CHANGED, DELETED = "+", "~", "-"


@dataclass(frozen=True)
class Drift:
    """One record whose live row is not what its newest history says."""

    table: str
    key: int
    kind: str  # as in history: a row created, changed or deleted behind the history's back
    columns: tuple[str, ...] = ()


class _Comparison:
    """SQL that holds a record's table against its history, over the columns both have now."""

    def __init__(self, model, columns_of, vendor):
        self.live = model._meta.db_table
        self.history = history_of(model)._meta.db_table
        self.key = model._meta.pk.column
        present = columns_of.get(self.live, set()) & columns_of.get(self.history, set())
        tracked = [field.column for field in history_of(model).tracked_fields]
        self.columns = [column for column in tracked if column in present]
        differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
        self.differences = [
            f'l."{column}" {differs} h."{column}"' for column in self.columns if column != self.key
        ]

    def where(self, kind):
        """FROM and WHERE of the rows that drifted in this way; ``l`` is live, ``h`` history."""
        newest = (
            f"h.history_id = (SELECT max(v.history_id) FROM {self.history} v"
            f' WHERE v."{self.key}" = h."{self.key}")'
        )
        joined = f'{self.live} l JOIN {self.history} h ON h."{self.key}" = l."{self.key}"'
        if kind == CREATED:
            gone = f'h."{self.key}" = l."{self.key}" AND {newest} AND h.history_type <> \'-\''
            return (
                f"FROM {self.live} l WHERE NOT EXISTS (SELECT 1 FROM {self.history} h WHERE {gone})"
            )
        if kind == CHANGED:
            differs = " OR ".join(self.differences) or "1 = 0"
            return f"FROM {joined} AND {newest} AND h.history_type <> '-' WHERE {differs}"
        return (
            f"FROM {self.history} h WHERE {newest} AND h.history_type <> '-' AND NOT EXISTS"
            f' (SELECT 1 FROM {self.live} l WHERE l."{self.key}" = h."{self.key}")'
        )


def _comparisons(connection):
    records, _events = audited_models(apps)
    columns_of = columns_by_table(connection)
    comparisons = [_Comparison(model, columns_of, connection.vendor) for model in records]
    return [comparison for comparison in comparisons if comparison.columns]


def found(connection):
    """Every record whose live row differs from its newest history."""
    for comparison in _comparisons(connection):
        for kind in (CREATED, CHANGED, DELETED):
            row = "h" if kind == DELETED else "l"
            flags = ", ".join(
                f"CASE WHEN {difference} THEN 1 ELSE 0 END" for difference in comparison.differences
            )
            chosen = f'{row}."{comparison.key}"' + (f", {flags}" if kind == CHANGED else "")
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {chosen} {comparison.where(kind)}")
                others = [column for column in comparison.columns if column != comparison.key]
                for key, *changed in cursor:
                    columns = [c for c, differs in zip(others, changed, strict=False) if differs]
                    yield Drift(comparison.live, key, kind, tuple(columns))


def record(connection, entry: Entry):
    """Write what drifted into history, under the open entry."""
    for comparison in _comparisons(connection):
        columns = ", ".join(f'"{column}"' for column in comparison.columns)
        for kind in (DELETED, CHANGED, CREATED):
            row = "h" if kind == DELETED else "l"
            values = ", ".join(f'{row}."{column}"' for column in comparison.columns)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {comparison.history} ({columns}, history_date, history_type,"
                    " history_user_id, history_change_reason, entry_id)"
                    f" SELECT {values}, %s, '{kind}', NULL, %s, %s {comparison.where(kind)}",
                    [entry.recorded_at, entry.reason, entry.pk],
                )
