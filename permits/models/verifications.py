"""What is checked after shipment: verifications, deliveries, and how permits were used."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Record
from permits.models.assurances import Undertaking
from permits.models.parties import Party
from permits.models.permits import Permit
from permits.models.terms import Shipment


class Result(models.TextChoices):
    """How a post-shipment verification ended. Silence is recorded as silence."""

    FAVOURABLE = "favourable", _("Favourable: the goods are where and as undertaken")
    UNFAVOURABLE = "unfavourable", _("Unfavourable: the goods are not where or as undertaken")
    INCONCLUSIVE = "inconclusive", _("Inconclusive")
    ACCESS_REFUSED = "access-refused", _("Access was refused")
    NO_ANSWER = "no-answer", _("No answer was given")


class VerificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The verifications a person may see: all for readers of the register, else none."""
        return self if user.has_perm("permits.view_permit") else self.none()

    def with_result(self):
        """Adds ``newest``: the newest result, empty while there is none."""
        results = VerificationResult.objects.filter(verification=OuterRef("pk"))
        return self.annotate(newest=Subquery(results.order_by("-pk").values("result")[:1]))

    def waiting(self):
        """Verifications asked for that have no result."""
        return self.filter(results=None)

    def overdue_on(self, day):
        """Verifications without a result whose day to answer has passed."""
        return self.waiting().filter(due_on__lt=day)


class Verification(Record):
    """A request to verify, after shipment, where goods are and how they are used."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="verifications"
    )
    shipment = models.ForeignKey(
        Shipment,
        verbose_name=_("shipment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when all that was shipped is to be verified."),
    )
    undertaking = models.ForeignKey(
        Undertaking,
        verbose_name=_("undertaking relied on"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The undertaking that is checked, or that allows the check."),
    )
    asked_of = models.ForeignKey(
        Party, verbose_name=_("asked of"), on_delete=models.PROTECT, related_name="+"
    )
    question = models.TextField(_("what is to be verified"))
    requested_on = models.DateField(_("requested on"))
    due_on = models.DateField(_("answer due on"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = VerificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("post-shipment verification")
        verbose_name_plural = _("post-shipment verifications")
        ordering = ["-requested_on", "-pk"]
        default_permissions = ("view",)
        permissions = [("record_verification", _("Can record verifications after shipment"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("requested_on")),
                name="verification_due_after_request",
                violation_error_message=_("The answer is due before it is asked for."),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return f"{self.permit.get_absolute_url()}#verifications"

    def overdue_today(self):
        return self.due_on < timezone.localdate()


class VerificationResult(Event):
    """One result of a verification. A later one, after silence or refusal, is added to it."""

    verification = models.ForeignKey(
        Verification,
        verbose_name=_("verification"),
        on_delete=models.PROTECT,
        related_name="results",
    )
    result = models.CharField(_("result"), max_length=16, choices=Result.choices)
    found_on = models.DateField(_("on"))
    found_by = models.CharField(_("verified by"), max_length=150, blank=True)
    observations = models.TextField(_("observations"))
    document = models.CharField(_("where the report is kept"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("result of a verification")
        verbose_name_plural = _("results of verifications")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=Result.values), name="verification_result_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.verification}: {self.get_result_display()}"


class DeliveryVerification(Record):
    """A certificate that goods shipped under a permit reached the country of their import."""

    shipment = models.ForeignKey(
        Shipment, verbose_name=_("shipment"), on_delete=models.PROTECT, related_name="deliveries"
    )
    reference = models.CharField(_("certificate"), max_length=60)
    issued_by = models.CharField(_("issued by"), max_length=200)
    delivered_on = models.DateField(_("delivered on"))
    received_on = models.DateField(_("certificate received on"))
    document = models.CharField(_("where the document is kept"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("delivery verification")
        verbose_name_plural = _("delivery verifications")
        ordering = ["delivered_on", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__gte=F("delivered_on")),
                name="delivery_certified_after",
                violation_error_message=_("The certificate was received before the delivery."),
            ),
            models.UniqueConstraint(
                fields=["shipment", "reference"], name="delivery_certified_once"
            ),
        ]

    def __str__(self):
        return self.reference


class UtilizationReport(Record):
    """What the holder reports of the use of a permit in a period; it may be that nothing moved."""

    permit = models.ForeignKey(
        Permit,
        verbose_name=_("permit"),
        on_delete=models.PROTECT,
        related_name="utilization_reports",
    )
    period_from = models.DateField(_("period from"))
    period_until = models.DateField(_("period until"))
    received_on = models.DateField(_("received on"))
    nothing_shipped = models.BooleanField(_("nothing was shipped"), default=False)
    shipped_value = models.DecimalField(
        _("value shipped as reported"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="CAD")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("utilization report")
        verbose_name_plural = _("utilization reports")
        ordering = ["period_from", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__gte=F("period_from")),
                name="utilization_period_runs_forward",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("period_until")),
                name="utilization_reported_after",
                violation_error_message=_("The report was received before its period ended."),
            ),
            models.CheckConstraint(
                condition=Q(nothing_shipped=True, shipped_value=None)
                | Q(nothing_shipped=False, shipped_value__isnull=False, shipped_value__gt=0),
                name="utilization_says_what_was_shipped",
                violation_error_message=_(
                    "State the value that was shipped, or that nothing was; not both."
                ),
            ),
            models.UniqueConstraint(
                fields=["permit", "period_from", "period_until", "received_on"],
                name="utilization_reported_once",
            ),
        ]

    def __str__(self):
        return f"{self.period_from.isoformat()} – {self.period_until.isoformat()}"
