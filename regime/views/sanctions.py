"""Sanctions regulations: the editions kept, and whom each lists."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from permits.paging import page_of
from regime.filters import SanctionsNameFilter
from regime.models import SanctionsEdition
from regime.views.area_lists import crumbs

SANCTIONS = "regime:sanctions_list"


@permission_required("regime.view_sanctions", raise_exception=True)
def sanctions_list(request):
    """Every edition of every regulation kept, the newest of each first."""
    editions = SanctionsEdition.objects.select_related("country").annotate(listed=Count("names"))
    context = {"editions": editions, "crumbs": crumbs(_("Sanctions"))}
    return render(request, "regime/sanctions_list.html", context)


@permission_required("regime.view_sanctions", raise_exception=True)
def sanctions_detail(request, pk):
    """One edition: what it is, and whom it lists."""
    edition = get_object_or_404(SanctionsEdition.objects.select_related("country"), pk=pk)
    names = edition.names.prefetch_related("aliases")
    asked = SanctionsNameFilter(request.GET, queryset=names)
    context = {
        "edition": edition,
        "filter": asked,
        "page": page_of(asked.qs, keys=["position"], query=request.GET),
        "others": SanctionsEdition.objects.of_instrument(edition.instrument).exclude(pk=pk),
        "crumbs": crumbs(edition.title, (_("Sanctions"), SANCTIONS)),
    }
    return render(request, "regime/sanctions_detail.html", context)
