"""What pages of cases, evidence and permits show of teams, requests, challenges and traces."""

from django import template

from investigations.models import Challenge, InformationRequest, Trace
from investigations.team import team_of as read_team

register = template.Library()


def _reader(context):
    return context["request"].user


@register.simple_tag(takes_context=True)
def team_of(context, investigation):
    """Who is on the team, and how each stands to the case."""
    return read_team(investigation, _reader(context))


@register.simple_tag(takes_context=True)
def requests_of(context, investigation):
    """The questions sent in a case, by the day by which to answer."""
    visible = InformationRequest.objects.visible_to(_reader(context))
    return list(visible.filter(investigation=investigation).prefetch_related("outcomes"))


@register.simple_tag(takes_context=True)
def open_challenges_in(context, investigation):
    """The challenges to evidence of a case that nobody has answered."""
    visible = Challenge.objects.visible_to(_reader(context)).unanswered()
    return list(visible.filter(evidence__investigation=investigation).select_related("evidence"))


@register.simple_tag(takes_context=True)
def traces_in(context, investigation):
    """The components traced in a case."""
    visible = Trace.objects.visible_to(_reader(context)).with_matches()
    return list(visible.filter(evidence__investigation=investigation))


@register.simple_tag(takes_context=True)
def traces_on(context, item):
    """The components that an item of evidence shows."""
    return list(Trace.objects.visible_to(_reader(context)).with_matches().filter(evidence=item))


@register.simple_tag(takes_context=True)
def traces_to(context, permit):
    """The components matched with a line of a permit, as far as the reader may see them."""
    visible = Trace.objects.visible_to(_reader(context)).with_matches()
    return list(visible.matched_with(permit).select_related("evidence__investigation"))
