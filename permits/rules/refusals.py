"""Every reason that the register gives against an act."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why something may not happen: words to show, and codes kept for ever as outcomes."""

    GENERAL = "general", _("It is a general permit, which no individual order reaches.")
    NOT_SUBMITTED = "not-submitted", _("The permit is already decided.")
    NOT_VALID = "not-valid", _("The permit is not valid.")
    NOT_SUSPENDED = "not-suspended", _("The permit is not suspended.")
    ALREADY_SUSPENDED = "already-suspended", _("The permit is already suspended.")
    ALREADY_CANCELLED = "already-cancelled", _("The permit is already cancelled.")
    NOT_ISSUED = "not-issued", _("The permit is not issued.")
    NOT_STOPPED = "not-stopped", _("The permit is neither suspended nor cancelled.")
    EXPIRED = "expired", _("The permit expired before the order took effect.")
    CHANGED = "changed", _("The permit was changed after it was put on the list.")
    OUT_OF_ORDER = (
        "out-of-order",
        _("A later order already acted on the permit; this one would take effect before it."),
    )
    CONDITION_MISSING = (
        "condition-missing",
        _("The permit does not have the condition that would be changed."),
    )
    CONDITION_PRESENT = "condition-present", _("The permit has this condition already.")
    SUSPENDED = "suspended", _("The permit is suspended.")
    CANCELLED = "cancelled", _("The permit is cancelled.")
    NOT_BEGUN = "not-begun", _("The term of the permit has not begun.")
    TERM_ENDED = "term-ended", _("The term of the permit has ended.")
    EXHAUSTED = "exhausted", _("The value of the permit is used up.")
    ORDER_CLOSED = "order-closed", _("The order is not waiting for a signature.")
    ORDER_UNSIGNED = "order-unsigned", _("The order is not signed.")
    SIGNER_PREPARED = "signer-prepared", _("You drew this order up; another person must sign it.")
    NOT_IN_OFFICE = (
        "not-in-office",
        _("The office-holder named was not in office when the order was signed."),
    )
    NO_OFFICE = "no-office", _("There is no office in whose name you may sign.")
    NOT_YOUR_OFFICE = "not-your-office", _("You may not sign in the name of this office-holder.")
    SIGNED_IN_FUTURE = "signed-in-future", _("The time of signature is in the future.")
    REVIEW_TOO_EARLY = (
        "review-too-early",
        _("The review must fall on a day after the order takes effect."),
    )
    NEEDS_DECISION = "needs-decision", _("Permits are cancelled under a decision, by its batch.")
    NEEDS_APPLICATION = (
        "needs-application",
        _("A permit is issued or denied on an application, by the decision on it."),
    )
    NOTHING_WITHIN_REACH = (
        "nothing-within-reach",
        _("None of the permits chosen can be reached by this order."),
    )
    NEEDS_REQUEST = (
        "needs-request",
        _("A permit is amended by itself, on a request or on the Minister's own motion."),
    )
    EMPTY_SCHEDULE = "empty-schedule", _("No permit is on the schedule of the order.")

    ASKED_AFTER_EXPIRY = (
        "asked-after-expiry",
        _(
            "The request was not received before the expiry date shown on the permit"
            " (Export Permits Regulations, s. 7)."
        ),
    )
    ASKED_IN_FUTURE = "asked-in-future", _("The day on which the request was received is to come.")
    CHANGES_NOTHING = "changes-nothing", _("No term of the permit would change.")
    BELOW_SHIPPED = (
        "below-shipped",
        _("A line would allow less than was shipped under it already."),
    )
    ENDS_IN_PAST = (
        "ends-in-past",
        _("The new expiry falls before the day on which the amendment takes effect."),
    )
    ENDS_BEFORE_TERM = (
        "ends-before-term",
        _("The new expiry falls before the first day of the permit."),
    )
    TERMS_CHANGED = (
        "terms-changed",
        _("A term named was changed after the request was recorded: record it anew."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)
