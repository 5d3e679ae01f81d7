"""The page on which a precondition is settled: what is said of it, then what comes back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from regime.actions import preconditions as actions
from regime.forms.preconditions import SettlementForm
from regime.models import Dialogue, MeasureVersion, Precondition
from regime.rules import preconditions as rules


def found(request, pk):
    """The precondition of this key, for those who may see its measure."""
    visible = Precondition.objects.filter(
        version__in=MeasureVersion.objects.visible_to(request.user)
    )
    related = visible.select_related("version__measure", "settled_by", "settled_for")
    return get_object_or_404(related, pk=pk)


@permission_required("regime.settle_precondition", raise_exception=True)
def precondition_settle(request, pk):
    """What is typed is shown again with what comes back to whom, and confirmed on that page."""
    precondition = found(request, pk)
    refusals = rules.against_settling(precondition, by=request.user)
    form = SettlementForm(request.POST or None, by=request.user)
    context = {
        "precondition": precondition,
        "dialogues": Dialogue.objects.visible_to(request.user).serving(precondition),
        "refusals": refusals,
        "form": form,
        "crumbs": _crumbs(precondition),
    }
    changing = refusals or "change" in request.POST
    if not changing and "confirmed" in request.POST:
        settled = form.is_valid() and _settle(form, precondition, request.user)
        if settled:
            messages.success(request, _said(settled))
            return redirect(settled.version)
    elif not changing and _may_be_settled(form, precondition, request.user):
        context["said"] = form.settlement()
        context["becomes"] = dict(form.fields["status"].choices)[context["said"]["status"]]
        form.hide()
        return render(request, "regime/precondition_settle_confirm.html", context)
    return render(request, "regime/precondition_settle.html", context)


def _settle(form, precondition, user):
    """Settle the precondition as typed; if that is refused, the form says why."""
    reason = form.cleaned_data["reason"]
    try:
        return actions.settle(precondition, **form.settlement(), reason=reason, by=user)
    except ValidationError as refusal:
        form.refuse(refusal)
        return None


def _may_be_settled(form, precondition, user):
    """Whether nothing stands against what is typed; if something does, the form says so."""
    if not form.is_valid():
        return False
    refusals = rules.against_settlement(precondition, **form.settlement(), by=user)
    if refusals:
        form.refuse(ValidationError([refusal.error for refusal in refusals]))
    return not refusals


def _said(settled):
    said = _(
        "The precondition “%(precondition)s” is settled: %(status)s. What waited for it is back"
        " with its officers."
    )
    return said % {"precondition": settled, "status": settled.get_status_display()}


def _crumbs(precondition):
    measure = precondition.version.measure
    return [
        (_("Home"), reverse("home")),
        (_("Measures"), reverse("regime:measure_list")),
        (str(measure), measure.get_absolute_url()),
        (_("Settle a precondition"), ""),
    ]
