"""How items of evidence are named to a reader: those hidden from them are named by nothing."""

from datetime import UTC, date

from django import template

from investigations.models import Evidence

register = template.Library()


def hidden_from(context):
    """The keys of restricted items that the reader of a page may not see, asked once a page."""
    request = context["request"]
    if not hasattr(request, "hidden_evidence"):
        visible = Evidence.objects.visible_to(request.user).order_by().values("pk")
        hidden = Evidence.objects.filter(is_restricted=True).exclude(pk__in=visible)
        request.hidden_evidence = set(hidden.order_by().values_list("pk", flat=True))
    return request.hidden_evidence


@register.simple_tag(takes_context=True)
def may_see(context, item):
    """Whether the reader may see an item of evidence."""
    return item is not None and item.pk not in hidden_from(context)


@register.inclusion_tag("investigations/_evidence_link.html", takes_context=True)
def evidence_link(context, item, titled=False):
    """The number of an item as a link, or "restricted item" for those who may not see it."""
    return {"item": item if may_see(context, item) else None, "titled": titled}


@register.filter
def turned_visible(text):
    """A text whose marks of direction are shown as what they are, not obeyed."""
    turning = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    return text.translate({code: f"[U+{code:04X}]" for code in turning})


@register.filter
def universal(moment):
    """A moment in universal time, as tools of capture write it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else ""


@register.filter
def fact(value):
    """A fact of an item as a page writes it: days as 2020-10-05, texts as they are."""
    return value.isoformat() if isinstance(value, date) else value
