"""What can be wrong with a line of a register file: codes to keep, words to show."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why a line is rejected, or what is to be known about a line that is accepted."""

    # Rejected: the line cannot be read.
    FIELD_COUNT = "field-count", _("The line has more or fewer fields than the header.")
    MISSING = "missing", _("A required value is missing.")
    TOO_LONG = "too-long", _("The value is longer than the register can hold.")
    UNKNOWN_KIND = "unknown-kind", _("The kind of permit is not one that a register file may hold.")
    UNKNOWN_FLAG = "unknown-flag", _("The value is not one of those that the profile knows.")
    UNKNOWN_DATE = "unknown-date", _("The date has a form that the profile does not know.")
    NO_SUCH_DAY = "no-such-day", _("There is no such day.")
    AMBIGUOUS_DATE = (
        "ambiguous-date",
        _("The date is not in the main form, and could be read as two different days."),
    )
    EXPIRY_BEFORE_START = "expiry-before-start", _("The permit expires before it begins.")
    UNKNOWN_COUNTRY = "unknown-country", _("The country is not known.")
    GROUP_OF_COUNTRIES = (
        "group-of-countries",
        _("The destination is a group of countries or a place without a country, not a country."),
    )
    UNKNOWN_ITEM = "unknown-item", _("The control-list item is not known.")
    NOT_A_NUMBER = "not-a-number", _("The value is not a number in the form 1234.56.")
    UNKNOWN_CURRENCY = "unknown-currency", _("The currency is not a three-letter code.")
    AMBIGUOUS_PARTY = "ambiguous-party", _("Several parties on the register bear this name.")
    # Rejected: the line does not fit what is already there.
    ALREADY_REGISTERED = "already-registered", _("A permit with this number is on the register.")
    DISAGREES = "disagrees", _("An earlier line of the file says otherwise of the same permit.")
    AFTER_EXPIRY = (
        "after-expiry",
        _("The extension begins after the permit had expired; an expired permit is not extended."),
    )
    SHORTENS = "shortens", _("The extension ends before the term that it extends.")
    # Accepted, with a warning.
    DATE_DAY_FIRST_COMPACT = "date-ddmmyyyy", _("The date was read in the form DDMMYYYY.")
    DATE_DAY_FIRST_DASHED = "date-dd-mm-yyyy", _("The date was read in the form DD-MM-YYYY.")
    DATE_SERIAL = "date-serial", _("The date was read as the serial number of a spreadsheet.")
    UNUSUAL_NUMBER = "unusual-number", _("The permit number is not of the usual form.")
    JOINT_DESTINATIONS = (
        "joint-destinations",
        _("The permit names several countries of final destination; all of them are kept."),
    )
    CONSIGNEE_NOT_KEPT = (
        "consignee-not-kept",
        _("The country of the consignee is not known, or is a group; none is kept."),
    )
    SEVERAL_ITEMS = (
        "several-items",
        _("The line names several items; the codes are kept as written, classified under none."),
    )
    MIXED_ITEMS = (
        "mixed-items",
        _("The line gives mixed goods and no item; it is classified under none."),
    )
    NO_VALUE = "no-value", _("No value is stated.")
    ZERO_VALUE = "zero-value", _("The value stated is zero.")
    EXTENDED = (
        "extended",
        _("The line extends a permit of this file; its term is extended and no goods are added."),
    )
    REPEATED = "repeated", _("The line repeats an earlier line of the file; it adds nothing.")

    @property
    def rejects(self) -> bool:
        return self in REJECTING


REJECTING = frozenset(list(Problem)[: list(Problem).index(Problem.DATE_DAY_FIRST_COMPACT)])


def in_words(code: str) -> str:
    """A problem in the active language; a code that is no longer given stands for itself."""
    return str(Problem(code).label) if code in Problem.values else code
