"""Builders of notices: templates in use, holders that can be reached, orders to tell of."""

from decisions.actions import notices, templates
from decisions.models import Notice, NoticeKind, NoticeTemplate
from decisions.shipped_texts import TEXTS
from office import outbox, work
from permits.models.orders import OrderKind
from tests import make


def templates_in_use(*kinds):
    """The shipped texts of these kinds of notice, approved by a director."""
    return [
        templates.approve_template(
            drafted, version=drafted.newest_version(), by=make.director(), reason="A test"
        )
        for kind in kinds or NoticeKind
        for drafted in [templates.draft_template(kind, by=None, reason="A test", **TEXTS[kind])]
        if not NoticeTemplate.objects.in_use(kind)
    ]


def holder(name=None, **facts):
    facts = {"email": "exports@optics.example", "language": "en-ca", **facts}
    return make.party(name, **facts)


def suspension(*holders, each=2):
    """A suspension of permits of these holders, carried out; nobody is told yet."""
    permits = [make.valid_permit(holder=one) for one in holders for _number in range(each)]
    return make.signed(make.order(OrderKind.SUSPEND, permits, effective_at=make.SUSPENDED_AT))


def told(order):
    """The notices of an order, once its job is done."""
    work.work_off_next()
    return list(Notice.objects.filter(order=order).order_by("pk"))


def letter(one=None, **facts):
    """A letter of suspension to one holder, issued."""
    one = one or holder(**facts)
    order = suspension(one)
    return notices.write_letter(order, one, by=make.officer(), reason="A test")


def delivered():
    while outbox.deliver_next():
        pass
