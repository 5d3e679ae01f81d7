"""What was decided on an application: issued, denied or returned, by whom, and for what reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Appointment
from applications.models.applications import Application
from audit.models import Guard, Record
from permits.models import Order
from permits.models.parties import in_french

_NO_RISK = (
    "EXISTS (SELECT 1 FROM applications_determination d"
    " WHERE d.application_id = {new}.application_id AND NOT d.substantial_risk)"
)
_CRITERIA = (
    "(SELECT COUNT(*) FROM applications_criterionassessment c"
    " WHERE c.application_id = {new}.application_id)"
)


class RulingKind(models.TextChoices):
    ISSUE = "issue", pgettext_lazy("decision on an application", "Issue the permit")
    DENY = "deny", pgettext_lazy("decision on an application", "Deny the permit")
    RETURN = "return", pgettext_lazy("decision on an application", "Return to the applicant")


class Ruling(Record):
    """A decision on an application under section 7(1) or 7.1(1). It is made once, and kept.

    Section 7.4 is held by the database too: no permit is issued without a determination that
    there is no substantial risk, nor before every criterion of section 7.3 is answered.
    """

    guards = [
        Guard(
            "not_against_section_7_4",
            "insert",
            f"{{new}}.kind = 'issue' AND NOT {_NO_RISK}",
            "applications_ruling: section 7.4: no determination that there is no substantial risk",
        ),
        Guard(
            "every_criterion_answered",
            "insert",
            f"{{new}}.kind = 'issue' AND {_CRITERIA} < 6",
            "applications_ruling: section 7.3: a mandatory criterion is not answered",
        ),
        Guard("never_changed", "update", "1 = 1", "applications_ruling: a decision is kept"),
        Guard("kept", "delete", "1 = 1", "applications_ruling: a decision is kept"),
    ]

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="rulings",
    )
    kind = models.CharField(_("decision"), max_length=10, choices=RulingKind.choices)
    reasons_en = models.TextField(_("reasons (English)"))
    reasons_fr = models.TextField(_("reasons (French)"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decision recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_for = models.ForeignKey(
        Appointment,
        verbose_name=_("decided for"),
        on_delete=models.PROTECT,
        related_name="rulings",
    )
    decided_at = models.DateTimeField(_("decided"))
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    order = models.OneToOneField(
        Order,
        verbose_name=_("order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ruling",
    )

    class Meta:
        verbose_name = _("decision on an application")
        verbose_name_plural = _("decisions on applications")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RulingKind.values), name="ruling_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(reasons_en="") & ~Q(reasons_fr=""), name="ruling_is_reasoned_in_both"
            ),
            models.CheckConstraint(
                condition=Q(kind="issue", order__isnull=False) | (~Q(kind="issue") & Q(order=None)),
                name="ruling_issues_by_an_order",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(kind__in=["issue", "deny"]),
                name="application_decided_once",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_kind_display()}"

    @property
    def reasons(self):
        return self.reasons_fr if in_french() else self.reasons_en
