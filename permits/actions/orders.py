"""Orders are drawn up by one person, signed by another, and carried out permit by permit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Model, Q, QuerySet, Value
from django.db.models.fields import DateTimeField
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.roles import require
from audit import ledger, numbers
from audit.models import Entry
from permits import rules
from permits.actions.setwise import (
    apply_changes,
    change_conditions,
    insert_from,
    lock_in_key_order,
)
from permits.actions.telling import tell_of
from permits.models import Act, Order, Outcome, Permit, ScheduledPermit, StatusChange
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitQuerySet

MAY_DRAW_UP: dict[str, str] = {
    OrderKind.REGISTER: "permits.import_register",
    OrderKind.ISSUE: "permits.issue_permit",
    OrderKind.DENY: "permits.issue_permit",
    OrderKind.SUSPEND: "permits.draw_up_order",
    OrderKind.REINSTATE: "permits.draw_up_order",
    OrderKind.CANCEL: "permits.draw_up_order",
    OrderKind.AMEND: "permits.sign_order",
}


@dataclass(frozen=True)
class Reconciliation:
    """How many permits were on the schedule, and what became of them."""

    scheduled: int
    carried_out: int
    refused: int


def draw_up(
    *,
    kind: str,
    permits: PermitQuerySet,
    effective_at: datetime,
    by: User,
    reason: str,
    **texts: Any,
) -> Order:
    """Draw up an order with those of the permits on its schedule that it can reach.

    ``texts`` are its title and ground in both languages, its authority and its review date.

    Raises ``PermissionDenied``; ``ValidationError`` when a fact is wrong, when it can reach none
    of the permits, or when what it would do follows from another act only: issue and denial from
    an application, cancellation from a decision, amendment from a request.
    """
    require(by, MAY_DRAW_UP[kind])
    if refusals := rules.against_drawing_up(kind):
        raise ValidationError([refusal.error for refusal in refusals])
    with _new_order(
        Act.DRAW_UP,
        kind=kind,
        effective_at=effective_at,
        prepared_by=by,
        by=by,
        reason=reason,
        **texts,
    ) as (order, entry):
        within_reach = (
            ScheduledPermit(order=order, permit=permit, version=permit.version, entry=entry)
            for permit, refusals in rules.asked_each(permits, kind=kind, effective_at=effective_at)
            if not refusals
        )
        if not _add_in_chunks(ScheduledPermit, within_reach):
            raise rules.Refusal.NOTHING_WITHIN_REACH.error
    return order


def draw_up_signed(
    *,
    kind: str,
    effective_at: datetime,
    prepared_by: User,
    appointment: Appointment,
    signed_at: datetime,
    by: User,
    reason: str,
    **texts: Any,
) -> Order:
    """The order of a decision that ``by`` signs: signed with it, its schedule still empty.

    Whoever signs the decision needs the permission for that; its permits are put on a list with
    ``pin`` and carried out with ``carry_out``. Raises ``ValidationError`` with every reason
    against signing in the name of this office-holder.
    """
    refusals = rules.against_signing_for(appointment, by=by, signed_at=signed_at)
    if by.pk == prepared_by.pk:
        refusals.append(rules.Refusal.SIGNER_PREPARED)
    if refusals:
        raise ValidationError([refusal.error for refusal in refusals])
    with _new_order(
        Act.SIGN,
        kind=kind,
        effective_at=effective_at,
        prepared_by=prepared_by,
        status=OrderStatus.SIGNED,
        signed_by=by,
        signed_for=appointment,
        signed_at=signed_at,
        by=by,
        reason=reason,
        **texts,
    ) as (order, _entry):
        return order


def withdraw(order: Order, *, by: User, reason: str) -> None:
    """Give up an order that is not signed."""
    require(by, MAY_DRAW_UP[order.kind])
    with ledger.entry(by=by, action=Act.WITHDRAW_ORDER, about=order.number, reason=reason):
        order = Order.objects.select_for_update().get(pk=order.pk)
        if refusals := rules.against_withdrawing(order):
            raise ValidationError([refusal.error for refusal in refusals])
        order.status = OrderStatus.WITHDRAWN
        order.save()


def pin(order: Order, permits: PermitQuerySet, *, list_number: int, entry: Entry) -> int:
    """Put every one of the permits on a list of the order, at its present version.

    Returns how many. Nothing is left out: what the order cannot reach is refused, on record, when
    it is carried out.
    """
    return insert_from(
        ScheduledPermit,
        permits.with_version().order_by("pk"),
        order=Value(order.pk),
        permit=F("pk"),
        list_number=Value(list_number),
        version=F("version"),
        entry=Value(entry.pk),
    )


def sign(
    order: Order, *, appointment: Appointment, signed_at: datetime, by: User, reason: str
) -> Reconciliation:
    """Record the signature of an order, and carry it out.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against signing.
    """
    require(by, "permits.sign_order")
    with ledger.entry(
        by=by,
        action=Act.SIGN,
        about=order.number,
        reason=reason,
        authority=f"{order.authority}; {appointment.as_authority()}",
    ):
        order = Order.objects.select_for_update().get(pk=order.pk)
        refusals = rules.against_signing(order, by=by)
        refusals += rules.against_signing_for(appointment, by=by, signed_at=signed_at)
        if refusals:
            raise ValidationError([refusal.error for refusal in refusals])
        order.signed_by, order.signed_for, order.signed_at = by, appointment, signed_at
        order.status = OrderStatus.SIGNED
        order.save()
        return carry_out(order, by=by, reason=reason)


def carry_out(
    order: Order,
    *,
    by: User | None,
    reason: str,
    list_number: int = 1,
    effective_at: datetime | None = None,
    change: rules.ConditionChange | None = None,
    again: bool = False,
) -> Reconciliation:
    """Change every permit on a list of a signed order, in one transaction.

    Permits are locked in key order and asked about one by one; what the rules refuse is kept as
    an outcome with its reasons, and a few statements over the whole set do the rest. An amendment
    needs the ``change`` of the condition. With ``again`` an order that is carried out reaches a
    further list, from ``effective_at`` on, of what it refused before. A list already carried out
    is left as it is: run again, it reports the same numbers. ``by`` is nobody when a batch is
    carried out at its time, as it was confirmed.
    """
    with ledger.entry(
        by=by, action=Act.CARRY_OUT, about=order.number, reason=reason, authority=order.authority
    ) as entry:
        order = Order.objects.select_for_update().get(pk=order.pk)
        further = again and not _has_outcomes(order, list_number)
        if order.status == OrderStatus.CARRIED_OUT and not further:
            return reconcile(order, list_number)
        if refusals := rules.against_beginning(order, change=change, again=again):
            raise ValidationError([refusal.error for refusal in refusals])
        _carry_out(order, list_number, effective_at or order.effective_at, change, entry)
        tell_of(order, by=by, reason=reason)
        return reconcile(order, list_number)


def _carry_out(
    order: Order,
    list_number: int,
    effective_at: datetime,
    change: rules.ConditionChange | None,
    entry: Entry,
) -> None:
    listed = Permit.objects.listed_by(order, list_number)
    lock_in_key_order(listed)
    _add_in_chunks(Outcome, _refused(order, listed, effective_at, change, entry))
    reached = _within_reach(order, list_number)
    if change is None:
        _change_statuses(order, reached, effective_at, entry)
    else:
        change_conditions(reached, change)
    _add_outcomes(reached, entry)
    if order.status != OrderStatus.CARRIED_OUT:
        order.status = OrderStatus.CARRIED_OUT
        order.save()


def _has_outcomes(order: Order, list_number: int) -> bool:
    return order.schedule.filter(list_number=list_number, outcome__isnull=False).exists()


def reconcile(order: Order, list_number: int | None = None) -> Reconciliation:
    """The numbers of a list, the newest unless another is named.

    Scheduled = carried out + refused, once the order is carried out.
    """
    listed = order.schedule.filter(list_number=list_number) if list_number else order.newest_list()
    return Reconciliation(
        **listed.order_by().aggregate(
            scheduled=Count("pk"),
            carried_out=Count("pk", filter=Q(outcome__carried_out=True)),
            refused=Count("pk", filter=Q(outcome__carried_out=False)),
        )
    )


@contextmanager
def _new_order(act: str, *, by: User, reason: str, **facts: Any) -> Iterator[tuple[Order, Entry]]:
    """A new order with the next number of its year, kept under an entry that names it."""
    with transaction.atomic():
        number = numbers.next_reference("MO", timezone.localdate(facts["effective_at"]).year)
        with ledger.entry(by=by, action=act, about=number, reason=reason) as entry:
            order = Order(number=number, **facts)
            if refusals := rules.against_reviewing(order):
                raise ValidationError({"review_on": [refusal.error for refusal in refusals]})
            order.full_clean()
            order.save()
            yield order, entry


def _refused(
    order: Order,
    listed: PermitQuerySet,
    effective_at: datetime,
    change: rules.ConditionChange | None,
    entry: Entry,
) -> Iterator[Outcome]:
    """An outcome for each listed permit that the rules refuse."""
    refused = rules.refused_each(listed, kind=order.kind, effective_at=effective_at, change=change)
    for scheduled_id, refusals in refused:
        yield Outcome(
            scheduled_id=scheduled_id,
            carried_out=False,
            refusals=" ".join(refusals),
            entry=entry,
        )


def _within_reach(order: Order, list_number: int) -> QuerySet[ScheduledPermit]:
    """Everything on the list that was not refused, and is not done yet."""
    return ScheduledPermit.objects.filter(
        order=order, list_number=list_number, outcome__isnull=True
    ).order_by("permit_id")


def _change_statuses(
    order: Order, reached: QuerySet[ScheduledPermit], effective_at: datetime, entry: Entry
) -> None:
    """The change of each permit, and the status it makes."""
    [to_status] = set(rules.TRANSITIONS[order.kind].values())
    insert_from(
        StatusChange,
        reached,
        permit=F("permit_id"),
        order=Value(order.pk),
        from_status=F("permit__status"),
        to_status=Value(to_status),
        effective_at=Value(effective_at, output_field=DateTimeField()),
        entry=Value(entry.pk),
    )
    apply_changes(order=order.pk, entry=entry.pk, status=to_status)


def _add_outcomes(reached: QuerySet[ScheduledPermit], entry: Entry) -> None:
    insert_from(
        Outcome,
        reached,
        scheduled=F("pk"),
        carried_out=Value(True),
        refusals=Value(""),
        entry=Value(entry.pk),
    )


def _add_in_chunks(model: type[Model], rows: Iterator) -> int:
    """Add rows of an event as they come, with memory for one chunk; returns how many."""
    added = 0
    while chunk := list(islice(rows, rules.CHUNK)):
        model._default_manager.bulk_create(chunk)
        added += len(chunk)
    return added
