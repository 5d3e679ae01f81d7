"""The report of an investigation: its texts, its frozen editions, and what the public may read."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Guard, Record
from investigations.models.investigations import Investigation
from office.models import Document


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class Section(models.TextChoices):
    """Exemptions of the Access to Information Act under which a passage may be withheld."""

    CONFIDENCE = "13", _("13 – Information obtained in confidence from another government")
    AFFAIRS = "15", _("15 – International affairs and defence")
    INVESTIGATIONS = "16", _("16 – Law enforcement and investigations")
    PERSONAL = "19", _("19 – Personal information")
    THIRD_PARTY = "20", _("20 – Third party information")
    ADVICE = "21", _("21 – Advice")
    PRIVILEGE = "23", _("23 – Privileged information")
    CABINET = "69", _("69 – Confidences of the King's Privy Council for Canada")


class ReportTexts(Record):
    """What the authors of a report write themselves; the rest comes from the record."""

    investigation = models.OneToOneField(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="report_texts",
    )
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    analysis_en = models.TextField(_("analysis (English)"), blank=True)
    analysis_fr = models.TextField(_("analysis (French)"), blank=True)

    class Meta:
        verbose_name = _("texts of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("write_report", _("Can write and freeze reports"))]

    def __str__(self):
        return str(self.investigation)

    @property
    def version(self):
        """The number of the newest row of its history."""
        return self.history.values_list("history_id", flat=True).first() if self.pk else 0


class ReportEdition(Event):
    """The report as it stood when it was frozen, in both languages; a later edition follows it."""

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="report_editions",
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("edition"))
    content = models.TextField(_("content"))
    digest = models.CharField(_("SHA-256 of the content"), max_length=64)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("frozen by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    frozen_at = models.DateTimeField(_("frozen"))

    class Meta:
        verbose_name = _("edition of a report")
        verbose_name_plural = _("editions of reports")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "position"], name="report_edition_once"
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:edition_detail", args=[self.number])

    @property
    def report(self):
        """What it says, as it was frozen."""
        return json.loads(self.content)

    @property
    def title(self):
        return self.investigation.title


class PublicStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RELEASED = "released", _("Released")


class PublicVersionQuerySet(models.QuerySet):
    def in_draft(self):
        return self.filter(status=PublicStatus.DRAFT)


class PublicVersion(Record):
    """An edition for the public, with passages withheld; the edition itself stays whole."""

    guards = [
        Guard(
            "released",
            "update",
            "{old}.status = 'released'",
            "investigations_publicversion: a released version stays as it is",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "investigations_publicversion: a public version is kept",
        ),
    ]

    edition = models.ForeignKey(
        ReportEdition,
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        related_name="public_versions",
    )
    number = models.CharField(_("number"), max_length=44, unique=True)
    position = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=10, choices=PublicStatus.choices, default=PublicStatus.DRAFT
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    objects = PublicVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        ordering = ["edition", "position"]
        default_permissions = ("view",)
        permissions = [
            ("withhold", _("Can choose the passages to withhold from the public")),
            ("release_report", _("Can release a report to the public")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="public_version_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(status="draft"),
                name="public_version_one_draft",
                violation_error_message=_("A public version of this edition is in preparation."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", released_by=None, released_at=None)
                | Q(status="released", released_by__isnull=False, released_at__isnull=False),
                name="public_version_is_released_whole",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=models.F("prepared_by")),
                name="public_version_is_released_by_another",
                violation_error_message=_(
                    "Another person than the one who prepared it releases it."
                ),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:public_detail", args=[self.number])

    @property
    def investigation(self):
        return self.edition.investigation

    def sections(self):
        """The section under which each passage is withheld, by the key of the passage."""
        return dict(self.withholdings.values_list("passage", "section"))


_IS_RELEASED = (
    "EXISTS (SELECT 1 FROM investigations_publicversion v"
    " WHERE v.id = {row}.version_id AND v.status = 'released')"
)


class Withholding(Record):
    """A passage withheld from the public, and the section of the Act under which it is."""

    guards = [
        Guard(
            f"released_{on}",
            on,
            _IS_RELEASED.replace("{row}", "{old}" if on == "delete" else "{new}"),
            "investigations_withholding: a released version stays as it is",
        )
        for on in ("insert", "update", "delete")
    ]

    version = models.ForeignKey(
        PublicVersion,
        verbose_name=_("public version"),
        on_delete=models.PROTECT,
        related_name="withholdings",
    )
    passage = models.CharField(_("passage"), max_length=120)
    section = models.CharField(_("section"), max_length=2, choices=Section.choices)

    class Meta:
        verbose_name = _("passage withheld")
        verbose_name_plural = _("passages withheld")
        ordering = ["version", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["version", "passage"], name="passage_withheld_once"),
            models.CheckConstraint(
                condition=Q(section__in=Section.values), name="withholding_section_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.passage}: {self.section}"


class ReportFile(Event):
    """A report typeset: of an edition, or of its public version, in one language."""

    edition = models.ForeignKey(
        ReportEdition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="files"
    )
    version = models.ForeignKey(
        PublicVersion,
        verbose_name=_("public version"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("typeset report")
        verbose_name_plural = _("typeset reports")
        ordering = ["edition", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language"],
                condition=Q(version=None),
                name="edition_typeset_once",
            ),
            models.UniqueConstraint(
                fields=["version", "language"], name="public_version_typeset_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="report_file_language_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.version or self.edition}: {self.language}"
