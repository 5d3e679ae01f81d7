"""May a question be sent, reminded of, and how is its answer, refusal or silence recorded?"""

from datetime import date

from django.utils import timezone

from accounts.models import User
from investigations.models import Evidence, InformationRequest, Investigation
from investigations.models.kinds import EvidenceKind
from investigations.models.requests import Channel, RequestOutcomeKind
from investigations.rules.investigations import against_receiving
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_acting, against_touching


def _against_days(*, sent_on: date, due_on: date, channel: str) -> list[Refusal]:
    refusals = []
    today = timezone.localdate()
    if sent_on > today:
        refusals.append(Refusal.SENT_IN_FUTURE)
    if channel == Channel.EMAIL and sent_on < today:
        refusals.append(Refusal.EMAIL_GOES_TODAY)
    if due_on < sent_on:
        refusals.append(Refusal.DUE_BEFORE_SENT)
    return refusals


def against_sending(
    investigation: Investigation, *, sent_on: date, due_on: date, channel: str, by: User
) -> list[Refusal]:
    """Questions go out in an active case, with a day to answer by."""
    days = _against_days(sent_on=sent_on, due_on=due_on, channel=channel)
    return against_acting(investigation, by=by) + days


def _outcomes(request: InformationRequest) -> set[str]:
    return set(request.outcomes.values_list("outcome", flat=True))


def against_asking_again(request: InformationRequest, *, by: User) -> list[Refusal]:
    """What waits for an answer may be reminded of, or withdrawn."""
    if _outcomes(request):
        return [Refusal.REQUEST_ENDED]
    return against_acting(request.investigation, by=by)


def against_reminding(
    request: InformationRequest, *, sent_on: date, due_on: date, by: User
) -> list[Refusal]:
    refusals = against_asking_again(request, by=by)
    refusals += _against_days(sent_on=sent_on, due_on=due_on, channel=request.channel)
    if sent_on < request.sent_on:
        refusals.append(Refusal.BEFORE_IT_WAS_SENT)
    return refusals


def against_hearing(request: InformationRequest, *, by: User) -> list[Refusal]:
    """An answer is taken in whenever it comes, after a refusal or a silence too."""
    investigation = request.investigation
    refusals = against_receiving(investigation) + against_touching(investigation, by=by)
    if RequestOutcomeKind.WITHDRAWN in _outcomes(request):
        refusals.append(Refusal.REQUEST_WITHDRAWN)
    return refusals


def _against_day(request: InformationRequest, on: date) -> list[Refusal]:
    refusals = []
    if on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if on < request.sent_on:
        refusals.append(Refusal.BEFORE_IT_WAS_SENT)
    return refusals


def against_recording_answer(
    request: InformationRequest, *, evidence: Evidence, on: date, by: User
) -> list[Refusal]:
    """An answer is an item of evidence of the same case that says something."""
    refusals = against_hearing(request, by=by) + _against_day(request, on)
    if evidence.investigation_id != request.investigation_id:
        refusals.append(Refusal.OTHER_INVESTIGATION)
    if evidence.kind == EvidenceKind.SILENCE:
        refusals.append(Refusal.ANSWER_IS_SILENCE)
    return refusals


def against_giving_up(request: InformationRequest, *, by: User) -> list[Refusal]:
    """A refusal or silence is recorded of a request that nobody answered."""
    refusals = against_hearing(request, by=by)
    if RequestOutcomeKind.ANSWERED in _outcomes(request):
        refusals.append(Refusal.REQUEST_ANSWERED)
    return refusals


def against_recording_silence(
    request: InformationRequest, *, outcome: str, on: date, by: User
) -> list[Refusal]:
    """Silence is what is left when the day has passed; a refusal may come sooner."""
    refusals = against_giving_up(request, by=by) + _against_day(request, on)
    if outcome == RequestOutcomeKind.SILENT:
        if RequestOutcomeKind.SILENT in _outcomes(request):
            refusals.append(Refusal.SILENCE_ON_RECORD)
        if on <= request.due_on:
            refusals.append(Refusal.NOT_OVERDUE)
    return refusals
