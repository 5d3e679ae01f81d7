"""Register files: uploaded, looked through line by line, imported on a second page, reported on."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits.actions.importing import import_register, preview, upload
from permits.exporting import csv_lines
from permits.forms.imports import UploadForm
from permits.forms.orders import ReasonForm
from permits.jobs import LARGE, ask_for_import
from permits.models import RegisterImport
from permits.models.imports import LineResult
from permits.paging import Page, grouped, page_of
from permits.problems import Problem, in_words

SAMPLE = 5
PAGE_SIZE = 50


@permission_required("permits.view_registerimport", raise_exception=True)
def register_import_list(request):
    """Every register file that was uploaded, newest first."""
    page = page_of(RegisterImport.objects.all(), keys=("-pk",), query=request.GET)
    return render(request, "permits/register_import_list.html", {"page": page})


@permission_required("permits.import_register", raise_exception=True)
def register_import_new(request):
    """Upload a register file; nothing is imported yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            kept = upload(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            if kept.is_imported:
                messages.info(request, _("This file was imported before; nothing changed."))
            return redirect(kept)
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "permits/register_import_new.html", context)


@permission_required("permits.view_registerimport", raise_exception=True)
def register_import_detail(request, pk):
    """What importing the file would do, or did: the numbers, the reasons, the lines."""
    kept = get_object_or_404(RegisterImport.objects.select_related("uploaded_by"), pk=pk)
    try:
        lines = _lines(kept)
    except ValidationError as refusal:
        context = {"kept": kept, "refusal": " ".join(refusal.messages), "crumbs": _crumbs(kept)}
        return render(request, "permits/register_import_detail.html", context)
    context = {
        "kept": kept,
        "numbers": _numbers(lines),
        "reasons": lines.reasons(),
        "crumbs": _crumbs(kept),
    }
    chosen, title = _chosen(lines, request.GET)
    if title:
        context |= {"page": _page(kept, chosen, request.GET), "title": title}
    else:
        context["samples"] = [(result, lines.with_result(result)[:SAMPLE]) for result in LineResult]
    return render(request, "permits/register_import_detail.html", context)


@permission_required("permits.import_register", raise_exception=True)
def register_import_confirm(request, pk):
    """The second page of an import: exactly what it does, and why it is done."""
    kept = get_object_or_404(RegisterImport, pk=pk)
    if kept.is_imported:
        return redirect(kept)
    form = ReasonForm(request.POST or None)
    try:
        if form.is_valid() and _is_large(kept):
            return redirect(ask_for_import(kept, by=request.user, **form.cleaned_data))
        if form.is_valid():
            done = import_register(kept, by=request.user, **form.cleaned_data)
            messages.success(request, _imported(done))
            return redirect(done)
        consequences = _consequences(preview(kept))
    except ValidationError as refusal:
        # The page of the file says the same where it stands; nothing changed.
        messages.error(request, " ".join(refusal.messages))
        return redirect(kept)
    context = {
        "kept": kept,
        "form": form,
        "consequences": consequences,
        "crumbs": _crumbs(kept, _("Import")),
    }
    return render(request, "permits/register_import_confirm.html", context)


@permission_required("permits.view_registerimport", raise_exception=True)
def register_import_report(request, pk):
    """The report on every line, as a file for a spreadsheet, in the reader's language."""
    kept = get_object_or_404(RegisterImport, pk=pk)
    try:
        lines = _lines(kept)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(kept)
    answer = StreamingHttpResponse(_csv_of(lines), content_type="text/csv; charset=utf-8")
    name = _("import-report-%(number)s.csv") % {"number": kept.pk}
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(kept):
    """The judgements on a file's lines: those kept, or those that importing it would now make."""
    if kept.is_imported:
        return kept.lines.select_related("permit")
    return preview(kept).lines


def _numbers(lines):
    """The numbers that add up to the file, each a link to its lines."""
    counts = lines.by_result()
    by_result = [
        {
            "label": result.label,
            "value": count,
            "url": f"?result={result}#lines",
            "danger": result == LineResult.REJECTED and count,
        }
        for result, count in counts.items()
    ]
    total = {
        "label": _("Lines in the file"),
        "value": sum(counts.values()),
        "url": "?result=all#lines",
    }
    return [total, *by_result]


def _chosen(lines, query):
    """The lines that the address asks for, and their heading; no heading when it asks for none."""
    problem, result = query.get("problem"), query.get("result")
    if problem in Problem.values:
        return lines.because_of(problem), in_words(problem)
    if result in LineResult.values:
        return lines.with_result(result), LineResult(result).label
    return lines, _("All lines") if result == "all" else ""


def _page(kept, lines, query):
    """A page of lines: kept ones by key, those of a preview by number."""
    if kept.is_imported:
        return page_of(lines, keys=("line", "pk"), query=query, size=PAGE_SIZE)
    last = max(1, -(-len(lines) // PAGE_SIZE))
    asked = query.get("page", "")
    number = min(int(asked) if asked.isdecimal() and len(asked) < 9 else 1, last) or 1

    def address(page):
        there = query.copy()
        there["page"] = page
        return f"?{there.urlencode()}"

    return Page(
        rows=lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        first_url=address(1) if number > 1 else "",
        previous_url=address(number - 1) if number > 1 else "",
        next_url=address(number + 1) if number < last else "",
        last_url=address(last) if number < last else "",
        count=len(lines),
    )


def _is_large(kept):
    """Whether carrying the file out is left to a job."""
    try:
        return kept.file.size >= LARGE
    except FileNotFoundError:
        return False


def _consequences(plan):
    """What confirming does, in sentences."""
    permits, parties = len(plan.permits), len(plan.names() - plan.parties.keys())
    rejected = plan.lines.by_result()[LineResult.REJECTED]
    return [
        ngettext(
            "%(number)s permit is entered as valid from the day it was issued.",
            "%(number)s permits are entered as valid from the day they were issued.",
            permits,
        )
        % {"number": grouped(permits)},
        ngettext(
            "%(number)s party is added to the register.",
            "%(number)s parties are added to the register.",
            parties,
        )
        % {"number": grouped(parties)},
        ngettext(
            "%(number)s line is rejected, and kept with its reason.",
            "%(number)s lines are rejected, and kept with their reasons.",
            rejected,
        )
        % {"number": grouped(rejected)},
    ]


def _imported(kept):
    """What an import did, in one sentence with its numbers."""
    return _(
        "The file is imported: %(accepted)s lines accepted, %(warned)s accepted with a warning, "
        "%(rejected)s rejected."
    ) % {
        "accepted": grouped(kept.lines_accepted),
        "warned": grouped(kept.lines_warned),
        "rejected": grouped(kept.lines_rejected),
    }


def _crumbs(kept=None, here=""):
    crumbs = [
        (_("Home"), reverse("home")),
        (_("Imports"), reverse("permits:register_import_list")),
    ]
    if kept is None:
        return [*crumbs, (_("Upload a register file"), "")]
    return [
        *crumbs,
        (str(kept), kept.get_absolute_url() if here else ""),
        *([(here, "")] if here else []),
    ]


def _csv_of(lines):
    headings = [_("Line"), _("Result"), _("Permit"), _("Column"), _("Value"), _("Reason")]
    rows = (
        [
            each.line,
            LineResult(each.result).label,
            each.reference,
            each.column,
            each.value,
            each.words,
        ]
        for each in lines
    )
    return csv_lines(headings, rows)
