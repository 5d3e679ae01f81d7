"""What a permit says of destinations, goods, conditions and assurances; and what was shipped."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from permits.models.assurances import Assurance
from permits.models.goods import ControlListItem
from permits.models.parties import Country, Party
from permits.models.permits import Permit


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
    report_within_days = models.PositiveSmallIntegerField(
        _("days within which a shipment is reported"),
        null=True,
        blank=True,
        help_text=_("Where the condition sets them."),
    )

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
