"""Why an act on an application may not happen: words to show, and what they are about."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Refusal(models.TextChoices):
    """Each reason against an act of review or decision."""

    NOT_UNDER_REVIEW = "not-under-review", gettext_lazy("The application is not under review.")
    INCOMPLETE = "incomplete", gettext_lazy("The application is incomplete.")
    NOT_CLASSIFIED = (
        "not-classified",
        gettext_lazy("Goods are not classified under a control list."),
    )
    EDITION_OUT_OF_DATE = (
        "edition-out-of-date",
        gettext_lazy("Goods are classified under an edition that was not in force then."),
    )
    ITEM_NOT_IN_FORCE = (
        "item-not-in-force",
        gettext_lazy("Goods are classified under an item that was not in force in its edition."),
    )
    NOT_OF_THIS_APPLICATION = (
        "not-of-this-application",
        gettext_lazy("A line or an item named is not of this application."),
    )
    SCREENING_OPEN = (
        "screening-open",
        gettext_lazy("A question from the sanctions screening is unanswered."),
    )
    SCREENED_BEFORE_LIST = (
        "screened-before-list",
        gettext_lazy(
            "The parties are to be screened anew, with a new determination, since a sanctions list"
            " was loaded."
        ),
    )
    CONSULTATION_OPEN = (
        "consultation-open",
        gettext_lazy("A consultation is open, neither answered nor recorded as silent."),
    )
    CONSULTATION_CLOSED = "consultation-closed", gettext_lazy("The consultation is closed.")
    DUE_BEFORE_ASKED = (
        "due-before-asked",
        gettext_lazy("The answer would be due before it is asked for."),
    )
    ANSWERED_BEFORE_ASKED = (
        "answered-before-asked",
        gettext_lazy("The answer would be of a day before the question."),
    )
    IN_FUTURE = "in-future", gettext_lazy("The day or time given is in the future.")
    NOBODY_THERE = (
        "nobody-there",
        gettext_lazy("Nobody who answers consultations has an account with this office."),
    )
    CONSULTED_ALREADY = "consulted-already", gettext_lazy("This office is being consulted already.")
    OTHER_OFFICE = "other-office", gettext_lazy("The consultation is addressed to another office.")
    OBJECTION_WITHOUT_WORDS = (
        "objection-without-words",
        gettext_lazy("An objection, or conditions proposed, must be put in words."),
    )
    NOT_OVERDUE = (
        "not-overdue",
        gettext_lazy("The answer is not overdue: silence is recorded after the day it was due."),
    )
    NOT_OFFERED = (
        "not-offered",
        gettext_lazy("No measure that applies to this application offers this exemption."),
    )
    CLAIMED_ALREADY = "claimed-already", gettext_lazy("This exemption is claimed already.")
    NO_EXEMPTION = (
        "no-exemption",
        gettext_lazy("No measure that applies to this application offers an exemption."),
    )
    CLAIM_DECIDED = "claim-decided", gettext_lazy("The claim is decided already.")
    CLAIM_OPEN = "claim-open", gettext_lazy("An exemption is claimed and not decided.")
    CLAIMANT_DECIDES = (
        "claimant-decides",
        gettext_lazy("You recorded this claim; another person must decide it."),
    )
    MINISTER_GRANTS = (
        "minister-grants",
        gettext_lazy("The Minister alone may grant this exemption."),
    )
    CRITERION_MISSING = (
        "criterion-missing",
        gettext_lazy("A mandatory criterion of section 7.3 is not answered."),
    )
    DETERMINATION_MISSING = (
        "determination-missing",
        gettext_lazy("The determination under section 7.4 is missing."),
    )
    DETERMINATION_OLDER = (
        "determination-older",
        gettext_lazy("A criterion was assessed anew after the determination under section 7.4."),
    )
    CHANGED_SINCE = (
        "changed-since",
        gettext_lazy("What is applied for was changed after the determination under section 7.4."),
    )
    RISK_CONTRADICTED = (
        "risk-contradicted",
        gettext_lazy(
            "The determination cannot say that there is no substantial risk, since a criterion"
            " leaves one after mitigation."
        ),
    )
    SUBSTANTIAL_RISK = (
        "substantial-risk",
        gettext_lazy("Section 7.4: there is a substantial risk, so no permit may be issued."),
    )
    MORATORIUM = (
        "moratorium",
        gettext_lazy("A moratorium applies, and no exemption from it is granted."),
    )
    PRESUMPTIVE_DENIAL = (
        "presumptive-denial",
        gettext_lazy("Permits are presumptively denied, and no exemption is granted."),
    )
    PRECONDITION_PENDING = "precondition-pending", gettext_lazy("A precondition is pending.")
    REASONS_IN_BOTH = (
        "reasons-in-both",
        gettext_lazy("The reasons are missing in one language."),
    )
    NOT_ADDRESSED = (
        "not-addressed",
        gettext_lazy("The reasons must name, in both languages, what speaks against it."),
    )
    DECIDER_ASSESSED = (
        "decider-assessed",
        gettext_lazy("You took part in the assessment; another person must decide."),
    )
    DECIDED_BEFORE_RECEIVED = (
        "decided-before-received",
        gettext_lazy("The decision would be of a time before the application was received."),
    )
    TERM_BACKWARDS = "term-backwards", gettext_lazy("The permit ends before it begins.")
    NOT_RETROACTIVE = (
        "not-retroactive",
        gettext_lazy("The term begins before the day of issue, and the permit does not say so."),
    )
    CONDITIONS_IN_BOTH = (
        "conditions-in-both",
        gettext_lazy("A condition is missing in one language."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


@dataclass(frozen=True)
class Against:
    """A reason against an act, and what exactly it is about."""

    refusal: Refusal
    about: str = ""

    @property
    def label(self) -> str:
        if not self.about:
            return str(self.refusal.label)
        reason = str(self.refusal.label).rstrip(".")
        return _("%(reason)s: %(about)s") % {"reason": reason, "about": self.about}

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.refusal.value)
