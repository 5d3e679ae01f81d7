"""How pages write what the record keeps: values in words, records by the address of their page."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_decimal
from django import template
from django.urls import NoReverseMatch
from django.utils.translation import gettext

from accounts.roles import Role
from applications.models import AmendmentRequest
from decisions.models import Batch, Decision, Intent
from exportcontrol.templatetags.house import babel_locale, day, moment
from investigations.models import CaseConsultation, Evidence, Finding, Investigation
from permits.models import Assurance, Order, Permit, Verification

register = template.Library()


@register.filter
def in_words(value):
    """Write a value of a record as a reader says it, in the active language."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | Decimal):
        return format_decimal(value, locale=babel_locale(), decimal_quantization=False)
    return "" if value is None else value


# The records that entries name by a number, by the first word of the act.
NUMBERED = {
    "permit": (Permit, "reference"),
    "order": (Order, "number"),
    "assurance": (Assurance, "reference"),
    "verification": (Verification, "number"),
    "investigation": (Investigation, "number"),
    "evidence": (Evidence, "number"),
    "finding": (Finding, "number"),
    "consultation": (CaseConsultation, "number"),
    "decision": (Decision, "number"),
    "batch": (Batch, "number"),
    "intent": (Intent, "number"),
    "representation": (Intent, "number"),
    "amendment": (AmendmentRequest, "number"),
}


@register.filter
def own_page(record):
    """Return the address of a record's own page, or nothing where it has none."""
    try:
        return record.get_absolute_url()
    except (AttributeError, NoReverseMatch):
        return ""


@register.simple_tag(takes_context=True)
def with_pages(context, entries):
    """Pair each entry with the address of the record it is about, where the reader may open it."""
    named = defaultdict(set)
    for entry in entries:
        named[entry.action.partition(".")[0]].add(entry.about)
    pages = {
        (family, getattr(record, field)): own_page(record)
        for family, (model, field) in NUMBERED.items()
        if family in named
        for record in model.objects.visible_to(context["user"]).filter(
            **{f"{field}__in": named[family]}
        )
    }
    return [
        (entry, pages.get((entry.action.partition(".")[0], entry.about), "")) for entry in entries
    ]


@register.simple_tag(takes_context=True)
def record_page(context, entry):
    """Return the address of the record that one entry is about, where the reader may open it."""
    [(_entry, url)] = with_pages(context, [entry])
    return url


@register.filter
def roles_in_words(codes):
    """Write the roles that an entry keeps as codes."""
    words = {**dict(Role.choices), "superuser": gettext("Superuser")}
    return ", ".join(str(words.get(code, code)) for code in codes.split(", "))
