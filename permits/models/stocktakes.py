"""Stocktakes: what the whole register amounted to at one number of the ledger, by subject.

They are worked out from the record and may be thrown away and made anew at any time; so they are
neither records nor events, and no entry explains them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from permits.models.permits import PermitStatus


class StockKind(models.TextChoices):
    """What figures are kept for; each names one subject by a key of its own."""

    REGISTER = "register"
    DESTINATION = "destination"
    GOODS = "goods"
    DESTINATION_GOODS = "destination-goods"


class Figure(models.TextChoices):
    """What a figure counts."""

    PERMITS = "permits"
    VALUE = "value"
    QUANTITY = "quantity"
    SILENT = "silent"
    FLOW = "flow"
    HOLDERS = "holders"
    ASSURANCES = "assurances"


class Stocktake(models.Model):
    """One count of the whole register, true at a number of the ledger."""

    sequence = models.BigIntegerField(_("number in the ledger"))
    counted_on = models.DateField(_("counted on"))
    counted_at = models.DateTimeField(_("counted"))

    class Meta:
        verbose_name = _("stocktake")
        verbose_name_plural = _("stocktakes")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.sequence} ({self.counted_on.isoformat()})"


class StockFigure(models.Model):
    """One figure of a stocktake: what stands under one subject, of one kind and status."""

    stocktake = models.ForeignKey(
        Stocktake, on_delete=models.PROTECT, related_name="figures", db_index=False
    )
    kind = models.CharField(max_length=20, choices=StockKind.choices)
    key = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=12, choices=Figure.choices)
    unit = models.CharField(_("currency or unit"), max_length=30, blank=True)
    status = models.CharField(max_length=10, choices=PermitStatus.choices, blank=True)
    ended = models.BooleanField(_("term ended when it was counted"), default=False)
    # Only terms that end soon after the count keep their day: the clock alone moves them.
    ends_on = models.DateField(null=True, blank=True)
    month = models.DateField(null=True, blank=True)
    number = models.BigIntegerField()
    issued = models.DecimalField(max_digits=24, decimal_places=3, null=True, blank=True)
    shipped = models.DecimalField(max_digits=24, decimal_places=3, null=True, blank=True)
    outstanding = models.DecimalField(max_digits=24, decimal_places=3, null=True, blank=True)

    class Meta:
        verbose_name = _("figure of a stocktake")
        verbose_name_plural = _("figures of stocktakes")
        default_permissions = ()
        indexes = [
            models.Index(fields=["stocktake", "kind", "key"], name="stock_figure_by_subject")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=StockKind.values) & Q(what__in=Figure.values),
                name="stock_figure_is_known",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.what} {self.unit} {self.status}"
