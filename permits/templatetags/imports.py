"""What the pages of imports say of a profile."""

from django import template

from permits.register_files import PROFILES

register = template.Library()


@register.filter
def profile_label(name):
    """A profile in words; one that is no longer known is named as it was kept."""
    return PROFILES[name].label if name in PROFILES else name
