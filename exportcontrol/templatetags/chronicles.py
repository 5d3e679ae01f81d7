"""The two timelines of a case, with what was decided on it, drawn to one scale."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions.models import Decision
from investigations.chronicle import Step, occurrences_of, span_of, steps_of
from investigations.drawing import Line, Span, line_of
from investigations.models import Investigation, Occurrence

register = template.Library()


@dataclass(frozen=True)
class Chronicle:
    """What happened, and what the inquiry did; each row has its marker in the picture."""

    happened: list[Occurrence]
    done: list[Step]
    picture: Line | None


@register.simple_tag(takes_context=True)
def chronicle_of(context, investigation: Investigation) -> Chronicle:
    """Both timelines as this reader may see them."""
    reader = context["user"]
    happened = occurrences_of(investigation, reader)
    done = sorted(
        [*steps_of(investigation, reader), *_decided(investigation, reader), *_ordered(context)],
        key=lambda step: step.day,
    )
    picture = line_of([span_of(each) for each in happened], [_day(step.day) for step in done])
    return Chronicle(happened, done, picture)


def _day(day: date) -> Span:
    return Span(day, day)


def _ordered(context) -> list[Step]:
    """The order on which the investigation was opened."""
    order = context["investigation"].order
    if order is None or not context["user"].has_perm("permits.view_order"):
        return []
    title = _("Order %(order)s takes effect") % {"order": order}
    day = timezone.localdate(order.effective_at)
    return [Step(day, title, url=order.get_absolute_url())]


def _decided(investigation: Investigation, reader) -> list[Step]:
    """The decisions that rest on the investigation, as they were signed."""
    if not reader.has_perm("decisions.view_decision"):
        return []
    signed = Decision.objects.filter(investigation=investigation, signed_at__isnull=False)
    return [
        Step(
            timezone.localdate(decision.signed_at),
            _("Decision %(decision)s is signed") % {"decision": decision},
            by=str(decision.signed_for or ""),
            url=decision.get_absolute_url(),
        )
        for decision in signed.select_related("signed_for")
    ]
