"""The permits in the scope of a measure are suspended: by an order, however many they are."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits import actions as register
from permits import rules as register_rules
from permits.models.orders import OrderKind
from regime.forms.suspending import ScopeOrderForm
from regime.rules import measures as rules
from regime.standing import permits_in_scope
from regime.views.measures import crumbs
from regime.views.versions import version_of


@permission_required("permits.draw_up_order", raise_exception=True)
def measure_version_suspend(request, number, position):
    """Draw up the order: who is in, who is out and why, then its text.

    The permits are found by the scope when the order is drawn up, never carried in the address:
    the order takes them all, each at its version, and waits for a second person's signature.
    """
    version = version_of(request, number, position)
    refusals = rules.against_suspending(version)
    form = ScopeOrderForm(request.POST or None, version=version)
    context = {
        "version": version,
        "measure": version.measure,
        "refusals": refusals,
        "form": form,
        "kind": OrderKind.SUSPEND,
        "crumbs": crumbs(version.measure, _("Suspend by scope")),
    }
    if refusals:
        return render(request, "regime/measure_version_suspend.html", context)
    if "look" in request.POST:
        form.ask_only_when()
    elif form.is_valid():
        if order := _drawn_up(request, form, version):
            return redirect(order)
    context["dry_run"] = register_rules.dry_run(
        _permits(request, form, version),
        kind=OrderKind.SUSPEND,
        effective_at=form.effective_time(),
    )
    return render(request, "regime/measure_version_suspend.html", context)


def _permits(request, form, version):
    """The permits in scope, but for those that are left out."""
    left_out = getattr(form, "cleaned_data", {}).get("left_out") or []
    found = permits_in_scope(version).visible_to(request.user)
    return found.exclude(pk__in=[permit.pk for permit in left_out])


def _drawn_up(request, form, version):
    """The order as typed; if that is refused, the form says why."""
    try:
        order = register.draw_up(
            kind=OrderKind.SUSPEND,
            permits=_permits(request, form, version),
            by=request.user,
            **form.order(),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    count = order.schedule.count()
    said = ngettext(
        "Order %(order)s is drawn up, with %(count)s permit in the scope of %(version)s.",
        "Order %(order)s is drawn up, with %(count)s permits in the scope of %(version)s.",
        count,
    )
    messages.success(request, said % {"order": order, "count": count, "version": version})
    return order
