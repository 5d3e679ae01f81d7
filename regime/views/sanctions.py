"""Sanctions regulations: the editions kept, and whom each lists."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from permits.paging import page_of
from regime.actions.sanctions import record_repeal
from regime.filters import SanctionsNameFilter
from regime.forms.lists import RepealForm
from regime.models import SanctionsEdition, SanctionsRepeal
from regime.views.area_lists import crumbs

SANCTIONS = "regime:sanctions_list"


@permission_required("regime.view_sanctions", raise_exception=True)
def sanctions_list(request):
    """Every edition of every regulation kept, the newest of each first."""
    editions = SanctionsEdition.objects.select_related("country").annotate(listed=Count("names"))
    repealed = SanctionsRepeal.objects.standing().exclude(repealed_on=None)
    days = dict(repealed.values_list("instrument", "repealed_on"))
    rows = [(edition, days.get(edition.instrument)) for edition in editions]
    context = {"rows": rows, "crumbs": crumbs(_("Sanctions"))}
    return render(request, "regime/sanctions_list.html", context)


@permission_required("regime.view_sanctions", raise_exception=True)
def sanctions_detail(request, pk):
    """One edition: what it is, and whom it lists."""
    edition = get_object_or_404(SanctionsEdition.objects.select_related("country"), pk=pk)
    names = edition.names.prefetch_related("aliases")
    asked = SanctionsNameFilter(request.GET, queryset=names)
    context = {
        "edition": edition,
        "repeal": edition.repeal(),
        "filter": asked,
        "page": page_of(asked.qs, keys=["position"], query=request.GET),
        "others": SanctionsEdition.objects.of_instrument(edition.instrument).exclude(pk=pk),
        "crumbs": crumbs(edition.title, (_("Sanctions"), SANCTIONS)),
    }
    return render(request, "regime/sanctions_detail.html", context)


@permission_required("regime.load_list", raise_exception=True)
def sanctions_repeal(request, pk):
    """Record that regulations are repealed, or take such a record back."""
    edition = get_object_or_404(SanctionsEdition, pk=pk)
    form = RepealForm(request.POST or None)
    if form.is_valid():
        try:
            repeal = record_repeal(edition, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _said(repeal))
            return redirect(edition)
    context = {
        "edition": edition,
        "repeal": edition.repeal(),
        "form": form,
        "crumbs": crumbs(edition.title, (_("Sanctions"), SANCTIONS)),
    }
    return render(request, "regime/sanctions_repeal.html", context)


def _said(repeal):
    facts = {"instrument": repeal.instrument}
    if repeal.repealed_on is None:
        return _("%(instrument)s is recorded as in force again.") % facts
    facts["day"] = repeal.repealed_on.isoformat()
    return _("%(instrument)s is recorded as repealed on %(day)s.") % facts
