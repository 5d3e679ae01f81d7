"""Departments consulted in a case: what each is asked, about which permits, and what it answers."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Event, Guard, Record
from investigations.models.investigations import Investigation, PermitInScope
from permits.models import Permit


class CaseConsultationStatus(models.TextChoices):
    """Silence is recorded as silence: it is neither consent nor objection."""

    OPEN = "open", pgettext_lazy("consultation", "Open")
    ANSWERED = "answered", pgettext_lazy("consultation", "Answered")
    SILENT = "silent", pgettext_lazy("consultation", "No answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("consultation", "Withdrawn")


class Position(models.TextChoices):
    """What a department says of a permit, or of all that it was asked about."""

    NO_OBJECTION = "no-objection", _("No objection")
    CONDITIONS = "conditions", _("No objection, with conditions")
    OBJECTION = "objection", _("Objection")


class CaseConsultationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for those who read investigations; a department's own for whoever answers there."""
        if user.has_perm("investigations.view_investigation"):
            return self
        if user.has_perm("investigations.answer_caseconsultation") and user.office.strip():
            return self.addressed_to(user.office)
        return self.none()

    def addressed_to(self, office):
        return self.filter(office__iexact=office.strip())

    def open(self):
        return self.filter(status=CaseConsultationStatus.OPEN)

    def overdue_on(self, day):
        return self.open().filter(due_on__lt=day)

    def due_by(self, day):
        return self.filter(due_on__lte=day).select_related("investigation")

    def with_status(self, status):
        return self.filter(status=status)

    def matching(self, text):
        """Consultations with a text in their number, subject or office."""
        text = text.strip()
        return self.filter(
            Q(number__icontains=text) | Q(subject__icontains=text) | Q(office__icontains=text)
        )


_CONSULTATION_IS_CLOSED = (
    "EXISTS (SELECT 1 FROM investigations_caseconsultation c"
    " WHERE c.id = {new}.consultation_id AND c.status <> 'open')"
)


class CaseConsultation(Record):
    """Questions put to a department about permits of a case, to be answered by a day.

    Its officers see this, the permits named in it, and nothing else of the investigation.
    """

    guards = [
        Guard(
            "closed_once",
            "update",
            "{old}.status <> 'open'",
            "investigations_caseconsultation: an answer, or its absence, is kept as recorded",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "investigations_caseconsultation: a consultation is kept for ever",
        ),
    ]

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    office = models.CharField(
        _("department or office"),
        max_length=150,
        help_text=_("As it stands on the accounts of its officers."),
    )
    subject = models.CharField(_("subject"), max_length=200)
    question = models.TextField(_("questions"))
    told = models.TextField(
        _("what the department is told of the case"),
        blank=True,
        help_text=_("It sees this and the permits, and nothing else of the investigation."),
    )
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
        choices=CaseConsultationStatus.choices,
        default=CaseConsultationStatus.OPEN,
    )
    position = models.CharField(_("position"), max_length=15, choices=Position.choices, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = CaseConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation in a case")
        verbose_name_plural = _("consultations in cases")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("answer_caseconsultation", _("Can answer consultations in cases"))]
        indexes = [models.Index(fields=["status", "due_on"], name="case_consultation_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="case_consultation_runs_forward",
                violation_error_message=_("The answer would be due before it is asked for."),
            ),
            models.CheckConstraint(
                condition=Q(position="") | Q(position__in=Position.values),
                name="case_consultation_position_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", position="", closed_by=None, closed_on=None)
                | (
                    Q(status="answered", closed_by__isnull=False, closed_on__isnull=False)
                    & ~Q(position="")
                    & ~Q(reasons="")
                )
                | Q(
                    status__in=["silent", "withdrawn"],
                    position="",
                    closed_by__isnull=False,
                    closed_on__isnull=False,
                ),
                name="case_consultation_is_closed_whole",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:consultation_detail", args=[self.number])

    @property
    def title(self):
        return self.subject

    @property
    def overdue(self):
        return self.status == CaseConsultationStatus.OPEN and self.due_on < timezone.localdate()

    @property
    def answered_late(self):
        answered = self.status == CaseConsultationStatus.ANSWERED
        return answered and self.closed_on > self.due_on


class ConsultedPermitQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(position="")

    def with_position(self, position):
        return self.filter(position="" if position == "none" else position)

    def matching(self, text):
        """Permits whose number or holder contains this text."""
        return self.filter(
            Q(scope__permit__reference__icontains=text)
            | Q(scope__permit__holder__name__icontains=text)
        )

    def for_goods(self, text):
        """Permits for a group or an item."""
        permits = Permit.objects.for_goods(text).order_by()
        return self.filter(scope__permit__in=permits.values("pk"))

    def by_position(self):
        """How many permits have each position, every position named; "" has none yet."""
        counted = self.order_by().values_list("position").annotate(Count("pk"))
        return dict.fromkeys(["", *Position.values], 0) | dict(counted)


class ConsultedPermit(Record):
    """A permit that a department is asked about, and what it says of it."""

    guards = [
        *(
            Guard(
                f"closed_{on}",
                on,
                _CONSULTATION_IS_CLOSED,
                "investigations_consultedpermit: the consultation is closed",
            )
            for on in ("insert", "update")
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "investigations_consultedpermit: what was asked is kept for ever",
        ),
    ]

    consultation = models.ForeignKey(
        CaseConsultation,
        verbose_name=_("consultation"),
        on_delete=models.PROTECT,
        related_name="permits",
        db_index=False,
    )
    scope = models.ForeignKey(
        PermitInScope,
        verbose_name=_("permit in scope"),
        on_delete=models.PROTECT,
        related_name="consulted",
    )
    position = models.CharField(_("position"), max_length=15, choices=Position.choices, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ConsultedPermitQuerySet.as_manager()

    class Meta:
        verbose_name = _("permit asked about")
        verbose_name_plural = _("permits asked about")
        ordering = ["consultation", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "scope"], name="permit_asked_about_once"
            ),
            models.CheckConstraint(
                condition=Q(position="", reasons="", conditions="", answered_by=None)
                | (
                    Q(position__in=Position.values)
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(reasons="")
                ),
                name="consulted_permit_is_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(position="conditions") | ~Q(conditions=""),
                name="consulted_permit_names_conditions",
                violation_error_message=_("Conditions are spelled out."),
            ),
        ]

    def __str__(self):
        return str(self.scope.permit)


class ConsultationReminder(Event):
    """A reminder that an answer is due, as it was sent."""

    consultation = models.ForeignKey(
        CaseConsultation,
        verbose_name=_("consultation"),
        on_delete=models.PROTECT,
        related_name="reminders",
    )
    text = models.TextField(_("text"))
    recipients = models.PositiveSmallIntegerField(_("people reminded"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.text
