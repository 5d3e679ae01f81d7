"""Batches: the lists by which a decision's order is carried out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from decisions.models.decisions import Decision
from permits.models import Permit


class BatchStatus(models.TextChoices):
    PREPARED = "prepared", _("Prepared")
    FROZEN = "frozen", _("Frozen, to be confirmed")
    CONFIRMED = "confirmed", _("Confirmed, to be executed")
    EXECUTED = "executed", _("Executed")
    ABORTED = "aborted", _("Aborted")


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("decisions.view_batch") else self.none()

    def executed(self):
        return self.filter(status=BatchStatus.EXECUTED)

    def unfinished(self):
        return self.exclude(status__in=[BatchStatus.EXECUTED, BatchStatus.ABORTED])

    def matching(self, text):
        """Batches with this text in their own number, their decision's or their order's."""
        return self.filter(
            Q(number__icontains=text)
            | Q(decision__number__icontains=text)
            | Q(decision__order__number__icontains=text)
        )

    def in_status(self, status):
        return self.filter(status=status)


class Batch(Record):
    """The carrying out of a decision's order on the permits that another order suspended.

    The permits are selected by the suspension, never by country. The list is frozen (each permit
    at its version), confirmed by a second person, and executed as one transaction.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="batches"
    )
    list_number = models.PositiveSmallIntegerField(_("list"), default=1)
    announced = models.PositiveIntegerField(
        _("announced"), null=True, blank=True, help_text=_("How many permits were announced.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=BatchStatus.choices, default=BatchStatus.PREPARED
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    frozen_count = models.PositiveIntegerField(_("permits on the list"), null=True, blank=True)
    digest = models.CharField(_("digest of the list"), max_length=64, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    executed_at = models.DateTimeField(_("executed"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("prepare_batch", _("Can prepare and execute batches")),
            ("confirm_batch", _("Can confirm batches")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=BatchStatus.values), name="batch_status_is_known"
            ),
            models.UniqueConstraint(
                fields=["decision", "list_number"], name="batch_list_number_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("prepared_by")),
                name="batch_confirmer_did_not_prepare",
                violation_error_message=_("The person who prepared a batch cannot confirm it."),
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_count=None, digest="")
                | (Q(frozen_at__isnull=False, frozen_count__isnull=False) & ~Q(digest="")),
                name="batch_freeze_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="batch_confirmation_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status="executed")
                | Q(executed_at__isnull=False, confirmed_at__isnull=False),
                name="batch_executed_after_confirmation",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("decisions:batch_detail", args=[self.number])

    @property
    def order(self):
        """The order that the batch carries out: the one its decision drew up."""
        return self.decision.order

    def schedule(self):
        """The frozen list: each permit at its version."""
        return self.order.schedule.filter(list_number=self.list_number)

    def permits(self):
        """The permits on the frozen list."""
        return Permit.objects.listed_by(self.order, self.list_number)
