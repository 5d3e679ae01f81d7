"""Amendments: the terms of one permit change under an order of their own, and never its status."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import Appointment, User
from accounts.roles import require
from audit import ledger
from audit.models import Entry
from permits import rules
from permits.actions.orders import MAY_DRAW_UP, draw_up_signed, pin
from permits.actions.setwise import lock_in_key_order
from permits.actions.telling import tell_of
from permits.models import Act, Condition, Consignee, Order, Outcome, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitQuerySet


def amend(
    permit: Permit,
    *,
    changes: rules.Changes,
    asked_on: date | None,
    effective_at: datetime,
    appointment: Appointment,
    by: User,
    reason: str,
    **facts: Any,
) -> Order:
    """Change terms of a permit under a signed order, whose schedule is this permit (s. 10(1)).

    ``asked_on`` is the day on which the holder's request was received, None on the Minister's own
    motion; ``facts`` are who prepared the order, when it was signed, its texts and authority. Time
    for which the permit was suspended is not added: its term is what the changes say, or as before.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against it or its signature.
    """
    require(by, MAY_DRAW_UP[OrderKind.AMEND])
    authority = appointment.as_authority()
    with ledger.entry(
        by=by, action=Act.AMEND, about=permit.reference, reason=reason, authority=authority
    ) as entry:
        listed = Permit.objects.filter(pk=permit.pk)
        permit = _locked(listed)
        _stop_at(
            rules.against_making(permit, changes, asked_on=asked_on, effective_at=effective_at)
        )
        order = draw_up_signed(
            kind=OrderKind.AMEND,
            effective_at=effective_at,
            appointment=appointment,
            by=by,
            reason=reason,
            **facts,
        )
        pin(order, listed, list_number=1, entry=entry)
        _change_terms(permit, changes)
        return _carried_out(order, entry, by=by, reason=reason)


def _locked(listed: PermitQuerySet) -> Permit:
    lock_in_key_order(listed)
    return listed.get()


def _stop_at(refusals: list[rules.Refusal]) -> None:
    if refusals:
        raise ValidationError([refusal.error for refusal in refusals])


def _change_terms(permit: Permit, changes: rules.Changes) -> None:
    """Write what differs, row by row; the database keeps what each said before."""
    _write(permit, changes.asked())
    lines = {line.pk: line for line in permit.lines.all()}
    for line in changes.lines:
        _write(lines[line.before.pk], line.asked())
    withdrawn = [each.pk for each in changes.conditions_withdrawn]
    permit.conditions.filter(pk__in=withdrawn).delete()
    permit.consignees.filter(pk__in=[each.pk for each in changes.consignees_withdrawn]).delete()
    for condition in changes.conditions:
        _add(
            Condition(
                permit=permit,
                text_en=condition.text_en,
                text_fr=condition.text_fr,
                report_within_days=condition.report_within_days,
            )
        )
    for consignee in changes.consignees:
        _add(Consignee(permit=permit, party=consignee.party, country=consignee.country))


def _write(row: Any, terms: dict[str, Any]) -> None:
    if terms:
        for name, term in terms.items():
            setattr(row, name, term)
        row.full_clean()
        row.save(update_fields=list(terms))


def _add(row: Condition | Consignee) -> None:
    row.full_clean()
    row.save()


def _carried_out(order: Order, entry: Entry, *, by: User, reason: str) -> Order:
    """The order with its one outcome: what an amendment cannot reach is refused before it."""
    Outcome.objects.create(scheduled=order.schedule.get(), carried_out=True, entry=entry)
    order.status = OrderStatus.CARRIED_OUT
    order.save()
    tell_of(order, by=by, reason=reason)
    return order
