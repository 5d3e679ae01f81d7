"""The scope of a provision in words, names as of a moment, and the rules on a permit."""

from django import template
from django.utils import timezone

from regime.rules import scopes
from regime.rules.applying import Subject, applying
from regime.standing import end_of

register = template.Library()

register.filter("goods", scopes.goods_in_words)
register.filter("kinds", scopes.kinds_in_words)
register.filter("end_users", scopes.end_users_in_words)


@register.filter
def name_on(country, moment):
    """The name that a country bore on the day of a moment."""
    return country.name_on(timezone.localdate(moment))


@register.inclusion_tag("regime/_rules_on_permit.html", takes_context=True)
def rules_on_permit(context, permit, day):
    """What would apply on a day to an application for the same goods and destinations."""
    perms = context.get("perms")
    may_see = perms is not None and perms["regime"]["view_measure"]
    regime = applying(Subject.of_permit(permit), at=end_of(day)) if may_see else None
    return {"regime": regime, "day": day, "permit": permit}
