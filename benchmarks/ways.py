"""Three ways to cancel the permits on a list, which change the same rows.

The application's own; the statements that someone might write by hand; and what a Django project
does with django-simple-history's ``bulk_update_with_history``. The last two run without triggers,
rules in the database, locks or seal.
"""

import time

from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from audit import merkle, triggers
from audit.models import Entry
from permits import actions, rules
from permits.models import Order, Outcome, Permit, StatusChange
from permits.models.orders import OrderStatus

ACTION, REASON = "order.carry-out", "Cancelled by order of the Minister"
BATCH = 500  # the fastest of 100, 500 and 2,000


def application(order: Order, by):
    """What executing a batch does."""
    actions.carry_out(order, by=by, reason=REASON)


def raw_sql(order: Order, by):
    """The same rows by hand-written statements in one transaction."""
    with transaction.atomic():
        entry = _entry(by)
        expired_before = timezone.localdate(order.effective_at)
        reached = (
            "permits_scheduledpermit s JOIN permits_permit p ON p.id = s.permit_id"
            " WHERE s.order_id = %s AND s.list_number = 1 AND p.valid_until"
        )
        _run(
            "INSERT INTO permits_statuschange"
            " (permit_id, order_id, from_status, to_status, effective_at, entry_id)"
            " SELECT p.id, s.order_id, p.status, 'cancelled',"
            f" (SELECT effective_at FROM permits_order WHERE id = %s), %s FROM {reached} >= %s"
            " ORDER BY p.id",
            *(order.pk, entry, order.pk, expired_before),
        )
        _run(
            "INSERT INTO permits_outcome (scheduled_id, carried_out, refusals, entry_id)"
            f" SELECT s.id, p.valid_until >= %s,"
            " CASE WHEN p.valid_until >= %s THEN '' ELSE 'expired' END, %s"
            f" FROM {reached} IS NOT NULL ORDER BY p.id",
            *(expired_before, expired_before, entry, order.pk),
        )
        _run(
            "UPDATE permits_permit SET status = 'cancelled', last_change_id = c.id"
            " FROM permits_statuschange c"
            " WHERE c.permit_id = permits_permit.id AND c.order_id = %s",
            order.pk,
        )
        _copy_into_history(
            Permit,
            "SELECT permit_id FROM permits_statuschange WHERE order_id = %s",
            *(entry, order.pk),
        )
        _run("UPDATE permits_order SET status = 'carried-out' WHERE id = %s", order.pk)
        _copy_into_history(Order, "%s", entry, order.pk)
        _close(entry)


def library(order: Order, by, batch_size=BATCH):
    """The same rows by ``bulk_update_with_history`` and ``bulk_create`` on model instances.

    Returns the seconds that ``bulk_update_with_history`` itself took.
    """
    with transaction.atomic(), override_settings(SIMPLE_HISTORY_ENABLED=True):
        entry = Entry.objects.get(pk=_entry(by))
        scheduled = order.schedule.filter(list_number=1).select_related("permit").order_by("permit")
        refusals = {
            row: rules.against_cancelling(row.permit, effective_at=order.effective_at)
            for row in scheduled
        }
        reached = [row.permit for row, against in refusals.items() if not against]
        changes = StatusChange.objects.bulk_create(
            [
                StatusChange(
                    permit=permit,
                    order=order,
                    from_status=permit.status,
                    to_status="cancelled",
                    effective_at=order.effective_at,
                    entry=entry,
                )
                for permit in reached
            ],
            batch_size=BATCH,
        )
        for permit, change in zip(reached, changes, strict=True):
            permit.status, permit.last_change = "cancelled", change
        seconds = _with_history(reached, Permit, ["status", "last_change"], entry, batch_size)
        Outcome.objects.bulk_create(
            [
                Outcome(
                    scheduled=row,
                    carried_out=not against,
                    refusals=" ".join(against),
                    entry=entry,
                )
                for row, against in refusals.items()
            ],
            batch_size=BATCH,
        )
        order.status = OrderStatus.CARRIED_OUT
        _with_history([order], Order, ["status"], entry, batch_size)
        _close(entry.pk)
    return seconds


def library_unbatched(order: Order, by):
    """The same without a batch size, as its documentation calls it."""
    return library(order, by, batch_size=None)


WAYS = {
    "application": application,
    "raw SQL": raw_sql,
    "library": library,
    "library, unbatched": library_unbatched,
}


def prepare(way):
    """Take the triggers down for the ways that do without them."""
    if way != "application":
        with transaction.atomic():
            triggers.drop(connection)


def _run(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor


def _copy_into_history(model, which, entry, *params):
    columns = ", ".join(f'r."{column}"' for column in triggers.tracked_columns(model))
    history = f"permits_historical{model._meta.model_name}"
    _run(
        f"INSERT INTO {history} ({columns.replace('r.', '')}, history_date, history_type,"
        " history_user_id, history_change_reason, entry_id)"
        f" SELECT {columns}, e.recorded_at, '~', e.actor_id, e.reason, e.id"
        f" FROM {model._meta.db_table} r CROSS JOIN audit_entry e"
        f" WHERE e.id = %s AND r.id IN ({which})"
        " ORDER BY r.id",
        *(entry, *params),
    )


def _with_history(objects, model, fields, entry, batch_size):
    begun = time.perf_counter()
    bulk_update_with_history(
        objects,
        model,
        fields,
        batch_size=batch_size,
        default_user=entry.actor,
        default_change_reason=entry.reason,
        default_date=entry.recorded_at,
        custom_historical_attrs={"entry": entry},
    )
    return time.perf_counter() - begun


def _entry(by):
    """An entry without a seal: open it, for a start."""
    return Entry.objects.create(
        actor=by,
        actor_name=str(by),
        action=ACTION,
        reason=REASON,
        source="page",
        recorded_at=timezone.now(),
        unfinished_id=1,
    ).pk


def _close(entry):
    """Close an entry as if it were sealed, so that its foreign key lets it be committed."""
    newest = Entry.objects.order_by("-sequence").sealed().values_list("sequence", flat=True)[0]
    Entry.objects.filter(pk=entry).update(
        unfinished=None, sequence=newest + 1, leaf_hash=merkle.EMPTY
    )
