"""Memoranda: drafted, sent to legal review, put before the Minister, and returned."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.roles import require
from decisions import actions, rules
from decisions.forms import MemorandumForm, OpinionForm
from decisions.models import Batch, Decision, LegalView
from decisions.views.decisions import crumbs, decision_of
from investigations.models import Investigation
from permits.forms.orders import ReasonForm
from permits.models import Order


@permission_required("decisions.add_decision", raise_exception=True)
def decision_new(request):
    """Begin a memorandum: on an investigation, to correct a batch, or to reconsider a decision."""
    begun = _begun_from(request)
    investigation = begun["investigation"]
    refusals = rules.against_drafting(investigation)
    offered = Order.objects.still_suspending()
    form = MemorandumForm(
        request.POST or None,
        suspensions=offered,
        corrects="corrects" in begun["draft"],
        initial={"suspensions": _touching(offered, investigation), "version": None},
    )
    if not refusals and form.is_valid():
        try:
            decision = actions.draft(
                begun["recommendation"], by=request.user, **begun["draft"], **form.memorandum()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Memorandum %(number)s is drafted.") % {"number": decision})
            return redirect(decision)
    context = {
        **begun,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(act=_("Draft a memorandum")),
    }
    return render(request, "decisions/decision_new.html", context)


def _begun_from(request):
    """What a memorandum begins from, as the address names it, and the facts that follow."""

    def named(name):
        return request.GET.get(name, "").replace("\x00", "")

    if named("corrects"):
        batches = Batch.objects.visible_to(request.user).executed()
        batch = get_object_or_404(batches, number=named("corrects"))
        facts = {"corrects": batch, "population": "batch"}
        return _resting_on(batch.decision) | {"draft": facts}
    if named("reconsiders"):
        decisions = Decision.objects.visible_to(request.user)
        decision = get_object_or_404(decisions, number=named("reconsiders"))
        return _resting_on(decision) | {"draft": {"reconsiders": decision}}
    investigation = get_object_or_404(
        Investigation.objects.visible_to(request.user), number=named("investigation")
    )
    newest = investigation.recommendations.first()
    return {"investigation": investigation, "recommendation": newest, "draft": {}}


def _resting_on(decision):
    return {
        "investigation": decision.investigation,
        "recommendation": decision.recommendation,
        "earlier": decision,
    }


def _touching(suspensions, investigation):
    """Of these suspensions, those that permits in scope are under, or that began the inquiry."""
    in_scope = Q(changes__permit__in_scope_of__investigation=investigation)
    return suspensions.filter(in_scope | Q(pk=investigation.order_id)).distinct()


@permission_required("decisions.add_decision", raise_exception=True)
def decision_edit(request, number):
    """Change a memorandum in draft; when someone else did meanwhile, both versions are shown."""
    decision = decision_of(request, number)
    refusals = rules.against_editing(decision)
    form = MemorandumForm(
        request.POST or None,
        instance=decision_of(request, number),
        suspensions=Order.objects.filter(
            Q(pk__in=Order.objects.still_suspending()) | Q(pk__in=decision.suspensions.all())
        ),
    )
    conflict = False
    if not refusals and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.edit(decision, version=version, by=request.user, **form.memorandum())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            conflict = version != decision.version()
            form.begin_again_from(decision)
        else:
            messages.success(request, _("Memorandum %(number)s is saved.") % {"number": decision})
            return redirect(decision)
    context = {
        "decision": decision,
        "recommendation": decision.recommendation,
        "conflict": conflict,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(decision, _("Edit")),
    }
    return render(request, "decisions/decision_edit.html", context)


@permission_required("decisions.add_decision", raise_exception=True)
def decision_submit(request, number):
    """Send a whole memorandum to legal review."""
    decision = decision_of(request, number)
    said = _("Memorandum %(number)s is in legal review.") % {"number": decision}
    return act_page(
        request, decision, actions.submit, rules.against_submitting(decision), said, _("Submit")
    )


@permission_required("decisions.give_opinion", raise_exception=True)
def decision_opine(request, number):
    """The legal opinion: what is sound goes on, what is not lawful goes back."""
    decision = decision_of(request, number)
    refusals = rules.against_opining(decision, by=request.user)
    form = OpinionForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            opinion = actions.opine(decision, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _opined(decision, opinion))
            return redirect(decision)
    context = {
        "decision": decision,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(decision, _("Legal opinion")),
    }
    return render(request, "decisions/decision_opine.html", context)


def _opined(decision, opinion):
    if opinion.view == LegalView.UNLAWFUL:
        return _("Memorandum %(number)s goes back to its author.") % {"number": decision}
    return _("Memorandum %(number)s is before the director general.") % {"number": decision}


@permission_required("decisions.endorse_decision", raise_exception=True)
def decision_endorse(request, number):
    """Put a memorandum before the Minister, as director general or deputy."""
    decision = decision_of(request, number)
    said = _("Memorandum %(number)s is before the Minister.") % {"number": decision}
    refusals = rules.against_endorsing(decision, by=request.user)
    return act_page(request, decision, actions.endorse, refusals, said, _("Endorse"))


@permission_required("decisions.view_decision", raise_exception=True)
def decision_return(request, number):
    """Send a memorandum back to its author, with the reason."""
    decision = decision_of(request, number)
    require(request.user, actions.RETURNERS.get(decision.status, "decisions.sign_decision"))
    said = _("Memorandum %(number)s is a draft again.") % {"number": decision}
    refusals = rules.against_returning(decision)
    return act_page(request, decision, actions.return_to_author, refusals, said, _("Return"))


def act_page(request, decision, action, refusals, said, name):
    """A page that asks the reason of an act on a memorandum, and does it."""
    form = ReasonForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            action(decision, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said)
            return redirect(decision)
    context = {
        "decision": decision,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(decision, name),
    }
    template = f"decisions/{request.resolver_match.url_name}.html"
    return render(request, template, context)
