"""Pages of investigations: the list, one investigation, and the acts on it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.choosing import chosen_in
from investigations.filters import InvestigationFilter
from investigations.forms import InvestigationForm, QuestionForm, RecommendationForm
from investigations.models import Investigation
from investigations.overview import overview_of
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm
from permits.paging import page_of


def found(request, number):
    """The investigation of this number, for those who may see it."""
    visible = Investigation.objects.visible_to(request.user).select_related("lead", "order")
    return get_object_or_404(visible, number=number)


@permission_required("investigations.view_investigation", raise_exception=True)
def investigation_list(request):
    visible = Investigation.objects.visible_to(request.user)
    asked = InvestigationFilter(
        request.GET, queryset=visible.select_related("lead").with_coverage()
    )
    page = page_of(asked.qs, keys=["-pk"], query=request.GET)
    return render(
        request, "investigations/investigation_list.html", {"filter": asked, "page": page}
    )


@permission_required("investigations.view_investigation", raise_exception=True)
def investigation_detail(request, number):
    investigation = found(request, number)
    return render(
        request,
        "investigations/investigation_detail.html",
        {
            "investigation": investigation,
            "view": overview_of(investigation, request.user),
            **_against(investigation, request.user),
            "crumbs": crumbs(investigation),
        },
    )


def _against(investigation, reader):
    """What stands against each act on its page, the reader's own part in the case included."""
    touching = rules.against_touching(investigation, by=reader)
    taking_part = rules.against_taking_part(investigation, by=reader)
    changing = rules.against_changing(investigation)
    return {
        "against_receiving": rules.against_receiving(investigation) + touching,
        "against_changing": changing + touching,
        "against_judging": changing + taking_part,
        "against_recommending": rules.against_recommending(investigation) + taking_part,
        "against_concluding": rules.against_concluding(investigation) + touching,
        "against_reopening": rules.against_reopening(investigation) + touching,
    }


@permission_required("investigations.add_investigation", raise_exception=True)
def investigation_new(request):
    try:
        permits, order = chosen_in(request.GET, request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("permits:permit_list")
    initial = {"lead": request.user, "learned_on": timezone.localdate()}
    form = InvestigationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            opened = actions.open_investigation(
                **facts, permits=permits, order=order, by=request.user
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Investigation %(number)s is open.") % {"number": opened})
            return redirect(opened)
    under_way = Investigation.objects.visible_to(request.user).active()
    return render(
        request,
        "investigations/investigation_new.html",
        {
            "form": form,
            "order": order,
            "count": permits.count(),
            "some": permits.select_related("holder")[:20],
            "under_way": under_way[:20],
            "crumbs": crumbs(here=_("Open an investigation")),
        },
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def question_new(request, number):
    investigation = found(request, number)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask(investigation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("Question %(position)d is asked.") % {"position": asked.position}
            )
            return redirect(investigation)
    return act_page(
        request,
        "investigations/question_new.html",
        form,
        about=investigation,
        heading=_("Ask a further question"),
        label=_("Ask the question"),
        refusals=rules.against_acting(investigation, by=request.user),
    )


@permission_required("investigations.recommend", raise_exception=True)
def recommendation_new(request, number):
    investigation = found(request, number)
    form = RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recommend(investigation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The recommendation is made, in both languages."))
            return redirect(investigation)
    return act_page(
        request,
        "investigations/recommendation_new.html",
        form,
        about=investigation,
        heading=_("Recommend to the Minister"),
        label=_("Make the recommendation"),
        refusals=rules.against_recommending(investigation)
        + rules.against_taking_part(investigation, by=request.user),
        adopted=investigation.findings.standing(),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def investigation_conclude(request, number):
    investigation = found(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.conclude(investigation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("Investigation %(number)s is concluded.") % {"number": investigation}
            )
            return redirect(investigation)
    return act_page(
        request,
        "investigations/investigation_conclude.html",
        form,
        about=investigation,
        heading=_("Conclude the investigation"),
        label=_("Conclude the investigation"),
        refusals=rules.against_concluding(investigation)
        + rules.against_touching(investigation, by=request.user),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def investigation_reopen(request, number):
    investigation = found(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(investigation, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("Investigation %(number)s is active again.") % {"number": investigation}
            )
            return redirect(investigation)
    return act_page(
        request,
        "investigations/investigation_reopen.html",
        form,
        about=investigation,
        heading=_("Reopen the investigation"),
        label=_("Reopen the investigation"),
        refusals=rules.against_reopening(investigation)
        + rules.against_touching(investigation, by=request.user),
    )
