"""Pages of the team of a case: who is on it, what they declare, who leads, and when work rests."""

from datetime import timedelta
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.forms.team import (
    DeclarationForm,
    HoldForm,
    InterestForm,
    LeadForm,
    MembershipForm,
)
from investigations.models import Declaration, Membership
from investigations.models.investigations import InvestigationStatus
from investigations.team import team_of
from investigations.views.acting import done
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm


def _team_page(investigation):
    return reverse("investigations:team", args=[investigation.number])


@permission_required("investigations.view_investigation", raise_exception=True)
def team(request, number):
    """Who is on the team, in which part, and how each stands to the case."""
    investigation = found(request, number)
    touching = rules.against_touching(investigation, by=request.user)
    concluded = investigation.status == InvestigationStatus.CONCLUDED
    return render(
        request,
        "investigations/team.html",
        {
            "investigation": investigation,
            "team": team_of(investigation, request.user),
            "against_declaring": rules.against_declaring(investigation, by=request.user),
            "against_changing_team": touching,
            "against_reassigning": [rules.Refusal.CONCLUDED] * concluded + touching,
            "crumbs": crumbs(investigation, here=_("Team and interests")),
        },
    )


@permission_required("investigations.declare_interest", raise_exception=True)
def team_declare(request, number):
    """Declare an interest in the case, or none."""
    investigation = found(request, number)
    form = DeclarationForm(request.POST or None)

    def declare(interest, **_choice):
        reason = _("Interests in the case are declared")
        return actions.declare(investigation, interest=interest, by=request.user, reason=reason)

    def said(declaration):
        if declaration.interest:
            return _("Your interest is declared. A director decides whether you may take part.")
        return _("It is on record that you have no interest in this case.")

    return done(request, form, declare, said=said, to=_team_page(investigation)) or act_page(
        request,
        "investigations/team_declare.html",
        form,
        about=investigation,
        heading=_("Declare your interests"),
        label=_("Record the declaration"),
        refusals=rules.against_declaring(investigation, by=request.user),
    )


@permission_required("investigations.add_interestruling", raise_exception=True)
def interest_decide(request, number, pk):
    """Decide whether a person with an interest may take part."""
    investigation = found(request, number)
    declaration = get_object_or_404(
        Declaration.objects.filter(investigation=investigation).select_related("person"), pk=pk
    )
    form = InterestForm(request.POST or None)
    return done(
        request,
        form,
        partial(actions.decide_interest, declaration, by=request.user),
        said=lambda ruling: f"{declaration.person}: {ruling.get_outcome_display()}.",
        to=_team_page(investigation),
    ) or act_page(
        request,
        "investigations/interest_decide.html",
        form,
        about=investigation,
        heading=_("Decide on an interest"),
        label=_("Record the decision"),
        refusals=rules.against_deciding_interest(declaration, by=request.user),
        declaration=declaration,
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def team_join(request, number):
    """Take a person onto the team."""
    investigation = found(request, number)
    form = MembershipForm(request.POST or None, investigation=investigation)
    return done(
        request,
        form,
        partial(actions.join_team, investigation, by=request.user),
        said=lambda each: _("%(person)s is on the team.") % {"person": each.person},
        to=_team_page(investigation),
    ) or act_page(
        request,
        "investigations/act.html",
        form,
        about=investigation,
        heading=_("Take a person onto the team"),
        label=_("Take onto the team"),
        refusals=rules.against_touching(investigation, by=request.user),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def team_leave(request, number, pk):
    """Release a person from the team."""
    investigation = found(request, number)
    memberships = Membership.objects.filter(investigation=investigation).select_related("person")
    membership = get_object_or_404(memberships, pk=pk)
    form = ReasonForm(request.POST or None)
    return done(
        request,
        form,
        partial(actions.leave_team, membership, by=request.user),
        said=lambda each: _("%(person)s has left the team.") % {"person": each.person},
        to=_team_page(investigation),
    ) or act_page(
        request,
        "investigations/team_leave.html",
        form,
        about=investigation,
        heading=_("Release a person from the team"),
        label=_("Release from the team"),
        refusals=rules.against_leaving_team(membership, by=request.user),
        membership=membership,
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def investigation_reassign(request, number):
    """Give the case to another lead."""
    investigation = found(request, number)
    form = LeadForm(request.POST or None, investigation=investigation)
    concluded = investigation.status == InvestigationStatus.CONCLUDED
    return done(
        request,
        form,
        partial(actions.reassign, investigation, by=request.user),
        said=lambda case: _("%(person)s leads the investigation now.") % {"person": case.lead},
        to=_team_page(investigation),
    ) or act_page(
        request,
        "investigations/investigation_reassign.html",
        form,
        about=investigation,
        heading=_("Reassign the lead"),
        label=_("Reassign the lead"),
        refusals=[rules.Refusal.CONCLUDED] * concluded
        + rules.against_touching(investigation, by=request.user),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def investigation_hold(request, number):
    """Let the work rest until a day, or for longer."""
    investigation = found(request, number)
    form = HoldForm(request.POST or None, initial={"until": investigation.held_until})
    some_day = timezone.localdate() + timedelta(days=1)
    return done(
        request,
        form,
        partial(actions.put_on_hold, investigation, by=request.user),
        said=lambda case: (
            _("Investigation %(number)s is on hold until %(day)s.")
            % {"number": case, "day": case.held_until.isoformat()}
        ),
    ) or act_page(
        request,
        "investigations/investigation_hold.html",
        form,
        about=investigation,
        heading=_("Put the investigation on hold"),
        label=_("Put it on hold"),
        refusals=rules.against_putting_on_hold(investigation, until=some_day, by=request.user),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def investigation_resume(request, number):
    """Take the work up again."""
    investigation = found(request, number)
    form = ReasonForm(request.POST or None)
    return done(
        request,
        form,
        partial(actions.resume, investigation, by=request.user),
        said=lambda case: _("Investigation %(number)s is active again.") % {"number": case},
    ) or act_page(
        request,
        "investigations/act.html",
        form,
        about=investigation,
        heading=_("Resume the investigation"),
        label=_("Resume the investigation"),
        refusals=rules.against_resuming(investigation, by=request.user),
    )
