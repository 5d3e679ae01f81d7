"""Findings are drafted on cited evidence, and adopted or closed by someone else; then frozen."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from investigations import rules
from investigations.actions.evidence_files import verify
from investigations.actions.refusing import stop_at
from investigations.models import Act, Citation, Evidence, Finding, Grade, Investigation, Question
from investigations.models.findings import FindingStatus

STATEMENTS = ("statement_en", "statement_fr")


def draft(question: Question, *, by: User, reason: str, **facts: Any) -> Finding:
    """Draft a finding in answer to a question; a statement may wait for its other language.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, "investigations.add_finding")
    investigation = question.investigation
    with transaction.atomic():
        finding = Finding(
            investigation=investigation,
            number=numbers.next_reference("FD", investigation.learned_on.year),
            question=question,
            author=by,
            **facts,
        )
        with ledger.entry(by=by, action=Act.DRAFT_FINDING, about=finding.number, reason=reason):
            locked = Investigation.objects.select_for_update().get(pk=investigation.pk)
            stop_at(rules.against_judging(locked, by=by))
            stop_at(rules.against_naming(finding) + rules.against_superseding(finding))
            _clean(finding)
            finding.save()
    return finding


def edit(finding: Finding, *, version: int, by: User, reason: str, **facts: Any) -> Finding:
    """Change a draft, if nobody changed it since the version that was read.

    Raises ``PermissionDenied``; ``ValidationError``, with the code ``finding-changed`` when
    someone did.
    """
    require(by, "investigations.add_finding")
    with ledger.entry(by=by, action=Act.EDIT_FINDING, about=finding.number, reason=reason):
        finding = _locked(finding)
        stop_at(rules.against_editing(finding))
        stop_at(rules.against_taking_part(finding.investigation, by=by))
        if finding.version != version:
            raise rules.Refusal.FINDING_CHANGED.error
        for name, value in facts.items():
            setattr(finding, name, value)
        stop_at(rules.against_naming(finding) + rules.against_superseding(finding))
        _clean(finding)
        finding.save()
    return finding


def cite(
    finding: Finding, evidence: Evidence, *, stance: str, why: str, by: User, reason: str
) -> Citation:
    """Cite an item for or against a draft; citing it again replaces how it was cited."""
    require(by, "investigations.add_finding")
    with ledger.entry(by=by, action=Act.CITE, about=finding.number, reason=reason):
        finding = _locked(finding)
        stop_at(rules.against_citing(finding, evidence))
        stop_at(rules.against_taking_part(finding.investigation, by=by))
        citation = Citation.objects.filter(finding=finding, evidence=evidence).first()
        citation = citation or Citation(finding=finding, evidence=evidence)
        citation.stance, citation.why = stance, why.strip()
        citation.full_clean()
        citation.save()
    return citation


def withdraw_citation(citation: Citation, *, by: User, reason: str) -> None:
    """Take a citation out of a draft; the history keeps that it was there."""
    require(by, "investigations.add_finding")
    finding = citation.finding
    with ledger.entry(by=by, action=Act.WITHDRAW_CITATION, about=finding.number, reason=reason):
        stop_at(rules.against_editing(_locked(finding)))
        stop_at(rules.against_taking_part(finding.investigation, by=by))
        citation.delete()


def adopt(finding: Finding, *, by: User, reason: str, closed_at: datetime | None = None) -> Finding:
    """Adopt a finding: every cited file is verified, the grades are pinned, and it is frozen.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against adopting it.
    """
    require(by, "investigations.adopt_finding")
    finding = Finding.objects.get(pk=finding.pk)
    stop_at(rules.against_adopting(finding, by=by))
    # An act of its own: a hash that does not match stays on record although this act is refused.
    verify(
        Evidence.objects.filter(citations__finding=finding).order_by("pk"),
        about=finding.number,
        by=by,
        reason=reason,
    )
    with ledger.entry(by=by, action=Act.ADOPT_FINDING, about=finding.number, reason=reason):
        finding = _locked(finding)
        stop_at(rules.against_adopting(finding, by=by))
        return _closed(finding, FindingStatus.ADOPTED, by=by, at=closed_at)


def close(
    finding: Finding, *, status: str, by: User, reason: str, closed_at: datetime | None = None
) -> Finding:
    """Close a finding without adopting it: not established, or inconclusive."""
    require(by, "investigations.adopt_finding")
    with ledger.entry(by=by, action=Act.CLOSE_FINDING, about=finding.number, reason=reason):
        finding = _locked(finding)
        stop_at(rules.against_closing(finding, by=by, status=status))
        return _closed(finding, status, by=by, at=closed_at)


def _closed(finding: Finding, status: str, *, by: User, at: datetime | None) -> Finding:
    """Pin what it rests on first: once it is closed, the database keeps its citations too."""
    newest = Grade.objects.filter(evidence=OuterRef("evidence")).order_by("-pk").values("pk")[:1]
    version = Evidence.history.filter(id=OuterRef("evidence")).order_by("-history_id")
    finding.citations.update(
        grade=Subquery(newest), evidence_version=Subquery(version.values("history_id")[:1])
    )
    for citation in finding.citations.prefetch_related("evidence__files"):
        originals = [file for file in citation.evidence.files.all() if file.made_from_id is None]
        citation.digests = "\n".join(sorted(file.digest for file in originals))
        citation.save(update_fields=["digests"])
    finding.status = status
    finding.closed_by, finding.closed_at = by, at or timezone.now()
    finding.save()
    return finding


def _locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update().get(pk=finding.pk)


def _clean(finding: Finding) -> None:
    """Both languages are asked when the finding is adopted, not while it is drafted."""
    finding.full_clean(exclude=[name for name in STATEMENTS if not getattr(finding, name)])
