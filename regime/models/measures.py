"""Measures on destinations, and their versions: each a ministerial decision of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment
from audit.models import Guard, Record
from decisions.models import Decision
from permits.models import Order
from permits.models.parties import in_french
from regime.models.effects import STATE_OF_CHANGE, ChangeKind, MeasureState, VersionStatus


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("regime.view_measure") else self.none()

    def matching(self, text):
        """Measures with a text in their number or title, or in the instrument of a version."""
        text = text.strip()
        found = MeasureVersion.objects.filter(
            Q(instrument__icontains=text) | Q(notice_number__iexact=text)
        )
        return self.filter(
            Q(number__icontains=text)
            | Q(title_en__icontains=text)
            | Q(title_fr__icontains=text)
            | Q(pk__in=found.values("measure"))
        )

    def on_destination(self, country):
        """Measures of which some version names a country."""
        reaching = MeasureVersion.objects.on_destinations([country.pk])
        return self.filter(pk__in=reaching.values("measure"))

    def in_state(self, state, at=None):
        """Measures that are so as at a moment, today unless another is given."""
        at = at or timezone.now()
        in_force = MeasureVersion.objects.in_force_at(at)
        changes = [change for change, is_ in STATE_OF_CHANGE.items() if is_ == state]
        if changes:
            return self.filter(pk__in=in_force.filter(change__in=changes).values("measure"))
        resting = self.exclude(pk__in=in_force.values("measure"))
        approved = MeasureVersion.objects.approved()
        if state == MeasureState.ENDED:
            return resting.filter(pk__in=approved.filter(starts_at__lte=at).values("measure"))
        begun = resting.exclude(pk__in=approved.filter(starts_at__lte=at).values("measure"))
        if state == MeasureState.APPROVED:
            return begun.filter(pk__in=approved.values("measure"))
        drafts = MeasureVersion.objects.filter(status=VersionStatus.DRAFT).values("measure")
        unapproved = begun.exclude(pk__in=approved.values("measure"))
        if state == MeasureState.DRAFT:
            return unapproved.filter(pk__in=drafts)
        if state == MeasureState.WITHDRAWN:
            return unapproved.exclude(pk__in=drafts)
        return self.none()


class Measure(Record):
    """A policy on destinations, known by its number through all its versions.

    It is neither the Area Control List nor a sanctions regulation: all that apply are shown, and
    the strictest decides.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["-pk"]
        default_permissions = ("view", "add")
        permissions = [("sign_measure", _("Can sign versions of measures"))]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("regime:measure_detail", args=[self.number])

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en


class MeasureVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("regime.view_measure") else self.none()

    def approved(self):
        return self.filter(status=VersionStatus.APPROVED)

    def waiting_for_signature(self):
        """Drafts whose texts are whole in both languages."""
        drafts = self.filter(status=VersionStatus.DRAFT)
        return drafts.exclude(Q(text_en="") | Q(text_fr="") | Q(reasons_en="") | Q(reasons_fr=""))

    def in_force_at(self, at, known_at=None):
        """The versions in force at a moment, as was known at another: now, unless one is given.

        What was not recorded by then does not count: neither a version, nor the end that a later
        one put to it.
        """
        begun = self.approved().filter(starts_at__lte=at)
        if known_at is None:
            return begun.filter(Q(ends_at=None) | Q(ends_at__gt=at))
        closing = MeasureVersion.objects.approved().filter(
            supersedes=OuterRef("pk"), recorded_at__lte=known_at, starts_at__lte=at
        )
        in_term = begun.filter(Q(term_ends_at=None) | Q(term_ends_at__gt=at))
        return in_term.filter(~Exists(closing), recorded_at__lte=known_at)

    def on_destinations(self, countries):
        """Versions that name one of these countries, by their keys."""
        named = self.model.destinations.rel.related_model.objects.order_by()
        return self.filter(pk__in=named.filter(country__in=countries).values("version"))

    def with_scope(self):
        """With all that says whom and what they reach, in a constant number of statements."""
        return self.select_related("measure").prefetch_related(
            "destinations__country__names", "provisions__goods", "exemptions", "preconditions"
        )


def differs(*columns):
    """SQL of a guard: one of the columns is not what it was; NULL equals NULL."""
    return " OR ".join(
        f"(CASE WHEN {{new}}.{column} = {{old}}.{column}"
        f" OR ({{new}}.{column} IS NULL AND {{old}}.{column} IS NULL) THEN 0 ELSE 1 END) = 1"
        for column in columns
    )


_OVERLAPS = (
    "{new}.status = 'approved' AND ({new}.ends_at IS NULL OR {new}.ends_at > {new}.starts_at)"
    " AND EXISTS (SELECT 1 FROM regime_measureversion w WHERE w.measure_id = {new}.measure_id"
    " AND w.id <> {new}.id AND w.status = 'approved'"
    " AND (w.ends_at IS NULL OR (w.ends_at > w.starts_at AND {new}.starts_at < w.ends_at))"
    " AND ({new}.ends_at IS NULL OR w.starts_at < {new}.ends_at))"
)
_SIGNED_FOR_EVER = [
    "measure_id", "position", "change", "starts_at", "term_ends_at", "instrument",
    "notice_number", "text_en", "text_fr", "reasons_en", "reasons_fr", "status", "prepared_by_id",
    "signed_by_id", "signed_for_id", "signed_at", "recorded_at", "decision_id",
    "supersedes_id",
]  # fmt: skip


class MeasureVersion(Record):
    """What a measure says from a moment on: a ministerial decision of its own.

    A version is never edited once it is signed. The next one puts an end to it; the database
    refuses two of one measure whose times overlap.
    """

    guards = [
        Guard(
            "begins_as_draft",
            "insert",
            "{new}.status <> 'draft'",
            "regime_measureversion: a version of a measure begins as a draft",
        ),
        Guard(
            "signed_for_ever",
            "update",
            f"{{old}}.status <> 'draft' AND ({differs(*_SIGNED_FOR_EVER)})",
            "regime_measureversion: a signed version of a measure never changes",
        ),
        Guard(
            "order_named_once",
            "update",
            f"{{old}}.status <> 'draft' AND {{old}}.order_id IS NOT NULL"
            f" AND ({differs('order_id')})",
            "regime_measureversion: the order of a signed version is named once",
        ),
        Guard(
            "end_moves_back",
            "update",
            "{old}.status = 'approved' AND {old}.ends_at IS NOT NULL"
            " AND ({new}.ends_at IS NULL OR {new}.ends_at > {old}.ends_at)",
            "regime_measureversion: the end of a signed version is never put off",
        ),
        Guard(
            "times_apart",
            "update",
            _OVERLAPS,
            "regime_measureversion: two versions of one measure cannot be in force at one time",
        ),
        Guard(
            "kept",
            "delete",
            "{old}.status <> 'draft'",
            "regime_measureversion: a version of a measure is kept for ever",
        ),
    ]

    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="versions"
    )
    position = models.PositiveSmallIntegerField(_("version"))
    change = models.CharField(
        _("change"), max_length=10, choices=ChangeKind.choices, default=ChangeKind.IMPOSED
    )
    status = models.CharField(
        _("status"), max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT
    )
    starts_at = models.DateTimeField(_("in force from"))
    # The end that the version itself states; ``ends_at`` is the end known today, which a later
    # version may have brought forward.
    term_ends_at = models.DateTimeField(_("end stated in it"), null=True, blank=True)
    ends_at = models.DateTimeField(_("in force until"), null=True, blank=True)
    instrument = models.CharField(_("instrument"), max_length=200)
    notice_number = models.CharField(_("notice number"), max_length=40, blank=True)
    text_en = models.TextField(_("public text (English)"), blank=True)
    text_fr = models.TextField(_("public text (French)"), blank=True)
    reasons_en = models.TextField(_("reasons (English)"), blank=True)
    reasons_fr = models.TextField(_("reasons (French)"), blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
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
    recorded_at = models.DateTimeField(_("signature recorded"), null=True, blank=True)
    ended_recorded_at = models.DateTimeField(_("end recorded"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision on the case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measure_versions",
    )
    order = models.ForeignKey(
        Order,
        verbose_name=_("order on existing permits"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measure_versions",
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )

    objects = MeasureVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a measure")
        verbose_name_plural = _("versions of measures")
        ordering = ["measure", "position"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["status", "starts_at", "ends_at"], name="measure_version_in_force")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "position"], name="measure_version_position_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=VersionStatus.values), name="measure_version_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(change__in=ChangeKind.values), name="measure_version_change_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(term_ends_at=None) | Q(term_ends_at__gt=F("starts_at")))
                & (Q(ends_at=None) | Q(ends_at__gte=F("starts_at"))),
                name="measure_version_runs_forward",
                violation_error_message=_("The version ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("prepared_by")),
                name="measure_version_signer_did_not_prepare",
                violation_error_message=_("The author of a version cannot sign it."),
            ),
            models.CheckConstraint(
                condition=~Q(status="approved")
                & Q(signed_by=None, signed_for=None, signed_at=None, recorded_at=None)
                | Q(
                    status="approved",
                    signed_by__isnull=False,
                    signed_for__isnull=False,
                    signed_at__isnull=False,
                    recorded_at__isnull=False,
                )
                & ~Q(text_en="")
                & ~Q(text_fr="")
                & ~Q(reasons_en="")
                & ~Q(reasons_fr=""),
                name="measure_version_signature_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.measure}/{self.position}"

    def get_absolute_url(self):
        return f"{self.measure.get_absolute_url()}#version-{self.position}"

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en

    @property
    def reasons(self):
        return self.reasons_fr if in_french() else self.reasons_en

    @property
    def named_instrument(self):
        """The instrument, with the number of its notice where it has one."""
        if not self.notice_number or self.notice_number in self.instrument:
            return self.instrument
        return _("%(instrument)s (notice %(number)s)") % {
            "instrument": self.instrument,
            "number": self.notice_number,
        }

    def newest_entry(self):
        """The newest entry that changed the version or a part of it."""
        parts = [
            self.destinations, self.dates, self.provisions, self.exemptions, self.preconditions,
        ]  # fmt: skip
        goods = self.provisions.model.goods.rel.related_model.history
        provisions = list(self.provisions.values_list("pk", flat=True))
        histories = [
            MeasureVersion.history.filter(id=self.pk),
            *(part.model.history.filter(version_id=self.pk) for part in parts),
            goods.filter(provision_id__in=provisions),
        ]
        return max(rows.aggregate(newest=Max("entry_id"))["newest"] or 0 for rows in histories)

    def end_known_at(self, known_at=None):
        """When the version ends, as was known at a moment: now, unless one is given."""
        known = known_at is None or self.ended_recorded_at is None
        return self.ends_at if known or self.ended_recorded_at <= known_at else self.term_ends_at

    def covers(self, moment):
        """Whether an approved version is in force at a moment, as is known today."""
        return (
            self.status == VersionStatus.APPROVED
            and self.starts_at <= moment
            and (self.ends_at is None or moment < self.ends_at)
        )

    def state_at(self, moment):
        """What the version is as at a moment."""
        if self.status != VersionStatus.APPROVED:
            return MeasureState(self.status)
        if self.covers(moment):
            return STATE_OF_CHANGE[ChangeKind(self.change)]
        if moment < self.starts_at and self.ends_at != self.starts_at:
            return MeasureState.APPROVED
        brought_forward = self.ends_at != self.term_ends_at
        return MeasureState.SUPERSEDED if brought_forward else MeasureState.ENDED
