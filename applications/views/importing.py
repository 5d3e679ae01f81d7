"""A file of applications is imported, and what became of each of its lines is reported."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from applications.actions.importing import import_applications
from applications.application_files import BESIDE, GOODS, REQUIRED, WHOLE
from applications.forms.importing import ImportForm
from applications.jobs import LARGE, ask_for_import
from applications.models import ApplicationImport
from applications.views.applications import crumbs
from permits.paging import page_of

IMPORT = "applications.import_application"


@permission_required(IMPORT, raise_exception=True)
def application_import(request):
    """Enter the applications of a file, a large one by a job; each line is accepted or rejected."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            if form.cleaned_data["file"].size >= LARGE:
                return redirect(ask_for_import(by=request.user, **form.cleaned_data))
            kept = import_applications(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            messages.success(request, _("The file %(file)s is imported.") % {"file": kept})
            return redirect(kept)
    context = {
        "form": form,
        "columns": [
            (_("Said of the whole application"), list(WHOLE)),
            (_("Goods: one line of the file each"), list(GOODS)),
            (_("A consignee and a document that a line may add"), list(BESIDE)),
        ],
        "required": REQUIRED,
        "imports": ApplicationImport.objects.select_related("imported_by")[:10],
        "crumbs": crumbs(act=_("Import")),
    }
    return render(request, "applications/application_import.html", context)


@permission_required(IMPORT, raise_exception=True)
def application_import_detail(request, pk):
    """What became of each line of a file, and why."""
    kept = get_object_or_404(ApplicationImport.objects.select_related("imported_by"), pk=pk)
    lines = kept.lines.select_related("application__applicant")
    if request.GET.get("result") == "rejected":
        lines = lines.filter(application=None)
    elif request.GET.get("result") == "accepted":
        lines = lines.filter(application__isnull=False)
    address = kept.get_absolute_url()
    context = {
        "kept": kept,
        "page": page_of(lines, keys=("line", "pk"), query=request.GET),
        "numbers": [
            {"label": _("Lines"), "value": kept.lines_total, "url": address},
            {
                "label": _("Accepted"),
                "value": kept.lines_accepted,
                "url": f"{address}?result=accepted",
            },
            {
                "label": _("Rejected"),
                "value": kept.lines_rejected,
                "url": f"{address}?result=rejected",
                "danger": kept.lines_rejected > 0,
            },
        ],
        "crumbs": crumbs(act=str(kept)),
    }
    return render(request, "applications/application_import_detail.html", context)
