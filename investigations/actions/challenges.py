"""A challenge to evidence is recorded as it comes, and answered with its effect on the grade."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from investigations import rules
from investigations.actions.evidence import grade, require_sight
from investigations.actions.refusing import stop_at
from investigations.models import Act, Challenge, ChallengeAnswer, Evidence
from investigations.models.challenges import Effect


def challenge(
    evidence: Evidence,
    *,
    received_on: date,
    by: User,
    reason: str,
    document_item: Evidence | None = None,
    **facts: Any,
) -> Challenge:
    """Record what a party brings forward against an item.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "investigations.add_evidence")
    require_sight(by, evidence)
    with transaction.atomic():
        number = numbers.next_reference("CH", received_on.year)
        with ledger.entry(by=by, action=Act.CHALLENGE, about=number, reason=reason) as entry:
            evidence = _locked(evidence)
            stop_at(
                rules.against_challenging(
                    evidence, received_on=received_on, document_item=document_item, by=by
                )
            )
            received = Challenge(
                entry=entry,
                number=number,
                evidence=evidence,
                received_on=received_on,
                document_item=document_item,
                received_by=by,
                **facts,
            )
            received.full_clean()
            received.save()
    return received


def answer_challenge(
    challenge: Challenge,
    *,
    text: str,
    effect: str,
    by: User,
    reason: str,
    answered_on: date | None = None,
    **grading: Any,
) -> ChallengeAnswer:
    """Answer a challenge; where it led to another grade, the item is graded in the same act.

    ``grading`` is what ``grade`` is told then: each axis, and the item that confirms this one.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "investigations.grade_evidence")
    require_sight(by, challenge.evidence)
    day = answered_on or timezone.localdate()
    with ledger.entry(
        by=by, action=Act.ANSWER_CHALLENGE, about=challenge.number, reason=reason
    ) as entry:
        challenge = Challenge.objects.get(pk=challenge.pk)
        challenge.evidence = _locked(challenge.evidence)
        stop_at(rules.against_answering_challenge(challenge, answered_on=day, by=by))
        anew = effect == Effect.REGRADED
        answer = ChallengeAnswer(
            entry=entry,
            challenge=challenge,
            text=text.strip(),
            effect=effect,
            grade=grade(challenge.evidence, by=by, reason=text, **grading) if anew else None,
            answered_by=by,
            answered_on=day,
        )
        answer.full_clean()
        answer.save()
    return answer


def _locked(evidence: Evidence) -> Evidence:
    """The item, with its case as it stands now; held until the act is on record."""
    return Evidence.objects.select_for_update().select_related("investigation").get(pk=evidence.pk)
