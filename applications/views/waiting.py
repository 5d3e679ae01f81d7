"""The page of what waits for a precondition, or waited until it was settled."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Application
from applications.rules import waiting
from permits.paging import page_of
from regime.models import MeasureVersion, Precondition
from regime.models.exemptions import PreconditionStatus


@permission_required("applications.view_application", raise_exception=True)
def precondition_waiting(request, pk):
    """The applications that a precondition holds, or held, with the officer of each."""
    visible = MeasureVersion.objects.visible_to(request.user)
    precondition = get_object_or_404(
        Precondition.objects.filter(version__in=visible).select_related(
            "version__measure", "settled_by", "settled_for"
        ),
        pk=pk,
    )
    pending = precondition.status == PreconditionStatus.PENDING
    held = waiting.waiting_for if pending else waiting.released_by
    rows = Application.objects.visible_to(request.user).filter(
        pk__in=held(precondition).values("pk")
    )
    page = page_of(rows.with_rows(), keys=["-received_at", "-pk"], query=request.GET)
    heading = _("Applications that wait") if pending else _("Applications that came back")
    measure = precondition.version.measure
    context = {
        "precondition": precondition,
        "page": page,
        "heading": heading,
        "crumbs": [
            (_("Home"), reverse("home")),
            (_("Measures"), reverse("regime:measure_list")),
            (str(measure), measure.get_absolute_url()),
            (heading, ""),
        ],
    }
    return render(request, "applications/precondition_waiting.html", context)
