"""Which undertakings were breached, as adopted findings say: computed, never kept."""

from collections import defaultdict

from django import template

from investigations.models import Finding

register = template.Library()


@register.simple_tag(takes_context=True)
def breaches_of(context, assurances):
    """The adopted findings that the reader may see, by the key of the undertaking they name.

    One statement, however many assurances there are.
    """
    found = defaultdict(list)
    keys = [assurance.pk for assurance in assurances]
    if keys:
        visible = Finding.objects.visible_to(context["request"].user)
        for finding in visible.standing().filter(undertaking__assurance__in=keys):
            found[finding.undertaking_id].append(finding)
    return dict(found)


@register.simple_tag(takes_context=True)
def breaches_of_one(context, assurance):
    """The same for a single assurance."""
    return breaches_of(context, [assurance])


@register.simple_tag
def breach_of(undertaking, breaches):
    """The findings that say this undertaking was breached."""
    return breaches.get(undertaking.pk, []) if breaches else []
