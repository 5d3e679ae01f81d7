"""Pages of evidence: registering an item by its type, what it is worth, correcting, grading it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.forms import CorrectionForm, EvidenceForm, GradeForm, KindForm
from investigations.models import Evidence, EvidenceFile, Finding
from investigations.models.custody import VERIFICATIONS, FileRole
from investigations.models.kinds import NEEDED, EvidenceKind
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs

OF_FILES = {
    rules.Refusal.FILE_NOT_ACCEPTED,
    rules.Refusal.FILE_TWICE,
    rules.Refusal.FILE_ALTERED,
}


def found_item(request, number):
    """The item of this number, for those who may see it; to others it is absent."""
    visible = Evidence.objects.visible_to(request.user).with_state()
    related = visible.select_related("investigation", "derived_from", "registered_by", "assurance")
    return get_object_or_404(related, number=number)


def went_well(request, place):
    """The way on after an upload: a redirect, or its address for the script that sent it."""
    if request.headers.get("X-Upload"):
        return JsonResponse({"location": place.get_absolute_url()})
    return redirect(place)


def add_refusal(form, refusal):
    """What is said of a field or of files stands beside it, all else above the form."""
    by_field = getattr(refusal, "error_dict", {None: getattr(refusal, "error_list", [])})
    for name, errors in by_field.items():
        for error in errors:
            field = "uploads" if error.code in OF_FILES else name
            form.add_error(field if field in form.fields else None, error)


def _chosen_kind(request, default=""):
    """The type that a request chooses, and whether it is a pointer; nothing when it is unknown."""
    given = request.POST if "kind" in request.POST else request.GET
    kind = given.get("kind", default)
    return (kind if kind in EvidenceKind.values else ""), bool(given.get("pointer"))


@permission_required("investigations.add_evidence", raise_exception=True)
def evidence_new(request, number):
    investigation = found(request, number)
    kind, pointer = _chosen_kind(request)
    refusals = rules.against_receiving(investigation)
    if not kind:
        asked = request.POST or request.GET
        return act_page(
            request,
            "investigations/evidence_kind.html",
            KindForm(asked if "kind" in asked or request.POST else None),
            about=investigation,
            heading=_("Register evidence"),
            label=_("Go on"),
            refusals=refusals,
        )
    options = {"investigation": investigation, "reader": request.user}
    form = EvidenceForm(
        request.POST or None, request.FILES or None, kind=kind, pointer=pointer, **options
    )
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.register(investigation, **form.facts(), by=request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("%(item)s is registered.") % {"item": item})
            return went_well(request, item)
    return act_page(
        request,
        "investigations/evidence_new.html",
        form,
        about=investigation,
        heading=_("Register evidence"),
        label=_("Register the evidence"),
        refusals=refusals,
        kind=EvidenceKind(kind),
        pointer=pointer,
    )


@permission_required("investigations.view_evidence", raise_exception=True)
def evidence_detail(request, number):
    item = found_item(request, number)
    actions.note_viewing(item, by=request.user)
    return render(request, "investigations/evidence_detail.html", _page_of(request, item))


def _page_of(request, item):
    custody = list(item.custody.select_related("entry", "file").order_by("pk"))
    citing = Finding.objects.visible_to(request.user).filter(citations__evidence=item)
    checks = {event.file_id: event for event in custody if event.kind in VERIFICATIONS}
    pictures = EvidenceFile.objects.filter(role=FileRole.PREVIEW)
    copies = EvidenceFile.objects.filter(role=FileRole.SHARING)
    originals = item.files.originals().prefetch_related(
        Prefetch("copies", pictures, to_attr="pictures"),
        Prefetch("copies", copies, to_attr="shared"),
    )
    files = [(file, checks.get(file.pk)) for file in originals]
    missing = [item._meta.get_field(name).verbose_name for name in _missing(item)]
    return {
        "item": item,
        "files": files,
        "quarantined": sum(file.is_quarantined for file, _check in files),
        "has_scanner": bool(settings.CLAMD),
        "against_scanning": [] if settings.CLAMD else [rules.Refusal.NO_SCANNER],
        "custody": custody,
        "missing": missing,
        "grades": item.grades.select_related("entry", "confirmed_by").order_by("-pk"),
        "citations": item.citations.filter(finding__in=citing).select_related("finding"),
        "derivatives": item.derivatives.visible_to(request.user),
        "releases": item.releases.select_related("person") if item.is_restricted else [],
        "against_altering": rules.against_altering(item, by=request.user),
        "against_adding_files": rules.against_adding_files(item, by=request.user),
        "against_holding": rules.against_holding(item),
        "against_tracing": rules.against_tracing(item, by=request.user),
        "crumbs": crumbs(item.investigation, item),
    }


def _missing(item):
    """The facts that its type needs and that nobody stated."""
    if item.is_classified:
        return []
    return [name for name in NEEDED.get(item.kind, ()) if not getattr(item, name)]


@permission_required("investigations.add_evidence", raise_exception=True)
def evidence_correct(request, number):
    item = found_item(request, number)
    kind, pointer = _chosen_kind(request, default=item.kind)
    if "kind" not in request.POST and "kind" not in request.GET:
        pointer = item.is_classified
    form = CorrectionForm(
        request.POST or None,
        instance=item,
        investigation=item.investigation,
        reader=request.user,
        kind=kind or item.kind,
        pointer=pointer,
        initial={"version": item.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(item, **form.facts(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            if getattr(refusal, "code", "") == rules.Refusal.EVIDENCE_CHANGED:
                form.now_against(found_item(request, number).version)
        else:
            messages.success(request, _("%(item)s is corrected.") % {"item": item})
            return redirect(item)
    return act_page(
        request,
        "investigations/evidence_correct.html",
        form,
        about=item,
        heading=_("Correct the facts"),
        label=_("Save the correction"),
        refusals=rules.against_altering(item, by=request.user),
        kind=EvidenceKind(kind or item.kind),
        kinds=EvidenceKind.choices,
        pointer=pointer,
        saved=found_item(request, number) if form.errors else None,
    )


@permission_required("investigations.grade_evidence", raise_exception=True)
def evidence_grade(request, number):
    item = found_item(request, number)
    form = GradeForm(request.POST or None, evidence=item, reader=request.user)
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
        refusals=rules.against_holding(item)
        + rules.against_taking_part(item.investigation, by=request.user),
        is_own=item.registered_by == request.user,
    )
