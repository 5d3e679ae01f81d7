"""May a finding be edited, cite evidence, be closed or adopted?"""

from collections.abc import Collection

from accounts.models import User
from investigations.models import Evidence, Finding, Investigation
from investigations.models.findings import FindingKind, FindingStatus, Stance
from investigations.rules.investigations import against_changing
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_taking_part
from permits.models import Permit, Undertaking
from permits.models.assurances import UndertakingQuerySet


def against_editing(finding: Finding) -> list[Refusal]:
    """A finding may be edited, and evidence cited in it, while it is a draft."""
    if finding.status != FindingStatus.DRAFT:
        return [Refusal.FINDING_CLOSED]
    return against_changing(finding.investigation)


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
    """A draft is closed, adopted or not, by someone who may take part and wrote none of it."""
    if refusals := against_editing(finding):
        return refusals
    refusals = against_taking_part(finding.investigation, by=by)
    if by.pk in finding.writers():
        refusals.append(Refusal.YOU_WROTE_IT)
    return refusals


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
