"""The team of a case: who is on it, who leads, what they declare, and when the work rests."""

from datetime import date, datetime

from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from investigations import rules
from investigations.actions.refusing import stop_at
from investigations.models import Act, Declaration, InterestRuling, Investigation, Membership
from investigations.models.investigations import InvestigationStatus


def declare(
    investigation: Investigation,
    *,
    by: User,
    reason: str,
    interest: str = "",
    declared_at: datetime | None = None,
) -> Declaration:
    """Declare an interest in the case, or that there is none; for oneself only."""
    require(by, "investigations.declare_interest")
    with ledger.entry(
        by=by, action=Act.DECLARE, about=investigation.number, reason=reason
    ) as entry:
        stop_at(rules.against_declaring(_locked(investigation), by=by))
        declaration = Declaration(
            entry=entry,
            investigation=investigation,
            person=by,
            interest=interest.strip(),
            declared_at=declared_at or timezone.now(),
        )
        declaration.full_clean()
        declaration.save()
    return declaration


def decide_interest(
    declaration: Declaration,
    *,
    outcome: str,
    by: User,
    reason: str,
    decided_at: datetime | None = None,
) -> InterestRuling:
    """Decide whether a person with an interest may take part, or is recused from the case."""
    require(by, "investigations.add_interestruling")
    about = declaration.investigation.number
    with ledger.entry(by=by, action=Act.DECIDE_INTEREST, about=about, reason=reason) as entry:
        _locked(declaration.investigation)
        stop_at(rules.against_deciding_interest(declaration, by=by))
        ruling = InterestRuling(
            entry=entry,
            declaration=declaration,
            outcome=outcome,
            reasons=reason.strip(),
            decided_by=by,
            decided_at=decided_at or timezone.now(),
        )
        ruling.full_clean()
        ruling.save()
    return ruling


def join_team(
    investigation: Investigation,
    *,
    person: User,
    role: str,
    by: User,
    reason: str,
    joined_on: date | None = None,
) -> Membership:
    """Take a person onto the team of a case, in one part."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.JOIN_TEAM, about=investigation.number, reason=reason):
        locked = _locked(investigation)
        stop_at(rules.against_joining(locked, person=person, by=by))
        membership = Membership(
            investigation=locked,
            person=person,
            role=role,
            joined_on=joined_on or timezone.localdate(),
        )
        membership.full_clean()
        membership.save()
    return membership


def leave_team(
    membership: Membership, *, by: User, reason: str, left_on: date | None = None
) -> Membership:
    """Release a person from the team; that they were on it is kept."""
    require(by, "investigations.change_investigation")
    about = membership.investigation.number
    with ledger.entry(by=by, action=Act.LEAVE_TEAM, about=about, reason=reason):
        membership = Membership.objects.select_for_update().get(pk=membership.pk)
        stop_at(rules.against_leaving_team(membership, by=by))
        membership.left_on = left_on or timezone.localdate()
        membership.full_clean()
        membership.save()
    return membership


def reassign(investigation: Investigation, *, lead: User, by: User, reason: str) -> Investigation:
    """Give the case to another lead; the history keeps who led it, and why that changed."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.REASSIGN, about=investigation.number, reason=reason):
        investigation = _locked(investigation)
        stop_at(rules.against_reassigning(investigation, lead=lead, by=by))
        investigation.lead = lead
        investigation.save(update_fields=["lead"])
    return investigation


def put_on_hold(
    investigation: Investigation, *, until: date, by: User, reason: str
) -> Investigation:
    """Let the work rest until a day, or until a later one; what arrives is still taken in."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.HOLD, about=investigation.number, reason=reason):
        investigation = _locked(investigation)
        stop_at(rules.against_putting_on_hold(investigation, until=until, by=by))
        investigation.status = InvestigationStatus.ON_HOLD
        investigation.hold_reason, investigation.held_until = reason.strip(), until
        investigation.full_clean()
        investigation.save(update_fields=["status", "hold_reason", "held_until"])
    return investigation


def resume(investigation: Investigation, *, by: User, reason: str) -> Investigation:
    """Take the work up again, on the day planned or before it."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.RESUME, about=investigation.number, reason=reason):
        investigation = _locked(investigation)
        stop_at(rules.against_resuming(investigation, by=by))
        investigation.status = InvestigationStatus.ACTIVE
        investigation.hold_reason, investigation.held_until = "", None
        investigation.save(update_fields=["status", "hold_reason", "held_until"])
    return investigation


def _locked(investigation: Investigation) -> Investigation:
    return Investigation.objects.select_for_update().get(pk=investigation.pk)
