"""Two timelines of a case: what happened, and what the inquiry did."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from investigations.drawing import Span
from investigations.models import (
    Basis,
    CaseConsultation,
    Challenge,
    Evidence,
    Finding,
    InformationRequest,
    Investigation,
    Occurrence,
)
from investigations.models.analysis import Precision
from investigations.models.consultations import CaseConsultationStatus
from investigations.models.investigations import InvestigationStatus

ABOUT = timedelta(days=10)  # how far from its day an approximate event is drawn


@dataclass(frozen=True)
class Step:
    """Something that the inquiry did, on a day in Ottawa."""

    day: date
    title: str
    by: str = ""
    url: str = ""


def occurrences_of(investigation: Investigation, reader, *, withdrawn: bool = False) -> list:
    """The events of a case, each with the evidence under it that the reader may see."""
    visible = Evidence.objects.visible_to(reader)
    bases = Basis.objects.filter(evidence__in=visible).select_related("evidence")
    rows = (
        investigation.occurrences.exclude(withdrawn_at=None)
        if withdrawn
        else (investigation.occurrences.standing())
    )
    return list(
        rows.select_related("place__country", "withdrawn_by").prefetch_related(
            Prefetch("bases", bases, to_attr="rests_on")
        )
    )


def span_of(occurrence: Occurrence) -> Span:
    """The days that an event may cover, as exactly as they are known."""
    first = occurrence.happened_on
    last = occurrence.ended_on or first
    match occurrence.precision:
        case Precision.MONTH:
            end = calendar.monthrange(last.year, last.month)[1]
            return Span(first.replace(day=1), last.replace(day=end), vague=True)
        case Precision.YEAR:
            return Span(date(first.year, 1, 1), date(last.year, 12, 31), vague=True)
        case Precision.ABOUT:
            return Span(_near(first, -ABOUT), _near(last, ABOUT), vague=True)
    return Span(first, last)


def _near(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def steps_of(investigation: Investigation, reader) -> list[Step]:
    """What was done in the inquiry, first things first."""
    steps = [
        *_opening(investigation),
        *_gathering(investigation, reader),
        *_reviewing(investigation),
        *_consulting(investigation),
        *_asking(investigation, reader),
        *_challenged(investigation, reader),
        *_resting(investigation),
        *_finding(investigation, reader),
    ]
    return sorted(steps, key=lambda step: step.day)


def _opening(investigation: Investigation) -> Iterator[Step]:
    yield Step(
        investigation.learned_on,
        _("The allegation is learned of: %(source)s") % {"source": investigation.allegation_source},
    )
    yield Step(
        timezone.localdate(investigation.opened_at),
        pgettext("investigation", "Opened"),
        by=str(investigation.lead),
        url=investigation.get_absolute_url(),
    )


def _gathering(investigation: Investigation, reader) -> Iterator[Step]:
    """Evidence as it was captured or received, the items of one day together."""
    items = Evidence.objects.visible_to(reader).filter(investigation=investigation)
    ordered = items.order_by("captured_at", "pk")
    for day, together in groupby(ordered, key=lambda item: timezone.localdate(item.captured_at)):
        found = list(together)
        if len(found) == 1:
            title = _("%(item)s captured: %(title)s") % {
                "item": found[0],
                "title": found[0].title or found[0].get_kind_display(),
            }
            yield Step(day, title, url=found[0].get_absolute_url())
            continue
        words = ngettext(
            "%(count)d item captured: %(items)s", "%(count)d items captured: %(items)s", len(found)
        )
        named = ", ".join(str(item) for item in found[:6]) + (" …" if len(found) > 6 else "")
        yield Step(day, words % {"count": len(found), "items": named})


def _reviewing(investigation: Investigation) -> Iterator[Step]:
    for population in investigation.populations.frozen().select_related("frozen_by"):
        words = ngettext(
            "Population frozen: %(title)s, %(count)d permit",
            "Population frozen: %(title)s, %(count)d permits",
            population.count,
        )
        yield Step(
            timezone.localdate(population.frozen_at),
            words % {"title": population, "count": population.count},
            by=str(population.frozen_by),
            url=population.get_absolute_url(),
        )


def _consulting(investigation: Investigation) -> Iterator[Step]:
    ends = {
        CaseConsultationStatus.ANSWERED: _("%(office)s answers %(number)s: %(position)s"),
        CaseConsultationStatus.SILENT: _("No answer to %(number)s from %(office)s"),
        CaseConsultationStatus.WITHDRAWN: _("Consultation %(number)s is withdrawn"),
    }
    asked: list[CaseConsultation] = list(
        investigation.consultations.select_related("asked_by", "closed_by")
    )
    for each in asked:
        facts = {
            "office": each.office,
            "number": each.number,
            "position": each.get_position_display(),
        }
        url = each.get_absolute_url()
        title = _("%(office)s is consulted: %(number)s") % facts
        yield Step(each.asked_on, title, by=str(each.asked_by), url=url)
        if each.closed_on:
            title = ends[each.status] % facts
            yield Step(each.closed_on, title, by=str(each.closed_by), url=url)


def _asking(investigation: Investigation, reader) -> Iterator[Step]:
    """Questions sent to people outside, reminders, and what came of them."""
    sent = InformationRequest.objects.visible_to(reader).filter(investigation=investigation)
    for asked in sent.select_related("sent_by").prefetch_related(
        "reminders__sent_by", "outcomes__recorded_by"
    ):
        facts = {"addressee": asked.addressee, "number": asked.number}
        url = asked.get_absolute_url()
        title = _("%(addressee)s is asked: %(number)s") % facts
        yield Step(asked.sent_on, title, by=str(asked.sent_by), url=url)
        for reminder in asked.reminders.all():
            title = _("%(addressee)s is reminded of %(number)s") % facts
            yield Step(reminder.sent_on, title, by=str(reminder.sent_by), url=url)
        for ended in asked.outcomes.all():
            title = f"{asked.number}, {asked.addressee}: {ended.get_outcome_display()}"
            yield Step(ended.on, title, by=str(ended.recorded_by), url=url)


def _challenged(investigation: Investigation, reader) -> Iterator[Step]:
    visible = Challenge.objects.visible_to(reader).filter(evidence__investigation=investigation)
    for each in visible.select_related("evidence", "received_by", "answer__answered_by"):
        facts = {"party": each.party, "item": each.evidence, "number": each.number}
        url = each.get_absolute_url()
        title = _("%(party)s challenges %(item)s: %(number)s") % facts
        yield Step(each.received_on, title, by=str(each.received_by), url=url)
        if each.is_answered:
            title = _("Challenge %(number)s is answered") % facts
            yield Step(each.answer.answered_on, title, by=str(each.answer.answered_by), url=url)


def _resting(investigation: Investigation) -> Iterator[Step]:
    """When the work rested and was taken up again, by its history."""
    status = InvestigationStatus.ACTIVE
    for version in investigation.history.select_related("entry").order_by("history_id"):
        if InvestigationStatus.ON_HOLD in (status, version.status) and version.status != status:
            resting = version.status == InvestigationStatus.ON_HOLD
            day = timezone.localdate(version.entry.recorded_at)
            title = _("On hold") if resting else _("Resumed")
            yield Step(day, title, by=version.entry.person)
        status = version.status


def _finding(investigation: Investigation, reader) -> Iterator[Step]:
    findings = Finding.objects.visible_to(reader).filter(investigation=investigation)
    for finding in findings.exclude(closed_at=None).select_related("closed_by"):
        yield Step(
            timezone.localdate(finding.closed_at),
            f"{finding} – {finding.get_status_display()}",
            by=str(finding.closed_by),
            url=finding.get_absolute_url(),
        )
    if reader.has_perm("investigations.view_finding"):
        for made in investigation.recommendations.select_related("made_by"):
            yield Step(timezone.localdate(made.made_at), _("Recommendation"), by=str(made.made_by))
