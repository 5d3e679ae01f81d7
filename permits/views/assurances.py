"""End-use assurances: which there are, what each undertakes, and what rests on it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits import actions
from permits.filters import AssuranceFilter
from permits.forms.assurances import (
    AssuranceForm,
    AssuranceLineRows,
    RestForm,
    UndertakingRows,
    filled_in,
)
from permits.models import Assurance, Permit
from permits.models.permits import PermitStatus
from permits.models.totals import reach_by_status
from permits.paging import page_of

UNDERTAKINGS, LINES = "undertakings", "lines"


@permission_required("permits.view_permit", raise_exception=True)
def assurance_list(request):
    """Which assurances are there, and were they kept?"""
    visible = Assurance.objects.visible_to(request.user)
    related = visible.select_related("issuer").prefetch_related("undertakings")
    found = AssuranceFilter(request.GET, queryset=related)
    page = page_of(found.qs, keys=("-given_on", "-pk"), query=request.GET)
    context = {"filter": found, "page": page, "crumbs": _crumbs(_("End-use assurances"))}
    return render(request, "permits/assurance_list.html", context)


@permission_required("permits.view_permit", raise_exception=True)
def assurance_detail(request, pk):
    """What exactly is undertaken here, was it kept, and what rests on it?"""
    assurance = _assurance(request, pk)
    resting = Permit.objects.visible_to(request.user).resting_on([assurance])
    context = {
        "assurance": assurance,
        "by_status": _by_status(assurance, reach_by_status(resting)),
        "page": page_of(resting.with_rows(), keys=("-issued_on", "-pk"), query=request.GET),
        "crumbs": _crumbs(str(assurance), _all()),
    }
    return render(request, "permits/assurance_detail.html", context)


@permission_required("permits.record_assurance", raise_exception=True)
def assurance_new(request):
    """Record an assurance, with as many undertakings and goods as it has."""
    if "more" in request.POST:
        form, undertakings, lines = _with_more_rows(request.POST)
    else:
        form = AssuranceForm(request.POST or None)
        undertakings = UndertakingRows(request.POST or None, prefix=UNDERTAKINGS)
        lines = AssuranceLineRows(request.POST or None, prefix=LINES)
        # Each is asked, so that everything wrong is shown at once.
        if all([form.is_valid(), undertakings.is_valid(), lines.is_valid()]):
            if recorded := _recorded(request, form, undertakings, lines):
                return redirect(recorded)
    context = {
        "form": form,
        "undertakings": undertakings,
        "lines": lines,
        "crumbs": _crumbs(_("Record an assurance"), _all()),
    }
    return render(request, "permits/assurance_new.html", context)


@permission_required("permits.record_assurance", raise_exception=True)
def assurance_rest(request, pk):
    """Make permits rest on an assurance that came after them."""
    assurance = _assurance(request, pk)
    form = RestForm(request.POST or None)
    if form.is_valid():
        permits, reason = form.cleaned_data["numbers"], form.cleaned_data["reason"]
        try:
            count = actions.rest_on(assurance, permits, by=request.user, reason=reason)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = ngettext(
                "%(count)d more permit rests on it.", "%(count)d more permits rest on it.", count
            )
            messages.success(request, words % {"count": count})
            return redirect(assurance)
    here = (str(assurance), assurance.get_absolute_url())
    context = {
        "assurance": assurance,
        "form": form,
        "crumbs": _crumbs(_("Add permits"), _all(), here),
    }
    return render(request, "permits/assurance_rest.html", context)


def _assurance(request, pk):
    """The assurance of this key, for those who may see it, with the names that it says."""
    visible = Assurance.objects.visible_to(request.user).select_related(
        "issuer__country", "exporter", "consignee", "end_user", "location_country"
    )
    return get_object_or_404(visible.prefetch_related("undertakings", "lines"), pk=pk)


def _recorded(request, form, undertakings, lines):
    """The assurance as recorded, or None when it was refused and the form says why."""
    try:
        assurance = actions.record_assurance(
            **form.facts(),
            undertakings=[row.cleaned_data for row in filled_in(undertakings)],
            lines=[row.facts() for row in filled_in(lines)],
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    words = _("Assurance %(assurance)s is recorded.") % {"assurance": assurance}
    messages.success(request, words)
    return assurance


def _with_more_rows(data):
    """The forms as typed, not judged yet, with further rows of the kind asked for."""
    form = AssuranceForm(initial=data.dict())
    more = data["more"]
    return (
        form,
        _typed(UndertakingRows, UNDERTAKINGS, data, more=2 if more == UNDERTAKINGS else 0),
        _typed(AssuranceLineRows, LINES, data, more=2 if more == LINES else 0),
    )


def _typed(rows, prefix, data, *, more):
    bound = rows(data, prefix=prefix)
    names = rows.form.base_fields
    typed = [
        {name: data.get(form.add_prefix(name)) for name in names if form.add_prefix(name) in data}
        for form in bound.forms
    ]
    unjudged = rows(initial=typed, prefix=prefix)
    unjudged.extra = more
    return unjudged


def _by_status(assurance, reach):
    """What rests on it, by status; each number opens its list in the register."""
    register = f"{reverse('permits:permit_list')}?assurance={assurance.pk}"
    return [
        (PermitStatus(status), found, f"{register}&status={status}")
        for status, found in reach.items()
    ]


def _all():
    return _("End-use assurances"), reverse("permits:assurance_list")


def _crumbs(here, *between):
    home = [(_("Home"), reverse("home")), (_("Register"), reverse("permits:permit_list"))]
    return [*home, *between, (here, "")]
