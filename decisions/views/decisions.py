"""Memoranda and decisions: drafted, put before the Minister, returned or signed, and read."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Entry
from decisions import actions, rules
from decisions.filters import DecisionFilter
from decisions.forms import DecisionSignatureForm, MemorandumForm
from decisions.models import Batch, Decision, DecisionStatus, OptionEffect
from investigations.models import Investigation
from permits.forms.orders import ReasonForm
from permits.models import Order
from permits.models.totals import reach_of
from permits.paging import page_of


@permission_required("decisions.view_decision", raise_exception=True)
def decision_list(request):
    """Every decision, newest first."""
    decisions = Decision.objects.visible_to(request.user)
    found = DecisionFilter(request.GET, queryset=decisions)
    shown = found.qs.select_related("investigation", "order", "chosen", "signed_for")
    page = page_of(shown, keys=("-pk",), query=request.GET)
    return render(request, "decisions/decision_list.html", {"filter": found, "page": page})


@permission_required("decisions.view_decision", raise_exception=True)
def decision_detail(request, number):
    """What the Minister is asked or has decided: the options and their effect side by side."""
    decision = _decision(request, number)
    investigation = decision.investigation
    context = {
        "decision": decision,
        "options": _options(decision),
        "suspensions": decision.suspensions.all(),
        "findings": investigation.findings.visible_to(request.user),
        "batches": Batch.objects.visible_to(request.user).filter(decision=decision),
        "acts": list(_acts(decision, request.user)),
        "events": events_about(decision.number, request.user),
        "crumbs": crumbs(decision),
    }
    return render(request, "decisions/decision_detail.html", context)


@permission_required("decisions.add_decision", raise_exception=True)
def decision_new(request):
    """Begin a memorandum on the newest recommendation of an investigation."""
    investigation = get_object_or_404(
        Investigation.objects.visible_to(request.user),
        number=request.GET.get("investigation", "").replace("\x00", ""),
    )
    refusals = rules.against_drafting(investigation)
    recommendation = investigation.recommendations.first()
    offered = Order.objects.still_suspending()
    form = MemorandumForm(
        request.POST or None,
        suspensions=offered,
        initial={"suspensions": _touching(offered, investigation)},
    )
    if not refusals and form.is_valid():
        try:
            decision = actions.draft(recommendation, by=request.user, **form.memorandum())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Memorandum %(number)s is drafted.") % {"number": decision})
            return redirect(decision)
    context = {
        "investigation": investigation,
        "recommendation": recommendation,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(act=_("Draft a memorandum")),
    }
    return render(request, "decisions/decision_new.html", context)


@permission_required("decisions.add_decision", raise_exception=True)
def decision_edit(request, number):
    """Change a memorandum in draft; when someone else did meanwhile, both versions are shown."""
    decision = _decision(request, number)
    refusals = rules.against_editing(decision)
    form = MemorandumForm(
        request.POST or None,
        instance=_decision(request, number),
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
    """Put a whole memorandum before the Minister."""
    decision = _decision(request, number)
    said = _("Memorandum %(number)s is before the Minister.") % {"number": decision}
    return _act(
        request, decision, actions.submit, rules.against_submitting(decision), said, _("Submit")
    )


@permission_required("decisions.sign_decision", raise_exception=True)
def decision_return(request, number):
    """Send a memorandum back to its author, with the reason."""
    decision = _decision(request, number)
    said = _("Memorandum %(number)s is a draft again.") % {"number": decision}
    return _act(
        request,
        decision,
        actions.return_to_author,
        rules.against_returning(decision),
        said,
        _("Return"),
    )


def _act(request, decision, action, refusals, said, name):
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


@permission_required("decisions.sign_decision", raise_exception=True)
def decision_sign(request, number):
    """Record the Minister's choice: what is typed is shown again, and confirmed on that page."""
    decision = _decision(request, number)
    refusals = rules.against_deciding(decision, by=request.user)
    form = DecisionSignatureForm(request.POST or None, by=request.user, decision=decision)
    context = {
        "decision": decision,
        "options": _options(decision),
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


def _decision(request, number):
    found = Decision.objects.visible_to(request.user).select_related(
        "investigation", "recommendation", "prepared_by", "order"
    )
    return get_object_or_404(found, number=number)


def _touching(suspensions, investigation):
    """Of these suspensions, those that permits in scope are under, or that began the inquiry."""
    in_scope = Q(changes__permit__in_scope_of__investigation=investigation)
    return suspensions.filter(in_scope | Q(pk=investigation.order_id)).distinct()


def _options(decision, effective_at=None):
    """Each option with what it would reach: an order leaves out what is past its term."""
    day = timezone.localdate(effective_at or decision.effective_at)
    permits = decision.permits_concerned()
    all_of_them = reach_of(permits, day=day)
    in_term = reach_of(permits.unexpired_on(day), day=day) if all_of_them.expired else all_of_them
    return [
        (option, all_of_them if option.effect == OptionEffect.KEEP else in_term, all_of_them)
        for option in decision.options.all()
    ]


def _reach(decision, choice):
    """What the option chosen would reach at the time when it is to take effect."""
    options = _options(decision, choice["effective_at"])
    return next(reach for option, reach, _all in options if option == choice["option"])


def _acts(decision, user):
    """The acts that this status calls for, each with every reason against it."""
    offered = {
        DecisionStatus.DRAFT: ["edit", "submit", "sign"],
        DecisionStatus.SUBMITTED: ["edit", "sign", "return"],
        DecisionStatus.SIGNED: ["batch"],
    }[decision.status]
    known = {
        "edit": ("add_decision", _("Edit"), rules.against_editing),
        "submit": ("add_decision", _("Submit to the Minister"), rules.against_submitting),
        "sign": ("sign_decision", _("Record the decision"), rules.against_deciding),
        "return": ("sign_decision", _("Return to its author"), rules.against_returning),
        "batch": ("prepare_batch", _("Prepare a batch"), rules.against_preparing),
    }
    for name in offered:
        permission, label, against = known[name]
        if not user.has_perm(f"decisions.{permission}"):
            continue
        asked = {"by": user} if name == "sign" else {}
        url = (
            f"{reverse('decisions:batch_new')}?decision={decision}"
            if name == "batch"
            else reverse(f"decisions:decision_{name}", args=[decision.number])
        )
        yield {
            "url": url,
            "label": label,
            "refusals": against(decision, **asked),
            "danger": name == "sign",
        }


def _signed(decision):
    if decision.order is None:
        return _("Decision %(decision)s is signed; no order is needed.") % {"decision": decision}
    return _(
        "Decision %(decision)s is signed and order %(order)s is drawn up. Prepare a batch to carry"
        " it out."
    ) % {"decision": decision, "order": decision.order}


def events_about(number, user):
    """The entries about a record, for those who may read the ledger."""
    if not user.has_perm("audit.view_entry"):
        return None
    return [
        {
            "when": entry.recorded_at,
            "title": entry.act,
            "by": entry.actor_name,
            "text": entry.reason,
            "url": reverse("audit:entry_detail", args=[entry.sequence]),
        }
        for entry in Entry.objects.sealed().of_record(number).newest_first()
    ]


def crumbs(decision=None, act=""):
    """The way from the home page to a decision, or to an act on it."""
    way = [(_("Home"), reverse("home")), (_("Decisions"), reverse("decisions:decision_list"))]
    if decision is None:
        return [*way, (act, "")]
    return way + (
        [(str(decision), decision.get_absolute_url()), (act, "")] if act else [(str(decision), "")]
    )
