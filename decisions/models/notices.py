"""Notices of what an order does: to holders, the border agency, exporters and the public."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Guard, Record
from decisions.models.decisions import Decision
from decisions.models.templates import LETTERS, NoticeKind, NoticeTemplate
from office.models import DeliveryState, Document, Message
from permits.models import Order, Party, Permit
from permits.models.parties import in_french


class NoticeStatus(models.TextChoices):
    HELD = "held", _("Held: something is missing")
    ISSUED = "issued", _("Issued")
    RETRACTED = "retracted", _("Retracted")


class Channel(models.TextChoices):
    """How a notice reaches its reader."""

    EMAIL = "email", _("E-mail")
    POST = "post", _("Post")
    PUBLISHED = "published", _("Published")


class Standing(models.TextChoices):
    """Where a notice stands on its way, whichever way it goes."""

    HELD = "held", _("Held: something is missing")
    PENDING = "pending", _("To be sent")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    BOUNCED = "bounced", _("Came back")
    FAILED = "failed", _("Failed")
    RETRACTED = "retracted", _("Retracted")


UNSETTLED = [Standing.HELD, Standing.PENDING, Standing.BOUNCED, Standing.FAILED]


def standing_at(standing):
    """The condition under which a notice stands at a point of its way."""
    if standing in (Standing.HELD, Standing.RETRACTED):
        return Q(status=standing)
    by_post = "" if standing == Standing.PENDING else standing
    return Q(status=NoticeStatus.ISSUED) & (
        Q(message__delivery__state=standing) | Q(channel=Channel.POST, way=by_post)
    )


UNSETTLED_NOW = reduce(or_, map(standing_at, UNSETTLED))


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("decisions.view_notice") else self.none()

    def standing_for(self, order):
        """The notices of an order that are not retracted."""
        return self.filter(order=order).exclude(status=NoticeStatus.RETRACTED)

    def letters(self):
        return self.filter(kind__in=LETTERS)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def held(self):
        return self.filter(status=NoticeStatus.HELD)

    def at(self, standing):
        """Notices at one point of their way."""
        return self.filter(standing_at(standing))

    def unsettled(self):
        """Notices that somebody has to look after: not sent, or not arrived."""
        return self.filter(UNSETTLED_NOW)

    def older_than(self, days):
        """Notices written more than some days ago."""
        return self.filter(written_at__lt=timezone.now() - timedelta(days=int(days)))

    def matching(self, text):
        """Notices with this text in their number, subject, reader, order or decision."""
        return self.filter(
            Q(number__icontains=text)
            | Q(subject_en__icontains=text)
            | Q(subject_fr__icontains=text)
            | Q(holder__name__icontains=text)
            | Q(order__number__icontains=text)
            | Q(decision__number__icontains=text)
        )


class Notice(Record):
    """One notice to one reader: its words and its document as they went out.

    A letter lists only the permits of its holder, in the holder's language. What cannot go out,
    because the register knows no address or no language, is held and says so.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=NoticeKind.choices)
    status = models.CharField(_("status"), max_length=10, choices=NoticeStatus.choices)
    order = models.ForeignKey(
        Order,
        verbose_name=_("order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    decision = models.ForeignKey(
        Decision,
        verbose_name=_("memorandum"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    holder = models.ForeignKey(
        Party,
        verbose_name=_("holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    # A further letter to the same holder under the same order, for permits not told of before.
    part = models.PositiveSmallIntegerField(_("part"), default=1)
    serial = models.PositiveIntegerField(_("serial number"), null=True, blank=True, unique=True)
    template = models.ForeignKey(
        NoticeTemplate,
        verbose_name=_("template"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    reply_by = models.DateField(_("answer by"), null=True, blank=True)
    # Empty languages are those it was not written in: a letter has one, what is public has both.
    subject_en = models.CharField(_("subject (English)"), max_length=250, blank=True)
    subject_fr = models.CharField(_("subject (French)"), max_length=250, blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    text_fr = models.TextField(_("text (French)"), blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    attached = models.ForeignKey(
        Document,
        verbose_name=_("list as a file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    channel = models.CharField(_("way"), max_length=10, choices=Channel.choices, blank=True)
    message = models.OneToOneField(
        Message,
        verbose_name=_("message"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notice",
    )
    # Where a letter by post stands; of an e-mail, its delivery tells.
    way = models.CharField(_("stands"), max_length=12, choices=Standing.choices, blank=True)
    corrects = models.OneToOneField(
        "self",
        verbose_name=_("corrects"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    correction_en = models.TextField(_("what was wrong (English)"), blank=True)
    correction_fr = models.TextField(_("what was wrong (French)"), blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written"))
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    guards = [
        Guard(
            name="issued_words_stay",
            on="update",
            when=(
                "{old}.status <> 'held' AND ({new}.status = 'held'"
                " OR {new}.text_en <> {old}.text_en OR {new}.text_fr <> {old}.text_fr"
                " OR {new}.subject_en <> {old}.subject_en OR {new}.subject_fr <> {old}.subject_fr"
                " OR coalesce({new}.document_id, 0) <> coalesce({old}.document_id, 0)"
                " OR coalesce({new}.holder_id, 0) <> coalesce({old}.holder_id, 0))"
            ),
            message="An issued notice is not edited: retract it and issue a correction.",
        )
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("issue_notice", _("Can issue, retract and follow up notices"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=NoticeStatus.values), name="notice_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False, decision=None)
                | Q(order=None, decision__isnull=False),
                name="notice_is_of_an_order_or_a_memorandum",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in LETTERS], holder__isnull=False)
                | (~Q(kind__in=[kind.value for kind in LETTERS]) & Q(holder=None)),
                name="notice_letter_has_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(status="held", document=None, message=None, issued_at=None)
                | (
                    ~Q(status="held")
                    & Q(document__isnull=False, issued_at__isnull=False)
                    & ~Q(channel="")
                    & (Q(channel="email", message__isnull=False) | ~Q(channel="email"))
                )
                | Q(status="retracted"),
                name="notice_issue_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(serial=None) | Q(kind="exporters"),
                name="notice_serial_is_for_exporters",
            ),
            models.UniqueConstraint(
                fields=["order", "kind", "holder", "part"],
                condition=Q(corrects=None) & ~Q(status="retracted"),
                name="notice_once_per_holder_and_part",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("decisions:notice_detail", args=[self.number])

    @property
    def title(self):
        french, english = self.subject_fr, self.subject_en
        subject = (french or english) if in_french() else (english or french)
        return subject or self.get_kind_display()

    @property
    def about(self):
        """The order or memorandum it belongs to."""
        return self.order or self.decision

    @property
    def standing(self):
        """Where it stands on its way; empty for what is published."""
        if self.status != NoticeStatus.ISSUED:
            return Standing(self.status)
        if self.message_id:
            return Standing(DeliveryState(self.message.delivery.state).value)
        if self.channel == Channel.POST:
            return Standing(self.way or Standing.PENDING)
        return ""

    @property
    def standing_label(self):
        standing = self.standing
        return standing.label if standing else self.get_status_display()

    @property
    def since(self):
        """Since when it stands there."""
        if self.status == NoticeStatus.ISSUED and self.message_id:
            return self.message.delivery.since
        last = self.events.last() if self.channel == Channel.POST else None
        return last.happened_at if last else self.issued_at or self.written_at


class NoticedPermit(Event):
    """A permit that a notice tells of."""

    notice = models.ForeignKey(
        Notice, verbose_name=_("notice"), on_delete=models.PROTECT, related_name="noticed"
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="noticed"
    )

    class Meta:
        verbose_name = _("permit told of")
        verbose_name_plural = _("permits told of")
        ordering = ["notice", "permit"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["notice", "permit"], name="notice_tells_permit_once")
        ]

    def __str__(self):
        return f"{self.notice}: {self.permit}"


class PostalEvent(Event):
    """What became of a letter sent by post, as a person records it."""

    notice = models.ForeignKey(
        Notice, verbose_name=_("notice"), on_delete=models.PROTECT, related_name="events"
    )
    what = models.CharField(_("what"), max_length=12, choices=Standing.choices)
    happened_at = models.DateTimeField(_("when"))
    detail = models.CharField(_("detail"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("postal event")
        verbose_name_plural = _("postal events")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["sent", "bounced", "acknowledged"]),
                name="postal_event_is_known",
            )
        ]

    def __str__(self):
        return self.get_what_display()


def not_told(scheduled, kind):
    """Of scheduled permits, those that no standing letter of their order tells of."""
    told = NoticedPermit.objects.filter(
        permit=OuterRef("permit"), notice__order=OuterRef("order"), notice__kind=kind
    ).exclude(notice__status=NoticeStatus.RETRACTED)
    return scheduled.filter(~Exists(told))
