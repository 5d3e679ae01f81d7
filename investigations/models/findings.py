"""Findings on a stated standard, the evidence they cite, and the recommendation that follows."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from investigations.models.evidence import Evidence, Grade
from investigations.models.investigations import Investigation, Question
from investigations.models.standards import (
    OPEN,
    Confidence,
    FindingKind,
    FindingStatus,
    Likelihood,
    RiskResult,
    Stance,
    Standard,
)
from permits.models import Undertaking
from permits.models.criteria import Criterion
from permits.models.parties import in_french


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("investigations.view_finding") else self.none()

    def open(self):
        """Findings that are neither adopted nor closed."""
        return self.filter(status__in=OPEN)

    def in_draft(self):
        return self.filter(status=FindingStatus.DRAFT)

    def to_review(self):
        """In peer review, and not found sound in this round."""
        return self.filter(~Exists(self._sound()), status=FindingStatus.PEER_REVIEW)

    def to_adopt(self):
        """Found sound by a peer, as they stand now."""
        return self.filter(Exists(self._sound()), status=FindingStatus.PEER_REVIEW)

    def _sound(self):
        reviews = apps.get_model("investigations", "PeerReview").objects
        return reviews.filter(finding=OuterRef("pk"), round=OuterRef("round"), result="sound")

    def adopted(self):
        return self.filter(status=FindingStatus.ADOPTED)

    def closed(self):
        """Adopted, or closed without being adopted."""
        return self.exclude(status__in=OPEN)

    def standing(self):
        """Adopted, and not superseded by a later finding that was adopted."""
        return self.adopted().filter(~Exists(self._later()))

    def with_standing(self):
        """Adds ``is_superseded``: whether an adopted finding stands in its place."""
        return self.annotate(is_superseded=Exists(self._later()))

    def _later(self):
        return Finding.objects.filter(supersedes=OuterRef("pk"), status=FindingStatus.ADOPTED)

    def of_breach(self):
        """Findings, adopted or not, that name the undertaking they say was breached."""
        return self.filter(undertaking__isnull=False)


class Finding(Record):
    """What is found in answer to a question, on a stated standard; frozen once it is closed."""

    guards = [
        Guard(
            "frozen",
            "update",
            "{old}.status NOT IN ('draft', 'peer-review')",
            "investigations_finding: an adopted or closed finding is frozen",
        ),
        Guard(
            "reviewed",
            "update",
            "{new}.status = 'adopted' AND NOT EXISTS (SELECT 1 FROM investigations_peerreview r"
            " WHERE r.finding_id = {new}.id AND r.round = {new}.round AND r.result = 'sound'"
            " AND r.reviewer_id <> {new}.closed_by_id AND r.reviewer_id <> {new}.author_id)",
            "investigations_finding: a finding is adopted after a peer other than its author"
            " and the adopter found it sound",
        ),
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
    criterion = models.CharField(
        _("criterion of section 7.3(1)"), max_length=5, choices=Criterion.choices, blank=True
    )
    risk = models.CharField(
        _("risk under section 7.4"), max_length=16, choices=RiskResult.choices, blank=True
    )
    mitigation = models.TextField(
        _("mitigating measures considered"),
        blank=True,
        help_text=_("Section 7.4 asks for them. Write that there are none if none were found."),
    )
    standard = models.CharField(_("standard"), max_length=25, choices=Standard.choices)
    statement_en = models.TextField(_("finding (English)"))
    statement_fr = models.TextField(_("finding (French)"))
    reasoning = models.TextField(_("reasoning"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence.choices)
    likelihood = models.CharField(
        _("likelihood"), max_length=16, choices=Likelihood.choices, blank=True
    )
    contrary = models.TextField(
        _("evidence against that was looked for"),
        blank=True,
        help_text=_("Where none is cited: what was looked for, where, and that it was not found."),
    )
    would_change = models.TextField(
        _("what would change it"),
        blank=True,
        help_text=_("Which fact or document, if it came to light, would lead to another finding."),
    )
    exception = models.TextField(
        _("reason for an exception to the floor"),
        blank=True,
        help_text=_(
            "A finding rests on two independent items, one of them graded C3 or better. Where it"
            " does not, say why it may stand all the same."
        ),
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        help_text=_("Once this finding is adopted, it stands in the place of the other."),
    )
    status = models.CharField(
        _("status"), max_length=16, choices=FindingStatus.choices, default=FindingStatus.DRAFT
    )
    round = models.PositiveSmallIntegerField(_("round of peer review"), default=0)
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
        permissions = [
            ("adopt_finding", _("Can adopt findings")),
            ("review_finding", _("Can review findings as a peer")),
            ("dissent", _("Can record a dissent from a finding")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FindingStatus.values), name="finding_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN, closed_by=None, closed_at=None)
                | (Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(status__in=OPEN)),
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
            models.CheckConstraint(
                condition=Q(criterion="", risk="", mitigation="") | Q(kind="risk"),
                name="finding_of_risk_answers_a_criterion",
                violation_error_message=_(
                    "Only a finding on risk answers a criterion of section 7.3(1)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(criterion__in=["", *Criterion.values])
                & Q(risk__in=["", *RiskResult.values])
                & Q(likelihood__in=["", *Likelihood.values]),
                name="finding_scales_are_known",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("pk")),
                name="finding_supersedes_another",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(status="adopted"),
                name="finding_superseded_once",
                violation_error_message=_("Another finding already stands in its place."),
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
    def is_open(self):
        return self.status in OPEN

    @property
    def version(self):
        """The number of the newest row of its history."""
        return self.history.values_list("history_id", flat=True).first()

    def writers(self):
        """The keys of all who wrote any version of its text, or cited evidence in it."""
        wrote = self.history.order_by().values_list("history_user", flat=True)
        cited = Citation.history.filter(finding=self).order_by()
        return {self.author_id, *wrote.union(cited.values_list("history_user", flat=True))}


_FINDING_IS_CLOSED = (
    "EXISTS (SELECT 1 FROM investigations_finding f"
    " WHERE f.id = {row}.finding_id AND f.status NOT IN ('draft', 'peer-review'))"
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
    digests = models.TextField(_("SHA-256 of each file when closed"), blank=True)
    evidence_version = models.BigIntegerField(
        _("version of the evidence when closed"), null=True, blank=True
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
