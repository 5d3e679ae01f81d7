"""What the office does, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    KEEP_DOCUMENT = "document.keep", _("Keep document")
    WRITE_MESSAGE = "message.write", _("Write message")
    ATTEMPT = "message.attempt", _("Attempt delivery of a message")
    DELIVER = "message.deliver", _("Record what the mail server answered")
    BOUNCE = "message.bounce", _("Record that a message came back")
    ACKNOWLEDGE = "message.acknowledge", _("Record that a message was acknowledged")
    RETRACT = "message.retract", _("Retract message")
    TRY_AGAIN = "message.try_again", _("Try delivery of a message again")
