"""The register: its list and the selections made from it, a permit's page, and its shipments."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from audit.reading import versions
from permits import actions, rules
from permits.exporting import csv_of, is_long, list_name
from permits.filters import MOST_CHOSEN, PermitFilter, chosen_in, general_in, selecting
from permits.forms.permits import AsAtForm, ShipmentForm
from permits.jobs import ask_for_list
from permits.models import Order, Permit
from permits.models.orders import OrderKind
from permits.paging import page_of
from permits.reporting import report_due, utilization_of
from permits.rules import assuring
from permits.standing import remarks_on, spells, standing_on


@permission_required("permits.view_permit", raise_exception=True)
def permit_list(request):
    """Which permits are these? Filtered, sorted, and chosen for an act."""
    register = PermitFilter(request.GET, queryset=Permit.objects.visible_to(request.user))
    query = request.GET.copy()
    query.pop("permit", None)
    page = page_of(register.permits.with_rows(), keys=register.keys, query=query)
    try:
        chosen = chosen_in(request.GET)
    except ValidationError:
        chosen = []
    shown = {permit.pk for permit in page}
    context = {
        "filter": register,
        "page": page,
        "chosen": chosen,
        "elsewhere": [key for key in chosen if key not in shown],
        "here": request.GET.urlencode(),
        "query": query.urlencode(),
        "most": MOST_CHOSEN,
    }
    return render(request, "permits/permit_list.html", context)


@require_POST
@permission_required("permits.view_permit", raise_exception=True)
def permit_select(request):
    """Take the rows chosen along: to another page of the list, or to an act on all of them."""
    here = QueryDict(request.POST.get("here"), mutable=True)
    back = f"{reverse('permits:permit_list')}?{here.urlencode()}"
    try:
        chosen = chosen_in(request.POST)
        if "show" in request.POST:
            there = QueryDict(request.POST["show"].removeprefix("?"), mutable=True)
            return redirect(f"{reverse('permits:permit_list')}?{_with_chosen(there, chosen)}")
        selection = selecting(here, chosen, everything="all" in request.POST)
        general = general_in(selection, request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(back)
    if general:
        messages.warning(request, _left_out(general))
    return redirect(_beyond(request.POST.get("to", ""), selection))


@permission_required("permits.export_permit", raise_exception=True)
def permit_export(request):
    """The list as a file, of exactly what matches: at once, or by a job where it is long."""
    register = PermitFilter(request.GET, queryset=Permit.objects.visible_to(request.user))
    if not register.is_valid():
        messages.error(request, _("The list cannot be exported: its filters cannot be read."))
        return redirect(f"{reverse('permits:permit_list')}?{request.GET.urlencode()}")
    if is_long(register.permits):
        back = f"{reverse('permits:permit_list')}?{request.GET.urlencode()}"
        return redirect(ask_for_list(request.GET, by=request.user, back_to=back))
    lines = csv_of(register.permits.order_by(*register.keys))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{list_name()}"'
    return response


@permission_required("permits.view_permit", raise_exception=True)
def permit_detail(request, reference):
    """What may be shipped under a permit, on any day, and why not; and all that happened to it."""
    permit = _permit(request, reference)
    form = AsAtForm(request.GET if "on" in request.GET else None)
    today = standing_on(permit, timezone.localdate())
    following = spells(permit)
    context = {
        "permit": permit,
        "form": form,
        "today": today,
        "standing": standing_on(permit, form.cleaned_data["on"]) if form.is_valid() else today,
        "spells": following,
        "destinations": [
            (country.name_on(permit.issued_on), country.name) for country in permit.destinations
        ],
        "assurances": [rests.assurance for rests in permit.rests_on.all()],
        "shipments": _shipments(permit, following),
        "utilization": utilization_of(permit),
        "against_reporting": assuring.against_reporting(permit),
        "against_verifying": assuring.against_verifying(permit),
        "acts": _acts(permit),
        "amending": Order.objects.visible_to(request.user).that_amended(permit),
        "versions": versions(Permit, permit.pk, limit=50),
        "crumbs": _crumbs(permit),
    }
    return render(request, "permits/permit_detail.html", context)


@permission_required("permits.add_shipment", raise_exception=True)
def shipment_new(request, reference):
    """Record a shipment that the holder reported."""
    permit = _permit(request, reference)
    form = ShipmentForm(request.POST or None, permit=permit)
    if form.is_valid():
        try:
            shipment = actions.record_shipment(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            done = _("Shipment %(shipment)s is recorded.") % {"shipment": shipment}
            messages.success(request, done)
            for remark in remarks_on(shipment, permit, spells(permit)):
                messages.warning(request, remark.label)
            return redirect(permit)
    context = {"permit": permit, "form": form, "crumbs": _crumbs(permit, _("Record a shipment"))}
    return render(request, "permits/shipment_new.html", context)


def _permit(request, reference):
    """The permit of this number, with all that its page says."""
    whole = (
        Permit.objects.visible_to(request.user)
        .select_related("holder__country", "destination", "end_user__country", "end_use_country")
        .prefetch_related(
            "destination__names",
            "joint_destinations__country__names",
            "lines__shipments__deliveries",
            "lines__item__edition",
            "consignees__party__country",
            "consignees__country",
            "conditions",
            "rests_on__assurance__issuer",
            "rests_on__assurance__undertakings",
            "verifications__asked_of",
            "verifications__undertaking",
            "verifications__results",
            "utilization_reports",
            "changes__order",
            "changes__entry",
        )
    )
    return get_object_or_404(whole, reference=reference)


def _shipments(permit, following):
    """Every shipment with its line, what is to be noticed, and when its report was due."""
    made = [(shipment, line) for line in permit.lines.all() for shipment in line.shipments.all()]
    return [
        (shipment, line, remarks_on(shipment, permit, following), report_due(shipment, permit))
        for shipment, line in sorted(made, key=lambda pair: (pair[0].shipped_on, pair[0].pk))
    ]


def _acts(permit):
    """Each kind of order with every reason against its reaching this permit now."""
    kinds = [OrderKind.SUSPEND, OrderKind.REINSTATE]
    against = {
        kind.value: rules.AGAINST[kind](permit, effective_at=timezone.now()) for kind in kinds
    }
    cancelling = rules.against_cancelling(permit, effective_at=timezone.now())
    return {
        **against,
        "cancel": [*cancelling, rules.Refusal.NEEDS_DECISION],
        "amend": rules.against_asking(permit),
    }


def _crumbs(permit, act=""):
    crumbs = [(_("Home"), reverse("home")), (_("Register"), reverse("permits:permit_list"))]
    if not act:
        return [*crumbs, (str(permit), "")]
    return [*crumbs, (str(permit), permit.get_absolute_url()), (act, "")]


def _with_chosen(query, chosen):
    query.pop("permit", None)
    if chosen:
        query["permit"] = ".".join(map(str, chosen))
    return query.urlencode()


def _beyond(address, selection):
    """An address of this site, with the selection added to what it asks."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        raise SuspiciousOperation("A selection is taken to a page of this site only.")
    return f"{address}{'&' if '?' in address else '?'}{selection.urlencode()}"


def _left_out(general):
    return ngettext(
        "%(count)s general permit is left out: no individual act reaches it.",
        "%(count)s general permits are left out: no individual act reaches them.",
        general,
    ) % {"count": general}
