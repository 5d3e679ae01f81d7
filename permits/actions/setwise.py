"""Statements over whole sets of rows, written from querysets and read by both engines."""

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.expressions import Combinable

from permits.models import Condition
from permits.rules import ConditionChange


def insert_from(model: type[models.Model], rows: models.QuerySet, **columns: Combinable) -> int:
    """INSERT … SELECT: one row of ``model`` for each of ``rows``; returns how many.

    Each column is given an expression over ``rows``.
    """
    by_name = {field.name: str(field.column) for field in model._meta.concrete_fields}
    names = [by_name[name] for name in columns]
    try:
        select, params = rows.values_list(*columns.values()).query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        into = f"{model._meta.db_table} ({', '.join(names)})"
        cursor.execute(f"INSERT INTO {into} {select}", params)
        return cursor.rowcount


def lock_in_key_order(rows: models.QuerySet) -> None:
    """Lock rows until the end of the transaction, always in the same order, reading none.

    SQLite has no row locks and needs none: its transactions take the one write lock at once.
    """
    if connection.features.has_select_for_update:
        locking = rows.order_by("pk").select_for_update(of=("self",)).values_list("pk")
        select, params = locking.query.sql_with_params()
        with connection.cursor() as cursor:
            # Text made by the ORM, with its parameters apart.
            cursor.execute(f"SELECT count(*) FROM ({select}) locked", params)  # noqa: S608


def apply_changes(*, order: int, entry: int, status: str) -> None:
    """Give each permit that an order changed under an entry the status its change makes.

    One join for both engines: a sub-select for each permit takes PostgreSQL minutes, while the
    changes are too new for it to know how many there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE permits_permit SET status = %s, last_change_id = c.id"
            " FROM permits_statuschange c WHERE c.permit_id = permits_permit.id"
            " AND c.order_id = %s AND c.entry_id = %s",
            [status, order, entry],
        )


def change_conditions(scheduled: models.QuerySet, change: ConditionChange) -> None:
    """Add, replace or withdraw one condition of the permits scheduled: one statement for all."""
    if change.old is None:
        text_en, text_fr = change.new or ("", "")
        insert_from(
            Condition,
            scheduled,
            permit=F("permit_id"),
            text_en=Value(text_en),
            text_fr=Value(text_fr),
            report_within_days=Value(
                change.report_within_days, output_field=models.PositiveSmallIntegerField()
            ),
        )
        return
    held = Condition.objects.filter(
        permit__in=scheduled.order_by().values("permit"),
        text_en=change.old[0],
        text_fr=change.old[1],
    )
    if change.new is None:
        # Nothing refers to a condition, so no cascade has to be worked out.
        held._raw_delete(held.db)
    else:
        text_en, text_fr = change.new
        held.update(text_en=text_en, text_fr=text_fr, report_within_days=change.report_within_days)
