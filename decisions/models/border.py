"""What the border agency answers: for each permit that an order changed, one by one."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from permits.models import ScheduledPermit
from permits.models.orders import OrderKind

# The changes that those who stand at the border have to know of.
KINDS_TOLD = [OrderKind.SUSPEND, OrderKind.CANCEL, OrderKind.REINSTATE, OrderKind.AMEND]


class Answer(models.TextChoices):
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    REJECTED = "rejected", _("Not applied by the agency")
    RECALLED = "recalled", _("Recorded in error")


class AnswerSource(models.TextChoices):
    ONE = "one", _("One by one")
    LIST = "list", _("For all of a list")
    FILE = "file", _("From a file of the agency")


class BorderAnswer(Event):
    """What the agency said of one permit under one order; the newest answer counts."""

    scheduled = models.ForeignKey(
        ScheduledPermit,
        verbose_name=_("scheduled permit"),
        on_delete=models.PROTECT,
        related_name="border_answers",
    )
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices)
    answered_at = models.DateTimeField(_("answered"))
    reference = models.CharField(_("reference of the agency"), max_length=100, blank=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    source = models.CharField(_("recorded"), max_length=4, choices=AnswerSource.choices)

    class Meta:
        verbose_name = _("answer of the border agency")
        verbose_name_plural = _("answers of the border agency")
        ordering = ["pk"]
        default_permissions = ("view",)
        permissions = [("record_borderanswer", _("Can record answers of the border agency"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="border_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=AnswerSource.values), name="border_answer_source_is_known"
            ),
        ]

    def __str__(self):
        return self.get_answer_display()


def changes_told():
    """Every change of a permit that the agency has to know of, with its newest answer."""
    newest = BorderAnswer.objects.filter(scheduled=OuterRef("pk")).order_by("-pk")
    return (
        ScheduledPermit.objects.filter(order__kind__in=KINDS_TOLD, outcome__carried_out=True)
        .annotate(
            answer=Subquery(newest.values("answer")[:1]),
            answered_at=Subquery(newest.values("answered_at")[:1]),
            answer_reference=Subquery(newest.values("reference")[:1]),
        )
        .select_related("order", "permit__holder", "permit__destination")
    )


def unacknowledged(changes):
    """Of such changes, those that the agency has not acknowledged."""
    return changes.filter(~Q(answer=Answer.ACKNOWLEDGED) | Q(answer=None))
