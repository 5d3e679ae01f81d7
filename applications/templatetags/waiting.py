"""What waits, for pages of every storey: applications and the preconditions that hold them."""

from django import template

from applications.models import Application
from applications.rules import waiting

register = template.Library()

SHOWN = 20


@register.simple_tag
def pending_for(application):
    """The preconditions that an application waits for now."""
    return waiting.pending_for(application)


@register.simple_tag
def settled_for(application):
    """The preconditions that an open application waited for until they were settled."""
    return waiting.settled_for(application) if application.is_open else []


@register.simple_tag(takes_context=True)
def held_by(context, precondition):
    """The applications that wait for a precondition, of those that the reader may see."""
    visible = Application.objects.visible_to(context["user"])
    return visible.filter(pk__in=waiting.waiting_for(precondition).values("pk"))


@register.simple_tag(takes_context=True)
def released_by(context, precondition):
    """The open applications that a settled precondition held, of those the reader may see."""
    visible = Application.objects.visible_to(context["user"])
    return visible.filter(pk__in=waiting.released_by(precondition).values("pk"))


@register.filter
def first_rows(applications):
    """The first applications of a list, with what a row says of each."""
    return applications.with_rows()[:SHOWN]
