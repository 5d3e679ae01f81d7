"""Pages of traced components: recording one, and matching it with what was exported."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.candidates import candidates_for
from investigations.forms.tracing import MatchForm, TraceForm
from investigations.models import Trace
from investigations.views.acting import done
from investigations.views.evidence import found_item
from investigations.views.pages import act_page, crumbs
from permits.models import Permit


def found_trace(request, pk):
    """A component, for those who may see the item that shows it."""
    visible = Trace.objects.visible_to(request.user).with_matches()
    return get_object_or_404(
        visible.select_related("evidence__investigation", "country", "recorded_by"), pk=pk
    )


@permission_required("investigations.add_evidence", raise_exception=True)
def trace_new(request, number):
    """Record a component that an item of evidence shows."""
    item = found_item(request, number)
    known = {
        "serial": item.serial_number,
        "model": item.goods_model,
        "place": item.place,
        "documented_by": item.documented_by or item.source,
    }
    form = TraceForm(request.POST or None, initial=known)
    return done(
        request,
        form,
        partial(actions.trace, item, by=request.user),
        said=lambda trace: (
            _("%(component)s is recorded. Now see what it may be matched with.")
            % {"component": trace}
        ),
    ) or act_page(
        request,
        "investigations/trace_new.html",
        form,
        about=item,
        heading=_("Record a traced component"),
        label=_("Record the component"),
        refusals=rules.against_tracing(item, by=request.user),
    )


@permission_required("investigations.view_evidence", raise_exception=True)
def trace_detail(request, pk):
    """A component, its marks and its matches; candidates are offered to whoever may match it."""
    return _trace_page(request, found_trace(request, pk))


@permission_required("investigations.add_evidence", raise_exception=True)
def trace_match(request, pk):
    """Say what a component is matched with."""
    trace = found_trace(request, pk)
    form = _match_form(request, trace, request.POST or None)

    def match(status, reason, **_chosen):
        return actions.match_trace(
            trace, status=status, reason=reason, by=request.user, **form.match()
        )

    return done(
        request,
        form,
        match,
        said=lambda given: f"{given.get_status_display()}: {given.line or '–'}.",
        to=trace.get_absolute_url(),
    ) or _trace_page(request, trace, form)


def _everywhere(request):
    return request.GET.get("everywhere") == "1"


def _match_form(request, trace, data=None):
    found = candidates_for(trace, request.user, everywhere=_everywhere(request))
    return MatchForm(data, candidates=found, permits=Permit.objects.visible_to(request.user))


def _trace_page(request, trace, form=None):
    may_match = request.user.has_perm("investigations.add_evidence")
    against = rules.against_looking(trace, by=request.user) if may_match else []
    if may_match and not against and form is None:
        form = _match_form(request, trace)
    item = trace.evidence
    return render(
        request,
        "investigations/trace_detail.html",
        {
            "trace": trace,
            "item": item,
            "investigation": item.investigation,
            "matches": list(trace.matches.all())[::-1],
            "form": form,
            "against_matching": against,
            "everywhere": _everywhere(request),
            "crumbs": crumbs(item.investigation, item, here=str(trace)),
        },
    )
