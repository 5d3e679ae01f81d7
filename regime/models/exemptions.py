"""Exemptions from a version of a measure, and the preconditions it sets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Appointment
from audit.models import Guard, Record
from permits.models.parties import in_french
from regime.models.effects import NewEffect
from regime.models.measures import MeasureVersion, differs
from regime.models.provisions import UNSIGNED, Provision, only_in_drafts


class Programme(models.TextChoices):
    NATO = "nato", _("NATO cooperation programs")
    EXCEPTIONAL = "exceptional", _("Exceptional circumstances")
    OTHER = "other", pgettext_lazy("programme", "Other")


class Granting(models.TextChoices):
    """Who may grant an exemption. An exemption that nobody may grant is none."""

    MINISTER = "minister", _("The Minister")
    DELEGATE = "delegate", _("A delegate of the Minister")


class Exemption(Record):
    """A way out of a version's strictest effects, claimed on an application and decided there.

    It never bypasses the criteria of sections 7.3 and 7.4.
    """

    guards = only_in_drafts("regime_exemption")

    version = models.ForeignKey(
        MeasureVersion,
        verbose_name=_("version"),
        on_delete=models.PROTECT,
        related_name="exemptions",
    )
    position = models.PositiveSmallIntegerField(_("exemption"))
    programme = models.CharField(_("programme"), max_length=20, choices=Programme.choices)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200, blank=True)
    scope_en = models.TextField(_("scope (English)"), blank=True)
    scope_fr = models.TextField(_("scope (French)"), blank=True)
    evidence_en = models.TextField(_("evidence needed (English)"), blank=True)
    evidence_fr = models.TextField(_("evidence needed (French)"), blank=True)
    granted_by = models.CharField(_("granted by"), max_length=10, choices=Granting.choices)
    effect = models.CharField(
        _("effect once granted"),
        max_length=20,
        choices=NewEffect.choices,
        default=NewEffect.CASE_BY_CASE,
    )
    from_preconditions = models.BooleanField(
        _("also from the preconditions"),
        default=False,
        help_text=_("An application with this exemption does not wait for them."),
    )

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["version", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="exemption_position_once"),
            models.CheckConstraint(
                condition=Q(programme__in=Programme.values), name="exemption_programme_is_known"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__in=Granting.values),
                name="exemption_names_who_grants_it",
                violation_error_message=_("Say who may grant the exemption."),
            ),
            models.CheckConstraint(
                condition=Q(effect__in=NewEffect.values), name="exemption_effect_is_known"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    @property
    def scope(self):
        return self.scope_fr if in_french() else self.scope_en

    @property
    def evidence(self):
        return self.evidence_fr if in_french() else self.evidence_en


class PreconditionStatus(models.TextChoices):
    PENDING = "pending", pgettext_lazy("precondition", "Pending")
    MET = "met", pgettext_lazy("precondition", "Met")
    WAIVED = "waived", pgettext_lazy("precondition", "Waived")


class PreconditionQuerySet(models.QuerySet):
    def pending_at(self, at, known_at=None):
        """Those not settled by the day of a moment, as was known at another: now, unless given."""
        day = timezone.localdate(at)
        settled = ~Q(status=PreconditionStatus.PENDING) & Q(settled_on__lte=day)
        if known_at is not None:
            settled &= Q(settled_recorded_at__lte=known_at)
        return self.exclude(settled)


_WORDS = ["version_id", "provision_id", "position", "title_en", "title_fr"]
# The columns that a settlement fills.
SETTLEMENT = [
    "status", "settled_by_id", "settled_for_id", "settled_on", "settled_recorded_at", "document",
    "note",
]  # fmt: skip


class Precondition(Record):
    """What must happen before a permit in scope may be issued; every application waits for it.

    It is settled once: met, or waived. A precondition that lapses is set anew by a new version.
    """

    guards = [
        *only_in_drafts("regime_precondition", on=("insert", "delete")),
        Guard(
            "words_are_kept",
            "update",
            f"NOT {UNSIGNED.replace('{row}', '{old}')} AND ({differs(*_WORDS)})",
            "regime_precondition: a signed version of a measure never changes",
        ),
        Guard(
            "settled_once",
            "update",
            f"{{old}}.status <> 'pending' AND ({differs(*SETTLEMENT)})",
            "regime_precondition: a precondition is settled once",
        ),
    ]

    version = models.ForeignKey(
        MeasureVersion,
        verbose_name=_("version"),
        on_delete=models.PROTECT,
        related_name="preconditions",
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="preconditions",
        help_text=_("Empty when it stands before every provision of the version."),
    )
    position = models.PositiveSmallIntegerField(_("precondition"))
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=PreconditionStatus.choices,
        default=PreconditionStatus.PENDING,
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settlement recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_for = models.ForeignKey(
        Appointment,
        verbose_name=_("settled for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settled_recorded_at = models.DateTimeField(_("settlement recorded"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = PreconditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("precondition")
        verbose_name_plural = _("preconditions")
        ordering = ["version", "position"]
        default_permissions = ("view",)
        permissions = [("settle_precondition", _("Can settle preconditions"))]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="precondition_position_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    status="pending",
                    settled_by=None,
                    settled_for=None,
                    settled_on=None,
                    settled_recorded_at=None,
                )
                | Q(
                    status__in=["met", "waived"],
                    settled_by__isnull=False,
                    settled_on__isnull=False,
                    settled_recorded_at__isnull=False,
                )
                & ~Q(document=""),
                name="precondition_settlement_is_whole",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    def pending_at(self, at, known_at=None):
        """The question of ``PreconditionQuerySet.pending_at``, of this one as it is loaded."""
        if self.status == PreconditionStatus.PENDING or self.settled_on > timezone.localdate(at):
            return True
        return known_at is not None and self.settled_recorded_at > known_at
