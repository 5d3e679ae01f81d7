"""Why something in an investigation may not happen, in words that a page can show."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why something may not happen."""

    CONCLUDED = "concluded", _("The investigation is concluded.")
    NOT_CONCLUDED = "not-concluded", _("The investigation is not concluded.")
    NO_QUESTION = "no-question", _("An investigation asks at least one question.")
    IN_FUTURE = "in-future", _("The time given is in the future.")
    NOTHING_TO_ADD = (
        "nothing-to-add",
        _("None of the permits chosen can be added: they are in scope already, or general."),
    )
    NOTHING_CHOSEN = "nothing-chosen", _("No permit in scope is chosen.")
    NO_RESULT = "no-result", _("A review ends with a result.")
    FILE_EMPTY = "file-empty", _("The file is empty.")
    FILE_TOO_LARGE = "file-too-large", _("The file is larger than the limit.")
    FILE_ALTERED = (
        "file-altered",
        _("The stored file no longer matches its hash. It is not served; this is on record."),
    )
    FILE_MISSING = (
        "file-missing",
        _("The stored file is missing. This is on record."),
    )
    NO_FILE = "no-file", _("No file is kept with this item.")
    OTHER_INVESTIGATION = "other-investigation", _("The item belongs to another investigation.")
    NOT_CONFIRMED = (
        "not-confirmed",
        _("Credibility 1 needs an independent item that confirms this one."),
    )
    NOT_INDEPENDENT = (
        "not-independent",
        _("The confirming item comes from the same origin, so it confirms nothing."),
    )
    FINDING_CLOSED = "finding-closed", _("The finding is adopted or closed, and frozen.")
    FINDING_CHANGED = (
        "finding-changed",
        _("Someone changed the finding after you opened it. Compare both versions, then save."),
    )
    YOU_WROTE_IT = "you-wrote-it", _("You wrote this finding; another person must close it.")
    NOT_A_CLOSURE = (
        "not-a-closure",
        _("A finding that is not adopted is closed as not established or as inconclusive."),
    )
    NOTHING_FOR = "nothing-for", _("No evidence is cited for the finding.")
    TOO_FEW_ORIGINS = (
        "too-few-origins",
        _("The evidence for it has fewer than two independent origins, and no exception is given."),
    )
    BELOW_FLOOR = (
        "below-floor",
        _("No evidence for it is graded C3 or better, and no exception is given."),
    )
    UNGRADED = "ungraded", _("Evidence that it cites is not graded.")
    CITED_ALTERED = (
        "cited-altered",
        _("The file of evidence that it cites does not match its hash."),
    )
    NO_UNDERTAKING = (
        "no-undertaking",
        _("The finding does not say which undertaking was breached."),
    )
    OTHER_UNDERTAKING = (
        "other-undertaking",
        _("No permit in scope rests on the assurance that gave this undertaking."),
    )
    NO_ENGLISH = "no-english", _("The finding is not stated in English.")
    NO_FRENCH = "no-french", _("The finding is not stated in French.")
    NOTHING_ADOPTED = "nothing-adopted", _("No finding is adopted.")
    FINDINGS_IN_DRAFT = "findings-in-draft", _("A finding is still in draft.")
    UNANSWERED = "unanswered", _("A question has no finding that is adopted or closed.")
    NOT_REVIEWED = "not-reviewed", _("Permits in scope are not reviewed yet.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)
