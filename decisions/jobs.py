"""Long work of decisions: letters of an order, the border agency's list, long lists as files."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import require
from decisions.actions import batches, notices
from decisions.models import Batch, Intent, NoticeKind, NoticeTemplate
from decisions.models.notices import not_told
from decisions.outcome_files import listing_of
from decisions.rules import notices as rules
from office import work
from office.models import Document, Job
from permits.actions.telling import TELL_OF_ORDER
from permits.exporting import write_list
from permits.models import Order

EXPORT_OUTCOMES = "decisions.export_outcomes"


@work.kind(TELL_OF_ORDER, gettext_lazy("Notices of an order"))
def tell_of_order(task: work.Task) -> None:
    """The border agency first, then one letter and one transaction for each holder."""
    order = Order.objects.select_related("signed_for").get(number=task.about)
    told = task.arguments
    reply_by = date.fromisoformat(told["reply_by"]) if told.get("reply_by") else None
    if refusals := rules.against_letters(order):
        raise ValidationError([refusal.error for refusal in refusals])
    border = NoticeTemplate.objects.in_use(NoticeKind.BORDER) is not None
    border = border and not_told(order.schedule.carried_out(), NoticeKind.BORDER).exists()
    holders = list(notices.holders_to_tell(order))
    task.expect(len(holders) + border)
    if border:
        with task.step():
            notices.list_for_border(order, by=task.by, reason=told["reason"])
    for holder in holders:
        with task.step():
            notices.write_letter(
                order, holder, reply_by=reply_by, by=task.by, reason=told["reason"]
            )


@work.regularly
def carry_out_due() -> None:
    """Batches confirmed for a moment that has come are executed."""
    batches.carry_out_due()


@work.kind(notices.TELL_OF_INTENT, gettext_lazy("Letters of an intended cancellation"))
def tell_of_intent(task: work.Task) -> None:
    """One letter and one transaction for each holder whom a notice of intent concerns."""
    intent = Intent.objects.select_related("decision").get(number=task.about)
    holders = list(notices.holders_to_hear(intent))
    task.expect(len(holders))
    for holder in holders:
        with task.step():
            notices.write_letter_of_intent(
                intent, holder, by=task.by, reason=task.arguments["reason"]
            )


@work.kind(EXPORT_OUTCOMES, gettext_lazy("Outcomes of a batch as a file"))
def export_outcomes(task: work.Task) -> Document:
    """Every permit on the list of a batch, with what became of it."""
    require(task.by, "permits.export_permit")
    batch = Batch.objects.visible_to(task.by).get(number=task.arguments["batch"])
    reason = _("Outcomes of batch %(batch)s, asked for as a file") % {"batch": batch}
    return write_list(task, listing_of(batch), reason=reason)


def ask_for_outcomes(batch: Batch, *, by: User) -> Job:
    """Have the long list of a batch written as a file for one person."""
    return work.enqueue(
        EXPORT_OUTCOMES,
        about=f"{batch.number} · {by.get_username()[:80]}",
        by=by,
        back_to=batch.get_absolute_url(),
        batch=batch.number,
    )
