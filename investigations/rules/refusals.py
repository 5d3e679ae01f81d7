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
    FILE_NOT_ACCEPTED = (
        "file-not-accepted",
        _("What the file contains is of no type that is accepted here, whatever its name says."),
    )
    FILE_TWICE = "file-twice", _("The same file is kept with this item already.")
    TOO_MANY_FILES = "too-many-files", _("More files are chosen than are taken in at once.")
    FILES_TOO_LARGE = (
        "files-too-large",
        _("Together the files are larger than what is taken in at once. Add them in parts."),
    )
    CLASSIFIED = (
        "classified",
        _("A pointer to classified material has no file: its content is not kept here."),
    )
    HAS_FILES = (
        "has-files",
        _("Files are kept with the item, so it cannot become a pointer to classified material."),
    )
    QUARANTINED = (
        "quarantined",
        _("The file is in quarantine. It is neither shown nor served until that is lifted."),
    )
    NO_SCANNER = "no-scanner", _("No scanner is configured.")
    NOT_RECODED = (
        "not-recoded",
        _("No copy without embedded facts can be made of a file of this type or condition."),
    )
    EVIDENCE_ON_HOLD = (
        "evidence-on-hold",
        _("The item is on legal hold: nothing of it changes until the hold is lifted."),
    )
    NOT_HELD = "not-held", _("The item is not on legal hold.")
    RESTRICTED = "restricted", _("The item is restricted already.")
    NOT_RESTRICTED = "not-restricted", _("The item is not restricted.")
    RELEASED_ALREADY = "released-already", _("The item is released to this person already.")
    MAY_NOT_READ = "may-not-read", _("This person's roles do not let them read evidence.")
    NOT_TOLD = "not-told", _("This event is recorded by the system itself.")
    EVIDENCE_CHANGED = (
        "evidence-changed",
        _("Someone changed the item after you opened it. Compare with the item, then save again."),
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
    IN_REVIEW = (
        "in-review",
        _("The finding is in peer review. Take it back first; it then needs another round."),
    )
    NOT_IN_REVIEW = "not-in-review", _("The finding is not in peer review.")
    NOT_SOUND = "not-sound", _("No peer has found it sound as it stands.")
    YOU_REVIEWED_IT = (
        "you-reviewed-it",
        _("You reviewed this finding as a peer; another person must adopt it."),
    )
    NEVER_REVIEWED = "never-reviewed", _("No peer has reviewed it yet.")
    OWN_FINDING = "own-finding", _("You wrote some of this finding; a peer must review it.")
    NO_CONTRARY = (
        "no-contrary",
        _("No evidence against it is cited, and it does not say what was looked for."),
    )
    NO_WOULD_CHANGE = "no-would-change", _("It does not say what would change it.")
    NO_CRITERION = "no-criterion", _("It does not name the criterion of section 7.3(1).")
    NO_RISK_RESULT = (
        "no-risk-result",
        _("It does not say whether there is a substantial risk under section 7.4."),
    )
    NO_MITIGATION = (
        "no-mitigation",
        _("It does not say which mitigating measures were considered."),
    )
    LIKELIHOOD_TOO_LOW = (
        "likelihood-too-low",
        _("Its likelihood is not more than even, and its standard asks for that."),
    )
    NOT_SUPERSEDABLE = (
        "not-supersedable",
        _("The finding it would supersede is not adopted, or is superseded already."),
    )
    FINDING_OPEN = "finding-open", _("The finding is neither adopted nor closed.")
    BASIS_UNCHANGED = (
        "basis-unchanged",
        _("Nothing it rests on has changed since it was last looked at."),
    )
    NOTHING_ADOPTED = "nothing-adopted", _("No finding is adopted.")
    FINDINGS_IN_DRAFT = "findings-in-draft", _("A finding is still in draft.")
    UNANSWERED = "unanswered", _("A question has no finding that is adopted or closed.")
    NOT_REVIEWED = "not-reviewed", _("Permits in scope are not reviewed yet.")

    # The report and its public version.
    TEXTS_CHANGED = (
        "texts-changed",
        _("Someone changed the texts after you opened them. Compare both versions, then save."),
    )
    NO_SUMMARY = "no-summary", _("The report has no summary in both languages.")
    NO_FINDING_CLOSED = "no-finding-closed", _("No finding is adopted or closed.")
    UNTRANSLATED = (
        "untranslated",
        _("The analysis stands in one language only."),
    )
    SUPERSEDED_EDITION = "superseded-edition", _("A later edition takes the place of this one.")
    PUBLIC_IN_DRAFT = (
        "public-in-draft",
        _("A public version of this edition is in preparation already."),
    )
    RELEASED = "released", _("The public version is released, and frozen.")
    YOU_PREPARED_IT = (
        "you-prepared-it",
        _("You prepared this public version; another person must release it."),
    )
    NO_SUCH_PASSAGE = "no-such-passage", _("The report has no such passage.")

    # The team and its interests.
    ON_HOLD = "on-hold", _("The investigation is on hold.")
    NOT_ON_HOLD = "not-on-hold", _("The investigation is not on hold.")
    HOLD_ENDS_IN_PAST = (
        "hold-ends-in-past",
        _("The day until which it is on hold must be after today."),
    )
    NOT_DECLARED = (
        "not-declared",
        _("You have not declared whether you have an interest in this case."),
    )
    INTEREST_UNDECIDED = (
        "interest-undecided",
        _("You declared an interest, and no director has decided on it yet."),
    )
    RECUSED = "recused", _("You are recused from this case.")
    OWN_INTEREST = "own-interest", _("The interest is your own; another person decides on it.")
    NO_INTEREST = "no-interest", _("No interest was declared, so there is nothing to decide.")
    DECLARED_ANEW = (
        "declared-anew",
        _("The person has made another declaration since; decide on that one."),
    )
    ON_TEAM = "on-team", _("This person is on the team already.")
    LEFT_TEAM = "left-team", _("This person has left the team already.")
    LEADS_ALREADY = "leads-already", _("This person leads the investigation already.")
    CANNOT_LEAD = (
        "cannot-lead",
        _("An investigation is led by an investigator who is not recused from it."),
    )
    CANNOT_JOIN = (
        "cannot-join",
        _("This person may not read investigations, or is recused from this one."),
    )

    # Challenges, tracing and requests.
    SILENCE_PROVES_NOTHING = (
        "silence-proves-nothing",
        _(
            "A refusal or silence shows only that no answer came: it is cited in no finding except"
            " that an undertaking to allow checks or to verify delivery was breached."
        ),
    )
    SILENCE_IS_F6 = (
        "silence-is-f6",
        _("Nothing can be judged from a refusal or silence: its grade is F6."),
    )
    SILENCE_IS_NEUTRAL = (
        "silence-is-neutral",
        _(
            "A refusal or silence supports and contradicts nothing: weigh it as neutral or not"
            " applicable."
        ),
    )
    SET_ASIDE = (
        "set-aside",
        _("The item was set aside when a challenge to it was answered: it is not relied on."),
    )
    CHALLENGE_ANSWERED = "challenge-answered", _("The challenge is answered already.")
    OWN_GRADE = (
        "own-grade",
        _("You gave the grade that is challenged; another person answers."),
    )
    ANSWERED_BEFORE_RECEIVED = (
        "answered-before-received",
        _("The answer would be of a day before the challenge was received."),
    )
    NEEDS_A_LINE = "needs-a-line", _("Choose the permit line that the component is matched with.")
    NO_LINE_TO_NAME = (
        "no-line-to-name",
        _("Where there is no match, no permit line and no shipment is named."),
    )
    OTHER_LINE = "other-line", _("The shipment was made under another line.")
    MARK_NOT_READ = (
        "mark-not-read",
        _("The component bears no mark that would allow this match: serial, batch or model."),
    )
    SENT_IN_FUTURE = "sent-in-future", _("The day on which it is sent is to come.")
    DUE_BEFORE_SENT = "due-before-sent", _("The answer would be due before it is asked for.")
    EMAIL_GOES_TODAY = (
        "email-goes-today",
        _("An e-mail from here is sent today; record an earlier one as a letter."),
    )
    REQUEST_ENDED = "request-ended", _("The request does not wait for an answer any more.")
    REQUEST_ANSWERED = "request-answered", _("The request is answered already.")
    REQUEST_WITHDRAWN = "request-withdrawn", _("The request was withdrawn.")
    SILENCE_ON_RECORD = "silence-on-record", _("The silence is on record already.")
    BEFORE_IT_WAS_SENT = "before-it-was-sent", _("The day is before the one it was sent on.")
    ANSWER_IS_SILENCE = (
        "answer-is-silence",
        _("An item that keeps a silence is no answer; record the silence as such."),
    )

    # Analysis, review coverage and consultation.
    WITHDRAWN = "withdrawn", _("It is withdrawn already.")
    EXPLANATION_WITHDRAWN = "explanation-withdrawn", _("The explanation is withdrawn.")
    NOTHING_WEIGHED = "nothing-weighed", _("No cell is changed.")
    NO_WHY = "no-why", _("Say why for each cell that changes, or once for all of them.")
    WEIGHED_MEANWHILE = (
        "weighed-meanwhile",
        _("Someone weighed one of these cells after you opened the page. Look at it again."),
    )
    OTHER_PLACE = "other-place", _("The place belongs to another investigation.")
    POPULATION_FROZEN = "population-frozen", _("The population is frozen or dropped.")
    POPULATION_IN_FUTURE = "population-in-future", _("The day asked about is in the future.")
    POPULATION_EMPTY = "population-empty", _("No permit matches the question.")
    COUNT_MOVED = (
        "count-moved",
        _("The register answers otherwise than when you looked. Look at the list again."),
    )
    NOBODY_THERE = (
        "nobody-there",
        _("Nobody with an account answers consultations for this office."),
    )
    DUE_BEFORE_ASKED = "due-before-asked", _("The answer would be due before it is asked for.")
    CONSULTATION_CLOSED = "consultation-closed", _("The consultation is closed.")
    OTHER_OFFICE = "other-office", _("The consultation is addressed to another office.")
    NO_PERMIT_ASKED = "no-permit-asked", _("None of the permits chosen is in scope.")
    NO_POSITION_CHOSEN = "no-position-chosen", _("No permit asked about is chosen.")
    NO_REASONS = "no-reasons", _("Give the reasons for the position.")
    NO_CONDITIONS = "no-conditions", _("Spell the conditions out.")
    POSITIONS_MISSING = (
        "positions-missing",
        _("Some permits have no position yet: give one, or let this answer hold for them too."),
    )
    NOT_OVERDUE = "not-overdue", _("The day by which to answer is not past.")
    REMINDED_TODAY = "reminded-today", _("A reminder was sent today already.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)
