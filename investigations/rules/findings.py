"""May a finding be edited, cite evidence, be reviewed by a peer, be closed or adopted?"""

from collections.abc import Sequence

from accounts.models import User
from investigations.basis import basis_of
from investigations.models import Evidence, Finding
from investigations.models.reviews import ReviewOutcome
from investigations.models.standards import FindingStatus
from investigations.rules.challenges import against_citing_silence, against_relying
from investigations.rules.floor import Condition, against_standing
from investigations.rules.investigations import against_changing
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_taking_part, against_touching


def against_editing(finding: Finding) -> list[Refusal]:
    """A finding may be edited, and evidence cited in it, while it is a draft."""
    if not finding.is_open:
        return [Refusal.FINDING_CLOSED]
    if finding.status == FindingStatus.PEER_REVIEW:
        return [Refusal.IN_REVIEW]
    return against_changing(finding.investigation)


def against_citing(finding: Finding, evidence: Evidence) -> list[Refusal]:
    refusals = against_editing(finding)
    if finding.investigation_id != evidence.investigation_id:
        refusals.append(Refusal.OTHER_INVESTIGATION)
    return refusals + against_citing_silence(finding, evidence) + against_relying(evidence)


def against_superseding(finding: Finding) -> list[Refusal]:
    """A finding supersedes an adopted one of its case in whose place no other stands."""
    if finding.supersedes_id is None:
        return []
    standing = Finding.objects.standing().filter(investigation=finding.investigation_id)
    known = standing.filter(pk=finding.supersedes_id).exists()
    return [] if known else [Refusal.NOT_SUPERSEDABLE]


def against_submitting(
    finding: Finding, *, by: User, conditions: Sequence[Condition] | None = None
) -> list[Refusal]:
    """A draft goes to a peer when everything but the peer's word is there."""
    if refusals := against_editing(finding):
        return refusals
    refusals = against_taking_part(finding.investigation, by=by)
    return refusals + against_standing(finding, conditions=conditions)


def against_taking_back(finding: Finding, *, by: User) -> list[Refusal]:
    """A finding in peer review goes back to its writers, and needs another round."""
    if refusals := _against_touching_review(finding):
        return refusals
    return against_taking_part(finding.investigation, by=by)


def against_peer_reviewing(finding: Finding, *, by: User) -> list[Refusal]:
    """A peer is someone who may take part in the case and wrote none of the finding."""
    if refusals := _against_touching_review(finding):
        return refusals
    refusals = against_taking_part(finding.investigation, by=by)
    if by.pk in finding.writers():
        refusals.append(Refusal.OWN_FINDING)
    return refusals


def _against_touching_review(finding: Finding) -> list[Refusal]:
    if not finding.is_open:
        return [Refusal.FINDING_CLOSED]
    if finding.status != FindingStatus.PEER_REVIEW:
        return [Refusal.NOT_IN_REVIEW]
    return against_changing(finding.investigation)


def against_leaving_draft(finding: Finding, *, by: User) -> list[Refusal]:
    """A finding is closed, adopted or not, by someone who may take part and wrote none of it."""
    if not finding.is_open:
        return [Refusal.FINDING_CLOSED]
    if refusals := against_changing(finding.investigation):
        return refusals
    refusals = against_taking_part(finding.investigation, by=by)
    if by.pk in finding.writers():
        refusals.append(Refusal.YOU_WROTE_IT)
    return refusals


def against_closing(finding: Finding, *, by: User, status: str) -> list[Refusal]:
    """A finding that a peer has read closes as not established or inconclusive.

    Adopting it has a rule of its own.
    """
    refusals = against_leaving_draft(finding, by=by)
    if finding.is_open and not finding.peer_reviews.exists():
        refusals.append(Refusal.NEVER_REVIEWED)
    if status not in (FindingStatus.NOT_ESTABLISHED, FindingStatus.INCONCLUSIVE):
        refusals.append(Refusal.NOT_A_CLOSURE)
    return refusals


def against_adopting(
    finding: Finding, *, by: User, conditions: Sequence[Condition] | None = None
) -> list[Refusal]:
    """Every reason against adopting a finding: three persons, and every condition of its standard.

    Whoever wrote any of it, a peer who found it sound as it stands, and the person who adopts it
    are three: author and approver stay apart, and the database keeps them so.
    """
    if not finding.is_open:
        return [Refusal.FINDING_CLOSED]
    return (
        against_leaving_draft(finding, by=by)
        + _against_review(finding, by=by)
        + against_standing(finding, conditions=conditions)
        + against_superseding(finding)
    )


def _against_review(finding: Finding, *, by: User) -> list[Refusal]:
    """A peer other than the adopter found sound what stands now; a later objection undoes it."""
    if finding.status != FindingStatus.PEER_REVIEW:
        return [Refusal.NOT_SOUND]
    reviews = list(finding.peer_reviews.filter(round=finding.round).order_by("pk"))
    sound = [
        review
        for review in reviews
        if review.result == ReviewOutcome.SOUND and review.finding_version == finding.version
    ]
    if not sound:
        return [Refusal.NOT_SOUND]
    by_others = [review for review in sound if review.reviewer_id != by.pk]
    return [] if by_others else [Refusal.YOU_REVIEWED_IT]


def against_dissenting(finding: Finding, *, by: User) -> list[Refusal]:
    """A dissent may be stated at any time, also once the finding is adopted."""
    return against_touching(finding.investigation, by=by)


def against_reviewing_basis(finding: Finding, *, by: User) -> list[Refusal]:
    """What changed under a closed finding is reviewed by someone who may take part."""
    if finding.is_open:
        return [Refusal.FINDING_OPEN]
    refusals = against_taking_part(finding.investigation, by=by)
    if not basis_of(finding).pending:
        refusals.append(Refusal.BASIS_UNCHANGED)
    return refusals
