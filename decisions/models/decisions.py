"""Memoranda and decisions: the options put to the Minister, and what was chosen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Appointment
from audit.models import Record
from investigations.models import Investigation, Recommendation
from permits.models import Order, Permit
from permits.models.orders import OrderKind
from permits.models.parties import in_french


class DecisionStatus(models.TextChoices):
    DRAFT = "draft", _("Memorandum in draft")
    SUBMITTED = "submitted", _("Before the Minister")
    SIGNED = "signed", pgettext_lazy("decision", "Signed")


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("decisions.view_decision") else self.none()

    def waiting_for_signature(self):
        return self.filter(status=DecisionStatus.SUBMITTED)

    def matching(self, text):
        """Decisions with this text in their number or titles, or their investigation's number."""
        return self.filter(
            Q(number__icontains=text)
            | Q(title_en__icontains=text)
            | Q(title_fr__icontains=text)
            | Q(investigation__number__icontains=text)
        )

    def in_status(self, status):
        return self.filter(status=status)


class Decision(Record):
    """A memorandum to the Minister, and the Minister's choice under section 10(1).

    Section 10(1) states no test. What the findings say of sections 7.3 and 7.4 may differ from
    what is decided, so both are kept and the reasons are given in both languages.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    suspensions = models.ManyToManyField(
        Order,
        verbose_name=_("suspensions in question"),
        through="decisions.SuspensionInQuestion",
        related_name="decisions",
    )
    background_en = models.TextField(_("background (English)"))
    background_fr = models.TextField(_("background (French)"))
    status = models.CharField(
        _("status"), max_length=10, choices=DecisionStatus.choices, default=DecisionStatus.DRAFT
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    chosen = models.ForeignKey(
        "decisions.Option",
        verbose_name=_("option chosen"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reasons_en = models.TextField(_("reasons (English)"), blank=True)
    reasons_fr = models.TextField(_("reasons (French)"), blank=True)
    effective_at = models.DateTimeField(_("takes effect"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signature recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_for = models.ForeignKey(
        Appointment,
        verbose_name=_("signed for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    order = models.OneToOneField(
        Order,
        verbose_name=_("order drawn up"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        default_permissions = ("view", "add")
        permissions = [("sign_decision", _("Can sign decisions"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DecisionStatus.values), name="decision_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("prepared_by")),
                name="decision_signer_did_not_prepare",
                violation_error_message=_("The author of a memorandum cannot sign the decision."),
            ),
            models.CheckConstraint(
                condition=Q(
                    signed_by=None, signed_for=None, signed_at=None, chosen=None, order=None
                )
                & ~Q(status="signed")
                | Q(
                    status="signed",
                    signed_by__isnull=False,
                    signed_for__isnull=False,
                    signed_at__isnull=False,
                    effective_at__isnull=False,
                    chosen__isnull=False,
                )
                & ~Q(reasons_en="")
                & ~Q(reasons_fr=""),
                name="decision_signature_is_whole",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("decisions:decision_detail", args=[self.number])

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    def permits_in_question(self):
        """What the suspensions in question still suspend: never chosen by country."""
        return Permit.objects.individual().suspended_by_any(self.suspensions.all())

    def permits_concerned(self):
        """The permits in question; once a batch is executed, those on its list."""
        executed = self.batches.executed().first()
        if executed is None:
            return self.permits_in_question()
        return Permit.objects.filter(pk__in=executed.schedule().values("permit"))

    def version(self):
        """The newest entry that changed the memorandum, its options or its suspensions."""
        histories = [
            Decision.history.filter(id=self.pk),
            Option.history.filter(decision_id=self.pk),
            SuspensionInQuestion.history.filter(decision_id=self.pk),
        ]
        return max(rows.aggregate(newest=Max("entry_id"))["newest"] or 0 for rows in histories)


class SuspensionInQuestion(Record):
    """An order whose suspended permits the options of a decision are about."""

    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        on_delete=models.PROTECT,
        related_name="suspensions_in_question",
    )
    order = models.ForeignKey(
        Order, verbose_name=_("suspension"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("suspension in question")
        verbose_name_plural = _("suspensions in question")
        ordering = ["decision", "order"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "order"], name="suspension_in_question_once"
            )
        ]

    def __str__(self):
        return str(self.order)


class OptionEffect(models.TextChoices):
    """What choosing an option does to the suspended permits; the last draws up no order."""

    CANCEL = OrderKind.CANCEL.value, _("Cancel the suspended permits")
    REINSTATE = OrderKind.REINSTATE.value, _("Reinstate the suspended permits")
    KEEP = "keep", _("Keep them suspended")


class Option(Record):
    """One course put before the Minister."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="options"
    )
    position = models.PositiveSmallIntegerField(_("option"))
    effect = models.CharField(_("effect"), max_length=10, choices=OptionEffect.choices)
    text_en = models.TextField(_("option (English)"))
    text_fr = models.TextField(_("option (French)"))
    recommended = models.BooleanField(_("recommended"), default=False)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["decision", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="option_position_once"),
            models.CheckConstraint(
                condition=Q(effect__in=OptionEffect.values), name="option_effect_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.get_effect_display()}"

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en
