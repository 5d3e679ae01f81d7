"""Orders: drawn up for a selection, signed by a second person, carried out, and read."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import require
from audit.models import Entry
from permits import actions, rules
from permits.amended import terms_changed_by
from permits.filters import OrderFilter, selection_from
from permits.forms.orders import OrderForm, ReasonForm, SignatureForm
from permits.models import Order, Permit, ScheduledPermit
from permits.models.orders import OrderKind, OrderStatus, ScheduledPermitQuerySet
from permits.paging import page_of

# Permits are issued on an application, cancelled under a decision, registered from a file, amended
# on a request: not here.
KINDS_OFFERED = {OrderKind.SUSPEND, OrderKind.REINSTATE}

OUTCOMES = {
    "carried-out": ScheduledPermitQuerySet.carried_out,
    "refused": ScheduledPermitQuerySet.refused,
}


@permission_required("permits.view_order", raise_exception=True)
def order_list(request):
    """Every order, newest first."""
    orders = Order.objects.visible_to(request.user)
    found = OrderFilter(request.GET, queryset=orders)
    page = page_of(found.qs, keys=("-effective_at", "-pk"), query=request.GET)
    lengths = ScheduledPermit.objects.lengths(page.rows)
    rows = [(order, lengths.get(order.pk, 0)) for order in page]
    context = {"filter": found, "page": page, "rows": rows}
    return render(request, "permits/order_list.html", context)


@permission_required("permits.draw_up_order", raise_exception=True)
def order_new(request):
    """Draw up an order for a selection: who is in, who is out and why, then its text."""
    kind = _kind_asked(request)
    require(request.user, actions.MAY_DRAW_UP[kind])
    try:
        permits = selection_from(request.GET, request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("permits:permit_list")
    form = OrderForm(request.POST or None, kind=kind)
    if "look" in request.POST:
        form.ask_only_when()
    elif form.is_valid():
        try:
            order = actions.draw_up(
                kind=kind, permits=permits, by=request.user, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _drawn_up(order))
            return redirect(order)
    dry_run = rules.dry_run(permits, kind=kind, effective_at=form.effective_time())
    context = {"kind": kind, "form": form, "dry_run": dry_run, "crumbs": _crumbs()}
    return render(request, "permits/order_new.html", context)


@permission_required("permits.view_order", raise_exception=True)
def order_detail(request, number):
    """What an order says, who signed it, and what became of each permit on its schedule."""
    order = _order(request, number)
    schedule = order.newest_list().select_related(
        "permit__holder", "permit__destination", "outcome"
    )
    asked = OUTCOMES.get(request.GET.get("outcome"))
    page = page_of(asked(schedule) if asked else schedule, keys=("pk",), query=request.GET)
    context = {
        "order": order,
        "page": page,
        "rows": [(row, _reasons(row)) for row in page],
        "numbers": _numbers(order),
        "dry_run": _dry_run(order),
        "terms": _terms(order),
        "reasons": rules.refused_by_reason(order),
        "against_signing": rules.against_signing(order, by=request.user),
        "against_withdrawing": rules.against_withdrawing(order),
        "may_withdraw": request.user.has_perm(actions.MAY_DRAW_UP[order.kind]),
        "events": _events(order, request.user),
        "crumbs": _crumbs(order),
    }
    return render(request, "permits/order_detail.html", context)


@permission_required("permits.sign_order", raise_exception=True)
def order_sign(request, number):
    """What the order would do today; in whose name it is signed, and when it was."""
    order = _order(request, number)
    refusals = rules.against_signing(order, by=request.user)
    form = SignatureForm(request.GET if "signed_at" in request.GET else None, by=request.user)
    if not refusals and form.is_valid():
        against = rules.against_signing_for(**form.cleaned_data, by=request.user)
        if not against:
            address = reverse("permits:order_sign_confirm", args=[order.number])
            return redirect(f"{address}?{request.GET.urlencode()}")
        form.add_error(None, [refusal.error for refusal in against])
    context = {
        "order": order,
        "form": form,
        "refusals": refusals,
        "dry_run": _dry_run(order),
        "crumbs": _crumbs(order, _("Sign")),
    }
    return render(request, "permits/order_sign.html", context)


@permission_required("permits.sign_order", raise_exception=True)
def order_sign_confirm(request, number):
    """The second page of a signature: exactly what it does, its reason, and the signature."""
    order = _order(request, number)
    signature = SignatureForm(request.GET, by=request.user)
    if not signature.is_valid() or rules.against_signing(order, by=request.user):
        address = reverse("permits:order_sign", args=[order.number])
        return redirect(f"{address}?{request.GET.urlencode()}")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            done = actions.sign(
                order, **signature.cleaned_data, by=request.user, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _carried_out(order, done))
            return redirect(order)
    context = {
        "order": order,
        "form": form,
        "signature": signature.cleaned_data,
        "dry_run": _dry_run(order),
        "crumbs": _crumbs(order, _("Sign")),
    }
    return render(request, "permits/order_sign_confirm.html", context)


@permission_required("permits.draw_up_order", raise_exception=True)
def order_withdraw(request, number):
    """Give up an order that is not signed; it stays on record as withdrawn."""
    order = _order(request, number)
    require(request.user, actions.MAY_DRAW_UP[order.kind])
    refusals = rules.against_withdrawing(order)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(order, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Order %(order)s is withdrawn.") % {"order": order})
            return redirect(order)
    context = {
        "order": order,
        "form": form,
        "refusals": refusals,
        "crumbs": _crumbs(order, _("Withdraw")),
    }
    return render(request, "permits/order_withdraw.html", context)


def _order(request, number):
    orders = Order.objects.select_related("prepared_by", "signed_by", "signed_for")
    return get_object_or_404(orders.visible_to(request.user), number=number)


def _kind_asked(request):
    """The kind of order asked for, when it is one that is drawn up here."""
    kind = request.GET.get("kind")
    if kind not in KINDS_OFFERED:
        raise Http404(_("No such order is drawn up here."))
    return OrderKind(kind)


def _dry_run(order):
    """What the order would do to its schedule if it were signed now; nothing once it is closed."""
    if order.status != OrderStatus.DRAWN_UP:
        return None
    listed = Permit.objects.listed_by(order)
    return rules.dry_run(listed, kind=order.kind, effective_at=order.effective_at)


def _terms(order):
    """The terms that an amendment changed, old and new; nothing of other orders."""
    amended = order.kind == OrderKind.AMEND and order.status == OrderStatus.CARRIED_OUT
    return terms_changed_by(order) if amended else []


def _reasons(row):
    """The reasons of a scheduled permit's outcome; None while it has no outcome."""
    return rules.refusals_in(row.outcome) if hasattr(row, "outcome") else None


def _numbers(order):
    """The numbers of the schedule, each leading to its permits; the last two make the first."""
    counts = actions.reconcile(order)
    listed = [(_("On the schedule"), counts.scheduled, "")]
    if order.status == OrderStatus.CARRIED_OUT:
        listed.append((_("Carried out"), counts.carried_out, "carried-out"))
        listed.append((_("Refused"), counts.refused, "refused"))
    return [
        {
            "label": label,
            "value": value,
            "url": f"?outcome={outcome}#schedule" if outcome else "?#schedule",
            "danger": outcome == "refused" and value > 0,
        }
        for label, value, outcome in listed
    ]


def _events(order, user):
    """The entries under which an order changed, for those who may read the record."""
    if not user.has_perm("audit.view_entry"):
        return None
    entries = order.history.values("entry")
    return [
        {
            "when": entry.recorded_at,
            "title": entry.act,
            "by": entry.actor_name,
            "text": entry.reason,
            "url": reverse("audit:entry_detail", args=[entry.sequence]),
        }
        for entry in Entry.objects.sealed().filter(pk__in=entries).newest_first()
    ]


def _crumbs(order=None, act=""):
    """The way from the home page to an order, or to an act on it."""
    crumbs = [(_("Home"), reverse("home")), (_("Orders"), reverse("permits:order_list"))]
    if order is None:
        return [*crumbs, (_("Draw up an order"), "")]
    here = [(str(order), order.get_absolute_url()), (act, "")] if act else [(str(order), "")]
    return crumbs + here


def _drawn_up(order):
    count = order.schedule.count()
    return ngettext(
        "Order %(order)s is drawn up, with %(count)s permit on its schedule.",
        "Order %(order)s is drawn up, with %(count)s permits on its schedule.",
        count,
    ) % {"order": order, "count": count}


def _carried_out(order, done):
    changed = ngettext(
        "Order %(order)s is signed and carried out: %(count)s permit changed.",
        "Order %(order)s is signed and carried out: %(count)s permits changed.",
        done.carried_out,
    ) % {"order": order, "count": done.carried_out}
    if not done.refused:
        return changed
    refused = ngettext(
        "%(count)s permit on the schedule was refused.",
        "%(count)s permits on the schedule were refused.",
        done.refused,
    ) % {"count": done.refused}
    return f"{changed} {refused}"
