"""Pages of evidence: registering an item, what it is worth, grading it, and opening its file."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from investigations import actions, files, rules
from investigations.forms import EvidenceForm, GradeForm
from investigations.models import Evidence, Finding
from investigations.models.evidence import VERIFICATIONS
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm


def found_item(request, number):
    """The item of this number, for those who may see it."""
    visible = Evidence.objects.visible_to(request.user).with_state()
    related = visible.select_related("investigation", "derived_from", "registered_by")
    return get_object_or_404(related, number=number)


@permission_required("investigations.add_evidence", raise_exception=True)
def evidence_new(request, number):
    investigation = found(request, number)
    form = EvidenceForm(request.POST or None, request.FILES or None, investigation=investigation)
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.register(investigation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(item)s is registered.") % {"item": item})
            return redirect(item)
    return act_page(
        request,
        "investigations/evidence_new.html",
        form,
        about=investigation,
        heading=_("Register evidence"),
        label=_("Register the evidence"),
        refusals=rules.against_changing(investigation),
    )


@permission_required("investigations.view_evidence", raise_exception=True)
def evidence_detail(request, number):
    return _evidence_page(request, found_item(request, number), ReasonForm())


def _evidence_page(request, item, form, status=200):
    custody = list(item.custody.select_related("entry"))
    citing = Finding.objects.visible_to(request.user).filter(citations__evidence=item)
    return render(
        request,
        "investigations/evidence_detail.html",
        {
            "item": item,
            "form": form,
            "custody": custody,
            "last_check": next((e for e in custody[::-1] if e.kind in VERIFICATIONS), None),
            "grades": item.grades.select_related("entry", "confirmed_by").order_by("-pk"),
            "citations": item.citations.filter(finding__in=citing).select_related("finding"),
            "derivatives": item.derivatives.all(),
            "crumbs": crumbs(item.investigation, item),
        },
        status=status,
    )


@require_POST
@permission_required("investigations.view_evidence", raise_exception=True)
def evidence_file(request, number):
    """Serve the file as bytes to keep, never to run; the reading is recorded, so it is posted."""
    item = found_item(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _evidence_page(request, item, form)
    try:
        copy = actions.read(item, **form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _evidence_page(request, found_item(request, number), form, status=409)
    response = FileResponse(
        copy,
        as_attachment=True,
        filename=item.file_name,
        content_type=files.media_type(copy),
    )
    response["Content-Length"] = item.file_size
    response["Content-Security-Policy"] = "sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@permission_required("investigations.grade_evidence", raise_exception=True)
def evidence_grade(request, number):
    item = found_item(request, number)
    form = GradeForm(request.POST or None, evidence=item)
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.grade(item, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("%(item)s is graded %(grade)s.") % {"item": item, "grade": given}
            )
            return redirect(item)
    return act_page(
        request,
        "investigations/evidence_grade.html",
        form,
        about=item,
        heading=_("Grade evidence"),
        label=_("Record the grade"),
        is_own=item.registered_by == request.user,
    )
