"""Pages of the report: as it stands, its texts, its frozen editions, and what the public reads."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.forms import ReportTextsForm, WithholdingForm
from investigations.models import Investigation, PublicVersion, ReportEdition, ReportTexts
from investigations.models.reports import Language
from investigations.report.content import content_of
from investigations.report.passages import in_language, passages, repeats, withheld
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs
from office import documents
from permits.forms.orders import ReasonForm


def _language():
    return (get_language() or "en")[:2]


def found_edition(request, number):
    """The edition of this number, for those who may see its investigation."""
    visible = Investigation.objects.visible_to(request.user)
    editions = ReportEdition.objects.filter(investigation__in=visible)
    return get_object_or_404(editions.select_related("investigation", "frozen_by"), number=number)


def found_version(request, number):
    """The public version of this number, for those who may see its investigation."""
    visible = Investigation.objects.visible_to(request.user)
    versions = PublicVersion.objects.filter(edition__investigation__in=visible)
    related = versions.select_related("edition__investigation", "prepared_by", "released_by")
    return get_object_or_404(related, number=number)


@permission_required("investigations.view_finding", raise_exception=True)
def report_detail(request, number):
    """The report as it would be frozen now, read from the record."""
    investigation = found(request, number)
    return render(
        request,
        "investigations/report_detail.html",
        {
            "investigation": investigation,
            "report": in_language(content_of(investigation), _language()),
            "editions": investigation.report_editions.select_related("frozen_by"),
            "against_writing": rules.against_writing(investigation, by=request.user),
            "against_freezing": rules.against_freezing(investigation, by=request.user),
            "crumbs": crumbs(investigation, here=_("Report")),
        },
    )


@permission_required("investigations.write_report", raise_exception=True)
def report_write(request, number):
    investigation = found(request, number)
    texts = ReportTexts.objects.filter(investigation=investigation).first()
    texts = texts or ReportTexts(investigation=investigation)
    form = ReportTextsForm(request.POST or None, instance=texts, initial={"version": texts.version})
    saved = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_report(
                investigation,
                version=given["version"] or 0,
                reason=given["reason"],
                by=request.user,
                **form.facts(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            if getattr(refusal, "code", "") == rules.Refusal.TEXTS_CHANGED:
                saved = ReportTexts.objects.get(investigation=investigation)
                form.now_against(saved.version)
        else:
            messages.success(request, _("The texts of the report are saved."))
            return redirect("investigations:report_detail", number=number)
    return act_page(
        request,
        "investigations/report_write.html",
        form,
        about=investigation,
        heading=_("Write the texts of the report"),
        label=_("Save the texts"),
        refusals=rules.against_writing(investigation, by=request.user),
        saved=saved,
    )


@permission_required("investigations.write_report", raise_exception=True)
def report_freeze(request, number):
    investigation = found(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.freeze_report(investigation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("Edition %(number)s of the report is frozen.") % {"number": edition}
            )
            return redirect(edition)
    return act_page(
        request,
        "investigations/report_freeze.html",
        form,
        about=investigation,
        heading=_("Freeze an edition of the report"),
        label=_("Freeze the edition"),
        refusals=rules.against_freezing(investigation, by=request.user),
    )


@permission_required("investigations.view_finding", raise_exception=True)
def edition_detail(request, number):
    edition = found_edition(request, number)
    investigation = edition.investigation
    return render(
        request,
        "investigations/edition_detail.html",
        {
            "investigation": investigation,
            "edition": edition,
            "report": in_language(edition.report, _language()),
            "files": edition.files.filter(version=None).select_related("document"),
            "is_superseded": rules.is_superseded(edition),
            "public_versions": edition.public_versions.select_related("prepared_by"),
            "against_preparing": rules.against_preparing(edition, by=request.user),
            "crumbs": crumbs(investigation, edition),
        },
    )


@permission_required("investigations.view_finding", raise_exception=True)
def edition_file(request, number, language):
    """The PDF of an edition as it was made, checked against its hash."""
    edition = found_edition(request, number)
    return _pdf(request, edition, edition.files.filter(version=None), language)


@permission_required("investigations.view_finding", raise_exception=True)
def public_file(request, number, language):
    """The PDF of a public version as it was made, checked against its hash."""
    version = found_version(request, number)
    return _pdf(request, version, version.files.all(), language)


def _pdf(request, record, files, language):
    known = get_object_or_404(files.select_related("document"), language=language)
    try:
        content = documents.read(known.document)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(record)
    name = f"{record}-{language}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@permission_required("investigations.withhold", raise_exception=True)
def public_new(request, number):
    edition = found_edition(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.prepare_public(edition, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Public version %(number)s begins.") % {"number": version})
            return redirect("investigations:public_withhold", number=version.number)
    return act_page(
        request,
        "investigations/public_new.html",
        form,
        about=edition,
        heading=_("Prepare a public version"),
        label=_("Begin the public version"),
        refusals=rules.against_preparing(edition, by=request.user),
    )


@permission_required("investigations.view_finding", raise_exception=True)
def public_detail(request, number):
    version = found_version(request, number)
    content, sections = version.edition.report, version.sections()
    return render(
        request,
        "investigations/public_detail.html",
        {
            "investigation": version.investigation,
            "version": version,
            "edition": version.edition,
            "report": in_language(withheld(content, sections), _language()),
            "count": len(sections),
            "repeats": sorted(repeats(content, sections).items()),
            "files": version.files.select_related("document"),
            "against_withholding": rules.against_withholding(version, by=request.user),
            "against_releasing": rules.against_releasing_report(version, by=request.user),
            "crumbs": crumbs(version.investigation, version.edition, version),
        },
    )


@permission_required("investigations.withhold", raise_exception=True)
def public_withhold(request, number):
    """The edition, paragraph by paragraph, each with the section under which it is withheld."""
    version = found_version(request, number)
    refusals = rules.against_withholding(version, by=request.user)
    form = WithholdingForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        reason = form.cleaned_data["reason"]
        try:
            actions.withhold(version, chosen, reason=reason, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The passages to withhold are chosen."))
            return redirect(version)
    report = in_language(version.edition.report, _language())
    fields = form.by_passage()
    for passage in passages(report):
        passage["field"] = fields[passage["key"]]
    return act_page(
        request,
        "investigations/public_withhold.html",
        form,
        about=version,
        heading=_("Choose the passages to withhold"),
        label=_("Save the choice"),
        refusals=refusals,
        report=report,
        edition=version.edition,
    )


@permission_required("investigations.release_report", raise_exception=True)
def public_release(request, number):
    version = found_version(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.release_report(version, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("Public version %(number)s is released.") % {"number": version}
            )
            return redirect(version)
    sections = version.sections()
    return act_page(
        request,
        "investigations/public_release.html",
        form,
        about=version,
        heading=_("Release the public version"),
        label=_("Release it to the public"),
        refusals=rules.against_releasing_report(version, by=request.user),
        count=len(sections),
        repeats=sorted(repeats(version.edition.report, sections).items()),
        languages=Language.labels,
    )
