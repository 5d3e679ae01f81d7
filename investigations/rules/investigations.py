"""May an investigation be opened, changed, concluded, reopened, or end in a recommendation?"""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from investigations.models import Investigation
from investigations.models.investigations import InvestigationStatus, ReviewResult
from investigations.rules.refusals import Refusal


def against_changing(investigation: Investigation) -> list[Refusal]:
    """Work goes on in an active investigation; one on hold is resumed first, or reopened."""
    if investigation.status == InvestigationStatus.ON_HOLD:
        return [Refusal.ON_HOLD]
    return against_receiving(investigation)


def against_receiving(investigation: Investigation) -> list[Refusal]:
    """What arrives is kept while an investigation is on hold too, until it is concluded."""
    concluded = investigation.status == InvestigationStatus.CONCLUDED
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
    if findings.open().exists():
        refusals.append(Refusal.FINDINGS_IN_DRAFT)
    answered = findings.closed().values("question")
    if investigation.questions.exclude(pk__in=answered).exists():
        refusals.append(Refusal.UNANSWERED)
    if investigation.scope.not_reviewed().exists():
        refusals.append(Refusal.NOT_REVIEWED)
    return refusals


def against_reopening(investigation: Investigation) -> list[Refusal]:
    concluded = investigation.status == InvestigationStatus.CONCLUDED
    return [] if concluded else [Refusal.NOT_CONCLUDED]


def against_recommending(investigation: Investigation) -> list[Refusal]:
    """A recommendation rests on what is found: at least one finding is adopted."""
    refusals = against_changing(investigation)
    if not investigation.findings.adopted().exists():
        refusals.append(Refusal.NOTHING_ADOPTED)
    return refusals
