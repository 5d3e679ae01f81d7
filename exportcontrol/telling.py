"""What waits for a person of the notices of orders: what went astray, and what is not answered."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions.models import Notice, NoticeTemplate
from decisions.models.border import changes_told, unacknowledged
from office.models import DeliveryState, Job, JobState, Message
from permits.models import Order

# How long the border agency is given before its silence is shown to those who follow it up.
ANSWER_WITHIN = timedelta(days=3)
ASTRAY = [DeliveryState.FAILED, DeliveryState.BOUNCED]


def to_tell(user):
    """Permission, title, explanation and records of each kind of such work."""
    yield (
        "decisions.issue_notice",
        _("Notices that did not arrive"),
        _("Held for want of an address or a language, to be posted, failed or come back."),
        Notice.objects.visible_to(user).unsettled().order_by("pk"),
    )
    yield (
        "decisions.issue_notice",
        _("Work that failed"),
        _("Notices that could not be written, imports that could not be carried out."),
        _failed(user),
    )
    yield (
        "office.record_delivery",
        _("Messages that did not arrive"),
        _("Given up or come back, and no notice: reminders and other letters."),
        Message.objects.visible_to(user).filter(delivery__state__in=ASTRAY, notice=None),
    )
    yield (
        "decisions.approve_noticetemplate",
        _("Templates to approve"),
        _("Texts of notices drafted by someone else."),
        NoticeTemplate.objects.waiting_for_approval().exclude(edited_by=user),
    )
    late = changes_told().filter(order__signed_at__lt=timezone.now() - ANSWER_WITHIN)
    yield (
        "decisions.record_borderanswer",
        _("Orders that the border agency has not acknowledged"),
        _("For more than three days, at least one permit."),
        Order.objects.filter(pk__in=unacknowledged(late).order_by().values("order")),
    )


def _failed(user):
    """Failed work that nobody had done since."""
    done = Job.objects.filter(
        kind=OuterRef("kind"), about=OuterRef("about"), pk__gt=OuterRef("pk"), state=JobState.DONE
    )
    return Job.objects.visible_to(user).failed().filter(~Exists(done)).order_by("-pk")
