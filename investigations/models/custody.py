"""The files of evidence, what is embedded in them, who may see them, and their chain of custody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Guard, Record
from investigations.models.evidence import ON_HOLD, Evidence


class OfEvidenceQuerySet(models.QuerySet):
    """What belongs to an item is seen by those who see the item."""

    def visible_to(self, user):
        return self.filter(evidence__in=Evidence.objects.visible_to(user).order_by().values("pk"))


class FileRole(models.TextChoices):
    ORIGINAL = "original", _("Original")
    PREVIEW = "preview", _("Preview")
    SHARING = "sharing", _("Copy for sharing")


class Scan(models.TextChoices):
    """What the scanner for harmful software said of a file."""

    NONE = "none", _("Not scanned")
    WAITING = "waiting", _("Waits for the scanner")
    CLEAN = "clean", _("Scanned: clean")
    INFECTED = "infected", _("Scanned: harmful")


class EvidenceFileQuerySet(OfEvidenceQuerySet):
    def originals(self):
        return self.filter(role=FileRole.ORIGINAL)

    def to_scan(self):
        """Originals that no scanner has judged."""
        return self.originals().filter(scan__in=[Scan.NONE, Scan.WAITING])


class EvidenceFile(Record):
    """One file of an item, kept unaltered under its SHA-256: an original, or a copy made from one.

    What it is never changes; only what is found out about it does: that it no longer matches its
    hash, and what a scanner says of it.
    """

    guards = [
        Guard(
            "kept_as_received",
            "update",
            "{new}.evidence_id <> {old}.evidence_id OR {new}.role <> {old}.role"
            " OR {new}.digest <> {old}.digest OR {new}.size <> {old}.size"
            " OR {new}.name <> {old}.name OR {new}.media_type <> {old}.media_type"
            " OR COALESCE({new}.made_from_id, 0) <> COALESCE({old}.made_from_id, 0)",
            "investigations_evidencefile: a file is kept as it was received",
        ),
        Guard("kept", "delete", "1 = 1", "investigations_evidencefile: a file is kept as received"),
        Guard(
            "not_on_hold",
            "insert",
            ON_HOLD.replace("{row}", "{new}"),
            "investigations_evidencefile: the item is on legal hold and does not change",
        ),
        Guard(
            "not_classified",
            "insert",
            "EXISTS (SELECT 1 FROM investigations_evidence e"
            " WHERE e.id = {new}.evidence_id AND e.is_classified)",
            "investigations_evidencefile: classified material is a pointer and has no file",
        ),
    ]

    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="files"
    )
    role = models.CharField(
        _("what it is"), max_length=10, choices=FileRole.choices, default=FileRole.ORIGINAL
    )
    made_from = models.ForeignKey(
        "self",
        verbose_name=_("made from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
    )
    name = models.CharField(_("name as received"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    media_type = models.CharField(_("type by content"), max_length=100)
    altered = models.BooleanField(_("does not match its hash"), default=False)
    scan = models.CharField(_("scan"), max_length=10, choices=Scan.choices, default=Scan.NONE)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of evidence")
        verbose_name_plural = _("files of evidence")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["digest"], name="evidence_file_by_digest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=FileRole.values, scan__in=Scan.values),
                name="evidence_file_is_known",
            ),
            models.CheckConstraint(
                condition=Q(role="original", made_from=None)
                | (~Q(role="original") & Q(made_from__isnull=False)),
                name="evidence_copy_names_its_original",
            ),
            models.UniqueConstraint(
                fields=["evidence", "digest"],
                condition=Q(role="original"),
                name="evidence_file_once_per_item",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0) & ~Q(digest="") & ~Q(name=""),
                name="evidence_file_has_content_and_hash",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("investigations:evidence_file", args=[self.evidence.number, self.pk])

    @property
    def source(self):
        """The original: what a scanner says of it holds for its copies too."""
        return self.made_from or self

    @property
    def is_quarantined(self):
        """Not served and not shown: altered, harmful, or not judged yet by the scanner in use."""
        scan = self.source.scan
        unjudged = scan == Scan.WAITING or (scan == Scan.NONE and bool(settings.CLAMD))
        return self.altered or scan == Scan.INFECTED or unjudged

    @property
    def state(self):
        """The one word for the file that a page shows in colour."""
        if self.altered:
            return "failed"
        if self.source.scan == Scan.INFECTED:
            return "refused"
        if self.is_quarantined:
            return "warning"
        return "verified" if self.source.scan == Scan.CLEAN else "unscanned"

    @property
    def state_in_words(self):
        if self.altered:
            return CustodyKind.MISMATCHED.label
        return self.source.get_scan_display()


class FactKind(models.TextChoices):
    """What software writes into a file beside its content."""

    CAPTURED = "captured", _("Captured")
    CREATED = "created", _("Created")
    PLACE = "place", _("Place")
    DEVICE = "device", _("Device")
    SOFTWARE = "software", _("Software")
    AUTHOR = "author", _("Author")
    TITLE = "title", _("Title")
    DESCRIPTION = "description", _("Description")
    CHANGED = "changed", _("Last changed")
    MEASURE = "measure", _("Width, height or pages")


class EmbeddedFactQuerySet(models.QuerySet):
    def visible_to(self, user):
        seen = Evidence.objects.visible_to(user).order_by().values("pk")
        return self.filter(file__evidence__in=seen)


class EmbeddedFact(Event):
    """One fact that was embedded in an original when it arrived. It is claimed, not verified."""

    file = models.ForeignKey(
        EvidenceFile, verbose_name=_("file"), on_delete=models.PROTECT, related_name="embedded"
    )
    kind = models.CharField(_("fact"), max_length=12, choices=FactKind.choices)
    value = models.CharField(_("as embedded"), max_length=300)

    objects = EmbeddedFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("embedded fact")
        verbose_name_plural = _("embedded facts")
        ordering = ["file", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FactKind.values) & ~Q(value=""), name="embedded_fact_is_known"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}"


class EvidenceRelease(Record):
    """A person to whom a restricted item is released."""

    guards = [
        Guard(
            f"not_on_hold_{on}",
            on,
            ON_HOLD.replace("{row}", "{old}" if on == "delete" else "{new}"),
            "investigations_evidencerelease: the item is on legal hold and does not change",
        )
        for on in ("insert", "update", "delete")
    ]

    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="releases"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released to"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = OfEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evidence", "person"], name="released_once_to_a_person")
        ]

    def __str__(self):
        return f"{self.evidence}: {self.person}"


class CustodyKind(models.TextChoices):
    COLLECTED = "collected", _("Collected")
    HASHED = "hashed", _("Hashed")
    SCANNED = "scanned", _("Scanned")
    SEALED = "sealed", _("Sealed")
    VIEWED = "viewed", _("Opened")
    COPIED = "copied", _("Copied")
    TRANSFERRED = "transferred", _("Transferred")
    ANALYSED = "analysed", _("Analysed")
    RETURNED = "returned", _("Returned")
    MATCHED = "matched", _("Hash verified")
    MISMATCHED = "mismatched", _("Hash does not match")
    CORRECTED = "corrected", _("Facts corrected")
    RESTRICTED = "restricted", _("Restricted")
    UNRESTRICTED = "unrestricted", _("Restriction lifted")
    RELEASED = "released", _("Released to a person")
    WITHDRAWN = "withdrawn", _("Release withdrawn")
    HELD = "held", _("Legal hold placed")
    HOLD_LIFTED = "hold-lifted", _("Legal hold lifted")


VERIFICATIONS = [CustodyKind.MATCHED, CustodyKind.MISMATCHED]
# What people do to an item outside the system, and tell it.
TOLD = [
    CustodyKind.SEALED,
    CustodyKind.TRANSFERRED,
    CustodyKind.ANALYSED,
    CustodyKind.COPIED,
    CustodyKind.RETURNED,
]
HANDED_OVER = [CustodyKind.TRANSFERRED, CustodyKind.RETURNED]


class CustodyEvent(Event):
    """One event in the chain of custody of an item, or of one of its files."""

    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="custody"
    )
    file = models.ForeignKey(
        EvidenceFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="custody",
    )
    kind = models.CharField(_("event"), max_length=12, choices=CustodyKind.choices)
    happened_at = models.DateTimeField(_("happened"), null=True, blank=True)
    handed_by = models.CharField(_("from"), max_length=200, blank=True)
    handed_to = models.CharField(_("to"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = OfEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("custody event")
        verbose_name_plural = _("custody events")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CustodyKind.values), name="custody_event_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HANDED_OVER) & ~Q(handed_by="") & ~Q(handed_to="")
                | ~Q(kind__in=HANDED_OVER) & Q(handed_by="", handed_to=""),
                name="custody_handed_over_from_and_to",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
