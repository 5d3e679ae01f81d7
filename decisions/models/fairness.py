"""Procedural fairness: notice of an intended cancellation, and what its holders answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Guard, Record
from decisions.models.decisions import Decision
from office.models import Document
from permits.models import Party, Permit
from permits.models.parties import in_french


class IntentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("decisions.view_decision") else self.none()


class Intent(Event):
    """A notice to holders that the cancellation of their permits is intended, and why.

    It pins the permits and the holders that it concerns, and says until when they may answer.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="intents"
    )
    text_en = models.TextField(_("what is intended, and why (English)"))
    text_fr = models.TextField(_("what is intended, and why (French)"))
    notified_on = models.DateField(_("notified on"))
    respond_by = models.DateField(_("answers until"))

    objects = IntentQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of intended cancellation")
        verbose_name_plural = _("notices of intended cancellation")
        ordering = ["pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.CheckConstraint(
                condition=Q(respond_by__gt=models.F("notified_on")),
                name="intent_leaves_time_to_answer",
                violation_error_message=_(
                    "Holders need at least a week between the notice and the last day to answer."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(text_en="") & ~Q(text_fr=""), name="intent_is_in_both_languages"
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("decisions:intent_detail", args=[self.number])

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en

    def holders(self):
        """The holders notified, each once."""
        return Party.objects.filter(pk__in=self.concerned.values("holder"))


class IntentPermit(Event):
    """A permit that a notice of intended cancellation concerns, and its holder that day."""

    intent = models.ForeignKey(
        Intent, verbose_name=_("notice"), on_delete=models.PROTECT, related_name="concerned"
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="+"
    )
    holder = models.ForeignKey(
        Party, verbose_name=_("holder"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("permit of a notice of intent")
        verbose_name_plural = _("permits of notices of intent")
        ordering = ["intent", "permit"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["intent", "permit"], name="intent_concerns_permit_once")
        ]

    def __str__(self):
        return f"{self.intent}: {self.permit}"


class Dispensation(Event):
    """Why holders are not heard before their permits are cancelled: only for a stated reason."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="dispensations"
    )
    reason_en = models.TextField(_("reason (English)"))
    reason_fr = models.TextField(_("reason (French)"))

    class Meta:
        verbose_name = _("dispensation from notice")
        verbose_name_plural = _("dispensations from notice")
        ordering = ["pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="notice_dispensed_with_once"),
            models.CheckConstraint(
                condition=~Q(reason_en="") & ~Q(reason_fr=""),
                name="dispensation_gives_reasons_in_both",
            ),
        ]

    def __str__(self):
        return str(self.decision)

    @property
    def reason(self):
        return self.reason_fr if in_french() else self.reason_en


class RepresentationQuerySet(models.QuerySet):
    def to_consider(self):
        return self.filter(considered_at=None)


class Representation(Record):
    """What a holder answers to a notice of intent, and what is made of it before signature."""

    guards = [
        Guard(
            "considered_once",
            "update",
            "{old}.considered_at IS NOT NULL",
            "decisions_representation: a representation considered never changes",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "decisions_representation: a representation is never deleted",
        ),
    ]

    intent = models.ForeignKey(
        Intent, verbose_name=_("notice"), on_delete=models.PROTECT, related_name="representations"
    )
    holder = models.ForeignKey(
        Party, verbose_name=_("holder"), on_delete=models.PROTECT, related_name="+"
    )
    received_on = models.DateField(_("received on"))
    text = models.TextField(_("what the holder says"))
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    considered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("considered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    considered_at = models.DateTimeField(_("considered"), null=True, blank=True)
    answer_en = models.TextField(_("how it is answered (English)"), blank=True)
    answer_fr = models.TextField(_("how it is answered (French)"), blank=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        ordering = ["received_on", "pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.CheckConstraint(
                condition=Q(considered_by=None, considered_at=None, answer_en="", answer_fr="")
                | Q(considered_by__isnull=False, considered_at__isnull=False)
                & ~Q(answer_en="")
                & ~Q(answer_fr=""),
                name="representation_consideration_is_whole",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="representation_says_something"),
        ]

    def __str__(self):
        return f"{self.intent}: {self.holder}"

    @property
    def answer(self):
        return self.answer_fr if in_french() else self.answer_en
