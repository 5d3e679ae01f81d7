"""The way of a memorandum: each step and return, the legal opinion, and what set it aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Event
from decisions.models.decisions import Decision, DecisionStatus
from permits.models.parties import in_french


class RoutingStep(Event):
    """One step of a memorandum, forward or back; its entry says by whom and for what reason."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="steps"
    )
    from_status = models.CharField(_("from"), max_length=10, choices=DecisionStatus.choices)
    to_status = models.CharField(_("to"), max_length=10, choices=DecisionStatus.choices)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("routing step")
        verbose_name_plural = _("routing steps")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(from_status__in=DecisionStatus.values)
                & Q(to_status__in=DecisionStatus.values)
                & ~Q(from_status=models.F("to_status")),
                name="routing_step_is_between_statuses",
            )
        ]

    def __str__(self):
        return f"{self.get_from_status_display()} → {self.get_to_status_display()}"

    @property
    def is_return(self):
        return self.to_status == DecisionStatus.DRAFT


class LegalView(models.TextChoices):
    SOUND = "sound", _("Legally sound")
    CONCERNS = "concerns", _("Lawful, with concerns")
    UNLAWFUL = "unlawful", _("Not lawful")


class LegalOpinion(Event):
    """What a legal counsel says of a memorandum, as it stood at that version."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="opinions"
    )
    view = models.CharField(_("opinion"), max_length=10, choices=LegalView.choices)
    text = models.TextField(_("advice"), help_text=_("Privileged: it stays within the ministry."))
    version = models.PositiveBigIntegerField(_("version of the memorandum"))
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("legal opinion")
        verbose_name_plural = _("legal opinions")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("give_opinion", _("Can give legal opinions"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(view__in=LegalView.values), name="legal_opinion_view_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="legal_opinion_has_text"),
        ]

    def __str__(self):
        return self.get_view_display()


class SetAsideBy(models.TextChoices):
    COURT = "court", _("A court")
    MINISTER = "minister", pgettext_lazy("set aside by", "The Minister, on reconsideration")


class SetAside(Event):
    """The end of a decision by a court or by the Minister's reconsideration.

    Both decisions stay as they were made, and each leads to the other: nothing is edited.
    """

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="set_asides"
    )
    by = models.CharField(_("set aside by"), max_length=10, choices=SetAsideBy.choices)
    body = models.CharField(
        _("court or office"), max_length=200, help_text=_("For example the Federal Court.")
    )
    decided_on = models.DateField(_("decided on"))
    document = models.CharField(
        _("document"), max_length=200, help_text=_("The judgment's or the instrument's reference.")
    )
    effect_en = models.TextField(_("effect (English)"))
    effect_fr = models.TextField(_("effect (French)"))
    replaced_by = models.ForeignKey(
        Decision,
        verbose_name=_("decision that takes its place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sets_aside",
    )

    class Meta:
        verbose_name = _("setting aside")
        verbose_name_plural = _("settings aside")
        ordering = ["pk"]
        default_permissions = ("view",)
        permissions = [("record_set_aside", _("Can record that a decision is set aside"))]
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="decision_set_aside_once"),
            models.CheckConstraint(
                condition=Q(by__in=SetAsideBy.values), name="set_aside_by_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(effect_en="") & ~Q(effect_fr="") & ~Q(document=""),
                name="set_aside_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(by="court") | Q(replaced_by__isnull=False),
                name="reconsideration_names_its_decision",
                violation_error_message=_(
                    "The decision that takes its place must be signed, and reconsider this one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=models.F("decision")),
                name="decision_does_not_replace_itself",
            ),
        ]

    def __str__(self):
        return f"{self.decision}: {self.get_by_display()}"

    @property
    def effect(self):
        return self.effect_fr if in_french() else self.effect_en
