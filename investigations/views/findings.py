"""Pages of findings: drafting, citing evidence, and adopting or closing by another person."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from audit import reading
from investigations import actions, rules
from investigations.basis import basis_of
from investigations.forms import CitationForm, ClosureForm, FindingForm
from investigations.models import Citation, Evidence, Finding
from investigations.models.standards import Stance
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm


def found_finding(request, number):
    """The finding of this number, for those who may see it."""
    visible = Finding.objects.visible_to(request.user)
    related = visible.select_related(
        "investigation",
        "question",
        "author",
        "closed_by",
        "undertaking__assurance__issuer",
        "supersedes",
    )
    return get_object_or_404(related, number=number)


@permission_required("investigations.add_finding", raise_exception=True)
def finding_new(request, number):
    investigation = found(request, number)
    initial = {"question": request.GET.get("question")}
    form = FindingForm(request.POST or None, investigation=investigation, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts, reason = form.facts(), form.cleaned_data["reason"]
        try:
            finding = actions.draft(**facts, reason=reason, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("%(finding)s is drafted. Now cite the evidence for and against it.")
                % {"finding": finding},
            )
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_new.html",
        form,
        about=investigation,
        heading=_("Draft a finding"),
        label=_("Save the draft"),
        refusals=rules.against_judging(investigation, by=request.user),
    )


@permission_required("investigations.view_finding", raise_exception=True)
def finding_detail(request, number):
    finding, by = found_finding(request, number), request.user
    conditions = rules.conditions_of(finding) if finding.is_open else []
    return render(
        request,
        "investigations/finding_detail.html",
        {
            "finding": finding,
            "sides": sides_of(finding, by),
            "conditions": conditions,
            "basis": basis_of(finding),
            "against_editing": rules.against_editing(finding),
            "against_submitting": rules.against_submitting(finding, by=by, conditions=conditions),
            "against_taking_back": rules.against_taking_back(finding, by=by),
            "against_reviewing": rules.against_peer_reviewing(finding, by=by),
            "against_dissenting": rules.against_dissenting(finding, by=by),
            "against_adopting": rules.against_adopting(finding, by=by, conditions=conditions),
            "against_closing": rules.against_leaving_draft(finding, by=by),
            "successor": finding.successors.adopted().first(),
            "peer_reviews": finding.peer_reviews.select_related("reviewer").order_by("-pk"),
            "dissents": finding.dissents.select_related("recorded_by").order_by("pk"),
            "versions": reading.versions(Finding, finding.pk, limit=reading.PAGE),
            "crumbs": crumbs(finding.investigation, finding),
        },
    )


def sides_of(finding, reader):
    """The evidence for and against, both always shown, as one reader may see it."""
    citations = _citations(finding, reader)
    return [(stance, [one for one in citations if one.stance == stance]) for stance in Stance]


def _citations(finding, reader):
    """The citations with the state and the origin of each item."""
    origins = finding.investigation.evidence.origins()
    items = Evidence.objects.filter(citations__finding=finding).with_state()
    by_key = items.select_related("derived_from").in_bulk()
    visible = set(
        Evidence.objects.visible_to(reader).filter(pk__in=by_key).values_list("pk", flat=True)
    )
    citations = list(finding.citations.select_related("grade").order_by("pk"))
    supporting = [origins[one.evidence_id] for one in citations if one.stance == Stance.FOR]
    for citation in citations:
        citation.evidence = by_key[citation.evidence_id]
        citation.is_hidden = citation.evidence_id not in visible
        citation.shares_origin = supporting.count(origins[citation.evidence_id]) > 1
    return citations


@permission_required("investigations.add_finding", raise_exception=True)
def finding_edit(request, number):
    finding = found_finding(request, number)
    form = FindingForm(
        request.POST or None,
        instance=finding,
        investigation=finding.investigation,
        initial={"version": finding.version},
    )
    saved = None
    if request.method == "POST" and form.is_valid():
        version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        try:
            actions.edit(finding, version=version, reason=reason, by=request.user, **form.facts())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            if getattr(refusal, "code", "") == rules.Refusal.FINDING_CHANGED:
                saved = found_finding(request, number)
                form.now_against(saved.version)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_edit.html",
        form,
        about=finding,
        heading=_("Edit the draft"),
        label=_("Save the draft"),
        refusals=rules.against_editing(found_finding(request, number)),
        saved=saved,
    )


@permission_required("investigations.add_finding", raise_exception=True)
def finding_cite(request, number):
    finding = found_finding(request, number)
    form = CitationForm(request.POST or None, finding=finding, reader=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.cite(finding, **given, reason=given["why"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(item)s is cited.") % {"item": given["evidence"]})
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_cite.html",
        form,
        about=finding,
        heading=_("Cite evidence"),
        label=_("Cite the evidence"),
        refusals=rules.against_editing(finding),
    )


@permission_required("investigations.add_finding", raise_exception=True)
def citation_withdraw(request, number, pk):
    finding = found_finding(request, number)
    seen = Evidence.objects.visible_to(request.user).order_by().values("pk")
    citation = get_object_or_404(Citation, finding=finding, pk=pk, evidence__in=seen)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_citation(citation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("%(item)s is no longer cited.") % {"item": citation.evidence}
            )
            return redirect(finding)
    return act_page(
        request,
        "investigations/citation_withdraw.html",
        form,
        about=finding,
        heading=_("Withdraw a citation"),
        label=_("Withdraw the citation"),
        refusals=rules.against_editing(finding),
        citation=citation,
    )


@permission_required("investigations.adopt_finding", raise_exception=True)
def finding_adopt(request, number):
    finding = found_finding(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt(finding, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("%(finding)s is adopted, and frozen.") % {"finding": finding}
            )
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_adopt.html",
        form,
        about=finding,
        heading=_("Adopt the finding"),
        label=_("Adopt the finding"),
        refusals=rules.against_adopting(finding, by=request.user),
        sides=sides_of(finding, request.user),
        conditions=rules.conditions_of(finding),
        peer_reviews=finding.peer_reviews.select_related("reviewer").order_by("-pk"),
        dissents=finding.dissents.select_related("recorded_by").order_by("pk"),
    )


@permission_required("investigations.adopt_finding", raise_exception=True)
def finding_close(request, number):
    finding = found_finding(request, number)
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = actions.close(finding, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("%(finding)s is closed: %(status)s.")
                % {"finding": closed, "status": closed.get_status_display()},
            )
            return redirect(finding)
    return act_page(
        request,
        "investigations/finding_close.html",
        form,
        about=finding,
        heading=_("Close without adopting"),
        label=_("Close the finding"),
        refusals=rules.against_leaving_draft(finding, by=request.user),
    )
