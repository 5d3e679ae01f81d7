"""The outbox: messages written with the act they tell of, and sent at least once by workers.

How another storey uses it, inside its own action (and thus inside its entry and transaction)::

    message = outbox.put(
        to_address=party.email, to_name=party.name, language=party.language,
        subject=…, text=…, about=order.number, by=user,
        attachments=[document], answers=earlier_message, confidential=False,
    )

The message commits with the act or not at all. It is sent by ``manage.py worker`` or, where
``WORK_IN_PLACE`` is set, right after the commit. A doubt (a broken connection, a worker killed)
is settled by sending it again: same Message-ID, same date, same bytes. What becomes of it is a
row of ``DeliveryEvent`` each time; ``message.delivery.state`` says where it stands.

``about`` is the number of the record it belongs to: its page lists the messages with
``Message.objects.visible_to(user).about_record(number)``. ``confidential`` messages are seen by
their author and those who oversee the office only. ``due_at`` holds a message back until then.
"""

import logging
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit import ledger
from audit.models import Entry
from office import mail
from office.models import (
    Act,
    Attachment,
    Delivery,
    DeliveryEvent,
    DeliveryState,
    Document,
    Happened,
    Message,
)
from office.models.leases import LEASE
from office.work import LeaseLost, new_owner

logger = logging.getLogger(__name__)

# How long to wait after each attempt that was not accepted; after the last it is given up.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]


def put(
    *,
    to_address: str,
    subject: str,
    text: str,
    about: str,
    by: User | None,
    to_name: str = "",
    language: str = "",
    attachments: Sequence[Document] = (),
    answers: Message | None = None,
    confidential: bool = False,
    due_at: datetime | None = None,
) -> Message:
    """Write a message in the caller's transaction, to be sent when that commits.

    Raises ``ValidationError`` naming the field when something cannot be sent as it is.
    """
    subject = " ".join(subject.split())
    with ledger.entry(by=by, action=Act.WRITE_MESSAGE, about=about, reason=subject or "–") as entry:
        message = Message(
            message_id=f"<{uuid.uuid4().hex}@{_domain()}>",
            about=about,
            sender=settings.DEFAULT_FROM_EMAIL,
            to_name=" ".join(to_name.split()),
            to_address=to_address.strip(),
            language=language or settings.LANGUAGE_CODE,
            subject=subject,
            text=text,
            written_at=timezone.now().replace(microsecond=0),
            confidential=confidential,
            answers=answers,
            entry=entry,
        )
        _keep(message, attachments)
        due_at = due_at or message.written_at
        delivery = Delivery.objects.create(message=message, due_at=due_at)
    send_in_place(delivery)
    return message


def _keep(message: Message, attachments: Sequence[Document]) -> None:
    if "\x00" in message.text:
        raise ValidationError({"text": _("The text holds a character that cannot be sent.")})
    message.full_clean(exclude=["entry", "answers"])
    message.save()
    for position, document in enumerate(attachments, start=1):
        Attachment.objects.create(
            message=message,
            position=position,
            document=document,
            name=document.name,
            entry=message.entry,
        )


def send_in_place(delivery: Delivery) -> None:
    """Send after the commit what is due, where there is no worker to do it."""
    if settings.WORK_IN_PLACE and delivery.due_at <= timezone.now():
        transaction.on_commit(lambda: deliver(delivery), robust=True)


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def deliver(delivery: Delivery) -> bool:
    """Send one message here and now, unless somebody else is sending it."""
    return deliver_next(Delivery.objects.filter(pk=delivery.pk))


def deliver_next(deliveries=None, *, owner: str = "") -> bool:
    """Take the message that waits longest, and hand it over; says whether there was one."""
    owner = owner or new_owner()
    waiting = Delivery.objects.all() if deliveries is None else deliveries
    delivery = waiting.take(owner)
    if delivery is None:
        return False
    try:
        _attempt(delivery, owner)
    except LeaseLost:
        logger.warning("Message %s is in other hands.", delivery.message_id)
    return True


def _attempt(delivery: Delivery, owner: str) -> None:
    """Record that the message is handed over, do it, and record the answer.

    The attempt is on record before the first byte is sent: killed in between, the record shows a
    message of which it is not known whether it went out, and the next worker sends it again.
    """
    message = Message.objects.select_related("answers").get(pk=delivery.message_id)
    with _entry(Act.ATTEMPT, message, "The message is handed over") as entry:
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if held.lease_owner != owner or held.state != DeliveryState.PENDING:
            raise LeaseLost
        _happened(message, Happened.ATTEMPTED, entry)
    try:
        answer = mail.hand_over(message)
    except mail.NotAccepted as refusal:
        _not_accepted(message, refusal.answer, for_good=refusal.for_good)
    except ValidationError as refusal:
        _not_accepted(message, " ".join(refusal.messages), for_good=True)
    except Exception as fault:
        logger.exception("Message %s could not be handed over.", message.message_id)
        _not_accepted(message, type(fault).__name__, for_good=False)
    else:
        _accepted(message, answer)


def _entry(act: Act, message: Message, reason: str):
    return ledger.entry(by=None, action=act, about=message.about, reason=reason)


def _happened(message: Message, what: Happened, entry: Entry, detail: str = "", at=None) -> None:
    DeliveryEvent.objects.create(
        message=message,
        what=what,
        happened_at=at or timezone.now(),
        # A mail server may say anything, also what a database cannot keep.
        detail=detail.replace("\x00", "")[:2000],
        entry=entry,
    )


def stands(delivery: Delivery, state: DeliveryState) -> None:
    """Note where a message stands now, free of any lease."""
    delivery.give_back()
    delivery.state, delivery.since = state, timezone.now()
    delivery.save(update_fields=[*LEASE, "state", "since"])


def _accepted(message: Message, answer: str) -> None:
    with _entry(Act.DELIVER, message, "The mail server accepted the message") as entry:
        delivery = Delivery.objects.select_for_update().get(message=message)
        _happened(message, Happened.ACCEPTED, entry, answer)
        if delivery.state == DeliveryState.PENDING:
            stands(delivery, DeliveryState.SENT)


def _not_accepted(message: Message, answer: str, *, for_good: bool) -> None:
    """Put the message off for longer each time; give it up when the server or patience ends it."""
    with _entry(Act.DELIVER, message, "The message was not accepted") as entry:
        delivery = Delivery.objects.select_for_update().get(message=message)
        over = for_good or delivery.tries >= len(WAITS)
        _happened(message, Happened.FAILED if over else Happened.DEFERRED, entry, answer)
        if delivery.state != DeliveryState.PENDING:
            return
        if over:
            stands(delivery, DeliveryState.FAILED)
            return
        delivery.give_back(due_at=timezone.now() + WAITS[delivery.tries])
        delivery.tries += 1
        delivery.save(update_fields=[*LEASE, "tries"])


def problem_of(message: Message) -> str:
    """Why a message is not sent, in the server's words; empty when nothing stands against it."""
    last = message.events.order_by("-pk").first()
    told = {Happened.DEFERRED, Happened.FAILED, Happened.BOUNCED}
    return last.detail or _("No reason was given.") if last and last.what in told else ""
