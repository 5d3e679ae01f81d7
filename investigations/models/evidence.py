"""Evidence, its grades on two axes, and its chain of custody."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Record
from investigations.models.investigations import Investigation


class EvidenceKind(models.TextChoices):
    OFFICIAL_STATEMENT = "official-statement", _("Official statement")
    EMBASSY_REPORT = "embassy-report", _("Embassy report")
    PARTNER_INFORMATION = "partner-information", _("Information from a partner government")
    COMPANY_RESPONSE = "company-response", _("Company response")
    EXPERT_REPORT = "expert-report", _("United Nations or expert report")
    NGO_REPORT = "ngo-report", _("Report of a non-governmental organization")
    MEDIA = "media", _("Media article")
    IMAGE = "image", _("Video or photograph")
    SOCIAL_POST = "social-post", _("Social media post")
    INSPECTION = "inspection", _("Physical inspection")
    TRACE_REPLY = "trace-reply", _("Reply to a trace request")
    SHIPPING_RECORD = "shipping-record", _("Shipping or customs record")
    ASSURANCE_DOCUMENT = "assurance-document", _("End-use assurance document")
    SILENCE = "silence", _("Refusal or silence")


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("investigations.view_evidence") else self.none()

    def ungraded(self):
        return self.filter(grades__isnull=True)

    def with_state(self):
        """Adds ``newest_check``, the last verification of the file, and reads all grades."""
        checks = CustodyEvent.objects.filter(evidence=OuterRef("pk"), kind__in=VERIFICATIONS)
        newest = checks.order_by("-pk").values("kind")[:1]
        return self.annotate(newest_check=Subquery(newest)).prefetch_related("grades")

    def origins(self):
        """The origin of each item by key: itself, or what it was copied from in the end."""
        parents = dict(self.values_list("pk", "derived_from"))

        def origin(item):
            while parents.get(item):
                item = parents[item]
            return item

        return {item: origin(item) for item in parents}


class Evidence(Record):
    """One item of evidence: where it comes from, how it was captured, and its file with its hash.

    The file is kept unaltered under its SHA-256. Classified material is a pointer in the summary
    (file number, holder, caveat), never content.
    """

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    kind = models.CharField(_("type"), max_length=20, choices=EvidenceKind.choices)
    title = models.CharField(_("title"), max_length=200)
    source = models.CharField(_("source"), max_length=200)
    summary = models.TextField(_("what it says"))
    captured_at = models.DateTimeField(_("captured or received"))
    captured_with = models.CharField(_("tool and version"), max_length=200, blank=True)
    address = models.CharField(_("web address or file reference"), max_length=500, blank=True)
    derived_from = models.ForeignKey(
        "self",
        verbose_name=_("derived from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="derivatives",
        help_text=_("A repost or a copy is not an independent source."),
    )
    file = models.FileField(_("file"), upload_to="evidence", max_length=200, blank=True)
    file_name = models.CharField(_("name of the file as received"), max_length=200, blank=True)
    file_size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("registered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["investigation", "pk"]
        default_permissions = ("view", "add")
        permissions = [("grade_evidence", _("Can grade evidence"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(file="", digest="", file_name="", file_size=None)
                | (~Q(file="") & ~Q(digest="") & ~Q(file_name="") & Q(file_size__isnull=False)),
                name="evidence_file_has_its_hash",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:evidence_detail", args=[self.number])

    @property
    def newest_grade(self):
        return max(self.grades.all(), key=lambda grade: grade.pk, default=None)

    @property
    def is_altered(self):
        """Whether the last verification failed; asked of items read with their state."""
        return self.newest_check == CustodyKind.MISMATCHED


class Reliability(models.TextChoices):
    """Reliability of the source (Admiralty code). F is unknown, not worst."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – reliability cannot be judged")


class Credibility(models.TextChoices):
    """Credibility of the information (Admiralty code). 6 is unknown, not worst."""

    CONFIRMED = "1", _("1 – confirmed by other independent sources")
    PROBABLE = "2", _("2 – probably true")
    POSSIBLE = "3", _("3 – possibly true")
    DOUBTFUL = "4", _("4 – doubtful")
    IMPROBABLE = "5", _("5 – improbable")
    UNKNOWN = "6", _("6 – truth cannot be judged")


class Grade(Event):
    """A grade given to an item at a time; a later one adds to it and overwrites nothing."""

    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="grades"
    )
    reliability = models.CharField(
        _("reliability of the source"), max_length=1, choices=Reliability.choices
    )
    credibility = models.CharField(
        _("credibility of the information"), max_length=1, choices=Credibility.choices
    )
    confirmed_by = models.ForeignKey(
        Evidence,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Credibility 1 needs an independent item that confirms it."),
    )
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values)
                & Q(credibility__in=Credibility.values),
                name="grade_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(credibility="1") | Q(confirmed_by__isnull=False),
                name="grade_1_is_confirmed_by_an_item",
            ),
        ]

    def __str__(self):
        return f"{self.reliability}{self.credibility}"

    @property
    def meets_floor(self):
        """C3 or better on both axes. F and 6 are unknown, so they meet nothing."""
        return self.reliability in "ABC" and self.credibility in "123"


class CustodyKind(models.TextChoices):
    COLLECTED = "collected", _("Collected")
    HASHED = "hashed", _("Hashed")
    VIEWED = "viewed", _("Opened")
    MATCHED = "matched", _("Hash verified")
    MISMATCHED = "mismatched", _("Hash does not match")


VERIFICATIONS = [CustodyKind.MATCHED, CustodyKind.MISMATCHED]


class CustodyEvent(Event):
    """One event in the chain of custody of an item."""

    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="custody"
    )
    kind = models.CharField(_("event"), max_length=12, choices=CustodyKind.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("custody event")
        verbose_name_plural = _("custody events")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.get_kind_display()
