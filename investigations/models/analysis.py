"""Analysis: explanations that compete, what each item says of them, and what happened where."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from investigations.models.evidence import Evidence
from investigations.models.investigations import Investigation, Question
from permits.models import Country
from permits.models.parties import in_french


def kept(table):
    """Nothing of the analysis is deleted: it is withdrawn, with a reason."""
    return Guard("kept", "delete", "1 = 1", f"{table}: it is withdrawn, never deleted")


def withdrawn_whole(name):
    return models.CheckConstraint(
        condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_why="")
        | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
        name=name,
    )


class Withdrawable(models.Model):
    """Who withdrew it, when and why; until then all three are empty."""

    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_why = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None


class ExplanationQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at=None)

    def of_investigation(self, investigation):
        return self.filter(question__investigation=investigation)


class Explanation(Withdrawable, Record):
    """One of several answers that would explain what is known; they compete until one survives."""

    guards = [kept("investigations_explanation")]

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="explanations"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text_en = models.TextField(_("explanation (English)"), blank=True)
    text_fr = models.TextField(_("explanation (French)"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("proposed"))

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["question", "position"]
        default_permissions = ("view",)
        permissions = [("analyse", _("Can analyse evidence"))]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "position"], name="explanation_position_once"
            ),
            models.CheckConstraint(
                condition=~Q(text_en="", text_fr=""),
                name="explanation_is_stated",
                violation_error_message=_("State the explanation in one language at least."),
            ),
            withdrawn_whole("explanation_is_withdrawn_whole"),
        ]

    def __str__(self):
        return self.text

    @property
    def text(self):
        """In the language of the page, or in the other where it is not stated in both."""
        texts = [self.text_en, self.text_fr]
        first, second = reversed(texts) if in_french() else texts
        return first or second

    @property
    def label(self):
        """How tables call it for short: the question's number and a letter, as in 1B."""
        return f"{self.question.position}{letter(self.position)}"


def letter(position):
    """A, B … Z, AA, AB …"""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Bearing(models.TextChoices):
    """What an item says of an explanation."""

    SUPPORTS = "supports", _("Supports")
    CONTRADICTS = "contradicts", _("Contradicts")
    NEUTRAL = "neutral", _("Neutral")
    NOT_APPLICABLE = "not-applicable", _("Not applicable")


_ONE_INVESTIGATION = (
    "NOT EXISTS (SELECT 1 FROM investigations_explanation x"
    " JOIN investigations_question q ON q.id = x.question_id"
    " JOIN investigations_evidence e ON e.investigation_id = q.investigation_id"
    " WHERE x.id = {new}.explanation_id AND e.id = {new}.evidence_id)"
)


class Weighing(Record):
    """A cell of the matrix: how one item bears on one explanation, why, and who judged so when.

    Weighing it again changes the row, and the history keeps what was judged before.
    """

    guards = [
        kept("investigations_weighing"),
        *(
            Guard(
                f"one_investigation_{on}",
                on,
                _ONE_INVESTIGATION,
                "investigations_weighing: the item and the explanation are of one investigation",
            )
            for on in ("insert", "update")
        ),
    ]

    explanation = models.ForeignKey(
        Explanation,
        verbose_name=_("explanation"),
        on_delete=models.PROTECT,
        related_name="weighings",
    )
    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="weighings"
    )
    bearing = models.CharField(_("bearing"), max_length=15, choices=Bearing.choices)
    why = models.TextField(_("why"))
    weighed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("weighed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    weighed_at = models.DateTimeField(_("weighed"))

    class Meta:
        verbose_name = _("weighing of evidence")
        verbose_name_plural = _("weighings of evidence")
        ordering = ["explanation", "evidence"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["explanation", "evidence"], name="evidence_weighed_once"
            ),
            models.CheckConstraint(
                condition=Q(bearing__in=Bearing.values), name="weighing_bearing_is_known"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="weighing_says_why"),
        ]

    def __str__(self):
        return f"{self.evidence}: {self.get_bearing_display()}"


class Place(Record):
    """A place of the case: a town, a region, a front; it need not lie in a country with a code."""

    guards = [kept("investigations_place")]

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="places",
    )
    name = models.CharField(_("name"), max_length=200)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Left empty where the place has no country code, or is disputed."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, north positive, for example 39.81750."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, east positive, for example 46.75250."),
    )
    note = models.TextField(
        _("how the place is known"),
        blank=True,
        help_text=_("For example what in the picture agrees with the terrain."),
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["investigation", "name"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "name"],
                name="place_named_once",
                violation_error_message=_("This investigation has a place of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_has_both_coordinates_or_none",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("investigations:place_list", args=[self.investigation.number])


class Precision(models.TextChoices):
    """How exactly the day of an event is known."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")
    ABOUT = "about", _("Approximately")


class OccurrenceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Occurrence(Withdrawable, Record):
    """Something that happened, as the evidence tells, on a day known more or less exactly."""

    guards = [kept("investigations_occurrence")]

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="occurrences",
    )
    title = models.CharField(_("what happened"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    happened_on = models.DateField(_("day"))
    ended_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Of something that lasted; empty otherwise."),
    )
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="occurrences",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of the case")
        verbose_name_plural = _("events of the case")
        ordering = ["happened_on", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="occurrence_precision_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("happened_on")),
                name="occurrence_runs_forward",
                violation_error_message=_("The last day comes before the first."),
            ),
            withdrawn_whole("occurrence_is_withdrawn_whole"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("investigations:case_timeline", args=[self.investigation.number])


class Basis(Record):
    """An item of evidence that an event of the case rests on."""

    occurrence = models.ForeignKey(
        Occurrence, verbose_name=_("event"), on_delete=models.PROTECT, related_name="bases"
    )
    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="bases"
    )

    class Meta:
        verbose_name = _("basis of an event")
        verbose_name_plural = _("bases of events")
        ordering = ["occurrence", "evidence"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "evidence"], name="event_rests_on_item_once"
            )
        ]

    def __str__(self):
        return str(self.evidence)
