"""An application is decided: typed beside what stands against it, and confirmed on a next page."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.actions import deciding as actions
from applications.forms.deciding import IssueForm, RulingForm
from applications.models import RulingKind
from applications.rules import deciding as rules
from applications.views.reviewing import application_shown, crumbs

ACTIONS = {
    RulingKind.ISSUE: actions.issue,
    RulingKind.DENY: actions.deny,
    RulingKind.RETURN: actions.return_to_applicant,
}


@permission_required("applications.decide_application", raise_exception=True)
def application_decide(request, number):
    """Issue, deny or return; what stands against issue is shown before anyone tries."""
    application = application_shown(request, number)
    kind = _kind_asked(request)
    standing = rules.against_issuing(application, at=timezone.now())
    refusals = rules.against_deciding(application, by=request.user)
    context = {
        "application": application,
        "kind": kind,
        "kinds": RulingKind,
        "standing": [refusal for refusal in standing if refusal not in refusals],
        "refusals": refusals,
        "form": _form(request, application, kind),
        "crumbs": crumbs(application, _("Decide")),
    }
    if refusals or kind is None or "change" in request.POST:
        return render(request, "applications/application_decide.html", context)
    return _decide_or_confirm(request, context)


def _decide_or_confirm(request, context):
    """The page again with what is wrong, the page that confirms it, or the decision made."""
    application, kind, form = context["application"], context["kind"], context["form"]
    if "confirmed" in request.POST:
        if form.is_valid() and _decided(form, application, kind, request.user):
            application.refresh_from_db()
            messages.success(request, _said(application, kind))
            return redirect(application)
    elif _may_be_decided(form, application, kind, request.user):
        context["decision"] = form.decision()
        form.hide()
        return render(request, "applications/application_decide_confirm.html", context)
    return render(request, "applications/application_decide.html", context)


def _kind_asked(request):
    asked = request.GET.get("decision", "")
    return RulingKind(asked) if asked in RulingKind.values else None


def _form(request, application, kind):
    if kind is None:
        return None
    typed = request.POST or None
    if kind == RulingKind.ISSUE:
        named = rules.to_be_named(application)
        proposed = application.consultations.proposing_conditions()
        return IssueForm(typed, by=request.user, to_be_named=named, proposed=proposed)
    return RulingForm(typed, by=request.user)


def _decided(form, application, kind, user):
    """Decide as typed; if that is refused, the form says why."""
    try:
        return ACTIONS[kind](application, by=user, **form.decision())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _may_be_decided(form, application, kind, user):
    """Whether nothing stands against the decision as typed; if something does, the form says so."""
    if not form.is_valid():
        return False
    facts = form.decision()
    said = {name: facts[name] for name in ("reasons_en", "reasons_fr", "appointment", "decided_at")}
    refusals = [*rules.against_ruling(application, kind=kind, by=user, **said)]
    if kind == RulingKind.ISSUE:
        refusals += rules.against_terms(
            **form.term(), issued_on=timezone.localdate(facts["decided_at"])
        )
    if refusals:
        form.add_error(None, [refusal.error for refusal in refusals])
    return not refusals


def _said(application, kind):
    if kind == RulingKind.ISSUE:
        return _("Permit %(permit)s is issued on application %(number)s.") % {
            "permit": application.permit,
            "number": application,
        }
    if kind == RulingKind.DENY:
        return _("The permit applied for in %(number)s is denied.") % {"number": application}
    return _("Application %(number)s is returned to the applicant.") % {"number": application}
