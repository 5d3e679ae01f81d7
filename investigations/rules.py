"""May this happen? Each rule returns every reason against it; none writes and none raises."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from investigations.models import Evidence, Finding, Investigation
from investigations.models.evidence import Credibility
from investigations.models.findings import FindingKind, FindingStatus, Stance
from investigations.models.investigations import InvestigationStatus, ReviewResult
from permits.models import Permit, Undertaking
from permits.models.assurances import UndertakingQuerySet


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


def against_changing(investigation: Investigation) -> list[Refusal]:
    """Nothing is added to a concluded investigation; it is reopened first."""
    concluded = investigation.status != InvestigationStatus.ACTIVE
    return [Refusal.CONCLUDED] if concluded else []


def against_opening(*, questions: Collection[str], learned_on: date) -> list[Refusal]:
    """An investigation opens with a question, on something already learned."""
    refusals = []
    if not questions:
        refusals.append(Refusal.NO_QUESTION)
    if learned_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_reviewing(investigation: Investigation, *, result: str) -> list[Refusal]:
    """A review gives a result; that it has none is where it begins, not how it ends."""
    refusals = against_changing(investigation)
    if result not in set(ReviewResult.values) - {ReviewResult.NOT_REVIEWED}:
        refusals.append(Refusal.NO_RESULT)
    return refusals


def against_concluding(investigation: Investigation) -> list[Refusal]:
    """Everything that is still missing: answers, closed findings, reviews."""
    refusals = against_changing(investigation)
    findings = investigation.findings.all()
    if findings.to_adopt().exists():
        refusals.append(Refusal.FINDINGS_IN_DRAFT)
    answered = findings.exclude(status=FindingStatus.DRAFT).values("question")
    if investigation.questions.exclude(pk__in=answered).exists():
        refusals.append(Refusal.UNANSWERED)
    if investigation.scope.not_reviewed().exists():
        refusals.append(Refusal.NOT_REVIEWED)
    return refusals


def against_reopening(investigation: Investigation) -> list[Refusal]:
    active = investigation.status == InvestigationStatus.ACTIVE
    return [Refusal.NOT_CONCLUDED] if active else []


def against_recommending(investigation: Investigation) -> list[Refusal]:
    """A recommendation rests on what is found: at least one finding is adopted."""
    refusals = against_changing(investigation)
    if not investigation.findings.adopted().exists():
        refusals.append(Refusal.NOTHING_ADOPTED)
    return refusals


def against_registering(
    investigation: Investigation, *, captured_at: datetime, derived_from: Evidence | None
) -> list[Refusal]:
    """Evidence is registered after it was captured, beside what it derives from."""
    refusals = against_changing(investigation)
    if captured_at > timezone.now():
        refusals.append(Refusal.IN_FUTURE)
    if derived_from and derived_from.investigation_id != investigation.pk:
        refusals.append(Refusal.OTHER_INVESTIGATION)
    return refusals


def against_keeping(size: int) -> list[Refusal]:
    """A file that is kept has content, and keeps to the limit."""
    if size == 0:
        return [Refusal.FILE_EMPTY]
    return [Refusal.FILE_TOO_LARGE] if size > settings.EVIDENCE_MAX_BYTES else []


def against_grading(
    evidence: Evidence, *, credibility: str, confirmed_by: Evidence | None
) -> list[Refusal]:
    """Admiralty code: information is confirmed by another source, never by its own copy."""
    if confirmed_by is None:
        confirmed = credibility != Credibility.CONFIRMED
        return [] if confirmed else [Refusal.NOT_CONFIRMED]
    if confirmed_by.investigation_id != evidence.investigation_id:
        return [Refusal.OTHER_INVESTIGATION]
    origins = evidence.investigation.evidence.origins()
    same = origins[confirmed_by.pk] == origins[evidence.pk]
    return [Refusal.NOT_INDEPENDENT] if same else []


def against_editing(finding: Finding) -> list[Refusal]:
    """A finding may be edited, and evidence cited in it, while it is a draft."""
    closed = finding.status != FindingStatus.DRAFT
    return [Refusal.FINDING_CLOSED] if closed else []


def against_citing(finding: Finding, evidence: Evidence) -> list[Refusal]:
    refusals = against_editing(finding)
    if finding.investigation_id != evidence.investigation_id:
        refusals.append(Refusal.OTHER_INVESTIGATION)
    return refusals


def undertakings_in_question(investigation: Investigation) -> UndertakingQuerySet:
    """What was undertaken in the assurances on which the permits in scope rest."""
    in_scope = Permit.objects.filter(pk__in=investigation.scope.order_by().values("permit"))
    return Undertaking.objects.given_for(in_scope)


def against_naming(finding: Finding) -> list[Refusal]:
    """The undertaking that a finding names is one on which a permit in scope rests."""
    if finding.undertaking_id is None:
        return []
    in_question = undertakings_in_question(finding.investigation)
    known = in_question.filter(pk=finding.undertaking_id).exists()
    return [] if known else [Refusal.OTHER_UNDERTAKING]


def _against_breach(finding: Finding) -> list[Refusal]:
    """Where permits in scope rest on assurances, a finding of a breach says what was breached."""
    if finding.kind != FindingKind.BREACH:
        return []
    if finding.undertaking_id is None:
        given = undertakings_in_question(finding.investigation).exists()
        return [Refusal.NO_UNDERTAKING] if given else []
    return against_naming(finding)


def against_leaving_draft(finding: Finding, *, by: User) -> list[Refusal]:
    """A draft is closed, adopted or not, by someone who wrote none of it."""
    if refusals := against_editing(finding):
        return refusals
    return [Refusal.YOU_WROTE_IT] if by.pk in finding.writers() else []


def against_closing(finding: Finding, *, by: User, status: str) -> list[Refusal]:
    """A finding closes as not established or inconclusive; adopting it has a rule of its own."""
    refusals = against_leaving_draft(finding, by=by)
    if status not in (FindingStatus.NOT_ESTABLISHED, FindingStatus.INCONCLUSIVE):
        refusals.append(Refusal.NOT_A_CLOSURE)
    return refusals


def against_adopting(finding: Finding, *, by: User) -> list[Refusal]:
    """Every reason against adopting a finding, as its standard of evidence asks.

    Two independent items support it, one of them graded C3 or better, unless an exception is
    reasoned; every item cited is graded and whole; a breach is of a named undertaking; the
    finding is stated in both languages.
    """
    if closed := against_editing(finding):
        return closed
    refusals = against_leaving_draft(finding, by=by)
    stances = dict(finding.citations.values_list("evidence", "stance"))
    items = list(Evidence.objects.filter(pk__in=stances).with_state())
    supporting = [item for item in items if stances[item.pk] == Stance.FOR]
    if not supporting:
        refusals.append(Refusal.NOTHING_FOR)
    elif not finding.exception.strip():
        refusals += _against_floor(finding, supporting)
    if any(item.newest_grade is None for item in items):
        refusals.append(Refusal.UNGRADED)
    if any(item.is_altered for item in items):
        refusals.append(Refusal.CITED_ALTERED)
    refusals += _against_breach(finding)
    if not finding.statement_en.strip():
        refusals.append(Refusal.NO_ENGLISH)
    if not finding.statement_fr.strip():
        refusals.append(Refusal.NO_FRENCH)
    return refusals


def _against_floor(finding: Finding, supporting: Collection[Evidence]) -> list[Refusal]:
    """Copies of one item count once; grades are read axis by axis, never averaged."""
    refusals = []
    origins = finding.investigation.evidence.origins()
    if len({origins[item.pk] for item in supporting}) < 2:
        refusals.append(Refusal.TOO_FEW_ORIGINS)
    if not any(item.newest_grade and item.newest_grade.meets_floor for item in supporting):
        refusals.append(Refusal.BELOW_FLOOR)
    return refusals
