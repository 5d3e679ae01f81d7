"""What may be recorded of a message, and when it may be sent again or retracted."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.models import Delivery, DeliveryState, Happened


class Refusal(models.TextChoices):
    """Why an act on a message is refused."""

    NOT_SENT = "not-sent", _("The message was not sent yet.")
    ALREADY = "already", _("This is recorded of the message already.")
    BEFORE_WRITTEN = "before-written", _("This is before the message was written.")
    IN_FUTURE = "in-future", _("This is in the future.")
    ON_ITS_WAY = "on-its-way", _("The message was sent; nothing has come back.")
    RETRACTED = "retracted", _("The message is retracted.")
    BEING_SENT = "being-sent", _("The message is being sent at this moment; try again in a minute.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def minute_of(moment: datetime) -> datetime:
    """The beginning of a moment's minute: people record minutes."""
    return moment.replace(second=0, microsecond=0)


def against_recording(
    delivery: Delivery, *, what: Happened, happened_at: datetime | None = None
) -> list[Refusal]:
    """Why a bounce or an acknowledgement cannot be recorded."""
    refusals = []
    handed_over = delivery.message.events.filter(what=Happened.ATTEMPTED).exists()
    if not handed_over:
        refusals.append(Refusal.NOT_SENT)
    if delivery.state == what.value:
        refusals.append(Refusal.ALREADY)
    if happened_at is not None and happened_at < minute_of(delivery.message.written_at):
        refusals.append(Refusal.BEFORE_WRITTEN)
    if happened_at is not None and happened_at > timezone.now():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_trying_again(delivery: Delivery) -> list[Refusal]:
    """Why a message cannot be sent again: only what is not known to be with its recipient can."""
    if delivery.state == DeliveryState.RETRACTED:
        return [Refusal.RETRACTED]
    if delivery.state in (DeliveryState.SENT, DeliveryState.ACKNOWLEDGED):
        return [Refusal.ON_ITS_WAY]
    return [Refusal.BEING_SENT] if delivery.is_leased else []


def against_retracting(delivery: Delivery) -> list[Refusal]:
    """Why a message cannot be retracted."""
    if delivery.state == DeliveryState.RETRACTED:
        return [Refusal.RETRACTED]
    return [Refusal.BEING_SENT] if delivery.is_leased else []
