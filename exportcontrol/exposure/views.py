"""What have we out there? The page, the lists that its numbers open, and its files."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from exportcontrol.exposure.files import csv_of, workbook_of
from exportcontrol.exposure.lists import LISTS
from exportcontrol.exposure.page import exposure_of
from exportcontrol.exposure.questions import ExposureFilter, Question
from permits.counting import TooManyPermits
from permits.models import Permit
from permits.paging import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission_required("permits.view_permit", raise_exception=True)
def exposure(request):
    """What stands under a destination, goods or a party: how much, whose, since when."""
    register = _register(request)
    context = {"filter": register, "form": register.form}
    if register.is_valid():
        question = Question.of(register)
        context["query"] = question.query()
        try:
            context["exposure"] = exposure_of(question, request.user)
        except TooManyPermits:
            context["too_many"] = question
    return render(request, "exposure/exposure.html", context)


@permission_required("permits.view_permit", raise_exception=True)
def exposure_list(request, what):
    """The list that a number of the page opens."""
    listing = LISTS.get(what)
    if listing is None:
        raise Http404
    if not request.user.has_perm(listing.permission):
        raise PermissionDenied
    register = _register(request)
    if not register.is_valid():
        return redirect(f"{reverse('exposure')}?{request.GET.urlencode()}")
    question = Question.of(register)
    page = page_of(listing.rows(question, request.user), keys=listing.keys, query=request.GET)
    context = {
        "listing": listing,
        "question": question,
        "page": page,
        "rows": [(record, listing.cells(record)) for record in page],
        "crumbs": [
            (_("Home"), reverse("home")),
            (_("Exposure"), f"{reverse('exposure')}?{question.query()}"),
            (listing.title, ""),
        ],
    }
    return render(request, "exposure/exposure_list.html", context)


@permission_required("permits.export_permit", raise_exception=True)
def exposure_csv(request):
    """Every figure of the page, one table under another."""
    found = _found(request)
    if found is None:
        return _unreadable(request)
    response = StreamingHttpResponse(csv_of(found), content_type="text/csv; charset=utf-8")
    return _named(response, "csv")


@permission_required("permits.export_permit", raise_exception=True)
def exposure_xlsx(request):
    """Every figure of the page, as a workbook."""
    found = _found(request)
    if found is None:
        return _unreadable(request)
    return _named(HttpResponse(workbook_of(found), content_type=XLSX), "xlsx")


def _register(request):
    return ExposureFilter(request.GET, queryset=Permit.objects.visible_to(request.user))


def _found(request):
    """The exposure asked for; None where the question cannot be read or answered."""
    register = _register(request)
    try:
        return exposure_of(Question.of(register), request.user) if register.is_valid() else None
    except TooManyPermits:
        return None


def _unreadable(request):
    messages.error(request, _("There is nothing to download: the question cannot be answered."))
    return redirect(f"{reverse('exposure')}?{request.GET.urlencode()}")


def _named(response, ending):
    name = _("exposure-%(day)s") % {"day": timezone.localdate().isoformat()}
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
