"""What other departments are asked about an application, and what they answer, or do not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models.applications import Application
from audit.models import Guard, Record


class ConsultationStatus(models.TextChoices):
    """Silence is recorded as silence: it is neither consent nor objection."""

    OPEN = "open", pgettext_lazy("consultation", "Open")
    ANSWERED = "answered", pgettext_lazy("consultation", "Answered")
    SILENT = "silent", pgettext_lazy("consultation", "No answer")


class Answer(models.TextChoices):
    NO_OBJECTION = "no-objection", _("No objection")
    WITH_CONDITIONS = "with-conditions", _("No objection, with conditions")
    OBJECTION = "objection", _("Objection")
    NOT_CONCERNED = "not-concerned", _("Not concerned")


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for those who read applications; a department's own for whoever answers there."""
        if user.has_perm("applications.view_application"):
            return self
        if user.has_perm("applications.answer_consultation") and user.office.strip():
            return self.addressed_to(user.office)
        return self.none()

    def addressed_to(self, office):
        return self.filter(office__iexact=office.strip())

    def open(self):
        return self.filter(status=ConsultationStatus.OPEN)

    def overdue_on(self, day):
        return self.open().filter(due_on__lt=day)

    def objecting(self):
        return self.filter(answer=Answer.OBJECTION)

    def proposing_conditions(self):
        """Answers that propose conditions, with whoever wrote them, in the order they came."""
        answered = self.filter(status=ConsultationStatus.ANSWERED).exclude(conditions="")
        return answered.select_related("closed_by").order_by("closed_on", "pk")

    def with_status(self, status):
        return self.filter(status=status)

    def matching(self, text):
        """Consultations with a text in their number, their application's, or their office."""
        text = text.strip()
        return self.filter(
            Q(number__icontains=text)
            | Q(application__number__icontains=text)
            | Q(office__icontains=text)
        )


class Consultation(Record):
    """A question put to another department about an application, due on a day."""

    guards = [
        Guard(
            "closed_once",
            "update",
            "{old}.status <> 'open'",
            "applications_consultation: an answer, or its absence, is kept as it was recorded",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "applications_consultation: a consultation is kept for ever",
        ),
    ]

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    office = models.CharField(
        _("department or office"),
        max_length=150,
        help_text=_("As it stands on the accounts of its officers."),
    )
    question = models.TextField(_("question"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer due on"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ConsultationStatus.choices,
        default=ConsultationStatus.OPEN,
    )
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices, blank=True)
    text = models.TextField(_("views and reasons"), blank=True)
    conditions = models.TextField(_("conditions proposed"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_on = models.DateField(_("answered, or given up, on"), null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["due_on", "pk"]
        default_permissions = ("view",)
        permissions = [("answer_consultation", _("Can answer consultations"))]
        indexes = [models.Index(fields=["status", "due_on"], name="consultation_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="consultation_runs_forward",
                violation_error_message=_("The answer would be due before it is asked for."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("asked_on")),
                name="consultation_closed_after_asked",
                violation_error_message=_("The answer would be of a day before the question."),
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answer__in=Answer.values),
                name="consultation_answer_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", answer="", closed_by=None, closed_on=None)
                | Q(
                    status="answered",
                    answer__in=Answer.values,
                    closed_by__isnull=False,
                    closed_on__isnull=False,
                )
                | Q(status="silent", answer="", closed_by__isnull=False, closed_on__isnull=False),
                name="consultation_is_closed_whole",
            ),
            models.UniqueConstraint(
                fields=["application", "office"],
                condition=Q(status="open"),
                name="consultation_open_once_per_office",
                violation_error_message=_("This office is being consulted already."),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("applications:consultation_detail", args=[self.number])

    @property
    def title(self):
        return self.office

    @property
    def overdue(self):
        return self.status == ConsultationStatus.OPEN and self.due_on < timezone.localdate()
