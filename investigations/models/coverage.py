"""Review coverage: the permits that a saved question names, counted once and frozen for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Guard, Record
from investigations.models.investigations import Investigation
from permits.models import Country, Order, Permit
from permits.models.permits import PermitStatus


class PopulationStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", pgettext_lazy("population", "Frozen")
    DROPPED = "dropped", pgettext_lazy("population", "Dropped")


class PopulationQuerySet(models.QuerySet):
    def frozen(self):
        return self.filter(status=PopulationStatus.FROZEN)


class Population(Record):
    """A question that names the permits to be reviewed, and its answer once it is frozen.

    "Every permit suspended or valid on that day, to that destination, for those goods": the answer
    is read from the register as it stood by the law's time, and kept with its count and digest.
    """

    guards = [
        Guard(
            "frozen",
            "update",
            "{old}.status <> 'draft'",
            "investigations_population: a frozen or dropped population stays as it is",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "investigations_population: a population is dropped, never deleted",
        ),
    ]

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="populations",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    as_of = models.DateField(_("as of the day"))
    with_suspended = models.BooleanField(_("suspended on that day"), default=True)
    with_valid = models.BooleanField(_("valid on that day"), default=True)
    destination = models.ForeignKey(
        Country,
        verbose_name=_("country of final destination"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    goods = models.CharField(
        _("group or item"), max_length=60, blank=True, help_text=_("For example 2 or 2-15.")
    )
    suspended_by = models.ForeignKey(
        Order,
        verbose_name=_("suspended by order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only what this order suspended and nothing had touched since."),
    )
    status = models.CharField(
        _("status"),
        max_length=8,
        choices=PopulationStatus.choices,
        default=PopulationStatus.DRAFT,
    )
    count = models.PositiveIntegerField(_("permits"), null=True, blank=True)
    digest = models.CharField(_("SHA-256 of the list"), max_length=64, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("frozen by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    frozen_at = models.DateTimeField(pgettext_lazy("population", "frozen"), null=True, blank=True)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("population of the review")
        verbose_name_plural = _("populations of the review")
        ordering = ["investigation", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "position"], name="population_position_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=PopulationStatus.values), name="population_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(with_suspended=True) | Q(with_valid=True),
                name="population_asks_for_a_status",
                violation_error_message=_("Ask for permits suspended, valid, or both."),
            ),
            models.CheckConstraint(
                condition=Q(suspended_by=None) | Q(with_valid=False),
                name="population_of_an_order_is_suspended",
                violation_error_message=_(
                    "What an order suspended is not valid: ask for suspended permits only."
                ),
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="frozen", count__isnull=False)
                    & Q(frozen_by__isnull=False, frozen_at__isnull=False)
                    & ~Q(digest="")
                )
                | (~Q(status="frozen") & Q(count=None, digest="", frozen_by=None, frozen_at=None)),
                name="population_is_frozen_whole",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        address = [self.investigation.number, self.position]
        return reverse("investigations:population_detail", args=address)

    def statuses(self):
        """The statuses asked for."""
        asked = [
            (self.with_suspended, PermitStatus.SUSPENDED),
            (self.with_valid, PermitStatus.VALID),
        ]
        return [status for wanted, status in asked if wanted]

    def matching(self, day=None):
        """What the register answers to the question, of its own day or of another."""
        day = day or self.as_of
        permits = Permit.objects.individual().in_term_on(day)
        if self.destination_id:
            permits = permits.to_any_destination([self.destination_id])
        if self.goods:
            permits = permits.for_goods(self.goods)
        standing = permits.in_status_on(day, self.statuses())
        return standing.filter(stood_by=self.suspended_by_id) if self.suspended_by_id else standing

    def outside(self, day):
        """What would match on a day, and is not in the frozen list."""
        return self.matching(day).exclude(pk__in=self.permits.order_by().values("permit"))

    def in_scope(self):
        """The reviews of its permits, in the scope of its investigation."""
        listed = self.permits.order_by().values("permit")
        return self.investigation.scope.filter(permit__in=listed)


class PopulationPermit(Record):
    """A permit on a frozen list, with its version then, and how it stood on the day asked about."""

    guards = [
        Guard(
            "before_it_is_frozen",
            "insert",
            "NOT EXISTS (SELECT 1 FROM investigations_population p"
            " WHERE p.id = {new}.population_id AND p.status = 'draft')",
            "investigations_populationpermit: a frozen list takes no more permits",
        ),
        *(
            Guard(
                f"listed_{on}",
                on,
                "1 = 1",
                "investigations_populationpermit: what is on a list stays as it was listed",
            )
            for on in ("update", "delete")
        ),
    ]

    population = models.ForeignKey(
        Population,
        verbose_name=_("population"),
        on_delete=models.PROTECT,
        related_name="permits",
        db_index=False,
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="reviewed_in"
    )
    version = models.PositiveBigIntegerField(_("version"))
    stood = models.CharField(_("status on the day"), max_length=10, choices=PermitStatus.choices)

    class Meta:
        verbose_name = _("permit of a population")
        verbose_name_plural = _("permits of populations")
        ordering = ["population", "permit"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["population", "permit"], name="permit_counted_once")
        ]

    def __str__(self):
        return f"{self.population}: {self.permit}"
