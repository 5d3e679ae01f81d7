"""Pages of what happened and where: two timelines side by side, and the places of the case."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from investigations.actions import timelines
from investigations.chronicle import occurrences_of
from investigations.drawing import map_of
from investigations.forms.analysis import OccurrenceForm, PlaceForm
from investigations.models import Occurrence, Place
from investigations.rules import analysis as rules
from investigations.views.investigations import found
from investigations.views.outcomes import outcome
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm


@permission_required("investigations.view_investigation", raise_exception=True)
def case_timeline(request, number):
    """What happened beside what the inquiry did; a tag of the page gathers and draws it."""
    investigation = found(request, number)
    return render(
        request,
        "investigations/case_timeline.html",
        {
            "investigation": investigation,
            "withdrawn": occurrences_of(investigation, request.user, withdrawn=True),
            "refusals": _against(investigation, request.user),
            "crumbs": crumbs(investigation, here=_("Timeline")),
        },
    )


def _against(investigation, person):
    return rules.against_recording(investigation, place=None, items=[], by=person)


@permission_required("investigations.analyse", raise_exception=True)
def occurrence_new(request, number):
    investigation = found(request, number)
    form = OccurrenceForm(
        request.POST or None,
        investigation=investigation,
        reader=request.user,
        initial={"place": request.GET.get("place")},
    )
    if outcome(
        request,
        form,
        lambda given: timelines.record_occurrence(investigation, **given, by=request.user),
    ):
        messages.success(request, _("The event is on the timeline."))
        return redirect("investigations:case_timeline", number=number)
    return act_page(
        request,
        "investigations/occurrence_new.html",
        form,
        about=investigation,
        heading=_("Record an event"),
        label=_("Record the event"),
        refusals=_against(investigation, request.user),
    )


def _occurrence(investigation, key):
    return get_object_or_404(
        Occurrence.objects.select_related("investigation", "place"),
        investigation=investigation,
        pk=key,
    )


@permission_required("investigations.analyse", raise_exception=True)
def occurrence_edit(request, number, key):
    investigation = found(request, number)
    occurrence = _occurrence(investigation, key)
    form = OccurrenceForm(
        request.POST or None,
        instance=occurrence,
        investigation=investigation,
        reader=request.user,
    )
    if outcome(
        request,
        form,
        lambda _given: timelines.record_occurrence(
            investigation, **form.facts(), occurrence=occurrence, by=request.user
        ),
    ):
        messages.success(request, _("The event is corrected; its history keeps what it said."))
        return redirect("investigations:case_timeline", number=number)
    return act_page(
        request,
        "investigations/occurrence_edit.html",
        form,
        about=investigation,
        heading=_("Correct an event"),
        label=_("Record the correction"),
        refusals=rules.against_changing_occurrence(occurrence, by=request.user),
        occurrence=occurrence,
    )


@permission_required("investigations.analyse", raise_exception=True)
def occurrence_withdraw(request, number, key):
    investigation = found(request, number)
    occurrence = _occurrence(investigation, key)
    form = ReasonForm(request.POST or None)
    if outcome(
        request,
        form,
        lambda given: timelines.withdraw_occurrence(occurrence, **given, by=request.user),
    ):
        messages.success(request, _("The event is withdrawn. It stays on record."))
        return redirect("investigations:case_timeline", number=number)
    return act_page(
        request,
        "investigations/occurrence_withdraw.html",
        form,
        about=investigation,
        heading=_("Withdraw an event"),
        label=_("Withdraw the event"),
        refusals=rules.against_changing_occurrence(occurrence, by=request.user),
        occurrence=occurrence,
    )


@permission_required("investigations.view_investigation", raise_exception=True)
def place_list(request, number):
    """The places of the case, drawn where coordinates are known, and those that permits name."""
    investigation = found(request, number)
    places = list(investigation.places.select_related("country").order_by("name"))
    events = occurrences_of(investigation, request.user)
    for each in places:
        each.events = [event for event in events if event.place_id == each.pk]
    spots = [
        (row, each.name, float(each.latitude), float(each.longitude))
        for row, each in enumerate(places, start=1)
        if each.latitude is not None
    ]
    return render(
        request,
        "investigations/place_list.html",
        {
            "investigation": investigation,
            "places": places,
            "map": map_of(spots),
            "end_uses": _end_uses(investigation, {each.name for each in places}),
            "refusals": _against(investigation, request.user),
            "crumbs": crumbs(investigation, here=_("Places")),
        },
    )


def _end_uses(investigation, known):
    """Places of end use that permits in scope name, with how many do; those not in the list."""
    named = investigation.scope.order_by().exclude(permit__end_use_location="")
    counted = named.values_list("permit__end_use_location").annotate(count=Count("pk"))
    return [(name, count) for name, count in counted.order_by("-count")[:50] if name not in known]


@permission_required("investigations.analyse", raise_exception=True)
def place_new(request, number):
    investigation = found(request, number)
    form = PlaceForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if outcome(
        request,
        form,
        lambda given: timelines.record_place(investigation, **given, by=request.user),
    ):
        messages.success(request, _("The place is recorded."))
        return redirect("investigations:place_list", number=number)
    return act_page(
        request,
        "investigations/place_new.html",
        form,
        about=investigation,
        heading=_("Record a place"),
        label=_("Record the place"),
        refusals=_against(investigation, request.user),
    )


@permission_required("investigations.analyse", raise_exception=True)
def place_edit(request, number, key):
    investigation = found(request, number)
    ours = Place.objects.select_related("country", "investigation")
    place = get_object_or_404(ours, investigation=investigation, pk=key)
    form = PlaceForm(request.POST or None, instance=place)
    if outcome(
        request,
        form,
        lambda given: timelines.record_place(investigation, **given, place=place, by=request.user),
    ):
        messages.success(request, _("The place is corrected; its history keeps what it said."))
        return redirect("investigations:place_list", number=number)
    return act_page(
        request,
        "investigations/place_edit.html",
        form,
        about=investigation,
        heading=_("Correct a place"),
        label=_("Record the correction"),
        refusals=_against(investigation, request.user),
    )
