"""Batches: the lists by which a decision's order is carried out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
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

    def due(self, moment):
        """Confirmed for a moment that has come."""
        return self.filter(status=BatchStatus.CONFIRMED, scheduled_for__lte=moment)

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
    """The carrying out of a decision's order on the permits that the decision is about.

    The permits are found as the memorandum says. The list is frozen (each permit at its version),
    confirmed by a second person, and executed as one transaction, never before its time. A batch
    that reruns another takes what the other refused and is refused no more.
    """

    guards = [
        Guard(
            "stays",
            "update",
            "{old}.status IN ('executed', 'aborted')",
            "decisions_batch: a batch executed or aborted never changes",
        ),
        Guard(
            "frozen_stays",
            "update",
            "{old}.frozen_at IS NOT NULL AND ({new}.digest <> {old}.digest"
            " OR {new}.frozen_count <> {old}.frozen_count"
            " OR {new}.excluded_count <> {old}.excluded_count)",
            "decisions_batch: a list once frozen is not exchanged",
        ),
        Guard(
            "confirmed_stays",
            "update",
            "{old}.confirmed_at IS NOT NULL AND ({new}.confirmed_at IS NULL"
            " OR {new}.confirmed_by_id <> {old}.confirmed_by_id)",
            "decisions_batch: a confirmation is not taken back",
        ),
        Guard(
            "in_its_time",
            "update",
            "{new}.status = 'executed' AND {new}.scheduled_for IS NOT NULL"
            " AND {new}.executed_at < {new}.scheduled_for",
            "decisions_batch: a batch is never executed before its time",
        ),
    ]

    number = models.CharField(_("number"), max_length=30, unique=True)
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="batches"
    )
    list_number = models.PositiveSmallIntegerField(_("list"), default=1)
    announced = models.PositiveIntegerField(
        _("announced"), null=True, blank=True, help_text=_("How many permits were announced.")
    )
    reruns = models.ForeignKey(
        "self",
        verbose_name=_("reruns the refused of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rerun_by",
    )
    effective_at = models.DateTimeField(
        _("takes effect"),
        null=True,
        blank=True,
        help_text=_("Empty where it takes effect with its order."),
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
    excluded_count = models.PositiveIntegerField(_("excluded"), null=True, blank=True)
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
    scheduled_for = models.DateTimeField(
        _("scheduled for"),
        null=True,
        blank=True,
        help_text=_("The moment to come for which it was confirmed."),
    )
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
                condition=Q(reruns=None) | ~Q(reruns=F("id")), name="batch_does_not_rerun_itself"
            ),
            models.CheckConstraint(
                condition=Q(scheduled_for=None) | Q(confirmed_at__isnull=False),
                name="batch_scheduled_when_confirmed",
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

    @property
    def takes_effect_at(self):
        """The law's time of what the batch does: its order's, or later where it reruns another."""
        return self.effective_at or self.order.effective_at

    def change(self):
        """The change of a condition that it makes; None where it changes statuses."""
        return self.decision.chosen.change()

    def schedule(self):
        """The frozen list: each permit at its version."""
        return self.order.schedule.filter(list_number=self.list_number)

    def permits(self):
        """The permits on the frozen list."""
        return Permit.objects.listed_by(self.order, self.list_number)

    def refused_before(self):
        """The permits that the batch rerun refused and that no list of the order has reached."""
        refused = self.reruns.schedule().refused()
        reached = self.order.schedule.carried_out()
        return Permit.objects.filter(pk__in=refused.values("permit")).exclude(
            pk__in=reached.values("permit")
        )
