"""What a person records of a message after it is sent: it came back, was answered, is retracted."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from office import outbox, rules
from office.models import Act, Delivery, DeliveryEvent, DeliveryState, Happened, Message


def record_bounce(
    message: Message, *, detail: str, happened_at: datetime, by: User | None, reason: str
) -> None:
    """Record that a message came back. ``by`` is None when a bounce message was read."""
    _record(Act.BOUNCE, Happened.BOUNCED, message, detail, happened_at, by=by, reason=reason)


def record_acknowledgement(
    message: Message, *, detail: str, happened_at: datetime, by: User, reason: str
) -> None:
    """Record that the recipient acknowledged a message, and how."""
    _record(
        Act.ACKNOWLEDGE, Happened.ACKNOWLEDGED, message, detail, happened_at, by=by, reason=reason
    )


def try_again(message: Message, *, by: User, reason: str) -> None:
    """Send a message that failed, came back or waits for its next attempt, as soon as possible."""
    require(by, "office.record_delivery")
    with ledger.entry(by=by, action=Act.TRY_AGAIN, about=message.about, reason=reason) as entry:
        delivery = _locked(message)
        _stop_at(rules.against_trying_again(delivery))
        DeliveryEvent.objects.create(
            message=message, what=Happened.RENEWED, happened_at=timezone.now(), entry=entry
        )
        delivery.tries, delivery.due_at = 0, timezone.now()
        delivery.save(update_fields=["tries"])
        outbox.stands(delivery, DeliveryState.PENDING)
    outbox.send_in_place(delivery)


def retract(message: Message, *, by: User, reason: str) -> None:
    """Retract a message: not sent yet, it stays here; sent, the record says that it is withdrawn.

    Whoever retracts a notice writes the correction besides, as a message that follows this one.
    """
    require(by, "office.record_delivery")
    with ledger.entry(by=by, action=Act.RETRACT, about=message.about, reason=reason) as entry:
        delivery = _locked(message)
        _stop_at(rules.against_retracting(delivery))
        DeliveryEvent.objects.create(
            message=message,
            what=Happened.RETRACTED,
            happened_at=timezone.now(),
            detail=reason,
            entry=entry,
        )
        outbox.stands(delivery, DeliveryState.RETRACTED)


_STATES = {
    Happened.BOUNCED: DeliveryState.BOUNCED,
    Happened.ACKNOWLEDGED: DeliveryState.ACKNOWLEDGED,
}


def _record(
    act: Act,
    what: Happened,
    message: Message,
    detail: str,
    happened_at: datetime,
    *,
    by: User | None,
    reason: str,
) -> None:
    if by is not None:
        require(by, "office.record_delivery")
    with (
        transaction.atomic(),
        ledger.entry(by=by, action=act, about=message.about, reason=reason) as entry,
    ):
        delivery = _locked(message)
        _stop_at(rules.against_recording(delivery, what=what, happened_at=happened_at))
        event = DeliveryEvent(
            message=message, what=what, happened_at=happened_at, detail=detail, entry=entry
        )
        event.full_clean(exclude=["entry"])
        event.save()
        # What was retracted stays retracted, also when it comes back.
        if delivery.state != DeliveryState.RETRACTED:
            outbox.stands(delivery, _STATES[what])


def _locked(message: Message) -> Delivery:
    return Delivery.objects.select_for_update().select_related(None).get(message=message)


def _stop_at(refusals: list[rules.Refusal]) -> None:
    if refusals:
        raise ValidationError([refusal.error for refusal in refusals])
