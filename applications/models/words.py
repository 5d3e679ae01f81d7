"""The words of applications: their kinds and statuses, and what can be stated in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Guard
from permits.models.permits import PermitKind


class ApplicationKind(models.TextChoices):
    """General permits are ministerial orders to everyone: nobody applies for one."""

    EXPORT = PermitKind.EXPORT.value, PermitKind.EXPORT.label
    BROKERING = PermitKind.BROKERING.value, PermitKind.BROKERING.label


class ApplicationStatus(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("application", "Received")
    UNDER_REVIEW = "under-review", pgettext_lazy("application", "Under review")
    RETURNED = "returned", pgettext_lazy("application", "Returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")
    DENIED = "denied", pgettext_lazy("application", "Denied")
    ISSUED = "issued", pgettext_lazy("application", "Permit issued")


OPEN = (ApplicationStatus.RECEIVED, ApplicationStatus.UNDER_REVIEW)
CLOSED_SQL = "'returned', 'withdrawn', 'denied', 'issued'"


def kept_once_closed(table):
    """Guards of a table of parts: what a closed application says never changes."""
    rows = {"insert": "{new}", "update": "{old}", "delete": "{old}"}
    closed = (
        "EXISTS (SELECT 1 FROM applications_application a WHERE a.id = {row}.application_id"
        " AND a.status IN ('returned', 'withdrawn', 'denied', 'issued'))"
    )
    return [
        Guard(
            f"kept_once_closed_{event}",
            event,
            closed.replace("{row}", row),
            f"{table}: what a closed application says is kept",
        )
        for event, row in rows.items()
    ]


class ControlledGoods(models.TextChoices):
    """How goods stand under the Defence Production Act (EPR s. 3(3)(b))."""

    REGISTERED = "registered", _("Controlled goods: registered under the Act")
    EXEMPT = "exempt", _("Controlled goods: exempt from registration")
    NOT_SUBJECT = "not-subject", _("Controlled goods: Part 2 does not apply to the person (s. 36)")
    NOT_CONTROLLED = "not-controlled", _("No controlled goods: declared so after reviewing the Act")


class Delivery(models.TextChoices):
    EMAIL = "email", _("E-mail")
    POST = "post", _("Post")
    COURIER = "courier", _("Courier")
    COLLECTED = "collected", _("Collected in person")


class IntendedFor(models.TextChoices):
    """Where brokered goods are bound (BPR s. 1(h))."""

    RESALE = "resale", _("Commercial resale")
    GOVERNMENT = "government", _("End use by a government")
    NEITHER = "neither", _("Neither: end use by another person")


class BrokeringParagraph(models.TextChoices):
    """The paragraph of the Brokering Control List that reaches the goods (BPR s. 1(g), (i))."""

    LISTED = "1(a)", _("1(a): Groups 2 and 9")
    SUSPECTED = "1(b)", _("1(b): a use in weapons of mass destruction is suspected")
    DETERMINED = "1(c)", _("1(c): the Minister has so determined")
