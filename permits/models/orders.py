"""Orders: the legal instruments on permits, their schedules, and the changes they make."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Max, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment
from audit.models import Event, Record
from permits.models.parties import in_french
from permits.models.permits import Permit, PermitStatus


class OrderKind(models.TextChoices):
    REGISTER = "register", _("Registration from a register file")
    ISSUE = "issue", _("Issue")
    DENY = "deny", _("Refusal")
    SUSPEND = "suspend", _("Suspension")
    REINSTATE = "reinstate", _("Reinstatement")
    CANCEL = "cancel", _("Cancellation")
    AMEND = "amend", _("Amendment")


class OrderStatus(models.TextChoices):
    DRAWN_UP = "drawn-up", _("Drawn up, to be signed")
    SIGNED = "signed", _("Signed")
    CARRIED_OUT = "carried-out", _("Carried out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class OrderQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("permits.view_order") else self.none()

    def waiting_for_signature(self):
        return self.filter(status=OrderStatus.DRAWN_UP)

    def in_status(self, statuses):
        return self.filter(status__in=statuses)

    def of_kind(self, kinds):
        return self.filter(kind__in=kinds)

    def matching(self, text):
        """Orders with a text in their number or in their title, in either language."""
        text = text.strip()
        return self.filter(
            Q(number__icontains=text) | Q(title_en__icontains=text) | Q(title_fr__icontains=text)
        )

    def that_suspended(self):
        return self.filter(kind=OrderKind.SUSPEND, status=OrderStatus.CARRIED_OUT)

    def that_amended(self, permit):
        """Orders that amended this permit, by itself or with others, the newest first."""
        return self.filter(
            kind=OrderKind.AMEND, schedule__permit=permit, schedule__outcome__carried_out=True
        ).distinct()

    def still_suspending(self):
        """Suspensions that some permit is still under."""
        under = Permit.objects.filter(status=PermitStatus.SUSPENDED)
        return self.that_suspended().filter(pk__in=under.values("last_change__order"))


class Order(Record):
    """The instrument by which the Minister acts on permits: section 7(1), 7.1(1) or 10(1).

    It is drawn up by one person and signed in the name of an office-holder by another. The
    register knows the order and nothing of the decision behind it.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=OrderKind.choices)
    status = models.CharField(
        _("status"), max_length=12, choices=OrderStatus.choices, default=OrderStatus.DRAWN_UP
    )
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    ground_en = models.TextField(_("ground (English)"))
    ground_fr = models.TextField(_("ground (French)"))
    authority = models.CharField(
        _("authority"), max_length=200, default="Export and Import Permits Act, s. 10(1)"
    )
    effective_at = models.DateTimeField(_("takes effect"))
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drawn up by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signature recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_for = models.ForeignKey(
        Appointment,
        verbose_name=_("signed for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-effective_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("draw_up_order", _("Can draw up orders")),
            ("sign_order", _("Can sign orders")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrderKind.values), name="order_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=OrderStatus.values), name="order_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("prepared_by")),
                name="order_signer_did_not_prepare",
                violation_error_message=_("The person who drew up an order cannot sign it."),
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_for=None, signed_at=None)
                | Q(signed_by__isnull=False, signed_for__isnull=False, signed_at__isnull=False),
                name="order_signature_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["drawn-up", "withdrawn"])
                | Q(signed_at__isnull=False)
                # Issued elsewhere, and signed there: this order only brings them into the register.
                | Q(kind="register"),
                name="order_acts_when_signed",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("permits:order_detail", args=[self.number])

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    @property
    def ground(self):
        return self.ground_fr if in_french() else self.ground_en

    def newest_list(self):
        """The list that counts: the last one, where earlier ones were given up."""
        lists = self.schedule.order_by().values("order")
        newest = lists.annotate(newest=Max("list_number")).values("newest")
        return self.schedule.filter(list_number=Subquery(newest))


class StatusChangeQuerySet(models.QuerySet):
    def in_effect_on(self, day):
        """Changes that had taken effect by the end of a day, or by now when it is today; the last
        of a permit comes first.

        A permit is issued from its own first day, whenever the order was made (section 8.5).
        """
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
        limit = timezone.now() if day == timezone.localdate() else end
        begins = Q(order__kind__in=[OrderKind.ISSUE, OrderKind.REGISTER])
        early = Q(permit__issued_on__lte=day) | Q(permit__valid_from__lte=day)
        return (
            self.filter(Q(effective_at__lt=limit) | (begins & early))
            .annotate(later=Case(When(begins, then=0), default=1))
            .order_by("-later", "-effective_at", "-pk")
        )


class StatusChange(Event):
    """One change of one permit's status, under an order; the permit's status is made by these."""

    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="changes"
    )
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="changes"
    )
    from_status = models.CharField(_("from"), max_length=10, choices=PermitStatus.choices)
    to_status = models.CharField(_("to"), max_length=10, choices=PermitStatus.choices)
    effective_at = models.DateTimeField(_("takes effect"))

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(from_status__in=PermitStatus.values)
                & Q(to_status__in=PermitStatus.values)
                & ~Q(from_status=F("to_status")),
                name="status_change_is_between_statuses",
            ),
            models.UniqueConstraint(fields=["order", "permit"], name="order_changes_permit_once"),
        ]

    def __str__(self):
        return f"{self.get_from_status_display()} → {self.get_to_status_display()}"


class ScheduledPermitQuerySet(models.QuerySet):
    def carried_out(self):
        return self.filter(outcome__carried_out=True)

    def refused(self):
        return self.filter(outcome__carried_out=False)

    def lengths(self, orders):
        """How many permits are on the newest list of each of these orders, by key."""
        lists = self.filter(order__in=orders).order_by("list_number")
        counted = lists.values_list("order", "list_number").annotate(Count("pk"))
        return {order: length for order, _list_number, length in counted}


class ScheduledPermit(Event):
    """A permit on the schedule of an order, pinned at the version it had when it was listed."""

    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="schedule"
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="scheduled"
    )
    # A list that was given up is followed by another under the same order.
    list_number = models.PositiveSmallIntegerField(_("list"), default=1)
    # The permit's newest history row at the time: any later change shows.
    version = models.PositiveBigIntegerField(_("version"))

    objects = ScheduledPermitQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled permit")
        verbose_name_plural = _("scheduled permits")
        ordering = ["order", "list_number", "permit"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["order", "list_number", "permit"], name="permit_scheduled_once"
            )
        ]

    def __str__(self):
        return f"{self.order}: {self.permit}"


class Outcome(Event):
    """What became of one scheduled permit when its order was carried out; kept for ever."""

    scheduled = models.OneToOneField(
        ScheduledPermit,
        verbose_name=_("scheduled permit"),
        on_delete=models.PROTECT,
        related_name="outcome",
    )
    carried_out = models.BooleanField(_("carried out"))
    # The codes of every refusal, separated by spaces; empty when carried out.
    refusals = models.CharField(_("refusals"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["scheduled"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(carried_out=True, refusals="")
                | (Q(carried_out=False) & ~Q(refusals="")),
                name="outcome_refused_with_reasons",
            )
        ]

    def __str__(self):
        return str(self.carried_out)
