"""Messages that go out by mail, and what became of each."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from office.models.documents import Document
from office.models.leases import Leased, LeasedQuerySet


class DeliveryState(models.TextChoices):
    """Where a message stands."""

    PENDING = "pending", _("To be sent")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    BOUNCED = "bounced", _("Came back")
    FAILED = "failed", _("Failed")
    RETRACTED = "retracted", _("Retracted")


class Happened(models.TextChoices):
    """What can become of a message."""

    ATTEMPTED = "attempted", _("Handed over for delivery")
    ACCEPTED = "accepted", _("Accepted for delivery")
    DEFERRED = "deferred", _("Not accepted; to be tried again")
    FAILED = "failed", _("Given up")
    BOUNCED = "bounced", _("Came back")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged by the recipient")
    RETRACTED = "retracted", _("Retracted")
    RENEWED = "renewed", _("To be tried again by hand")


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All but the confidential ones, which their author and those who oversee may see."""
        if user.has_perm("office.oversee"):
            return self
        if not user.has_perm("office.view_message"):
            return self.none()
        return self.filter(Q(confidential=False) | Q(entry__actor=user))

    def about_record(self, reference):
        return self.filter(about=reference)

    def in_state(self, state):
        return self.filter(delivery__state=state)

    def matching(self, text):
        """Messages with this text in their subject, recipient, record or identity."""
        return self.filter(
            Q(subject__icontains=text)
            | Q(to_name__icontains=text)
            | Q(to_address__icontains=text)
            | Q(about__icontains=text)
            | Q(message_id__icontains=text)
        )

    def older_than(self, days):
        """Messages written more than some days ago."""
        return self.filter(written_at__lt=timezone.now() - timedelta(days=days))


class Message(Event):
    """One e-mail to one recipient, as it was written; the words never change.

    Its identity and date are given when it is written: sent again after a doubt, it is the same
    message, byte for byte, and a mail server or reader can tell.
    """

    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    about = models.CharField(_("about"), max_length=120)
    sender = models.CharField(_("from"), max_length=254)
    to_name = models.CharField(_("recipient"), max_length=200, blank=True)
    to_address = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"))
    confidential = models.BooleanField(_("confidential"), default=False)
    answers = models.ForeignKey(
        "self",
        verbose_name=_("follows"),
        on_delete=models.PROTECT,
        null=True,
        related_name="answered_by",
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("record_delivery", _("Can record what became of messages"))]
        indexes = [
            models.Index(fields=["about"], name="message_by_record"),
            models.Index(fields=["written_at", "id"], name="message_by_time"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("office:message_detail", args=[self.pk])


class Attachment(Event):
    """A document that goes with a message, in order."""

    message = models.ForeignKey(
        Message, verbose_name=_("message"), on_delete=models.PROTECT, related_name="attachments"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["message", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_position_once")
        ]

    def __str__(self):
        return self.name


class DeliveryQuerySet(LeasedQuerySet):
    def open(self):
        return self.filter(state=DeliveryState.PENDING)


class Delivery(Leased):
    """Where the delivery of a message stands: what its events say, kept ready for workers."""

    message = models.OneToOneField(
        Message, verbose_name=_("message"), on_delete=models.PROTECT, related_name="delivery"
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=DeliveryState.choices,
        default=DeliveryState.PENDING,
    )
    # Attempts since somebody last asked for new ones.
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="delivery_pending"),
            models.Index(fields=["state", "since"], name="delivery_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"
            )
        ]

    def __str__(self):
        return self.get_state_display()


class DeliveryEvent(Event):
    """One thing that became of a message; the newest tells where it stands."""

    message = models.ForeignKey(
        Message, verbose_name=_("message"), on_delete=models.PROTECT, related_name="events"
    )
    what = models.CharField(_("what"), max_length=12, choices=Happened.choices)
    happened_at = models.DateTimeField(_("when"))
    detail = models.TextField(_("detail"), blank=True)

    class Meta:
        verbose_name = _("delivery event")
        verbose_name_plural = _("delivery events")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=Happened.values), name="delivery_event_is_known"
            )
        ]

    def __str__(self):
        return self.get_what_display()
