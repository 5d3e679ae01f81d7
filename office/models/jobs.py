"""Long work: asked for in one transaction, done step by step by whoever leases it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.models.documents import Document
from office.models.leases import Leased, LeasedQuerySet


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(LeasedQuerySet):
    def open(self):
        return self.filter(state=JobState.WAITING)

    def failed(self):
        return self.filter(state=JobState.FAILED)

    def visible_to(self, user):
        """What one asked for oneself; all of it for those who oversee the office."""
        if user.has_perm("office.oversee"):
            return self
        return self.filter(asked_by=user) if user.has_perm("office.view_job") else self.none()


class Job(Leased):
    """Work that is not one legal instant: what is done is recorded where it is done, not here."""

    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(_("about"), max_length=120)
    # What the function is told besides; never asked about by queries.
    arguments = models.JSONField(_("arguments"), default=dict)
    language = models.CharField(_("language"), max_length=10)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked for"))
    state = models.CharField(
        _("state"), max_length=10, choices=JobState.choices, default=JobState.WAITING
    )
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps"), null=True)
    # Asked for anew while it was being done: what was new then may have been overlooked.
    asked_again = models.BooleanField(_("asked for again"), default=False)
    cursor = models.CharField(_("reached"), max_length=200, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    result = models.ForeignKey(
        Document,
        verbose_name=_("result"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    back_to = models.CharField(_("page to go back to"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("oversee", _("Can see the work and the messages of everyone"))]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="job_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="job_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(state="waiting"), name="job_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None)
                | (~Q(state="waiting") & Q(ended_at__isnull=False, lease_until=None)),
                name="job_end_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(problem=""), name="job_fails_with_a_problem"
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.about}"

    def get_absolute_url(self):
        return reverse("office:job_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.state == JobState.WAITING
