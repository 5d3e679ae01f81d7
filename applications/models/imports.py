"""Files of applications: each is imported once, and each of its lines is judged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.models.applications import Application
from applications.problems import in_words
from audit.models import Event, Guard, Record


class ApplicationImport(Record):
    """A file of applications that was imported: its hash, and how many lines were accepted."""

    guards = [
        Guard("kept", "update", "1 = 1", "applications_applicationimport: an import is kept"),
        Guard("kept_whole", "delete", "1 = 1", "applications_applicationimport: an import is kept"),
    ]

    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(
        _("SHA-256"),
        max_length=64,
        unique=True,
        error_messages={"unique": _("This file was imported already.")},
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    imported_at = models.DateTimeField(_("imported"))
    lines_total = models.PositiveIntegerField(_("lines"))
    lines_accepted = models.PositiveIntegerField(_("accepted"))
    lines_rejected = models.PositiveIntegerField(_("rejected"))

    class Meta:
        verbose_name = _("import of applications")
        verbose_name_plural = _("imports of applications")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(lines_total=F("lines_accepted") + F("lines_rejected")),
                name="application_import_adds_up",
            )
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("applications:application_import_detail", args=[self.pk])


class ImportedApplicationLine(Event):
    """What became of one line of a file of applications, and why."""

    application_import = models.ForeignKey(
        ApplicationImport, verbose_name=_("import"), on_delete=models.PROTECT, related_name="lines"
    )
    line = models.PositiveIntegerField(_("line"))
    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="imported_lines",
    )
    column = models.CharField(_("column"), max_length=60, blank=True)
    value = models.TextField(_("value"), blank=True)
    # The code of the problem; its words are given in the reader's language.
    problem = models.CharField(_("problem"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("imported line of applications")
        verbose_name_plural = _("imported lines of applications")
        ordering = ["application_import", "line"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(problem="", application__isnull=False)
                | (~Q(problem="") & Q(application=None)),
                name="imported_application_line_says_why",
            ),
            models.UniqueConstraint(
                fields=["application_import", "line"], name="imported_application_line_once"
            ),
        ]

    def __str__(self):
        return f"{self.application_import}: {self.line}"

    @property
    def is_accepted(self):
        return not self.problem

    @property
    def words(self):
        return in_words(self.problem)
