"""Components found somewhere, and the permit lines and shipments that they are matched with."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from investigations.models.evidence import Evidence
from permits.models import Country, Permit, PermitLine, Shipment


class TraceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Traces of the items that a person may see."""
        items = Evidence.objects.visible_to(user).order_by().values("pk")
        return self.filter(evidence__in=items)

    def with_matches(self):
        """Reads what each is matched with, oldest first, with its permit."""
        matches = TraceMatch.objects.select_related("line__permit", "shipment", "matched_by")
        return self.select_related("country", "evidence").prefetch_related(
            Prefetch("matches", matches.order_by("pk"))
        )

    def matched_with(self, permit: Permit):
        """Traces of which the newest match is with a line of this permit."""
        newest = TraceMatch.objects.filter(trace=OuterRef("pk")).order_by("-pk")
        return self.annotate(matched_permit=Subquery(newest.values("line__permit")[:1])).filter(
            matched_permit=permit.pk
        )


class Trace(Event):
    """A component as somebody documented it: its marks, what it was part of, and where.

    What was seen is never corrected by an edit: a better reading is another row.
    """

    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="traces"
    )
    component = models.CharField(_("component"), max_length=200)
    maker = models.CharField(_("manufacturer"), max_length=200, blank=True)
    model = models.CharField(_("model"), max_length=200, blank=True)
    part_number = models.CharField(_("part number"), max_length=120, blank=True)
    serial = models.CharField(_("serial number"), max_length=120, blank=True)
    batch = models.CharField(_("batch or lot"), max_length=120, blank=True)
    made_on = models.CharField(
        _("date of manufacture"),
        max_length=10,
        blank=True,
        help_text=_("As far as it is known: 2019, 2019-03 or 2019-03-14."),
    )
    platform = models.CharField(
        _("host platform"),
        max_length=200,
        blank=True,
        help_text=_("What it was mounted on or part of, for example the type of aircraft."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Left empty when the place has no country code."),
    )
    documented_by = models.CharField(_("documented by"), max_length=200)
    documented_on = models.DateField(_("documented on"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = TraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("traced component")
        verbose_name_plural = _("traced components")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)

    def __str__(self):
        return " ".join(filter(None, [self.component, self.model, self.serial or self.batch]))

    def get_absolute_url(self):
        return reverse("investigations:trace_detail", args=[self.pk])

    @property
    def investigation(self):
        return self.evidence.investigation

    @property
    def marks(self):
        """What can be looked for in the register, the most telling first."""
        marks = [self.serial, self.batch, self.part_number, self.model]
        return list(dict.fromkeys(mark.strip() for mark in marks if mark.strip()))

    @property
    def newest_match(self):
        return max(self.matches.all(), key=lambda match: match.pk, default=None)


class MatchStatus(models.TextChoices):
    """How sure the link to an export is. The lower steps are not proof of the higher ones."""

    SERIAL = "serial", _("Exact serial number")
    BATCH = "batch", _("Batch or lot")
    MODEL = "model", _("Model only")
    RESEMBLANCE = "resemblance", _("Resemblance only")
    NONE = "none", _("No match in the register")


class TraceMatch(Event):
    """What a person says a component is matched with; a later match stands in its place."""

    trace = models.ForeignKey(
        Trace, verbose_name=_("component"), on_delete=models.PROTECT, related_name="matches"
    )
    status = models.CharField(_("match"), max_length=12, choices=MatchStatus.choices)
    line = models.ForeignKey(
        PermitLine,
        verbose_name=_("permit line"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trace_matches",
    )
    shipment = models.ForeignKey(
        Shipment,
        verbose_name=_("shipment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trace_matches",
    )
    why = models.TextField(_("why"))
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("matched by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    matched_at = models.DateTimeField(_("matched"))

    class Meta:
        verbose_name = _("match of a component")
        verbose_name_plural = _("matches of components")
        ordering = ["trace", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=MatchStatus.values), name="trace_match_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status="none", line=None) | (~Q(status="none") & Q(line__isnull=False)),
                name="trace_match_names_a_line",
            ),
            models.CheckConstraint(
                condition=Q(shipment=None) | Q(line__isnull=False),
                name="trace_match_of_shipment_names_its_line",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="trace_match_says_why"),
        ]

    def __str__(self):
        return f"{self.trace}: {self.get_status_display()}"
