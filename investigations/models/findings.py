"""Findings on a stated standard, the evidence they cite, and the recommendation that follows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from investigations.models.evidence import Evidence, Grade
from investigations.models.investigations import Investigation, Question
from permits.models import Undertaking
from permits.models.parties import in_french


class FindingKind(models.TextChoices):
    USE = "use", _("Use or presence")
    DIVERSION = "diversion", _("Diversion")
    BREACH = "breach", _("Breach of an assurance")
    RISK = "risk", _("Risk under section 7.3")
    OTHER = "other", _("Other")


class Standard(models.TextChoices):
    """How sure one must be; the ladder runs from suspicion to probability."""

    SUSPICION = "reasonable-suspicion", _("Reasonable suspicion")
    GROUNDS = "reasonable-grounds", _("Reasonable grounds to believe")
    BALANCE = "balance-of-probabilities", _("Balance of probabilities")

    @property
    def definition(self):
        return {
            self.SUSPICION: _("Facts make it possible: more than a hunch, less than belief."),
            self.GROUNDS: _(
                "Compelling and credible information gives an objective basis for believing it."
            ),
            self.BALANCE: _(
                "Clear, convincing and cogent evidence shows it to be more likely than not."
            ),
        }[self]


class Confidence(models.TextChoices):
    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", _("High")


class FindingStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")
    NOT_ESTABLISHED = "not-established", _("Not established")
    INCONCLUSIVE = "inconclusive", _("Inconclusive")


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("investigations.view_finding") else self.none()

    def to_adopt(self):
        return self.filter(status=FindingStatus.DRAFT)

    def adopted(self):
        return self.filter(status=FindingStatus.ADOPTED)

    def of_breach(self):
        """Findings, adopted or not, that name the undertaking they say was breached."""
        return self.filter(undertaking__isnull=False)


class Finding(Record):
    """What is found in answer to a question, on a stated standard; frozen once it is closed."""

    guards = [
        Guard(
            "frozen",
            "update",
            "{old}.status <> 'draft'",
            "investigations_finding: an adopted or closed finding is frozen",
        )
    ]

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="findings",
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="findings"
    )
    kind = models.CharField(_("type"), max_length=12, choices=FindingKind.choices)
    undertaking = models.ForeignKey(
        Undertaking,
        verbose_name=_("undertaking breached"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        help_text=_("Of the assurances on which the permits in scope rest."),
    )
    standard = models.CharField(_("standard"), max_length=25, choices=Standard.choices)
    statement_en = models.TextField(_("finding (English)"))
    statement_fr = models.TextField(_("finding (French)"))
    reasoning = models.TextField(_("reasoning"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence.choices)
    exception = models.TextField(
        _("reason for an exception to the floor"),
        blank=True,
        help_text=_(
            "A finding rests on two independent items, one of them graded C3 or better. Where it"
            " does not, say why it may stand all the same."
        ),
    )
    status = models.CharField(
        _("status"), max_length=16, choices=FindingStatus.choices, default=FindingStatus.DRAFT
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("adopted or closed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("adopted or closed"), null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["investigation", "pk"]
        default_permissions = ("view", "add")
        permissions = [("adopt_finding", _("Can adopt findings"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FindingStatus.values), name="finding_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", closed_by=None, closed_at=None)
                | (Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(status="draft")),
                name="finding_closure_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("author")),
                name="finding_author_does_not_adopt",
                violation_error_message=_("The author of a finding cannot adopt it."),
            ),
            models.CheckConstraint(
                condition=Q(undertaking=None) | Q(kind="breach"),
                name="finding_of_breach_names_undertaking",
                violation_error_message=_(
                    "Only the finding that an assurance was breached names an undertaking."
                ),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:finding_detail", args=[self.number])

    @property
    def statement(self):
        """The finding in the language of the page, or in the other while a draft lacks it."""
        texts = [self.statement_en, self.statement_fr]
        first, second = reversed(texts) if in_french() else texts
        return first or second

    @property
    def standard_definition(self):
        return Standard(self.standard).definition

    @property
    def version(self):
        """The number of the newest row of its history."""
        return self.history.values_list("history_id", flat=True).first()

    def writers(self):
        """The keys of all who wrote any version of its text, or cited evidence in it."""
        wrote = self.history.order_by().values_list("history_user", flat=True)
        cited = Citation.history.filter(finding=self).order_by()
        return {self.author_id, *wrote.union(cited.values_list("history_user", flat=True))}


class Stance(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")


_FINDING_IS_CLOSED = (
    "EXISTS (SELECT 1 FROM investigations_finding f"
    " WHERE f.id = {row}.finding_id AND f.status <> 'draft')"
)


class Citation(Record):
    """Evidence cited for or against a finding, with the grade it had when the finding closed."""

    guards = [
        Guard(
            f"frozen_{on}",
            on,
            _FINDING_IS_CLOSED.replace("{row}", "{old}" if on == "delete" else "{new}"),
            "investigations_citation: an adopted or closed finding is frozen",
        )
        for on in ("insert", "update", "delete")
    ]

    finding = models.ForeignKey(
        Finding, verbose_name=_("finding"), on_delete=models.PROTECT, related_name="citations"
    )
    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="citations"
    )
    stance = models.CharField(_("for or against"), max_length=8, choices=Stance.choices)
    why = models.TextField(_("why"), blank=True)
    grade = models.ForeignKey(
        Grade,
        verbose_name=_("grade when closed"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["finding", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["finding", "evidence"], name="evidence_cited_once"),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="citation_stance_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.evidence}: {self.get_stance_display()}"

    @property
    def basis_changed(self):
        """Whether the item was regraded, or failed its verification, after the finding closed.

        Asked of citations whose evidence was read with its state.
        """
        closed = self.finding.status != FindingStatus.DRAFT
        return closed and (self.evidence.newest_grade != self.grade or self.evidence.is_altered)


class Recommendation(Record):
    """What the investigation recommends to the Minister, in both languages."""

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    text_en = models.TextField(_("recommendation (English)"))
    text_fr = models.TextField(_("recommendation (French)"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.investigation}: {self.text}"

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en
