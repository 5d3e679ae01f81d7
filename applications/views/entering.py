"""An application is entered, and changed, on one long form."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.actions import entering as actions
from applications.forms.entering import ApplicationRequest, as_typed
from applications.models import Application
from applications.models.contents import ContactRole
from applications.rules import completeness
from applications.rules import entering as rules
from applications.views.applications import crumbs
from applications.views.reviewing import application_shown


@permission_required(actions.INTAKE, raise_exception=True)
def application_new(request):
    """Enter an application as it was received, with as many rows as it has."""
    form = ApplicationRequest(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            entered = actions.enter(by=request.user, **form.stated())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            _say(request, _("Application %(number)s is entered.") % {"number": entered}, entered)
            return redirect(entered)
    context = {"form": form, "crumbs": crumbs(act=_("Enter an application"))}
    return render(request, "applications/application_new.html", context)


@permission_required(actions.INTAKE, raise_exception=True)
def application_edit(request, number):
    """Change what an open application states; a conflict shows what was saved meanwhile."""
    application = application_shown(request, number)
    refusals = rules.against_editing(application)
    data = request.POST if request.method == "POST" else None
    initial, rows = as_typed(application) if data is None else (None, None)
    form = ApplicationRequest(data, initial=initial, rows=rows)
    conflict = False
    if data is not None and not refusals and form.is_valid():
        try:
            edited = actions.edit(application, by=request.user, **_change(form))
        except ValidationError as refusal:
            form.refuse(refusal)
            conflict = _is_conflict(refusal)
            form.begin_again_from(application)
        else:
            _say(request, _("Application %(number)s is changed.") % {"number": edited}, edited)
            return redirect(edited)
    context = {
        "application": application,
        "applicant": application.contact_of(ContactRole.APPLICANT),
        "exporter": application.contact_of(ContactRole.EXPORTER),
        "form": form,
        "refusals": refusals,
        "conflict": conflict,
        "crumbs": crumbs(application, _("Edit")),
    }
    return render(request, "applications/application_edit.html", context)


def _change(form):
    return {**form.stated(), "version": form.whole.cleaned_data["version"]}


def _is_conflict(refusal):
    changed = rules.Refusal.CHANGED_MEANWHILE.value
    return any(error.code == changed for error in getattr(refusal, "error_list", ()))


def _say(request, done, application):
    """What was done, and how much the application still lacks."""
    messages.success(request, done)
    whole = Application.objects.with_contents().get(pk=application.pk)
    if lacking := len(completeness.missing(whole)):
        words = ngettext(
            "%(count)s thing that the regulations ask for is missing.",
            "%(count)s things that the regulations ask for are missing.",
            lacking,
        )
        messages.warning(request, words % {"count": lacking})
