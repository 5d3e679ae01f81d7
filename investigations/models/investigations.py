"""Investigations: the allegation, the questions, and the permits they call in question."""

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from permits.models import Order, Permit


class InvestigationStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    ON_HOLD = "on-hold", _("On hold")
    CONCLUDED = "concluded", _("Concluded")


class InvestigationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("investigations.view_investigation") else self.none()

    def touching(self, permit):
        return self.filter(scope__permit=permit)

    def active(self):
        return self.filter(status=InvestigationStatus.ACTIVE)

    def to_declare(self, person):
        """Active investigations whose team a person is on, without a declaration of theirs."""
        on_team = Q(lead=person) | Q(memberships__person=person, memberships__left_on=None)
        declared = self.model.objects.filter(declarations__person=person)
        return self.active().filter(on_team).exclude(pk__in=declared.values("pk")).distinct()

    def hold_ended_by(self, day):
        """Investigations still on hold although the day until which they were is past."""
        return self.filter(status=InvestigationStatus.ON_HOLD, held_until__lt=day)

    def matching(self, text):
        """Investigations whose number, title or allegation contains this text."""
        return self.filter(
            Q(number__icontains=text) | Q(title__icontains=text) | Q(allegation__icontains=text)
        )

    def with_coverage(self):
        """Adds ``in_scope`` and ``not_reviewed``: how many permits of each."""
        scope = PermitInScope.objects.filter(investigation=OuterRef("pk"))

        def count(rows):
            counted = rows.order_by().values("investigation").annotate(count=Count("pk"))
            return Coalesce(Subquery(counted.values("count")), Value(0))

        return self.annotate(in_scope=count(scope), not_reviewed=count(scope.not_reviewed()))


class Investigation(Record):
    """An inquiry into what was alleged about goods exported under permits."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=200)
    allegation = models.TextField(_("allegation"))
    allegation_source = models.CharField(_("source of the allegation"), max_length=300)
    learned_on = models.DateField(_("learned on"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=InvestigationStatus.choices,
        default=InvestigationStatus.ACTIVE,
    )
    order = models.ForeignKey(
        Order,
        verbose_name=_("opened on order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="investigations",
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("lead"), on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"))
    hold_reason = models.TextField(_("on hold because"), blank=True)
    held_until = models.DateField(_("on hold until"), null=True, blank=True)

    objects = InvestigationQuerySet.as_manager()

    class Meta:
        verbose_name = _("investigation")
        verbose_name_plural = _("investigations")
        ordering = ["-pk"]
        default_permissions = ("view", "add", "change")
        permissions = [("recommend", _("Can recommend"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=InvestigationStatus.values),
                name="investigation_status_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(status="on-hold", held_until__isnull=False) & ~Q(hold_reason=""))
                | (~Q(status="on-hold") & Q(held_until=None, hold_reason="")),
                name="investigation_hold_is_whole",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:investigation_detail", args=[self.number])


class Question(Record):
    """A question the investigation is to answer; findings answer it."""

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="questions",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("question"))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["investigation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "position"], name="question_position_once"
            )
        ]

    def __str__(self):
        return self.text


class ReviewResult(models.TextChoices):
    NOT_REVIEWED = "not-reviewed", _("Not reviewed yet")
    NO_CONCERN = "no-concern", _("No concern")
    CONCERN = "concern", _("Concern")
    UNDETERMINED = "undetermined", _("Cannot be determined")


class PermitInScopeQuerySet(models.QuerySet):
    def not_reviewed(self):
        return self.filter(result=ReviewResult.NOT_REVIEWED)

    def matching(self, text):
        """Permits whose number or holder contains this text."""
        return self.filter(
            Q(permit__reference__icontains=text) | Q(permit__holder__name__icontains=text)
        )

    def of_population(self, population):
        """Permits on the frozen list of a population."""
        return self.filter(permit__in=population.permits.order_by().values("permit"))

    def with_position(self, position):
        """Permits on which a department asked takes this position, or "none" so far."""
        asked = self.model.consulted.rel.related_model.objects.with_position(position)
        return self.filter(pk__in=asked.order_by().values("scope"))

    def by_result(self):
        """How many permits have each result, every result named."""
        counted = self.order_by().values_list("result").annotate(Count("pk"))
        return dict.fromkeys(ReviewResult.values, 0) | dict(counted)


class PermitInScope(Record):
    """A permit in question, and the result of its own review."""

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="scope",
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="in_scope_of"
    )
    result = models.CharField(
        _("result"), max_length=12, choices=ReviewResult.choices, default=ReviewResult.NOT_REVIEWED
    )
    reason = models.TextField(_("reason"), blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)

    objects = PermitInScopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("permit in scope")
        verbose_name_plural = _("permits in scope")
        ordering = ["investigation", "permit"]
        default_permissions = ("view",)
        permissions = [("review_permit", _("Can review permits in scope"))]
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "permit"], name="permit_in_scope_once"
            ),
            models.CheckConstraint(
                condition=Q(result="not-reviewed", reviewed_by=None, reviewed_at=None)
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~Q(result="not-reviewed")
                    & ~Q(reason="")
                ),
                name="review_names_result_reason_and_reviewer",
            ),
        ]

    def __str__(self):
        return f"{self.investigation}: {self.permit}"
