"""Imports of register files: the file as it came, and what became of each of its lines."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Record
from permits.models.orders import OrderKind
from permits.models.permits import Permit
from permits.problems import in_words


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", _("Uploaded, to be confirmed")
    IMPORTED = "imported", _("Imported")


class RegisterImport(Record):
    """One register file: kept unaltered with its hash, previewed, then imported."""

    file_name = models.CharField(_("file"), max_length=200)
    file = models.FileField(_("kept file"), upload_to="register", max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)
    profile = models.CharField(_("profile"), max_length=40)
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.UPLOADED
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    lines_total = models.PositiveIntegerField(_("lines"), default=0)
    lines_accepted = models.PositiveIntegerField(_("accepted"), default=0)
    lines_warned = models.PositiveIntegerField(_("accepted with a warning"), default=0)
    lines_rejected = models.PositiveIntegerField(_("rejected"), default=0)

    class Meta:
        verbose_name = _("register import")
        verbose_name_plural = _("register imports")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("import_register", _("Can import register files"))]
        constraints = [
            models.UniqueConstraint(fields=["digest", "profile"], name="register_file_once"),
            models.CheckConstraint(
                condition=Q(status="uploaded")
                | Q(
                    lines_total=models.F("lines_accepted")
                    + models.F("lines_warned")
                    + models.F("lines_rejected")
                ),
                name="register_import_adds_up",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("permits:register_import_detail", args=[self.pk])

    @property
    def is_imported(self):
        return self.status == ImportStatus.IMPORTED

    @property
    def imported_at(self):
        """When the file was imported; None while it waits to be confirmed."""
        imported = self.history.filter(status=ImportStatus.IMPORTED).order_by("history_id").first()
        return imported and imported.history_date

    @property
    def entry(self):
        """The entry under which the file was imported."""
        line = self.lines.select_related("entry").first()
        return line and line.entry

    @property
    def order(self):
        """The order that brought the permits of the file into force; None when it held none."""
        line = self.lines.filter(permit__isnull=False).first()
        changes = line and line.permit.changes.filter(order__kind=OrderKind.REGISTER)
        change = changes and changes.select_related("order").first()
        return change and change.order


class LineResult(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    WARNED = "warned", _("Accepted with a warning")
    REJECTED = "rejected", _("Rejected")


@dataclass(frozen=True)
class Reason:
    """Why lines were rejected, or accepted with a warning, and how many were."""

    result: LineResult
    problem: str
    lines: int

    @property
    def words(self):
        return in_words(self.problem)


class ImportedLineQuerySet(models.QuerySet):
    def with_result(self, result):
        return self.filter(result=result)

    def because_of(self, problem):
        return self.filter(problem=problem)

    def by_result(self):
        """How many lines have each result; together they are all lines of the file."""
        counted = self.order_by().values_list("result").annotate(lines=Count("pk"))
        return dict.fromkeys(LineResult, 0) | {LineResult(key): lines for key, lines in counted}

    def reasons(self):
        """Each result and problem, and how many lines have it, the most frequent first."""
        counted = self.exclude(problem="").order_by().values_list("result", "problem")
        counted = counted.annotate(lines=Count("pk")).order_by("-lines", "problem")
        return [Reason(LineResult(result), *rest) for result, *rest in counted]


class ImportedLine(Event):
    """What became of one line of a register file, and why."""

    register_import = models.ForeignKey(
        RegisterImport, verbose_name=_("import"), on_delete=models.PROTECT, related_name="lines"
    )
    line = models.PositiveIntegerField(_("line"))
    result = models.CharField(_("result"), max_length=10, choices=LineResult.choices)
    permit = models.ForeignKey(
        Permit,
        verbose_name=_("permit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    column = models.CharField(_("column"), max_length=100, blank=True)
    value = models.TextField(_("value"), blank=True)
    # The code of the problem; its words are given in the reader's language.
    problem = models.CharField(_("problem"), max_length=60, blank=True)

    objects = ImportedLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported line")
        verbose_name_plural = _("imported lines")
        ordering = ["line", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(result="accepted", problem="")
                | (Q(result__in=["warned", "rejected"]) & ~Q(problem="")),
                name="imported_line_says_why",
            )
        ]
        indexes = [
            models.Index(fields=["register_import", "result", "line"], name="imported_line_result")
        ]

    def __str__(self):
        return f"{self.line}: {self.get_result_display()}"

    @property
    def result_label(self):
        return self.get_result_display()

    @property
    def reference(self):
        """The number of the permit that the line is on the register as."""
        return self.permit.reference if self.permit else ""

    @property
    def words(self):
        return in_words(self.problem)
