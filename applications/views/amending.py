"""Requests to amend a permit: recorded, read with old and new terms side by side, and decided."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.actions import amending as actions
from applications.filters.amending import AmendmentFilter
from applications.forms.amending import AmendmentDecisionForm, AmendmentForm
from applications.models import AmendmentRequest
from applications.models.amendments import AmendmentStatus
from applications.rules import amending as rules
from decisions.views.decisions import events_about
from permits import rules as register
from permits.amended import terms_asked, terms_changed_by
from permits.models import Permit
from permits.paging import page_of
from regime.rules.applying import Subject, applying


@permission_required("applications.view_amendment", raise_exception=True)
def amendment_list(request):
    """Every request to amend a permit, newest first."""
    requests = AmendmentRequest.objects.visible_to(request.user)
    found = AmendmentFilter(request.GET, queryset=requests)
    shown = found.qs.select_related("permit__holder", "decided_for", "order")
    page = page_of(shown, keys=("-pk",), query=request.GET)
    return render(request, "applications/amendment_list.html", {"filter": found, "page": page})


@permission_required("applications.add_amendment", raise_exception=True)
def amendment_new(request):
    """Put a request to amend a permit on record, with each term it names."""
    permit = get_object_or_404(
        Permit.objects.visible_to(request.user),
        reference=request.GET.get("permit", "").replace("\x00", ""),
    )
    refusals = register.against_asking(permit)
    form = AmendmentForm(request.POST or None, permit=permit)
    if not refusals and form.is_valid():
        try:
            asked = actions.record_request(
                permit, changes=form.changes(), by=request.user, **form.facts()
            )
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Request %(number)s is recorded.") % {"number": asked})
            return redirect(asked)
    context = {
        "permit": permit,
        "refusals": refusals,
        "form": form,
        "crumbs": _crumbs(act=_("Record a request to amend")),
    }
    return render(request, "applications/amendment_new.html", context)


@permission_required("applications.view_amendment", raise_exception=True)
def amendment_detail(request, number):
    """What is asked of which permit, old and new terms side by side, and what was decided."""
    asked = _request(request, number)
    waits = asked.status == AmendmentStatus.RECEIVED
    context = {
        "asked": asked,
        "terms": _terms(asked),
        "against_granting": rules.against_granting(asked, at=timezone.now()) if waits else [],
        "against_deciding": rules.against_deciding(asked, by=request.user),
        "events": events_about(asked.number, request.user),
        "crumbs": _crumbs(asked),
    }
    return render(request, "applications/amendment_detail.html", context)


@permission_required("applications.decide_amendment", raise_exception=True)
def amendment_decide(request, number):
    """Grant or refuse: what is typed is shown again, and confirmed on that page."""
    asked = _request(request, number)
    refusals = rules.against_deciding(asked, by=request.user)
    against_granting = [] if refusals else rules.against_granting(asked, at=timezone.now())
    may_be_granted = set(against_granting) <= rules.BY_THE_CLOCK
    form = AmendmentDecisionForm(
        request.POST or None, by=request.user, may_be_granted=may_be_granted
    )
    context = {
        "asked": asked,
        "terms": _terms(asked),
        "against_granting": against_granting,
        "regime": applying(Subject.of_permit(asked.permit), at=timezone.now()),
        "refusals": refusals,
        "form": form,
        "crumbs": _crumbs(asked, _("Decide")),
    }
    changing = refusals or "change" in request.POST
    if not changing and "confirmed" in request.POST:
        decided = form.is_valid() and _decide(form, asked, request.user)
        if decided:
            messages.success(request, _said(decided))
            return redirect(decided)
    elif not changing and _may_be_decided(form, asked, request.user):
        context["said"] = {**form.decision(), "granted": form.cleaned_data["granted"]}
        form.hide()
        return render(request, "applications/amendment_decide_confirm.html", context)
    return render(request, "applications/amendment_decide.html", context)


def _request(request, number):
    found = AmendmentRequest.objects.visible_to(request.user).select_related(
        "permit__holder", "recorded_by", "decided_by", "decided_for", "order"
    )
    return get_object_or_404(found, number=number)


def _terms(asked):
    """As they were changed, once they were; until then, and where refused, as was asked."""
    if asked.order:
        return terms_changed_by(asked.order)
    return terms_asked(rules.changes_asked(asked))


def _decide(form, asked, user):
    """Decide as typed; if that is refused, the form says why."""
    decide = actions.grant if form.cleaned_data["granted"] else actions.refuse
    try:
        return decide(asked, by=user, **form.decision())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _may_be_decided(form, asked, user):
    """Whether nothing stands against the decision as typed; else the form says what does."""
    if not form.is_valid():
        return False
    granted, said = form.cleaned_data["granted"], form.decision()
    at = said["decided_at"]
    refusals = rules.against_deciding_for(
        asked, said["appointment"], granted=granted, at=at, by=user
    )
    if granted:
        refusals += rules.against_granting(asked, at=at)
    if refusals:
        form.add_error(None, [refusal.error for refusal in refusals])
    return not refusals


def _said(decided):
    facts = {"number": decided.number, "permit": decided.permit, "order": decided.order}
    if decided.order:
        return _("Request %(number)s is granted: order %(order)s amends permit %(permit)s.") % facts
    return _("Request %(number)s is refused; permit %(permit)s stays as it is.") % facts


def _crumbs(asked=None, act=""):
    """The way from the home page to a request, or to an act on it."""
    way = [
        (_("Home"), reverse("home")),
        (_("Requests to amend"), reverse("applications:amendment_list")),
    ]
    if asked is None:
        return [*way, (act, "")]
    return way + (
        [(str(asked), asked.get_absolute_url()), (act, "")] if act else [(str(asked), "")]
    )
