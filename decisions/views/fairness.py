"""Holders are heard: notices of intent, representations, dispensation; and permits left out."""

import mimetypes

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import require, require_any
from decisions import actions, rules
from decisions.forms import (
    ConsiderationForm,
    DispensationForm,
    ExclusionForm,
    IntentForm,
    RepresentationForm,
)
from decisions.models import Exclusion, Intent, Representation
from decisions.views.decisions import crumbs, decision_of
from office import documents
from permits.forms.orders import ReasonForm
from permits.models.totals import reach_of
from permits.paging import page_of


@permission_required("decisions.add_decision", raise_exception=True)
def decision_notify(request, number):
    """Give notice of an intended cancellation to the holders of the permits in question."""
    decision = decision_of(request, number)
    form = IntentForm(request.POST or None, initial={"notified_on": timezone.localdate()})
    refusals = rules.against_notifying(decision)
    intent = _do(form, refusals, actions.notify_intent, decision, by=request.user)
    if intent:
        said = _("Notice %(intent)s is given. Record what the holders answer.")
        messages.success(request, said % {"intent": intent})
        return redirect(intent)
    context = {"reach": reach_of(rules.not_notified(decision))}
    return _page(request, "decision_notify", decision, form, refusals, _("Notice"), context)


@permission_required("decisions.view_decision", raise_exception=True)
def decision_dispense(request, number):
    """Dispense with notice to holders, for a stated reason."""
    require_any(request.user, *actions.MAY_DISPENSE)
    decision = decision_of(request, number)
    form = DispensationForm(request.POST or None)
    refusals = rules.against_dispensing(decision)
    if _do(form, refusals, actions.dispense, decision, by=request.user):
        messages.success(request, _("Notice to holders is dispensed with."))
        return redirect(decision)
    return _page(request, "decision_dispense", decision, form, refusals, _("Dispense"), {})


@permission_required("decisions.view_decision", raise_exception=True)
def decision_exclude(request, number):
    """The permits that the decision leaves out, with reasons; and more of them."""
    decision = decision_of(request, number)
    refusals = rules.against_excluding(decision)
    may = request.user.has_perm(rules.EXCLUDERS.get(decision.status, "decisions.sign_decision"))
    form = ExclusionForm(request.POST or None)
    if request.method == "POST":
        require(request.user, rules.EXCLUDERS.get(decision.status, "decisions.sign_decision"))
        facts = {**form.cleaned_data} if form.is_valid() else {}
        permits = facts.pop("permits", None)
        if permits is not None and not refusals and _excluded(form, decision, permits, request):
            return redirect("decisions:decision_exclude", number=decision.number)
    rows = decision.exclusions.select_related("permit__holder")
    context = {
        "may": may,
        "page": page_of(rows, keys=("pk",), query=request.GET),
        "count": decision.exclusions.count(),
    }
    return _page(request, "decision_exclude", decision, form, refusals, _("Exclusions"), context)


def _excluded(form, decision, permits, request):
    facts = {name: form.cleaned_data[name] for name in ("reason_en", "reason_fr", "reason")}
    try:
        count = actions.exclude(decision, permits, by=request.user, **facts)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return 0
    said = ngettext("%(count)s permit is left out.", "%(count)s permits are left out.", count)
    messages.success(request, said % {"count": count})
    return count


@permission_required("decisions.view_decision", raise_exception=True)
def exclusion_withdraw(request, number, reference):
    """Take an exclusion back, before a list is frozen."""
    decision = decision_of(request, number)
    require(request.user, rules.EXCLUDERS.get(decision.status, "decisions.sign_decision"))
    exclusion = get_object_or_404(
        Exclusion.objects.select_related("permit"), decision=decision, permit__reference=reference
    )
    refusals = rules.against_excluding(decision)
    form = ReasonForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            actions.include(exclusion, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("Permit %(permit)s is left out no more.") % {"permit": exclusion.permit}
            messages.success(request, said)
            return redirect("decisions:decision_exclude", number=decision.number)
    context = {"exclusion": exclusion}
    return _page(request, "exclusion_withdraw", decision, form, refusals, _("Take back"), context)


@permission_required("decisions.view_decision", raise_exception=True)
def intent_detail(request, number):
    """Who was told what is intended, until when they may answer, and what they said."""
    intent = _intent(request, number)
    holders = intent.holders().order_by("name")
    permits = intent.concerned.order_by().values("holder").annotate(permits=Count("pk"))
    counts = dict(permits.values_list("holder", "permits"))
    answers = list(intent.representations.select_related("holder", "considered_by", "document"))
    answered = {each.holder_id for each in answers}
    page = page_of(holders, keys=("name", "pk"), query=request.GET)
    context = {
        "intent": intent,
        "decision": intent.decision,
        "page": page,
        "rows": [(each, counts[each.pk], each.pk in answered) for each in page],
        "representations": [(each, rules.against_considering(each)) for each in answers],
        "open": intent.respond_by >= timezone.localdate(),
        "holders_count": len(counts),
        "permits_count": sum(counts.values()),
        "may_record": request.user.has_perm("decisions.add_representation"),
        "may_consider": any(map(request.user.has_perm, actions.MAY_CONSIDER)),
        "crumbs": crumbs(intent.decision, str(intent)),
    }
    return render(request, "decisions/intent_detail.html", context)


@permission_required("decisions.add_representation", raise_exception=True)
def representation_new(request, number):
    """Record what a holder answers to a notice."""
    intent = _intent(request, number)
    form = RepresentationForm(request.POST or None, request.FILES or None, intent=intent)
    if form.is_valid():
        try:
            _record(form, intent, request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The representation is recorded."))
            return redirect(intent)
    context = {"intent": intent}
    return _page(request, "representation_new", intent.decision, form, [], str(intent), context)


def _record(form, intent, user):
    """Keep the document, if one came, and the representation: both or neither."""
    facts = dict(form.cleaned_data)
    upload = facts.pop("upload")
    with transaction.atomic():
        if upload:
            facts["document"] = documents.keep(
                upload.read(),
                name=upload.name,
                media_type=mimetypes.guess_type(upload.name)[0] or "application/octet-stream",
                by=user,
                reason=facts["reason"],
            )
        return actions.record_representation(intent, by=user, **facts)


@permission_required("decisions.view_decision", raise_exception=True)
def representation_consider(request, number, pk):
    """Say what is made of a representation."""
    require_any(request.user, *actions.MAY_CONSIDER)
    intent = _intent(request, number)
    representation = get_object_or_404(intent.representations.select_related("holder"), pk=pk)
    form = ConsiderationForm(request.POST or None)
    refusals = rules.against_considering(representation)
    if _do(form, refusals, actions.consider, representation, by=request.user):
        messages.success(request, _("The representation is considered."))
        return redirect(intent)
    context = {"intent": intent, "representation": representation}
    decision = intent.decision
    return _page(request, "representation_consider", decision, form, refusals, str(intent), context)


@permission_required("decisions.view_decision", raise_exception=True)
def representation_document(request, number, pk):
    """The document of a representation, always as a download."""
    intent = _intent(request, number)
    representation = get_object_or_404(
        Representation.objects.exclude(document=None).select_related("document"),
        intent=intent,
        pk=pk,
    )
    try:
        content = documents.read(representation.document)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(intent)
    answer = HttpResponse(content, content_type="application/octet-stream")
    name = representation.document.name.replace('"', "").encode("ascii", "replace").decode()
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _intent(request, number):
    decisions = request.user.has_perm("decisions.view_decision")
    found = Intent.objects.select_related("decision__investigation")
    return get_object_or_404(found if decisions else found.none(), number=number)


def _do(form, refusals, action, about, *, by):
    """Do an act with what the form says; if refused, the form says why."""
    if refusals or not form.is_valid():
        return None
    try:
        return action(about, by=by, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _page(request, name, decision, form, refusals, act, context):
    frame = {
        "decision": decision,
        "form": form,
        "refusals": refusals,
        "cancel_url": reverse("decisions:decision_detail", args=[decision.number]),
        "crumbs": crumbs(decision, act),
    }
    return render(request, f"decisions/{name}.html", frame | context)
