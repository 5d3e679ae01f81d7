"""The page of what a breached undertaking reaches, from which an order or a case is begun."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.reach import reach_of_breach, rows_of
from investigations.models import Finding
from permits.filters import MOST_CHOSEN
from permits.models.permits import PermitStatus
from permits.paging import page_of

SHOWN = 100


@permission_required(
    ["investigations.view_finding", "permits.view_permit"],
    raise_exception=True,
)
def breach_reach(request, number):
    """Every permit, application and assurance on the same assurer or the same undertaking."""
    finding = _finding(request, number)
    narrow = request.GET.get("on") == "undertaking"
    reach = reach_of_breach(finding, reader=request.user, narrow=narrow)
    page = page_of(reach.permits.with_rows(), keys=["-status", "-pk"], query=request.GET)
    register = f"{reverse('permits:permit_list')}?{reach.query}"
    by_status = _by_status(reach, register)
    applications = reach.applications.with_rows().order_by("status", "-received_at", "-pk")
    context = {
        "finding": finding,
        "reach": reach,
        "by_status": by_status,
        "page": page,
        "rows": rows_of(page.rows, reach),
        "query": reach.query,
        "applications": applications[:SHOWN],
        "assurances": _assurances(reach)[:SHOWN],
        "numbers": _numbers(reach, by_status, register),
        "most": MOST_CHOSEN,
        "crumbs": _crumbs(finding),
    }
    return render(request, "applications/breach_reach.html", context)


def _finding(request, number):
    visible = Finding.objects.visible_to(request.user).of_breach()
    related = visible.select_related("investigation", "undertaking__assurance__issuer")
    return get_object_or_404(related, number=number)


def _by_status(reach, register):
    return [
        (PermitStatus(status), found, f"{register}&status={status}")
        for status, found in reach.by_status.items()
    ]


def _numbers(reach, by_status, register):
    """How many of each there are; each number opens its list."""
    issuer = reach.undertaking.assurance.issuer_id
    permits = sum(found.permits for _status, found, _url in by_status)
    return [
        {"label": _("Permits"), "value": permits, "url": register},
        {"label": _("Applications"), "value": reach.applications.count(), "url": "#applications"},
        {
            "label": _("Assurances"),
            "value": reach.assurances.count(),
            "url": f"{reverse('permits:assurance_list')}?issuer={issuer}",
        },
    ]


def _assurances(reach):
    return reach.assurances.select_related("issuer").prefetch_related("undertakings")


def _crumbs(finding):
    investigation = finding.investigation
    return [
        (_("Home"), reverse("home")),
        (_("Investigations"), reverse("investigations:investigation_list")),
        (str(investigation), investigation.get_absolute_url()),
        (str(finding), finding.get_absolute_url()),
        (_("What it reaches"), ""),
    ]
