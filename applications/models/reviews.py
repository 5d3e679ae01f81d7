"""How an application is assessed: claims to exemptions, criteria of section 7.3, section 7.4."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Appointment
from applications.models.applications import Application
from applications.models.words import kept_once_closed
from audit.models import Guard, Record
from permits.models.criteria import Criterion
from permits.models.parties import in_french
from regime.models import Exemption


class ClaimStatus(models.TextChoices):
    CLAIMED = "claimed", pgettext_lazy("exemption", "Claimed")
    GRANTED = "granted", pgettext_lazy("exemption", "Granted")
    REFUSED = "refused", pgettext_lazy("exemption", "Refused")


class ExemptionClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("applications.view_application") else self.none()

    def to_decide(self):
        """Claims that wait for a decision, on applications that are still reviewed."""
        under_review = Application.objects.under_review()
        return self.filter(status=ClaimStatus.CLAIMED, application__in=under_review)

    def granted(self):
        return self.filter(status=ClaimStatus.GRANTED)


class ExemptionClaim(Record):
    """An exemption of a measure claimed on an application; a person decides it, with reasons.

    Granted, it eases the measure it belongs to. It never bypasses sections 7.3 and 7.4.
    """

    guards = [
        Guard(
            "decided_once",
            "update",
            "{old}.status <> 'claimed'",
            "applications_exemptionclaim: a claim is decided once",
        ),
        Guard("kept", "delete", "1 = 1", "applications_exemptionclaim: a claim is kept for ever"),
    ]

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="claims",
    )
    exemption = models.ForeignKey(
        Exemption, verbose_name=_("exemption"), on_delete=models.PROTECT, related_name="claims"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ClaimStatus.choices, default=ClaimStatus.CLAIMED
    )
    evidence = models.TextField(
        _("evidence"), help_text=_("What is said to show it, and on which documents.")
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claim recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    claimed_on = models.DateField(_("claimed on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decision recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_for = models.ForeignKey(
        Appointment,
        verbose_name=_("decided for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reasons_en = models.TextField(_("reasons (English)"), blank=True)
    reasons_fr = models.TextField(_("reasons (French)"), blank=True)

    objects = ExemptionClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemption claim")
        verbose_name_plural = _("exemption claims")
        ordering = ["pk"]
        default_permissions = ("view",)
        permissions = [("decide_exemption", _("Can decide on exemptions"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="claimed", decided_by=None, decided_for=None, decided_at=None)
                | Q(
                    status__in=["granted", "refused"],
                    decided_by__isnull=False,
                    decided_for__isnull=False,
                    decided_at__isnull=False,
                )
                & ~Q(reasons_en="")
                & ~Q(reasons_fr=""),
                name="exemption_claim_decision_is_whole",
            ),
            models.UniqueConstraint(
                fields=["application", "exemption"],
                condition=Q(status__in=["claimed", "granted"]),
                name="exemption_claimed_once",
                violation_error_message=_("This exemption is claimed already."),
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.exemption}"

    def get_absolute_url(self):
        return reverse("applications:exemption_decide", args=[self.application.number, self.pk])

    @property
    def title(self):
        return self.exemption.title

    @property
    def reasons(self):
        return self.reasons_fr if in_french() else self.reasons_en


class Risk(models.TextChoices):
    """How great the risk of the negative consequence is, the least first."""

    NONE = "none", pgettext_lazy("risk", "None found")
    LOW = "low", pgettext_lazy("risk", "Low")
    MODERATE = "moderate", pgettext_lazy("risk", "Moderate")
    SUBSTANTIAL = "substantial", _("Substantial risk")


class CriterionAssessment(Record):
    """One criterion of section 7.3(1): the risk, what could mitigate it, and what remains."""

    guards = kept_once_closed("applications_criterionassessment")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    criterion = models.CharField(_("criterion"), max_length=5, choices=Criterion.choices)
    risk_before = models.CharField(_("risk"), max_length=12, choices=Risk.choices)
    analysis = models.TextField(_("analysis"))
    mitigation = models.TextField(
        _("mitigating measures considered"),
        help_text=_("Write that there are none if none could be found."),
    )
    risk_after = models.CharField(
        _("risk that remains after them"), max_length=12, choices=Risk.choices
    )
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assessed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    assessed_at = models.DateTimeField(_("assessed"))

    class Meta:
        verbose_name = _("assessment of a criterion")
        verbose_name_plural = _("assessments of criteria")
        ordering = ["application", "criterion"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"], name="criterion_assessed_once"
            ),
            models.CheckConstraint(
                condition=Q(criterion__in=Criterion.values), name="criterion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(risk_before__in=Risk.values) & Q(risk_after__in=Risk.values),
                name="criterion_risks_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(analysis="") & ~Q(mitigation=""), name="criterion_is_answered_whole"
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_criterion_display()}"


class Determination(Record):
    """Section 7.4: whether, after mitigation, there is a substantial risk of any consequence."""

    guards = kept_once_closed("applications_determination")

    application = models.OneToOneField(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="determination",
    )
    substantial_risk = models.BooleanField(_("substantial risk"))
    reasons_en = models.TextField(_("reasons (English)"))
    reasons_fr = models.TextField(_("reasons (French)"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("determination under section 7.4")
        verbose_name_plural = _("determinations under section 7.4")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(reasons_en="") & ~Q(reasons_fr=""),
                name="determination_is_reasoned_in_both",
            )
        ]

    def __str__(self):
        return f"{self.application}: {self.verdict}"

    @property
    def verdict(self):
        if self.substantial_risk:
            return _("There is a substantial risk")
        return _("There is no substantial risk")

    @property
    def reasons(self):
        return self.reasons_fr if in_french() else self.reasons_en
