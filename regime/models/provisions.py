"""What a version of a measure reaches, with what effect, and from which sources its dates come."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from permits.models import Country
from permits.models.parties import in_french
from regime.models.effects import EndUserClass, ExistingEffect, NewEffect
from regime.models.measures import MeasureVersion

UNSIGNED = (
    "EXISTS (SELECT 1 FROM regime_measureversion v WHERE v.id = {row}.version_id"
    " AND v.status = 'draft')"
)


def only_in_drafts(table, unsigned=UNSIGNED, on=("insert", "update", "delete")):
    """Guards: what belongs to a version changes only while it is a draft."""
    rows = {"insert": ["{new}"], "update": ["{new}", "{old}"], "delete": ["{old}"]}
    return [
        Guard(
            f"only_in_drafts_{event}",
            event,
            " OR ".join(f"NOT {unsigned.replace('{row}', row)}" for row in rows[event]),
            f"{table}: a signed version of a measure never changes",
        )
        for event in on
    ]


class MeasureDestination(Record):
    """A country that a version reaches."""

    guards = only_in_drafts("regime_measuredestination")

    version = models.ForeignKey(
        MeasureVersion,
        verbose_name=_("version"),
        on_delete=models.PROTECT,
        related_name="destinations",
    )
    country = models.ForeignKey(
        Country, verbose_name=_("destination"), on_delete=models.PROTECT, related_name="measures"
    )

    class Meta:
        verbose_name = _("destination of a measure")
        verbose_name_plural = _("destinations of measures")
        ordering = ["version", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["version", "country"], name="measure_destination_named_once"
            )
        ]

    def __str__(self):
        return str(self.country)


class MeasureDate(Record):
    """The day from which one source says that a version applied; the sources may differ."""

    guards = only_in_drafts("regime_measuredate")

    version = models.ForeignKey(
        MeasureVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="dates"
    )
    day = models.DateField(_("day"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("dated source of a measure")
        verbose_name_plural = _("dated sources of measures")
        ordering = ["version", "day", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["version", "day", "source"], name="measure_date_given_once"
            )
        ]

    def __str__(self):
        return f"{self.day.isoformat()}: {self.source}"

    @property
    def followed(self):
        """Whether the version begins on the day that this source gives."""
        return self.day == timezone.localdate(self.version.starts_at)


class Provision(Record):
    """One rule of a version: which goods, kinds of permit and end users, and its effects."""

    guards = only_in_drafts("regime_provision")

    version = models.ForeignKey(
        MeasureVersion,
        verbose_name=_("version"),
        on_delete=models.PROTECT,
        related_name="provisions",
    )
    position = models.PositiveSmallIntegerField(_("provision"))
    new_effect = models.CharField(
        _("effect on new applications"), max_length=20, choices=NewEffect.choices
    )
    existing_effect = models.CharField(
        _("effect on existing permits"),
        max_length=20,
        choices=ExistingEffect.choices,
        default=ExistingEffect.NONE,
    )
    covers_export = models.BooleanField(_("covers export permits"), default=True)
    covers_brokering = models.BooleanField(_("covers brokering permits"), default=True)
    end_user_class = models.CharField(
        _("class of end user"),
        max_length=20,
        choices=EndUserClass.choices,
        blank=True,
        help_text=_("Empty when the provision reaches every end user."),
    )
    text_en = models.TextField(_("text (English)"), blank=True)
    text_fr = models.TextField(_("text (French)"), blank=True)

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["version", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="provision_position_once"),
            models.CheckConstraint(
                condition=Q(new_effect__in=NewEffect.values), name="provision_new_effect_is_known"
            ),
            models.CheckConstraint(
                condition=Q(existing_effect__in=ExistingEffect.values),
                name="provision_existing_effect_is_known",
            ),
            models.CheckConstraint(
                condition=Q(end_user_class__in=["", *EndUserClass.values]),
                name="provision_end_user_class_is_known",
            ),
            models.CheckConstraint(
                condition=Q(covers_export=True) | Q(covers_brokering=True),
                name="provision_covers_a_kind_of_permit",
                violation_error_message=_("The provision covers no kind of permit."),
            ),
        ]

    def __str__(self):
        return f"{self.version}.{self.position}"

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en

    def included(self):
        """The codes it names; none means all goods."""
        return [row.code for row in self.goods.all() if not row.excluded]

    def excluded(self):
        """The codes it leaves out."""
        return [row.code for row in self.goods.all() if row.excluded]


class ProvisionGoods(Record):
    """A group ("2") or an item ("2-15") that a provision names, or leaves out."""

    guards = only_in_drafts(
        "regime_provisiongoods",
        "EXISTS (SELECT 1 FROM regime_measureversion v JOIN regime_provision p"
        " ON p.version_id = v.id WHERE p.id = {row}.provision_id AND v.status = 'draft')",
    )

    provision = models.ForeignKey(
        Provision, verbose_name=_("provision"), on_delete=models.PROTECT, related_name="goods"
    )
    code = models.CharField(_("group or item"), max_length=60)
    excluded = models.BooleanField(_("left out"), default=False)

    class Meta:
        verbose_name = _("goods of a provision")
        verbose_name_plural = _("goods of provisions")
        ordering = ["provision", "excluded", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "code"],
                name="provision_code_named_once",
                violation_error_message=_("A provision names a group or an item twice."),
            )
        ]

    def __str__(self):
        return self.code
