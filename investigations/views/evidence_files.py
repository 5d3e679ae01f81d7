"""Pages of the files of evidence: adding, looking, opening, verifying, scanning, sharing."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from investigations import actions, files, rules
from investigations.forms import FilesForm
from investigations.models import EvidenceFile
from investigations.models.custody import FileRole
from investigations.views.evidence import add_refusal, found_item, went_well
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm

# Of what a file holds nothing may run, load, or be sent anywhere.
NOTHING = "default-src 'none'; sandbox"


def found_file(request, number, pk):
    """A file of an item, for those who may see the item."""
    item = found_item(request, number)
    kept = EvidenceFile.objects.select_related("made_from")
    file = get_object_or_404(kept, evidence=item, pk=pk)
    file.evidence = item
    return file


@permission_required("investigations.add_evidence", raise_exception=True)
def evidence_files_add(request, number):
    item = found_item(request, number)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.add_files(item, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            words = ngettext("%(count)d file is added.", "%(count)d files are added.", count)
            messages.success(request, words % {"count": count})
            return went_well(request, item)
    return act_page(
        request,
        "investigations/evidence_files_add.html",
        form,
        about=item,
        heading=_("Add files"),
        label=_("Add the files"),
        refusals=rules.against_adding_files(item, by=request.user),
    )


@permission_required("investigations.view_evidence", raise_exception=True)
def evidence_file(request, number, pk):
    return _file_page(request, found_file(request, number, pk), ReasonForm())


def _file_page(request, file, form, status=200):
    """Everything about a file; what is in it is shown only as escaped text, or as a picture."""
    text, whole = "", True
    if file.media_type in files.TEXTS and not file.is_quarantined and not form.is_bound:
        try:
            with actions.look(file, by=request.user) as copy:
                text, whole = files.text_of(copy)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            file = found_file(request, file.evidence.number, file.pk)
    return render(
        request,
        "investigations/evidence_file.html",
        {
            "item": file.evidence,
            "file": file,
            "form": form,
            "text": text,
            "text_is_whole": whole,
            "picture": file.copies.filter(role=FileRole.PREVIEW).first(),
            "shared": file.copies.filter(role=FileRole.SHARING),
            "embedded": file.embedded.all(),
            "agrees": files.agrees_with_name(file.name, file.media_type),
            "has_scanner": bool(settings.CLAMD),
            "custody": file.custody.select_related("entry").order_by("pk"),
            "against_sharing": rules.against_sharing(file, by=request.user),
            "crumbs": crumbs(file.evidence.investigation, file.evidence, here=file.name),
        },
        status=status,
    )


@require_POST
@permission_required("investigations.view_evidence", raise_exception=True)
def evidence_file_open(request, number, pk):
    """Serve the file as bytes to keep, never to run; the reading is recorded, so it is posted."""
    file = found_file(request, number, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _file_page(request, file, form)
    try:
        copy = actions.read(file, **form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _file_page(request, found_file(request, number, pk), form, status=409)
    response = _served(copy, file, as_attachment=True)
    response["Content-Length"] = file.size
    return response


def _served(copy, file, *, as_attachment):
    response = FileResponse(
        copy,
        as_attachment=as_attachment,
        filename=file.name,
        content_type=file.media_type,
    )
    response["Content-Security-Policy"] = NOTHING
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@permission_required("investigations.view_evidence", raise_exception=True)
def evidence_preview(request, number, pk):
    """The picture made of a file: re-encoded here, so that nothing of the file's own is served."""
    file = found_file(request, number, pk)
    if file.role != FileRole.PREVIEW:
        raise Http404
    try:
        copy = actions.look(file, by=request.user)
    except ValidationError as refusal:
        raise Http404 from refusal
    return _served(copy, file, as_attachment=False)


@permission_required("investigations.record_custody", raise_exception=True)
def evidence_verify(request, number):
    item = found_item(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        whole = actions.verify([item], about=item.number, **form.cleaned_data, by=request.user)
        if whole:
            messages.success(request, _("Every file matches its hash."))
        else:
            messages.error(request, _("A file does not match its hash, and is in quarantine."))
        return redirect(item)
    return act_page(
        request,
        "investigations/act.html",
        form,
        about=item,
        heading=_("Verify the files"),
        label=_("Verify the files"),
        refusals=[] if item.files.exists() else [rules.Refusal.NO_FILE],
    )


@permission_required("investigations.record_custody", raise_exception=True)
def evidence_scan(request, number):
    item = found_item(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            judged = actions.scan_waiting(evidence=item, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = ngettext(
                "The scanner judged %(count)d file.", "The scanner judged %(count)d files.",
                len(judged),
            )  # fmt: skip
            messages.success(request, words % {"count": len(judged)})
            return redirect(item)
    return act_page(
        request,
        "investigations/act.html",
        form,
        about=item,
        heading=_("Scan the files"),
        label=_("Scan the files"),
        refusals=[] if settings.CLAMD else [rules.Refusal.NO_SCANNER],
    )


@permission_required("investigations.record_custody", raise_exception=True)
def evidence_share(request, number, pk):
    file = found_file(request, number, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.share(file, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("%(copy)s is made, without embedded facts.") % {"copy": made}
            )
            return redirect(made)
    return act_page(
        request,
        "investigations/evidence_share.html",
        form,
        about=file.evidence,
        heading=_("Make a copy for sharing"),
        label=_("Make the copy"),
        refusals=rules.against_sharing(file, by=request.user),
        file=file,
        embedded=file.embedded.all(),
    )
