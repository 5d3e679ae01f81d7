"""Permits: what may be exported, by whom, to whom, how much and until when."""

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from permits.models.goods import ControlListItem
from permits.models.parties import Assurance, Country, Party


class PermitKind(models.TextChoices):
    EXPORT = "export", _("Individual export permit")
    BROKERING = "brokering", _("Individual brokering permit")
    GENERAL = "general", _("General permit")


class PermitStatus(models.TextChoices):
    """The statuses kept on a permit. Expired and exhausted are computed, never stored."""

    SUBMITTED = "submitted", _("Submitted")
    DENIED = "denied", _("Denied")
    VALID = "valid", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")


class PermitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The permits a person may see: all for those who may read the register, else none."""
        return self if user.has_perm("permits.view_permit") else self.none()

    def individual(self):
        """General permits are ministerial orders to everyone: they are in no individual action."""
        return self.exclude(kind=PermitKind.GENERAL)

    def in_term_on(self, day):
        return self.filter(valid_from__lte=day, valid_until__gte=day)

    def in_force_on(self, day):
        """Permits valid now whose term covers a day."""
        return self.in_term_on(day).filter(status=PermitStatus.VALID)

    def expired_on(self, day):
        return self.filter(valid_until__lt=day)

    def to_destination(self, country):
        """Permits to a country of final destination, joint destinations included."""
        joint = JointDestination.objects.filter(country=country).values("permit")
        return self.filter(Q(destination=country) | Q(pk__in=joint))

    def suspended_by(self, order):
        """Permits this order suspended and nothing has touched since."""
        return self.filter(
            pk__in=order.changes.values("permit"),
            status=PermitStatus.SUSPENDED,
            last_change__order=order,
        )

    def suspended_by_any(self, orders):
        """Permits that one of these orders suspended and nothing has touched since."""
        return self.filter(status=PermitStatus.SUSPENDED, last_change__order__in=orders)

    def with_version(self):
        """Adds ``version``: the number of the newest row of the permit's history."""
        newest = (
            Permit.history.filter(id=OuterRef("pk"))
            .order_by()
            .values("id")
            .annotate(newest=Max("history_id"))
            .values("newest")
        )
        return self.annotate(version=Subquery(newest))


_MADE_BY_A_CHANGE = (
    "{new}.status <> {old}.status AND NOT EXISTS (SELECT 1 FROM permits_statuschange c"
    " WHERE c.permit_id = {new}.id AND c.id = {new}.last_change_id"
    " AND c.from_status = {old}.status AND c.to_status = {new}.status"
    " AND c.entry_id = (SELECT id FROM audit_entry WHERE unfinished_id IS NOT NULL))"
)


class Permit(Record):
    """A permit under section 7 or 7.1 of the Export and Import Permits Act.

    Nobody edits a permit: its status changes under an order, by a ``StatusChange``, and the
    database refuses a status that none made.
    """

    guards = [
        Guard(
            "starts_submitted",
            "insert",
            "{new}.status <> 'submitted' OR {new}.last_change_id IS NOT NULL",
            "permits_permit: a permit enters the register as submitted",
        ),
        Guard(
            "status_made_by_change",
            "update",
            _MADE_BY_A_CHANGE,
            "permits_permit: a status change is made by a StatusChange of the same entry",
        ),
    ]

    reference = models.CharField(_("number"), max_length=40, unique=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=PermitKind.choices, default=PermitKind.EXPORT
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PermitStatus.choices, default=PermitStatus.SUBMITTED
    )
    last_change = models.ForeignKey(
        "permits.StatusChange",
        verbose_name=_("last status change"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    holder = models.ForeignKey(
        Party,
        verbose_name=_("holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permits",
        db_index=False,
    )
    destination = models.ForeignKey(
        Country,
        verbose_name=_("country of final destination"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permits",
        db_index=False,
        help_text=_("Empty when the permit names several: see its joint destinations."),
    )
    end_user = models.ForeignKey(
        Party,
        verbose_name=_("end user"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permits_as_end_user",
    )
    end_use = models.TextField(_("end use"), blank=True)
    end_use_location = models.CharField(_("end-use location"), max_length=200, blank=True)
    end_use_country = models.ForeignKey(
        Country,
        verbose_name=_("country of end use"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Left empty when the place has no country code."),
    )
    temporary = models.BooleanField(_("temporary export"), default=False)
    issued_on = models.DateField(_("issued"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))

    objects = PermitQuerySet.as_manager()

    class Meta:
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        ordering = ["-issued_on", "-pk"]
        default_permissions = ("add", "view")
        permissions = [
            ("issue_permit", _("Can issue permits")),
            ("export_permit", _("Can export lists of permits")),
        ]
        # One index per offered filter, each ending in the sort key (see docs/performance.md).
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="permit_newest"),
            models.Index(fields=["status", "-issued_on", "-id"], name="permit_by_status"),
            models.Index(fields=["destination", "-issued_on", "-id"], name="permit_by_destination"),
            models.Index(fields=["holder", "-issued_on", "-id"], name="permit_by_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=PermitStatus.values), name="permit_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PermitKind.values), name="permit_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="permit_term_runs_forward",
                violation_error_message=_("The permit expires before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(kind="general") | Q(holder__isnull=False),
                name="permit_individual_has_holder",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("permits:permit_detail", args=[self.reference])

    def is_expired_on(self, day):
        return self.valid_until < day

    def expired_today(self):
        return self.is_expired_on(timezone.localdate())


class JointDestination(Record):
    """One of several countries of final destination that a permit names together."""

    permit = models.ForeignKey(
        Permit,
        verbose_name=_("permit"),
        on_delete=models.PROTECT,
        related_name="joint_destinations",
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("joint destination")
        verbose_name_plural = _("joint destinations")
        constraints = [
            models.UniqueConstraint(fields=["permit", "country"], name="joint_destination_once")
        ]

    def __str__(self):
        return str(self.country)


class Consignee(Record):
    """A party that receives goods under a permit on the way to their final destination."""

    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="consignees"
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
        verbose_name = _("consignee")
        verbose_name_plural = _("consignees")

    def __str__(self):
        return str(self.party or self.country or "")


class PermitLine(Record):
    """Goods or technology on a permit: the item and edition, how much, and worth how much."""

    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="lines"
    )
    position = models.PositiveIntegerField(_("line"))
    item = models.ForeignKey(
        ControlListItem,
        verbose_name=_("control-list item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permit_lines",
        db_index=False,
    )
    code = models.CharField(_("item as written"), max_length=60)
    description = models.TextField(_("description"))
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CAD")

    class Meta:
        verbose_name = _("permit line")
        verbose_name_plural = _("permit lines")
        ordering = ["permit", "position"]
        indexes = [models.Index(fields=["item", "permit"], name="line_by_item")]
        constraints = [
            models.UniqueConstraint(fields=["permit", "position"], name="line_position_once"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0), name="line_value_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0), name="line_quantity_is_positive"
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.code}"


class Condition(Record):
    """A term or condition of a permit (section 7(1)), in both languages."""

    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="conditions"
    )
    text_en = models.TextField(_("text (English)"))
    text_fr = models.TextField(_("text (French)"))

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["pk"]

    def __str__(self):
        return self.text_en


class PermitAssurance(Record):
    """An end-use assurance that a permit rests on."""

    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="rests_on"
    )
    assurance = models.ForeignKey(
        Assurance, verbose_name=_("assurance"), on_delete=models.PROTECT, related_name="supports"
    )

    class Meta:
        verbose_name = _("assurance of a permit")
        verbose_name_plural = _("assurances of permits")
        constraints = [
            models.UniqueConstraint(fields=["permit", "assurance"], name="permit_assurance_once")
        ]

    def __str__(self):
        return f"{self.permit}: {self.assurance}"


class Shipment(Record):
    """A shipment reported under a line. One made after a suspension is flagged, not refused."""

    line = models.ForeignKey(
        PermitLine, verbose_name=_("line"), on_delete=models.PROTECT, related_name="shipments"
    )
    reference = models.CharField(_("shipping document"), max_length=60)
    shipped_on = models.DateField(_("shipped on"))
    reported_on = models.DateField(_("reported on"))
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["shipped_on", "pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="shipment_value_not_negative"),
            models.CheckConstraint(
                condition=Q(reported_on__gte=F("shipped_on")), name="shipment_reported_after"
            ),
            models.UniqueConstraint(fields=["line", "reference"], name="shipment_reported_once"),
        ]

    def __str__(self):
        return self.reference
