"""Who may take part in a case: interests are declared and decided on, and the recused stay out."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from investigations.models import Declaration, InterestRuling, Investigation, Membership
from investigations.models.investigations import InvestigationStatus
from investigations.models.team import InterestOutcome
from investigations.rules.investigations import against_changing
from investigations.rules.refusals import Refusal


def is_recused(investigation: Investigation, person: User) -> bool:
    """Whether the last decision on an interest of this person was that they take no part."""
    rulings = InterestRuling.objects.filter(
        declaration__investigation=investigation, declaration__person=person
    )
    last = rulings.order_by("-pk").values_list("outcome", flat=True).first()
    return last == InterestOutcome.RECUSED


def against_touching(investigation: Investigation, *, by: User) -> list[Refusal]:
    """Whoever is recused does nothing in the case, whatever the act."""
    return [Refusal.RECUSED] if is_recused(investigation, by) else []


def against_taking_part(investigation: Investigation, *, by: User) -> list[Refusal]:
    """Whoever judges in a case has declared their interests in it, and is not kept out by one.

    Asked of grading, analysis, findings, their review and adoption, and recommendations.
    """
    if recused := against_touching(investigation, by=by):
        return recused
    declared = Declaration.objects.filter(investigation=investigation, person=by)
    last = declared.with_ruling().order_by("-pk").first()
    if last is None:
        return [Refusal.NOT_DECLARED]
    return [Refusal.INTEREST_UNDECIDED] if last.interest and not last.ruling else []


def against_acting(investigation: Investigation, *, by: User) -> list[Refusal]:
    """Work on an active case, by somebody who is not recused from it."""
    return against_changing(investigation) + against_touching(investigation, by=by)


def against_judging(investigation: Investigation, *, by: User) -> list[Refusal]:
    """Judgement in an active case, by somebody who may take part in it."""
    return against_changing(investigation) + against_taking_part(investigation, by=by)


def against_declaring(investigation: Investigation, *, by: User) -> list[Refusal]:
    """A recusal is lifted by a director, never by declaring again."""
    return against_touching(investigation, by=by)


def against_deciding_interest(declaration: Declaration, *, by: User) -> list[Refusal]:
    """The last declaration is decided on, when it is of an interest, by somebody else."""
    refusals = []
    if not declaration.interest:
        refusals.append(Refusal.NO_INTEREST)
    if declaration.person_id == by.pk:
        refusals.append(Refusal.OWN_INTEREST)
    if not Declaration.objects.newest().filter(pk=declaration.pk).exists():
        refusals.append(Refusal.DECLARED_ANEW)
    return refusals + against_touching(declaration.investigation, by=by)


def _may_read(person: User) -> bool:
    return person.has_perm("investigations.view_investigation")


def against_joining(investigation: Investigation, *, person: User, by: User) -> list[Refusal]:
    """A team is of people who may read the case, each on it once, none of them recused."""
    refusals = against_touching(investigation, by=by)
    if investigation.memberships.current().filter(person=person).exists():
        refusals.append(Refusal.ON_TEAM)
    if not _may_read(person) or is_recused(investigation, person):
        refusals.append(Refusal.CANNOT_JOIN)
    return refusals


def against_leaving_team(membership: Membership, *, by: User) -> list[Refusal]:
    refusals = against_touching(membership.investigation, by=by)
    if membership.left_on is not None:
        refusals.append(Refusal.LEFT_TEAM)
    return refusals


def against_reassigning(investigation: Investigation, *, lead: User, by: User) -> list[Refusal]:
    """The lead passes to another investigator, also while the case is on hold."""
    refusals = against_touching(investigation, by=by)
    if investigation.status == InvestigationStatus.CONCLUDED:
        refusals.append(Refusal.CONCLUDED)
    if lead.pk == investigation.lead_id:
        refusals.append(Refusal.LEADS_ALREADY)
    may_lead = User.objects.holding(Role.INVESTIGATOR).filter(pk=lead.pk).exists()
    if not may_lead or is_recused(investigation, lead):
        refusals.append(Refusal.CANNOT_LEAD)
    return refusals


def against_putting_on_hold(
    investigation: Investigation, *, until: date, by: User
) -> list[Refusal]:
    """A case is put on hold until a day to come; one on hold may be held for longer."""
    refusals = against_touching(investigation, by=by)
    if investigation.status == InvestigationStatus.CONCLUDED:
        refusals.append(Refusal.CONCLUDED)
    if until <= timezone.localdate():
        refusals.append(Refusal.HOLD_ENDS_IN_PAST)
    return refusals


def against_resuming(investigation: Investigation, *, by: User) -> list[Refusal]:
    refusals = against_touching(investigation, by=by)
    if investigation.status != InvestigationStatus.ON_HOLD:
        refusals.append(Refusal.NOT_ON_HOLD)
    return refusals
