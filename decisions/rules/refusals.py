"""Why an act on a decision, or on what carries it out, may not happen."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why an act on a decision or a batch may not happen, in words for its reader."""

    NO_RECOMMENDATION = "no-recommendation", _("The investigation has made no recommendation.")
    NOT_DRAFT = "not-draft", _("The memorandum is not a draft.")
    NOT_SUBMITTED = "not-submitted", _("The memorandum is not before the Minister.")
    TITLE_IN_BOTH = "title-in-both", _("The title is missing in one language.")
    BACKGROUND_IN_BOTH = "background-in-both", _("The background is missing in one language.")
    OPTIONS_IN_BOTH = "options-in-both", _("The text of an option is missing in one language.")
    NUMBER_OF_OPTIONS = "number-of-options", _("The memorandum must offer two to four options.")
    ONE_RECOMMENDED = "one-recommended", _("Exactly one option must be recommended.")
    NO_SUSPENSION = "no-suspension", _("The memorandum names no suspension in question.")
    NOT_A_SUSPENSION = "not-a-suspension", _("An order in question has suspended no permit.")
    NO_FINDING_ADOPTED = "no-finding-adopted", _("No finding of the investigation is adopted.")
    FINDING_IN_DRAFT = "finding-in-draft", _("A finding of the investigation is still a draft.")
    CHANGED_MEANWHILE = (
        "changed-meanwhile",
        _("Someone else changed this memorandum after you opened it. Nothing of yours is saved."),
    )
    SIGNER_PREPARED = (
        "signer-prepared",
        _("You had a hand in this memorandum; another person must sign the decision."),
    )
    OPTION_NOT_OFFERED = "option-not-offered", _("The option is not one of this memorandum.")
    REASONS_IN_BOTH = "reasons-in-both", _("The reasons are missing in one language.")
    RISK_NOT_ADDRESSED = (
        "risk-not-addressed",
        _(
            "The reasons must name, in both languages, each finding on risk: they say how the"
            " decision stands to it."
        ),
    )
    EFFECTIVE_BEFORE_SIGNED = (
        "effective-before-signed",
        _("The decision would take effect on a day before it was signed."),
    )
    NOT_SIGNED = "not-signed", _("The decision is not signed.")
    NO_ORDER = "no-order", _("The option chosen draws up no order: there is nothing to carry out.")
    CARRIED_OUT = "carried-out", _("The order of this decision is carried out.")
    BATCH_UNFINISHED = "batch-unfinished", _("Another batch of this decision is unfinished.")
    NOT_PREPARED = "not-prepared", _("The list of the batch is already frozen.")
    EMPTY_LIST = "empty-list", _("No permit is suspended by the orders in question any more.")
    NOT_FROZEN = "not-frozen", _("The batch is not frozen and waiting to be confirmed.")
    CONFIRMER_PREPARED = (
        "confirmer-prepared",
        _("You prepared or froze this batch; another person must confirm it."),
    )
    COUNT_DIFFERS = (
        "count-differs",
        _("The number typed is not the number of permits on the list."),
    )
    DIGEST_DIFFERS = (
        "digest-differs",
        _("The list is not the one that was frozen: its digest differs."),
    )
    NOT_CONFIRMED = "not-confirmed", _("The batch is not confirmed.")
    FINISHED = "finished", _("The batch is already executed or aborted.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)
