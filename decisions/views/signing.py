"""The Minister's answer is recorded; and what later sets a decision aside."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from decisions import actions, rules
from decisions.forms import DecisionSignatureForm, RejectionForm, SetAsideForm
from decisions.views.decisions import crumbs, decision_of, options_of


@permission_required("decisions.sign_decision", raise_exception=True)
def decision_sign(request, number):
    """Record the Minister's choice: what is typed is shown again, and confirmed on that page."""
    decision = decision_of(request, number)
    refusals = rules.against_deciding(decision, by=request.user)
    form = DecisionSignatureForm(request.POST or None, by=request.user, decision=decision)
    context = {
        "decision": decision,
        "options": options_of(decision),
        "amends": decision.options.exclude(condition="").exists(),
        "findings": rules.findings_on_risk(decision.investigation),
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(decision, _("Sign")),
    }
    changing = refusals or "change" in request.POST
    if not changing and "confirmed" in request.POST:
        signed = form.is_valid() and _sign(form, decision, request.user)
        if signed:
            messages.success(request, _signed(signed))
            return redirect(signed)
    elif not changing and _may_be_signed(form, decision, request.user):
        context["choice"] = form.choice()
        context["reach"] = _reach(decision, context["choice"])
        form.hide()
        return render(request, "decisions/decision_sign_confirm.html", context)
    return render(request, "decisions/decision_sign.html", context)


def _sign(form, decision, user):
    """Sign the decision as typed; if that is refused, the form says why."""
    try:
        return actions.sign(decision, by=user, **form.choice())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _may_be_signed(form, decision, user):
    """Whether nothing stands against the choice as typed; if something does, the form says so."""
    if not form.is_valid():
        return False
    choice = {name: fact for name, fact in form.choice().items() if name != "reason"}
    refusals = rules.against_signing(decision, by=user, **choice)
    if refusals:
        form.add_error(None, [refusal.error for refusal in refusals])
    return not refusals


def _reach(decision, choice):
    """What the option chosen would reach at the time when it is to take effect."""
    options = options_of(decision, choice["effective_at"])
    return next(reach for option, reach, _all in options if option == choice["option"])


def _signed(decision):
    if decision.order is None:
        return _("Decision %(decision)s is signed; no order is needed.") % {"decision": decision}
    return _(
        "Decision %(decision)s is signed and order %(order)s is drawn up. Prepare a batch to carry"
        " it out."
    ) % {"decision": decision, "order": decision.order}


@permission_required("decisions.sign_decision", raise_exception=True)
def decision_reject(request, number):
    """Record that the Minister approves none of the options; confirmed on a second page."""
    decision = decision_of(request, number)
    refusals = rules.against_deciding(decision, by=request.user)
    form = RejectionForm(request.POST or None, by=request.user)
    context = {
        "decision": decision,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(decision, _("Reject")),
    }
    if not refusals and "change" not in request.POST and form.is_valid():
        if "confirmed" in request.POST:
            if _rejected(form, decision, request.user):
                said = _("The rejection of memorandum %(number)s is recorded.")
                messages.success(request, said % {"number": decision})
                return redirect(decision)
        elif _may_be_rejected(form, decision, request.user):
            context["answer"] = form.answer()
            form.hide()
            return render(request, "decisions/decision_reject_confirm.html", context)
    return render(request, "decisions/decision_reject.html", context)


def _may_be_rejected(form, decision, user):
    answer = {name: fact for name, fact in form.answer().items() if name != "reason"}
    refusals = rules.against_rejecting(decision, by=user, **answer)
    if refusals:
        form.add_error(None, [refusal.error for refusal in refusals])
    return not refusals


def _rejected(form, decision, user):
    try:
        return actions.reject(decision, by=user, **form.answer())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@permission_required("decisions.record_set_aside", raise_exception=True)
def decision_set_aside(request, number):
    """Record the judgment, or the reconsideration, that sets a decision aside."""
    decision = decision_of(request, number)
    refusals = rules.against_ending(decision)
    form = SetAsideForm(request.POST or None, decision=decision)
    if not refusals and form.is_valid():
        try:
            actions.set_aside(decision, by=request.user, **form.facts())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("It is recorded that decision %(number)s is set aside.")
            messages.success(request, said % {"number": decision})
            return redirect(decision)
    context = {
        "decision": decision,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(decision, _("Set aside")),
    }
    return render(request, "decisions/decision_set_aside.html", context)
