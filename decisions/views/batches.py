"""Batches: a list is frozen, tried, confirmed by a second person, executed, and accounted for."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import require_any
from decisions import actions, rules
from decisions.filters import BatchFilter
from decisions.forms import ConfirmationForm, ExecutionForm, PrepareForm
from decisions.jobs import ask_for_outcomes
from decisions.models import Batch, BatchStatus, Decision
from decisions.outcome_files import csv_of
from decisions.views.decisions import events_about
from decisions.views.reconciling import (
    LINES,
    after_execution,
    comparison_of,
    numbered_page,
    numbers_of,
    outcomes_of,
    page_number,
    permits_to_list,
    refused_by_reason,
    tried_at_sight,
    with_reasons,
)
from permits import actions as register
from permits import rules as register_rules
from permits.exporting import is_long
from permits.forms.orders import ReasonForm
from permits.models.totals import reach_of
from permits.paging import page_of


@permission_required("decisions.view_batch", raise_exception=True)
def batch_list(request):
    """Every batch, newest first."""
    found = BatchFilter(request.GET, queryset=Batch.objects.visible_to(request.user))
    shown = found.qs.select_related("decision__order", "prepared_by")
    page = page_of(shown, keys=("-pk",), query=request.GET)
    return render(request, "decisions/batch_list.html", {"filter": found, "page": page})


@permission_required("decisions.view_batch", raise_exception=True)
def batch_detail(request, number):
    """Is it the right list, and did it happen? The numbers that reconcile, and the first lines."""
    batch = batch_of(request, number)
    tried = tried_at_sight(batch)
    done = register.reconcile(batch.order, batch.list_number) if batch.executed_at else None
    context = {
        "batch": batch,
        "numbers": list(numbers_of(batch, tried, done)),
        "comparison": list(comparison_of(batch, done)),
        "dry_run": tried,
        "outcomes": with_reasons(outcomes_of(batch)[:LINES]) if done else [],
        "by_reason": refused_by_reason(batch) if done else [],
        "suspensions": batch.decision.suspensions.all(),
        "reruns": batch.rerun_by.all(),
        "corrections": batch.corrected_in.all(),
        "acts": list(_acts(batch, request.user)),
        "events": events_about(batch.number, request.user),
        "crumbs": crumbs(batch),
    }
    return render(request, "decisions/batch_detail.html", context)


@permission_required("decisions.prepare_batch", raise_exception=True)
def batch_new(request):
    """Begin to carry out a decision on what the suspensions in question still suspend."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related("order"),
        number=request.GET.get("decision", "").replace("\x00", ""),
    )
    refusals = rules.against_preparing(decision)
    form = PrepareForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            batch = actions.prepare_batch(decision, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("Batch %(batch)s is prepared. Freeze its list next.") % {"batch": batch}
            messages.success(request, said)
            return redirect(batch)
    context = {
        "decision": decision,
        "suspensions": decision.suspensions.all(),
        "reach": reach_of(decision.permits_to_reach()),
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(act=_("Prepare a batch")),
    }
    return render(request, "decisions/batch_new.html", context)


@permission_required("decisions.prepare_batch", raise_exception=True)
def batch_freeze(request, number):
    """Pin the list: each permit at its version, with a count and a digest."""
    batch = batch_of(request, number)
    form = ReasonForm(request.POST or None)
    refusals = rules.against_freezing(batch)
    if not refusals and form.is_valid():
        frozen = do_act(form, actions.freeze, batch, request.user)
        if frozen:
            messages.success(request, _frozen(frozen))
            return redirect(frozen)
    context = {"reach": reach_of(permits_to_list(batch)), "form": form}
    return act_page(request, "batch_freeze", batch, refusals, _("Freeze"), context)


@permission_required("decisions.view_batch", raise_exception=True)
def batch_dry_run(request, number):
    """What would become of each permit on the frozen list if it were executed now."""
    batch = batch_of(request, number)
    if batch.frozen_at is None or batch.status == BatchStatus.EXECUTED:
        return redirect(batch)
    answer = request.GET.get("answer", "")
    answer = answer if answer in ("eligible", "refused") else ""
    asked = page_number(request.GET.get("page", ""))
    tried = rules.dry_run(batch, answer=answer, page=asked, size=LINES)
    total = {"eligible": tried.eligible, "refused": tried.refused}.get(answer, batch.frozen_count)
    context = {
        "batch": batch,
        "dry_run": tried,
        "answer": answer,
        "page": numbered_page(tried.lines, asked, total, answer),
        "numbers": list(numbers_of(batch, tried, None)),
        "crumbs": crumbs(batch, _("Dry run")),
    }
    return render(request, "decisions/batch_dry_run.html", context)


@permission_required("decisions.confirm_batch", raise_exception=True)
def batch_confirm(request, number):
    """A second person checks the list, types its count, and confirms it."""
    batch = batch_of(request, number)
    form = ConfirmationForm(request.POST or None)
    refusals = rules.against_reviewing(batch, by=request.user)
    if not refusals and form.is_valid():
        confirmed = do_act(form, actions.confirm, batch, request.user)
        if confirmed:
            messages.success(request, _confirmed(confirmed))
            return redirect(batch)
    tried = None if refusals else tried_at_sight(batch)
    context = {"dry_run": tried, "comparison": list(comparison_of(batch, None)), "form": form}
    return act_page(request, "batch_confirm", batch, refusals, _("Confirm"), context)


@permission_required("decisions.view_batch", raise_exception=True)
def batch_execute(request, number):
    """Exactly what will change and for whom; then the reason; then, on a second page, the act."""
    require_any(request.user, *actions.MAY_CARRY_OUT)
    batch = batch_of(request, number)
    form = ExecutionForm(request.POST or None)
    refusals = rules.against_executing(batch)
    valid = not refusals and form.is_valid()
    if valid and "confirmed" in request.POST:
        done = do_act(form, actions.execute, batch, request.user)
        if done:
            messages.success(request, _executed(batch, done))
            return redirect(batch)
    context = {"form": form.hide() if valid else form}
    if not refusals:
        context["dry_run"] = register_rules.dry_run(
            batch.permits(),
            kind=batch.order.kind,
            effective_at=batch.takes_effect_at,
            change=batch.change(),
            shown=0,
        )
    name = "batch_execute_confirm" if valid else "batch_execute"
    return act_page(request, name, batch, refusals, _("Execute"), context)


@permission_required("decisions.view_batch", raise_exception=True)
def batch_abort(request, number):
    """Give a batch up before it is executed; what it listed stays on record."""
    require_any(request.user, *actions.MAY_CARRY_OUT)
    batch = batch_of(request, number)
    form = ReasonForm(request.POST or None)
    refusals = rules.against_aborting(batch)
    if not refusals and form.is_valid() and do_act(form, actions.abort, batch, request.user):
        messages.success(request, _("Batch %(batch)s is aborted.") % {"batch": batch})
        return redirect(batch)
    return act_page(request, "batch_abort", batch, refusals, _("Abort"), {"form": form})


@permission_required("decisions.view_batch", raise_exception=True)
def batch_outcomes(request, number):
    """What became of each permit on the list, kept for ever."""
    batch = batch_of(request, number)
    if batch.status != BatchStatus.EXECUTED:
        return redirect(batch)
    answer = request.GET.get("answer", "")
    page = page_of(outcomes_of(batch, answer), keys=("pk",), query=request.GET, size=LINES)
    done = register.reconcile(batch.order, batch.list_number)
    context = {
        "batch": batch,
        "answer": answer,
        "page": page,
        "rows": with_reasons(page),
        "numbers": list(numbers_of(batch, None, done)),
        "crumbs": crumbs(batch, _("Outcomes")),
    }
    return render(request, "decisions/batch_outcomes.html", context)


@permission_required(["decisions.view_batch", "permits.export_permit"], raise_exception=True)
def batch_outcomes_csv(request, number):
    """The list as a file, one line for each permit with its outcome; a long one by a job."""
    batch = batch_of(request, number)
    if is_long(batch.schedule()):
        return redirect(ask_for_outcomes(batch, by=request.user))
    answer = StreamingHttpResponse(csv_of(batch), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{batch.number}.csv"'
    return answer


def batch_of(request, number):
    found = Batch.objects.visible_to(request.user).select_related(
        "decision__order",
        "decision__chosen",
        "decision__investigation",
        "prepared_by",
        "confirmed_by",
    )
    return get_object_or_404(found, number=number)


def do_act(form, action, batch, user):
    """Do an act on a batch with what the form says; if refused, the form says why."""
    try:
        return action(batch, by=user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def act_page(request, name, batch, refusals, act, context):
    frame = {"batch": batch, "refusals": refusals, "crumbs": crumbs(batch, act)}
    return render(request, f"decisions/{name}.html", frame | context)


def _acts(batch, user):
    """The acts that this status calls for, each with every reason against it."""
    either = actions.MAY_CARRY_OUT
    acts = [
        ("freeze", ["decisions.prepare_batch"], _("Freeze the list"), rules.against_freezing),
        ("confirm", ["decisions.confirm_batch"], _("Confirm"), rules.against_reviewing),
        ("execute", either, _("Execute"), rules.against_executing),
        ("abort", either, _("Abort"), rules.against_aborting),
    ]
    if batch.status == BatchStatus.EXECUTED:
        yield from after_execution(batch, user)
    done = {BatchStatus.PREPARED: 0, BatchStatus.FROZEN: 1, BatchStatus.CONFIRMED: 2}
    for name, permissions, label, against in acts[done.get(batch.status, len(acts)) :]:
        if any(user.has_perm(permission) for permission in permissions):
            asked = {"by": user} if name == "confirm" else {}
            yield {
                "url": reverse(f"decisions:batch_{name}", args=[batch.number]),
                "label": label,
                "refusals": against(batch, **asked),
                "danger": name == "execute",
            }


def _confirmed(batch):
    if batch.scheduled_for is None:
        return _("Batch %(batch)s is confirmed. It may be executed.") % {"batch": batch}
    said = _("Batch %(batch)s is confirmed. It is executed when its time comes, and not before.")
    return said % {"batch": batch}


def _frozen(batch):
    return ngettext(
        "The list of batch %(batch)s is frozen with %(count)s permit. Another person confirms it.",
        "The list of batch %(batch)s is frozen with %(count)s permits. Another person confirms it.",
        batch.frozen_count,
    ) % {"batch": batch, "count": batch.frozen_count}


def _executed(batch, done):
    changed = ngettext(
        "Batch %(batch)s is executed: %(count)s permit changed.",
        "Batch %(batch)s is executed: %(count)s permits changed.",
        done.carried_out,
    ) % {"batch": batch, "count": done.carried_out}
    refused = ngettext(
        "%(count)s permit on the list was refused.",
        "%(count)s permits on the list were refused.",
        done.refused,
    ) % {"count": done.refused}
    return f"{changed} {refused}"


def crumbs(batch=None, act=""):
    """The way from the home page to a batch, or to an act on it."""
    way = [(_("Home"), reverse("home")), (_("Batches"), reverse("decisions:batch_list"))]
    if batch is None:
        return [*way, (act, "")]
    here = [(str(batch), batch.get_absolute_url()), (act, "")] if act else [(str(batch), "")]
    return way + here
