"""Pages of the population of a review: its question, its frozen list, and what came later."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations.actions import covering
from investigations.forms.coverage import FreezeForm, PopulationForm
from investigations.models import Population
from investigations.models.coverage import PopulationStatus
from investigations.overview import coverage_of_population
from investigations.rules import coverage as rules
from investigations.views.investigations import found
from investigations.views.outcomes import outcome
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm
from permits.paging import COUNTED_TO, page_of

LOOKED_AT = 20  # permits shown of a question that is not frozen


def _population(request, number, position):
    investigation = found(request, number)
    related = Population.objects.select_related(
        "investigation", "destination", "suspended_by", "frozen_by"
    )
    return get_object_or_404(related, investigation=investigation, position=position)


@permission_required("investigations.change_investigation", raise_exception=True)
def population_new(request, number):
    investigation = found(request, number)
    form = PopulationForm(request.POST or None, initial={"as_of": timezone.localdate()})
    defined = outcome(
        request, form, lambda given: covering.define(investigation, **given, by=request.user)
    )
    if defined:
        messages.success(request, _("The question is saved. Look at its answer, then freeze it."))
        return redirect(defined)
    return act_page(
        request,
        "investigations/population_new.html",
        form,
        about=investigation,
        heading=_("Define the population of the review"),
        label=_("Save the question"),
        refusals=_against_defining(investigation, request.user),
    )


def _against_defining(investigation, person):
    return rules.against_defining(investigation, as_of=timezone.localdate(), by=person)


@permission_required("investigations.change_investigation", raise_exception=True)
def population_edit(request, number, position):
    population = _population(request, number, position)
    form = PopulationForm(request.POST or None, instance=population)
    if outcome(
        request,
        form,
        lambda given: covering.define(
            population.investigation, **given, population=population, by=request.user
        ),
    ):
        messages.success(request, _("The question is saved. Look at its answer, then freeze it."))
        return redirect(population)
    return act_page(
        request,
        "investigations/population_edit.html",
        form,
        about=population,
        heading=_("Put the question otherwise"),
        label=_("Save the question"),
        refusals=rules.against_redefining(population, by=request.user),
    )


@permission_required("investigations.view_investigation", raise_exception=True)
def population_detail(request, number, position):
    """Before it is frozen, what the register answers now; afterwards, the list and its review."""
    population = _population(request, number, position)
    shown = {
        "investigation": population.investigation,
        "population": population,
        "crumbs": crumbs(population.investigation, here=str(population)),
    }
    if population.status != PopulationStatus.FROZEN:
        found_now = population.matching()
        shown["count"] = found_now.count()
        shown["some"] = found_now.order_by("pk").with_rows()[:LOOKED_AT]
        shown["against_changing"] = rules.against_redefining(population, by=request.user)
        shown["against_freezing"] = rules.against_freezing(
            population, found=shown["count"], by=request.user
        )
    else:
        rows = population.permits.select_related("permit__holder", "permit__destination")
        shown["page"] = page_of(rows, keys=["pk"], query=request.GET)
        shown["reviews"] = _reviews(population, shown["page"])
        shown["coverage"] = coverage_of_population(population)
        shown["later"] = _later(population)
    return render(request, "investigations/population_detail.html", shown)


def _reviews(population, page):
    """The review of each permit on the page, with what departments said of it."""
    permits = [row.permit_id for row in page]
    rows = population.investigation.scope.filter(permit__in=permits)
    related = rows.select_related("reviewed_by").prefetch_related("consulted__consultation")
    by_permit = {row.permit_id: row for row in related}
    return [(row, by_permit.get(row.permit_id)) for row in page]


def _later(population):
    """How many permits outside the list would match on its own day, and today; counted so far."""
    days = {"then": population.as_of, "today": timezone.localdate()}
    return {
        name: population.outside(day).order_by()[: COUNTED_TO + 1].count()
        for name, day in days.items()
    }


@permission_required("investigations.view_investigation", raise_exception=True)
def population_outside(request, number, position):
    """Permits that would match, on the day asked about or today, and are not on the frozen list."""
    population = _population(request, number, position)
    then = request.GET.get("on") == "then"
    day = population.as_of if then else timezone.localdate()
    rows = population.outside(day).with_rows()
    return render(
        request,
        "investigations/population_outside.html",
        {
            "investigation": population.investigation,
            "population": population,
            "page": page_of(rows, keys=("-issued_on", "-pk"), query=request.GET),
            "then": then,
            "day": day,
            "crumbs": crumbs(
                population.investigation, population, here=_("Outside the frozen population")
            ),
        },
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def population_freeze(request, number, position):
    population = _population(request, number, position)
    count = population.matching().count()
    form = FreezeForm(request.POST or None, initial={"expected": count})
    frozen = outcome(
        request, form, lambda given: covering.freeze(population, **given, by=request.user)
    )
    if frozen:
        words = ngettext(
            "The population is frozen with %(count)d permit.",
            "The population is frozen with %(count)d permits.",
            frozen.count,
        )
        messages.success(request, words % {"count": frozen.count})
        return redirect(frozen)
    if form.is_bound:
        # What was looked at is what is there now: another press agrees to that number.
        form.data = {**form.data.dict(), "expected": count}
    return act_page(
        request,
        "investigations/population_freeze.html",
        form,
        about=population,
        heading=_("Freeze the population"),
        label=_("Freeze the list"),
        refusals=rules.against_freezing(population, found=count, by=request.user),
        population=population,
        count=count,
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def population_drop(request, number, position):
    population = _population(request, number, position)
    form = ReasonForm(request.POST or None)
    if outcome(request, form, lambda given: covering.drop(population, **given, by=request.user)):
        messages.success(request, _("The question is dropped. It stays on record."))
        return redirect(population)
    return act_page(
        request,
        "investigations/population_drop.html",
        form,
        about=population,
        heading=_("Drop the question"),
        label=_("Drop the question"),
        refusals=rules.against_redefining(population, by=request.user),
        population=population,
    )
