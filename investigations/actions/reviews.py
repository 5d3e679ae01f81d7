"""Findings are read by peers, dissented from, and looked at again when their basis changed."""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from investigations import rules
from investigations.actions.refusing import stop_at
from investigations.models import Act, BasisReview, Dissent, Finding, PeerReview
from investigations.models.reviews import ReviewOutcome
from investigations.models.standards import FindingStatus


def submit(finding: Finding, *, by: User, reason: str) -> Finding:
    """Put a draft to peer review; it is not edited until it comes back.

    Raises ``PermissionDenied``; ``ValidationError`` with every condition that does not hold.
    """
    require(by, "investigations.add_finding")
    with ledger.entry(by=by, action=Act.SUBMIT_FINDING, about=finding.number, reason=reason):
        finding = _locked(finding)
        stop_at(rules.against_submitting(finding, by=by))
        finding.status, finding.round = FindingStatus.PEER_REVIEW, finding.round + 1
        finding.save(update_fields=["status", "round"])
    return finding


def take_back(finding: Finding, *, by: User, reason: str) -> Finding:
    """Take a finding back from peer review, to change it; the reviews made stay on record."""
    require(by, "investigations.add_finding")
    with ledger.entry(by=by, action=Act.TAKE_BACK_FINDING, about=finding.number, reason=reason):
        finding = _locked(finding)
        stop_at(rules.against_taking_back(finding, by=by))
        return _to_draft(finding)


def review_as_peer(
    finding: Finding,
    *,
    result: str,
    comments: str,
    by: User,
    reviewed_at: datetime | None = None,
) -> PeerReview:
    """Say, as a peer, that a finding is sound, or needs work and so goes back to its writers."""
    require(by, "investigations.review_finding")
    with ledger.entry(
        by=by, action=Act.REVIEW_FINDING, about=finding.number, reason=comments
    ) as entry:
        finding = _locked(finding)
        stop_at(rules.against_peer_reviewing(finding, by=by))
        review = PeerReview(
            entry=entry,
            finding=finding,
            round=finding.round,
            result=result,
            comments=comments.strip(),
            finding_version=finding.version,
            reviewer=by,
            reviewed_at=reviewed_at or timezone.now(),
        )
        review.full_clean()
        review.save()
        if result == ReviewOutcome.NEEDS_WORK:
            _to_draft(finding)
    return review


def dissent(
    finding: Finding, *, name: str, reasons: str, by: User, stated_at: datetime | None = None
) -> Dissent:
    """Record that a named person does not agree, and why, before adoption or after it."""
    require(by, "investigations.dissent")
    with ledger.entry(by=by, action=Act.DISSENT, about=finding.number, reason=reasons) as entry:
        stop_at(rules.against_dissenting(finding, by=by))
        stated = Dissent(
            entry=entry,
            finding=finding,
            name=name.strip(),
            reasons=reasons.strip(),
            recorded_by=by,
            stated_at=stated_at or timezone.now(),
        )
        stated.full_clean()
        stated.save()
    return stated


def review_basis(
    finding: Finding,
    *,
    outcome: str,
    reasons: str,
    by: User,
    reviewed_at: datetime | None = None,
) -> BasisReview:
    """Say what everything that changed so far means for a closed finding, which stays as it is."""
    require(by, "investigations.adopt_finding")
    with ledger.entry(
        by=by, action=Act.REVIEW_BASIS, about=finding.number, reason=reasons
    ) as entry:
        finding = _locked(finding)
        stop_at(rules.against_reviewing_basis(finding, by=by))
        review = BasisReview(
            entry=entry,
            finding=finding,
            outcome=outcome,
            reasons=reasons.strip(),
            reviewed_by=by,
            reviewed_at=reviewed_at or timezone.now(),
        )
        review.full_clean()
        review.save()
    return review


def _locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update().get(pk=finding.pk)


def _to_draft(finding: Finding) -> Finding:
    finding.status = FindingStatus.DRAFT
    finding.save(update_fields=["status"])
    return finding
