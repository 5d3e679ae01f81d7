"""Pages of peer review, of dissent, and of what a changed basis means for a finding."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.basis import basis_of
from investigations.forms import BasisReviewForm, DissentForm, PeerReviewForm
from investigations.models.reviews import ReviewOutcome
from investigations.views.findings import found_finding, sides_of
from investigations.views.pages import act_page
from permits.forms.orders import ReasonForm


@permission_required("investigations.add_finding", raise_exception=True)
def finding_submit(request, number):
    finding = found_finding(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(finding, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(finding)s is in peer review.") % {"finding": finding})
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_submit.html",
        form,
        about=finding,
        heading=_("Put the finding to peer review"),
        label=_("Put it to peer review"),
        refusals=rules.against_submitting(finding, by=request.user),
        conditions=rules.conditions_of(finding),
    )


@permission_required("investigations.add_finding", raise_exception=True)
def finding_take_back(request, number):
    finding = found_finding(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(finding, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(finding)s is a draft again.") % {"finding": finding})
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_take_back.html",
        form,
        about=finding,
        heading=_("Take the finding back"),
        label=_("Take it back"),
        refusals=rules.against_taking_back(finding, by=request.user),
    )


@permission_required("investigations.review_finding", raise_exception=True)
def finding_review(request, number):
    finding = found_finding(request, number)
    form = PeerReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review = actions.review_as_peer(finding, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            sound = review.result == ReviewOutcome.SOUND
            words = (
                _("You found %(finding)s sound. Another person may now adopt it.")
                if sound
                else _("%(finding)s goes back to its writers with your comments.")
            )
            messages.success(request, words % {"finding": finding})
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_review.html",
        form,
        about=finding,
        heading=_("Review the finding as a peer"),
        label=_("Record the review"),
        refusals=rules.against_peer_reviewing(finding, by=request.user),
        sides=sides_of(finding, request.user),
        conditions=rules.conditions_of(finding),
        peer_reviews=finding.peer_reviews.select_related("reviewer").order_by("-pk"),
    )


@permission_required("investigations.dissent", raise_exception=True)
def finding_dissent(request, number):
    finding, by = found_finding(request, number), request.user
    form = DissentForm(request.POST or None, initial={"name": ", ".join(_self(by))})
    if request.method == "POST" and form.is_valid():
        try:
            actions.dissent(finding, **form.cleaned_data, by=by)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The dissent is recorded, and stays with the finding."))
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_dissent.html",
        form,
        about=finding,
        heading=_("Record a dissent"),
        label=_("Record the dissent"),
        refusals=rules.against_dissenting(finding, by=by),
    )


def _self(person):
    """The name and the office of a person, as far as they are known."""
    return [word for word in (str(person), person.office) if word]


@permission_required("investigations.adopt_finding", raise_exception=True)
def finding_basis(request, number):
    finding = found_finding(request, number)
    form = BasisReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review = actions.review_basis(finding, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("Recorded of %(finding)s: %(outcome)s.")
                % {"finding": finding, "outcome": review.get_outcome_display()},
            )
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_basis.html",
        form,
        about=finding,
        heading=_("Review a changed basis"),
        label=_("Record the outcome"),
        refusals=rules.against_reviewing_basis(finding, by=request.user),
        basis=basis_of(finding),
    )
