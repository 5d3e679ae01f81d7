"""Evidence and its grades on two axes."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Guard, Record
from investigations.models.investigations import Investigation
from investigations.models.kinds import CAPTURED, FACTS, POINTER, EvidenceKind, asked_of
from permits.models import Assurance

SEE_RESTRICTED = ("investigations.restrict_evidence", "audit.view_entry")


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is restricted is absent for all but those to whom it is released.

        Custodians keep restricted items and auditors answer for the record: both see them, and
        their viewing is recorded like anybody's.
        """
        if not user.has_perm("investigations.view_evidence"):
            return self.none()
        if any(user.has_perm(permission) for permission in SEE_RESTRICTED):
            return self
        released = Q(releases__person=user)
        seen = self.model.objects.filter(released).order_by().values("pk")
        return self.filter(Q(is_restricted=False) | Q(pk__in=seen))

    def ungraded(self):
        return self.filter(grades__isnull=True)

    def with_state(self):
        """Adds ``altered``, whether an original failed its verification, and reads all grades."""
        failing = Evidence.objects.filter(
            pk=OuterRef("pk"), files__altered=True, files__role="original"
        )
        return self.annotate(altered=Exists(failing)).prefetch_related(
            "grades", "challenges__answer"
        )

    def failing(self):
        """Items of which a file does not match its hash, or carries something harmful."""
        return self.filter(Q(files__altered=True) | Q(files__scan="infected")).distinct()

    def waiting_for_scan(self):
        """Items of which a file waits for the scanner; none while no scanner is configured."""
        unjudged = ["waiting", "none"] if settings.CLAMD else []
        waiting = Q(files__scan__in=unjudged, files__role="original")
        return self.filter(waiting).distinct()

    def origins(self):
        """The origin of each item by key: itself, or what it was copied from in the end."""
        parents = dict(self.values_list("pk", "derived_from"))

        def origin(item):
            while parents.get(item):
                item = parents[item]
            return item

        return {item: origin(item) for item in parents}


_OWN_FACTS = ("kind", "title", "source", "summary", "captured_at", "derived_from_id")
_STATED = [f"{fact}_id" if fact == "assurance" else fact for fact in FACTS]
_FLAGS = ("is_classified", "is_restricted", *POINTER)
_CHANGED = " OR ".join(
    f"(CASE WHEN {{new}}.{column} = {{old}}.{column}"
    f" OR ({{new}}.{column} IS NULL AND {{old}}.{column} IS NULL) THEN 0 ELSE 1 END) = 1"
    for column in (*_OWN_FACTS, *_STATED, *_FLAGS)
)
ON_HOLD = (
    "EXISTS (SELECT 1 FROM investigations_evidence e WHERE e.id = {row}.evidence_id AND e.on_hold)"
)


class Evidence(Record):
    """One item of evidence: its type, where it comes from, and the facts that its type asks for.

    Its files are records of their own. Classified material is a pointer (file number, holder,
    caveat), never content, and so it has neither a summary nor a file.
    """

    guards = [
        Guard(
            "on_hold",
            "update",
            f"{{old}}.on_hold AND ({{new}}.on_hold OR {_CHANGED})",
            "investigations_evidence: the item is on legal hold and does not change",
        ),
        Guard(
            "pointer_has_no_file",
            "update",
            "{new}.is_classified AND EXISTS (SELECT 1 FROM investigations_evidencefile f"
            " WHERE f.evidence_id = {new}.id)",
            "investigations_evidence: classified material is a pointer and has no file",
        ),
        Guard("kept", "delete", "1 = 1", "investigations_evidence: evidence is never deleted"),
    ]

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
    summary = models.TextField(_("what it says"), blank=True)
    captured_at = models.DateTimeField(_("captured or received"))
    captured_with = models.CharField(_("tool and version"), max_length=200, blank=True)
    address = models.CharField(_("web address"), max_length=500, blank=True)
    account = models.CharField(_("account"), max_length=200, blank=True)
    post = models.CharField(_("post number or name"), max_length=200, blank=True)
    language = models.CharField(_("language of the original"), max_length=80, blank=True)
    archive_address = models.CharField(
        _("archive copy"),
        max_length=500,
        blank=True,
        help_text=_("Where an independent archive keeps the same page."),
    )
    reference = models.CharField(
        _("reference"), max_length=200, blank=True, help_text=_("The number that its author gave.")
    )
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    author = models.CharField(_("author or signatory"), max_length=200, blank=True)
    passage = models.CharField(
        _("passage relied on"), max_length=200, blank=True, help_text=_("Paragraph or page.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    documented_by = models.CharField(_("documented by"), max_length=200, blank=True)
    marking = models.CharField(
        _("marking"), max_length=300, blank=True, help_text=_("As it reads on the item.")
    )
    serial_number = models.CharField(_("serial or batch number"), max_length=120, blank=True)
    goods_model = models.CharField(_("model"), max_length=200, blank=True)
    transport = models.CharField(_("vessel, flight or carrier"), max_length=200, blank=True)
    shipped_from = models.CharField(_("shipped from"), max_length=200, blank=True)
    shipped_to = models.CharField(_("shipped to"), max_length=200, blank=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    assurance = models.ForeignKey(
        Assurance,
        verbose_name=_("assurance in the register"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    is_classified = models.BooleanField(_("pointer to classified material"), default=False)
    pointer_number = models.CharField(_("file number"), max_length=200, blank=True)
    pointer_holder = models.CharField(_("held by"), max_length=200, blank=True)
    pointer_caveat = models.CharField(_("caveat"), max_length=200, blank=True)
    is_restricted = models.BooleanField(_("restricted"), default=False)
    on_hold = models.BooleanField(_("on legal hold"), default=False)
    derived_from = models.ForeignKey(
        "self",
        verbose_name=_("derived from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="derivatives",
        help_text=_("A repost or a copy is not an independent source."),
    )
    # An item registered before files had records of their own names its file here as well.
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
        permissions = [
            ("grade_evidence", _("Can grade evidence")),
            ("record_custody", _("Can record custody of evidence")),
            ("restrict_evidence", _("Can restrict and release evidence")),
            ("hold_evidence", _("Can put evidence on legal hold")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(file="", digest="", file_name="", file_size=None)
                | (~Q(file="") & ~Q(digest="") & ~Q(file_name="") & Q(file_size__isnull=False)),
                name="evidence_file_has_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(
                    is_classified=False, pointer_number="", pointer_holder="", pointer_caveat=""
                )
                | (
                    Q(is_classified=True, summary="", file="")
                    & ~Q(pointer_number="")
                    & ~Q(pointer_holder="")
                    & ~Q(pointer_caveat="")
                ),
                name="evidence_points_or_says",
                violation_error_message=_(
                    "Classified material is a pointer only: file number, holder and caveat, and"
                    " never what it says."
                ),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:evidence_detail", args=[self.number])

    @property
    def version(self):
        """The number of the newest row of its history."""
        return self.history.values_list("history_id", flat=True).first()

    @property
    def newest_grade(self):
        return max(self.grades.all(), key=lambda grade: grade.pk, default=None)

    @property
    def open_challenges(self):
        """What was brought forward against it and is not answered."""
        return [each for each in self.challenges.all() if not each.is_answered]

    @property
    def is_silence(self):
        """Whether it keeps that no answer came, which says nothing about what happened."""
        return self.kind == EvidenceKind.SILENCE

    @property
    def is_altered(self):
        """Whether a file failed its verification; asked of items read with their state."""
        return self.altered

    @property
    def facts(self):
        """What its type asks for, in order: the words of each fact and what is stated of it."""
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, name))
            for name in asked_of(self.kind)
        ]

    @property
    def is_captured(self):
        """Whether the time given is that of a capture, which is read in universal time."""
        return self.kind in CAPTURED


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

    guards = [
        Guard(
            "not_on_hold",
            "insert",
            ON_HOLD.replace("{row}", "{new}"),
            "investigations_grade: the item is on legal hold and does not change",
        )
    ]

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
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("evidence")),
                name="grade_is_confirmed_by_another_item",
            ),
        ]

    def __str__(self):
        return f"{self.reliability}{self.credibility}"

    @property
    def meets_floor(self):
        """C3 or better on both axes. F and 6 are unknown, so they meet nothing."""
        return self.reliability in "ABC" and self.credibility in "123"

    @property
    def cannot_be_judged(self):
        """F or 6: unknown on an axis, which is neither better nor worse than what is known."""
        return self.reliability == Reliability.F or self.credibility == Credibility.UNKNOWN
