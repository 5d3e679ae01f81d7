"""Consultations: asked by an officer, answered by the department asked, or recorded as silent."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.actions import consulting as actions
from applications.filters.consulting import ConsultationFilter
from applications.forms.consulting import AnswerForm, ConsultationForm, SilenceForm
from applications.models import Consultation, ConsultationStatus
from applications.rules import consulting as rules
from applications.rules.reviewing import against_reviewing
from applications.views.reviewing import application_shown, crumbs
from permits.paging import page_of


@permission_required("applications.view_consultation", raise_exception=True)
def consultation_list(request):
    """The consultations a person may see: a department's officer, those put to their office."""
    visible = Consultation.objects.visible_to(request.user)
    found = ConsultationFilter(request.GET, queryset=visible)
    shown = found.qs.select_related("application__applicant", "asked_by")
    page = page_of(shown, keys=("-due_on", "-pk"), query=request.GET)
    return render(request, "applications/consultation_list.html", {"filter": found, "page": page})


@permission_required("applications.view_consultation", raise_exception=True)
def consultation_detail(request, number):
    """What a department is asked about an application, and what it answered."""
    consultation = _consultation(request, number)
    context = {
        "consultation": consultation,
        "application": consultation.application,
        "acts": list(_acts(consultation, request.user)),
        "crumbs": _crumbs(consultation),
    }
    return render(request, "applications/consultation_detail.html", context)


@permission_required("applications.review_application", raise_exception=True)
def consultation_new(request, number):
    """Ask another department about an application."""
    application = application_shown(request, number)
    refusals = against_reviewing(application)
    form = ConsultationForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            asked = actions.consult(application, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("%(office)s is consulted: %(number)s, answer due on %(day)s.")
            facts = {"office": asked.office, "number": asked, "day": asked.due_on.isoformat()}
            messages.success(request, said % facts)
            return redirect(application)
    context = {
        "application": application,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(application, _("Consult a department")),
    }
    return render(request, "applications/consultation_new.html", context)


@permission_required("applications.answer_consultation", raise_exception=True)
def consultation_answer(request, number):
    """Answer for the department that is asked."""
    consultation = _consultation(request, number)
    refusals = rules.against_replying(consultation, by=request.user)
    said = _("The answer to %(number)s is recorded.") % {"number": consultation}
    return _close(
        request, consultation, AnswerForm, actions.answer_consultation, refusals, said, _("Answer")
    )


@permission_required("applications.review_application", raise_exception=True)
def consultation_silence(request, number):
    """Record that nobody answered by the day."""
    consultation = _consultation(request, number)
    refusals = rules.against_silence(consultation)
    said = _("It is recorded that %(office)s did not answer.") % {"office": consultation.office}
    return _close(
        request,
        consultation,
        SilenceForm,
        actions.record_silence,
        refusals,
        said,
        _("Record that there is no answer"),
    )


def _close(request, consultation, form_class, action, refusals, said, name):
    """A page on which a consultation is closed, one way or the other."""
    form = form_class(request.POST or None)
    if not refusals and form.is_valid():
        try:
            action(consultation, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said)
            return redirect(consultation)
    context = {
        "consultation": consultation,
        "application": consultation.application,
        "refusals": refusals,
        "form": form,
        "crumbs": _crumbs(consultation, name),
    }
    return render(request, f"applications/{request.resolver_match.url_name}.html", context)


def _consultation(request, number):
    found = Consultation.objects.visible_to(request.user).select_related(
        "application__applicant", "application__end_user", "asked_by", "closed_by"
    )
    return get_object_or_404(found, number=number)


def _acts(consultation, user):
    """What may be done with an open consultation, each with every reason against it."""
    if consultation.status != ConsultationStatus.OPEN:
        return
    if user.has_perm("applications.answer_consultation"):
        yield {
            "url": reverse("applications:consultation_answer", args=[consultation.number]),
            "label": _("Answer"),
            "refusals": rules.against_replying(consultation, by=user),
        }
    if user.has_perm("applications.review_application"):
        yield {
            "url": reverse("applications:consultation_silence", args=[consultation.number]),
            "label": _("Record that there is no answer"),
            "refusals": rules.against_silence(consultation),
        }


def _crumbs(consultation, act=""):
    way = [
        (_("Home"), reverse("home")),
        (_("Consultations"), reverse("applications:consultation_list")),
    ]
    if not act:
        return [*way, (str(consultation), "")]
    return [*way, (str(consultation), consultation.get_absolute_url()), (act, "")]
