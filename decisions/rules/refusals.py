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
    RISKS_IN_BOTH = "risks-in-both", _("The risks of an option are missing in one language.")
    CONDITION_UNSAID = (
        "condition-unsaid",
        _("An option amends a condition and does not say, in both languages, what it changes."),
    )
    QUESTION_UNREADABLE = (
        "question-unreadable",
        _("The question asked of the register cannot be read."),
    )
    BY_COUNTRY = (
        "by-country",
        _(
            "Permits are not cancelled by country alone: name the suspension that stopped them, or"
            " narrow the question."
        ),
    )
    NOTHING_IN_QUESTION = "nothing-in-question", _("No permit is in question.")
    NO_FINDING_ADOPTED = "no-finding-adopted", _("No finding of the investigation is adopted.")
    FINDING_IN_DRAFT = "finding-in-draft", _("A finding of the investigation is still a draft.")
    CHANGED_MEANWHILE = (
        "changed-meanwhile",
        _("Someone else changed this memorandum after you opened it. Nothing of yours is saved."),
    )
    NOT_IN_REVIEW = "not-in-review", _("The memorandum is not in legal review.")
    COUNSEL_WROTE = (
        "counsel-wrote",
        _("You had a hand in this memorandum; another counsel must give the opinion."),
    )
    OPINION_EMPTY = "opinion-empty", _("The opinion says nothing.")
    NOT_BEFORE_DIRECTION = (
        "not-before-direction",
        _("The memorandum is not before the director general."),
    )
    ENDORSER_WROTE = (
        "endorser-wrote",
        _("You had a hand in this memorandum; another person must put it before the Minister."),
    )
    NOTHING_TO_RETURN = (
        "nothing-to-return",
        _("The memorandum is with nobody who could return it."),
    )
    CHANGES_IN_BOTH = (
        "changes-in-both",
        _("The changes to the option are missing in one language."),
    )
    NOT_HEARD = (
        "not-heard",
        _(
            "Some holders have no notice of the intended cancellation, and notice is not dispensed"
            " with."
        ),
    )
    WINDOW_RUNS = (
        "window-runs",
        _("Holders may still answer the notice of the intended cancellation."),
    )
    NOT_CONSIDERED = "not-considered", _("A holder's representation is not considered yet.")
    NO_CANCELLATION = (
        "no-cancellation",
        _("No option of the memorandum cancels permits: there is nothing to give notice of."),
    )
    DECIDED = "decided", _("The decision is taken already.")
    ALL_NOTIFIED = "all-notified", _("The holders of every permit in question have notice already.")
    DAY_TO_COME = "day-to-come", _("The day is still to come.")
    NO_TIME_TO_ANSWER = (
        "no-time-to-answer",
        _("Holders need at least a week between the notice and the last day to answer."),
    )
    ALREADY_DISPENSED = "already-dispensed", _("Notice is dispensed with already.")
    NOT_NOTIFIED = "not-notified", _("The holder is not among those notified.")
    BEFORE_NOTICE = "before-notice", _("The day lies before the notice.")
    ALREADY_CONSIDERED = "already-considered", _("The representation is considered already.")
    NOT_EXCLUDABLE = (
        "not-excludable",
        _("Permits are excluded in the draft, or by the Minister's office that decides."),
    )
    LIST_FROZEN = "list-frozen", _("The list of a batch is frozen already.")
    PERMIT_NOT_IN_QUESTION = (
        "permit-not-in-question",
        _("A permit named is not in question, or is excluded already."),
    )
    NOT_DECIDED = "not-decided", _("No decision is signed.")
    SET_ASIDE = "set-aside", _("The decision is set aside.")
    REPLACED_BY_UNSIGNED = (
        "replaced-by-unsigned",
        _("The decision that takes its place must be signed, and reconsider this one."),
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
    EMPTY_LIST = "empty-list", _("No permit is in question any more.")
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
    NOT_YET = (
        "not-yet",
        _("The batch takes effect at a time to come, and is never executed before."),
    )
    NOT_EXECUTED = "not-executed", _("The batch is not executed.")
    NOTHING_REFUSED = (
        "nothing-refused",
        _("Nothing that the batch refused could be carried out now."),
    )
    RERUN_BEFORE_ORDER = (
        "rerun-before-order",
        _("A rerun would take effect before its order does."),
    )
    FINISHED = "finished", _("The batch is already executed or aborted.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)
