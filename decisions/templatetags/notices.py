"""What pages of lower storeys show of notices and of the border agency's answers."""

from dataclasses import dataclass

from django import template
from django.db.models import Count, Q

from decisions.models import Notice, NoticeStatus
from decisions.models.border import KINDS_TOLD, Answer, changes_told
from decisions.models.notices import UNSETTLED_NOW

register = template.Library()


@dataclass(frozen=True)
class Told:
    """How far those are told whom an order concerns."""

    notices: int
    unsettled: int
    changes: int
    acknowledged: int


@register.simple_tag
def notices_of(order):
    """How many notices an order has and how many went astray; what the border agency acknowledged.

    Nothing for orders of which nobody is told.
    """
    if order is None or order.kind not in KINDS_TOLD:
        return None
    sent = Notice.objects.filter(order=order).aggregate(
        notices=Count("pk", filter=~Q(status=NoticeStatus.RETRACTED)),
        unsettled=Count("pk", filter=UNSETTLED_NOW),
    )
    answered = (
        changes_told()
        .filter(order=order)
        .aggregate(
            changes=Count("pk"), acknowledged=Count("pk", filter=Q(answer=Answer.ACKNOWLEDGED))
        )
    )
    return Told(**sent, **answered)


@register.simple_tag
def border_answers_on(permit):
    """Each change of a permit that the border agency is asked about, the newest first."""
    return list(changes_told().filter(permit=permit).order_by("-pk"))
