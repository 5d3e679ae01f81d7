"""Requests to amend a permit: which of its terms are to change, to what, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Appointment
from audit.models import Guard, Record
from permits.models import Country, Order, Party, Permit, PermitLine
from permits.models.parties import in_french


class AmendmentStatus(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("amendment", "To be decided")
    GRANTED = "granted", pgettext_lazy("amendment", "Granted")
    REFUSED = "refused", pgettext_lazy("amendment", "Refused")


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("applications.view_amendment") else self.none()

    def to_decide(self):
        return self.filter(status=AmendmentStatus.RECEIVED)

    def in_status(self, statuses):
        return self.filter(status__in=statuses)

    def of_permit(self, permit):
        return self.filter(permit=permit)

    def matching(self, text):
        """Requests whose number, whose permit's number or whose holder's name holds a text."""
        text = text.strip()
        return self.filter(
            Q(number__icontains=text)
            | Q(permit__reference__icontains=text)
            | Q(permit__holder__name__icontains=text)
        )


class AmendmentRequest(Record):
    """A holder's request to amend a permit (Export Permits Regulations, section 7).

    The Minister may also amend on the Minister's own motion (section 10(1) of the Act): the record
    is the same, and nobody asked. What was asked never changes; it is decided once.
    """

    guards = [
        Guard(
            "decided_once",
            "update",
            "{old}.status <> 'received'",
            "applications_amendmentrequest: a decision on an amendment never changes",
        ),
        Guard(
            "asked_once",
            "update",
            "{new}.permit_id <> {old}.permit_id OR {new}.version <> {old}.version"
            " OR {new}.received_on <> {old}.received_on OR {new}.own_motion <> {old}.own_motion"
            " OR {new}.end_use <> {old}.end_use"
            " OR {new}.valid_until <> {old}.valid_until"
            " OR ({new}.valid_until IS NULL) <> ({old}.valid_until IS NULL)",
            "applications_amendmentrequest: what was asked never changes",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "applications_amendmentrequest: a request is kept for ever",
        ),
    ]

    number = models.CharField(_("number"), max_length=30, unique=True)
    permit = models.ForeignKey(
        Permit,
        verbose_name=_("permit"),
        on_delete=models.PROTECT,
        related_name="amendment_requests",
    )
    # The permit's newest history row when the request was recorded: the old terms are read there.
    version = models.PositiveBigIntegerField(_("version of the permit"))
    own_motion = models.BooleanField(_("on the Minister's own motion"), default=False)
    received_on = models.DateField(_("received on"))
    requested_by = models.CharField(_("requested by"), max_length=150, blank=True)
    language = models.CharField(
        _("language of the request"), max_length=5, choices=settings.LANGUAGES
    )
    terms = models.TextField(_("terms or conditions named"))
    grounds = models.TextField(_("reasons given for the amendment"))
    valid_until = models.DateField(_("new expiry"), null=True, blank=True)
    end_use = models.TextField(_("new end use"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AmendmentStatus.choices,
        default=AmendmentStatus.RECEIVED,
    )
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
        verbose_name=_("decided in the name of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reasons_en = models.TextField(_("reasons (English)"), blank=True)
    reasons_fr = models.TextField(_("reasons (French)"), blank=True)
    order = models.OneToOneField(
        Order,
        verbose_name=_("order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendment_request",
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to amend a permit")
        verbose_name_plural = _("requests to amend permits")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("view_amendment", _("Can view requests to amend permits")),
            ("add_amendment", _("Can record requests to amend permits")),
            ("decide_amendment", _("Can decide on requests to amend permits")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AmendmentStatus.values), name="amendment_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(own_motion=True, requested_by="")
                | (Q(own_motion=False) & ~Q(requested_by="")),
                name="amendment_is_asked_or_own_motion",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="received",
                    decided_by=None,
                    decided_for=None,
                    decided_at=None,
                    reasons_en="",
                    reasons_fr="",
                )
                | (
                    Q(
                        status__in=["granted", "refused"],
                        decided_by__isnull=False,
                        decided_for__isnull=False,
                        decided_at__isnull=False,
                    )
                    & ~Q(reasons_en="")
                    & ~Q(reasons_fr="")
                ),
                name="amendment_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status="granted", order__isnull=False)
                | (~Q(status="granted") & Q(order=None)),
                name="amendment_granted_by_order",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("recorded_by")),
                name="amendment_decider_did_not_record",
                violation_error_message=_("The person who recorded a request cannot decide on it."),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("applications:amendment_detail", args=[self.number])

    @property
    def title(self):
        return _("Permit %(permit)s") % {"permit": self.permit}

    @property
    def reasons(self):
        return self.reasons_fr if in_french() else self.reasons_en

    @property
    def asked_on(self):
        """The day on which the holder asked; None on the Minister's own motion."""
        return None if self.own_motion else self.received_on


def _asked_once(table):
    """What a request names is written with it, and never changes afterwards."""
    message = f"applications_{table}: what was asked never changes"
    decided = (
        "EXISTS (SELECT 1 FROM applications_amendmentrequest r"
        " WHERE r.id = {new}.request_id AND r.status <> 'received')"
    )
    return [
        Guard("asked_before", "insert", decided, message),
        Guard("asked_once", "update", "1 = 1", message),
        Guard("kept", "delete", "1 = 1", message),
    ]


class AmendmentLine(Record):
    """A line of the permit, and the quantity or value that it is to allow."""

    guards = _asked_once("amendmentline")

    request = models.ForeignKey(
        AmendmentRequest, verbose_name=_("request"), on_delete=models.PROTECT, related_name="lines"
    )
    line = models.ForeignKey(
        PermitLine, verbose_name=_("line"), on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveBigIntegerField(_("version of the line"))
    quantity = models.DecimalField(
        _("new quantity"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    value = models.DecimalField(
        _("new value"), max_digits=16, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("line to amend")
        verbose_name_plural = _("lines to amend")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="amendment_line_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, value=None)
                | Q(quantity=None, value__gte=0)
                | Q(quantity__gt=0, value__gte=0),
                name="amendment_line_names_an_amount",
            ),
        ]

    def __str__(self):
        return str(self.line)


class AmendmentCondition(Record):
    """A condition to add, or, by the version that it then had, one to withdraw."""

    guards = _asked_once("amendmentcondition")

    request = models.ForeignKey(
        AmendmentRequest,
        verbose_name=_("request"),
        on_delete=models.PROTECT,
        related_name="conditions",
    )
    withdrawn = models.PositiveBigIntegerField(
        _("version of the condition to withdraw"), null=True, blank=True
    )
    text_en = models.TextField(_("text (English)"), blank=True)
    text_fr = models.TextField(_("text (French)"), blank=True)
    report_within_days = models.PositiveSmallIntegerField(
        _("days within which a shipment is reported"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("condition to add or withdraw")
        verbose_name_plural = _("conditions to add or withdraw")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn__isnull=False, text_en="", text_fr="", report_within_days=None
                )
                | (Q(withdrawn=None) & ~Q(text_en="") & ~Q(text_fr="")),
                name="amendment_condition_added_or_withdrawn",
            )
        ]

    def __str__(self):
        return self.text_en or str(self.withdrawn)


class AmendmentConsignee(Record):
    """A consignee to add, or, by the version that it then had, one to withdraw."""

    guards = _asked_once("amendmentconsignee")

    request = models.ForeignKey(
        AmendmentRequest,
        verbose_name=_("request"),
        on_delete=models.PROTECT,
        related_name="consignees",
    )
    withdrawn = models.PositiveBigIntegerField(
        _("version of the consignee to withdraw"), null=True, blank=True
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("consignee to add or withdraw")
        verbose_name_plural = _("consignees to add or withdraw")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=False, party=None, country=None)
                | Q(withdrawn=None, party__isnull=False),
                name="amendment_consignee_added_or_withdrawn",
            )
        ]

    def __str__(self):
        return str(self.party or self.withdrawn)
