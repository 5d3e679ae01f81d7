"""May a challenge to evidence be recorded and answered, and what may be said of a silence?"""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from accounts.models import User
from investigations.models import (
    Challenge,
    ChallengeAnswer,
    Evidence,
    Finding,
    Grade,
    Weighing,
)
from investigations.models.analysis import Bearing
from investigations.models.challenges import Effect
from investigations.models.evidence import Credibility, Reliability
from investigations.models.kinds import EvidenceKind
from investigations.models.standards import FindingKind
from investigations.rules.investigations import against_receiving
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_judging, against_touching
from permits.models.assurances import UndertakingKind

# Whoever undertook one of these undertook to answer, or to let somebody look.
TO_ANSWER = {UndertakingKind.ON_SITE_CHECKS, UndertakingKind.DELIVERY_VERIFICATION}


def against_judging_silence(
    evidence: Evidence, *, reliability: str, credibility: str
) -> list[Refusal]:
    """Nothing can be judged from a silence: both axes stay unknown."""
    if evidence.kind != EvidenceKind.SILENCE:
        return []
    unknown = (reliability, credibility) == (Reliability.F, Credibility.UNKNOWN)
    return [] if unknown else [Refusal.SILENCE_IS_F6]


def against_citing_silence(finding: Finding, evidence: Evidence) -> list[Refusal]:
    """A silence is on record and proves nothing, save where to answer was itself undertaken."""
    if evidence.kind != EvidenceKind.SILENCE:
        return []
    undertaking = finding.undertaking if finding.kind == FindingKind.BREACH else None
    if undertaking is not None and undertaking.kind in TO_ANSWER:
        return []
    return [Refusal.SILENCE_PROVES_NOTHING]


def against_weighing_silence(weighings: Iterable[Weighing]) -> list[Refusal]:
    """That nobody answered fits every explanation, and speaks for and against none."""
    speaking = {Bearing.SUPPORTS, Bearing.CONTRADICTS}
    silent = any(each.evidence.is_silence and each.bearing in speaking for each in weighings)
    return [Refusal.SILENCE_IS_NEUTRAL] if silent else []


def against_relying(evidence: Evidence) -> list[Refusal]:
    """What was set aside when a challenge was answered is not cited any more."""
    last = ChallengeAnswer.objects.filter(challenge__evidence=evidence).order_by("-pk")
    effect = last.values_list("effect", flat=True).first()
    return [Refusal.SET_ASIDE] if effect == Effect.SET_ASIDE else []


def against_challenging(
    evidence: Evidence, *, received_on: date, document_item: Evidence | None, by: User
) -> list[Refusal]:
    """A challenge is taken in until the case is concluded, on hold or not."""
    investigation = evidence.investigation
    refusals = against_receiving(investigation) + against_touching(investigation, by=by)
    if received_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if document_item and document_item.investigation_id != evidence.investigation_id:
        refusals.append(Refusal.OTHER_INVESTIGATION)
    return refusals


def against_replying(challenge: Challenge, *, by: User) -> list[Refusal]:
    """A challenge is answered once, by somebody who did not give the grade it is against."""
    if Challenge.objects.filter(pk=challenge.pk, answer__isnull=False).exists():
        return [Refusal.CHALLENGE_ANSWERED]
    refusals = against_judging(challenge.evidence.investigation, by=by)
    given = Grade.objects.filter(evidence=challenge.evidence).order_by("-pk")
    if given.values_list("entry__actor", flat=True).first() == by.pk:
        refusals.append(Refusal.OWN_GRADE)
    return refusals


def against_answering_challenge(
    challenge: Challenge, *, answered_on: date, by: User
) -> list[Refusal]:
    refusals = against_replying(challenge, by=by)
    if answered_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    if answered_on < challenge.received_on:
        refusals.append(Refusal.ANSWERED_BEFORE_RECEIVED)
    return refusals
