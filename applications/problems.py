"""What can be wrong with a line of a file of applications: codes to keep, words to show."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why a line is rejected."""

    FIELD_COUNT = "field-count", _("The line has more or fewer fields than the header.")
    MISSING = "missing", _("A required value is missing.")
    TOO_LONG = "too-long", _("The value is too long.")
    UNKNOWN_CHOICE = "unknown-choice", _("The value is not one of those that the column knows.")
    UNKNOWN_DATE = "unknown-date", _("The day is not in the form 2020-04-16, or there is none.")
    UNKNOWN_MOMENT = "unknown-moment", _("The time is not in the form 2020-04-16 14:30.")
    UNKNOWN_COUNTRY = "unknown-country", _("The country code is not known.")
    NOT_A_NUMBER = "not-a-number", _("The value is not a number in the form 1234.56.")
    NOT_AN_ADDRESS = "not-an-address", _("The value is not an e-mail address.")
    OUT_OF_RANGE = "out-of-range", _("The number is not one that can be true.")
    UNKNOWN_CURRENCY = "unknown-currency", _("The currency is not a three-letter code.")
    UNKNOWN_PARTY = (
        "unknown-party",
        _("No party on the register bears this name; with its country it would be registered."),
    )
    AMBIGUOUS_PARTY = "ambiguous-party", _("Several parties on the register bear this name.")
    UNKNOWN_ASSURANCE = "unknown-assurance", _("No assurance on the register has this reference.")
    UNKNOWN_DOCUMENT = "unknown-document", _("A document needs both its kind and its reference.")
    DISAGREES = (
        "disagrees",
        _("An earlier line of the file says otherwise of the same application."),
    )
    ANOTHER_LINE = (
        "another-line",
        _("Another line of the same application is rejected; none of it is entered."),
    )
    IN_FUTURE = "in-future", _("This is in the future.")
    AFTER_RECEIPT = "after-receipt", _("This day is after the application was received.")
    REFUSED = "refused", _("The application was refused as a whole.")


def in_words(code):
    """A problem in the active language; a code that is no longer given stands for itself."""
    return str(Problem(code).label) if code in Problem.values else code
