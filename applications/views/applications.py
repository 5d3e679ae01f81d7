"""The list of applications, the page of one, and the acts of intake on it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.actions import entering as actions
from applications.filters.applications import ApplicationFilter
from applications.forms.closing import ReturnForm, WithdrawForm
from applications.models import Application
from applications.models.contents import ContactRole
from applications.rules import completeness
from applications.rules import entering as rules
from applications.views.reviewing import application_shown
from decisions.views.decisions import events_about
from permits.forms.orders import ReasonForm
from permits.paging import page_of


@permission_required("applications.view_application", raise_exception=True)
def application_list(request):
    """Which applications are these, and where does each stand?"""
    found = ApplicationFilter(request.GET, queryset=Application.objects.visible_to(request.user))
    page = page_of(found.applications.with_rows(), keys=found.keys, query=request.GET)
    return render(request, "applications/application_list.html", {"filter": found, "page": page})


@permission_required("applications.view_application", raise_exception=True)
def application_detail(request, number):
    """What is applied for, what is still missing, and what stands between it and a permit."""
    application = application_shown(request, number)
    context = {
        "application": application,
        "facts": [(_("Officer"), application.officer or _("Nobody yet"))],
        "applicant": application.contact_of(ContactRole.APPLICANT),
        "exporter": application.contact_of(ContactRole.EXPORTER),
        "missing": completeness.missing(application),
        "advised": completeness.advised(application),
        "acts": list(_acts(application, request.user)),
        "events": events_about(application.number, request.user),
        "crumbs": crumbs(application),
    }
    return render(request, "applications/application_detail.html", context)


@permission_required("applications.review_application", raise_exception=True)
def application_take_up(request, number):
    """Begin the review of an application, or take it over from another officer."""
    application = application_shown(request, number)

    def take_up(**facts):
        actions.take_up(application, by=request.user, **facts)

    return _act(
        request,
        application,
        ReasonForm(request.POST or None),
        take_up,
        refusals=rules.against_taking_up(application, by=request.user),
        said=_("You have taken up application %(number)s.") % {"number": application},
        name=_("Take up"),
    )


@permission_required(actions.INTAKE, raise_exception=True)
def application_return(request, number):
    """Send an application back to the applicant, with the reasons in both languages."""
    application = application_shown(request, number)
    form = ReturnForm(request.POST or None)

    def return_it(**facts):
        actions.return_to_applicant(application, by=request.user, **facts)

    return _act(
        request,
        application,
        form,
        return_it,
        refusals=rules.against_closing(application),
        said=_("Application %(number)s is returned.") % {"number": application},
        name=_("Return"),
        missing=completeness.missing(application),
    )


@permission_required(actions.INTAKE, raise_exception=True)
def application_withdraw(request, number):
    """Record that the applicant withdrew an application."""
    application = application_shown(request, number)
    form = WithdrawForm(request.POST or None)

    def withdraw(**facts):
        actions.withdraw(application, by=request.user, **facts)

    return _act(
        request,
        application,
        form,
        withdraw,
        refusals=rules.against_closing(application),
        said=_("Application %(number)s is withdrawn.") % {"number": application},
        name=_("Withdraw"),
    )


def _act(request, application, form, act, *, refusals, said, name, **context):
    """A page that asks for what an act of intake needs, and does it."""
    if not refusals and form.is_valid():
        try:
            act(**form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said)
            return redirect(application)
    context |= {
        "application": application,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(application, name),
    }
    return render(request, f"applications/{request.resolver_match.url_name}.html", context)


def _acts(application, user):
    """What intake may do with it, each with every reason against it."""
    if not application.is_open:
        return
    intake = user.has_perm(actions.INTAKE)
    known = [
        ("edit", intake, _("Edit"), rules.against_editing(application)),
        (
            "take_up",
            user.has_perm("applications.review_application"),
            _("Take over the review") if application.officer else _("Take up for review"),
            rules.against_taking_up(application, by=user),
        ),
        ("return", intake, _("Return to the applicant"), []),
        ("withdraw", intake, _("Record a withdrawal"), []),
    ]
    for name, may, label, refusals in known:
        if may:
            yield {
                "url": reverse(f"applications:application_{name}", args=[application.number]),
                "label": label,
                "refusals": refusals,
                "danger": name in ("return", "withdraw"),
            }


def crumbs(application=None, act=""):
    """The way from the home page to an application, or to an act on it."""
    way = [(_("Home"), reverse("home")), (_("Applications"), _list_url())]
    if application is None:
        return [*way, (act, "")]
    if not act:
        return [*way, (str(application), "")]
    return [*way, (str(application), application.get_absolute_url()), (act, "")]


def _list_url():
    return reverse("applications:application_list")
