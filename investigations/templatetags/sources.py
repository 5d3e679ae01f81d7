"""Counts of items and of the independent sources that they come from."""

from django import template

from investigations.sources import counted

register = template.Library()


@register.simple_tag
def origins_of(investigation):
    """The origin of every item of a case, read once for the counts of a page."""
    return investigation.evidence.origins()


@register.simple_tag
def cited_sources_of(citations):
    """The same for what citations of one finding cite."""
    return counted([citation.evidence for citation in citations])


@register.simple_tag
def sources_of(items, origins=None):
    """In words, how many items these are, and from how many independent sources."""
    return counted(items, origins or None)
