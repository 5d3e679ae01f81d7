"""Editions of the control lists: what each says, and what it changed in the one before."""

from itertools import groupby

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from permits.models import ControlListEdition


@permission_required("permits.view_controllistedition", raise_exception=True)
def control_list_list(request):
    """Every edition of every list, the newest of each list first."""
    editions = ControlListEdition.objects.annotate(provisions=Count("items"))
    return render(request, "permits/control_list_list.html", {"editions": editions})


@permission_required("permits.view_controllistedition", raise_exception=True)
def control_list_detail(request, pk):
    """What one edition says, in the order of the list."""
    edition = get_object_or_404(ControlListEdition, pk=pk)
    items = edition.items.order_by("sort_key")
    context = {
        "edition": edition,
        "earlier": edition.previous(),
        "groups": [(group, list(found)) for group, found in groupby(items, lambda i: i.group)],
        "crumbs": _crumbs((str(edition), "")),
    }
    return render(request, "permits/control_list_detail.html", context)


@permission_required("permits.view_controllistedition", raise_exception=True)
def control_list_changes(request, pk):
    """What one edition added to the one before it, removed from it, and worded otherwise."""
    edition = get_object_or_404(ControlListEdition, pk=pk)
    earlier = edition.previous()
    changes = edition.changes_since(earlier) if earlier else None
    context = {
        "edition": edition,
        "earlier": earlier,
        "changes": changes,
        "numbers": changes and _numbers(changes),
        "crumbs": _crumbs((str(edition), edition.get_absolute_url()), (_("What changed"), "")),
    }
    return render(request, "permits/control_list_changes.html", context)


def _numbers(changes):
    """How much changed, each number a link to what did."""
    kinds = [
        ("added", _("Added"), changes.added),
        ("removed", _("Removed"), changes.removed),
        ("reworded", _("Reworded"), changes.reworded),
    ]
    return [
        {"label": label, "value": len(found), "url": f"#{kind}" if found else ""}
        for kind, label, found in kinds
    ]


def _crumbs(*here):
    way = [(_("Home"), reverse("home")), (_("Control lists"), reverse("permits:control_list_list"))]
    return [*way, *here]
