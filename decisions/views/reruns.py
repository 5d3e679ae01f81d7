"""Batches rerun: what was refused is tried again on a list of its own, and confirmed anew."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from decisions import actions, rules
from decisions.forms import RerunForm
from decisions.views.batches import act_page, batch_of, do_act
from decisions.views.reconciling import refused_by_reason


@permission_required("decisions.prepare_batch", raise_exception=True)
def batch_rerun(request, number):
    """Begin a batch over what another refused and could reach by now."""
    batch = batch_of(request, number)
    form = RerunForm(request.POST or None)
    refusals = rules.against_rerunning(batch)
    if not refusals and form.is_valid():
        again = do_act(form, actions.prepare_rerun, batch, request.user)
        if again:
            said = _("Batch %(batch)s is prepared. Freeze its list next.") % {"batch": again}
            messages.success(request, said)
            return redirect(again)
    context = {"form": form, "by_reason": refused_by_reason(batch)}
    return act_page(request, "batch_rerun", batch, refusals, _("Rerun"), context)
