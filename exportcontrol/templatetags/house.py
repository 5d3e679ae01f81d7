"""What every page writes in one way: moments, money, numbers, legal texts, addresses, sections."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import format_currency, format_decimal
from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext, to_locale
from django.utils.translation import gettext_lazy as _

register = template.Library()

OTTAWA = ZoneInfo("America/Toronto")
CURSOR_PARAMETERS = ("after", "before", "cursor", "page")
STATUS_COLOURS = {
    "green": {"valid", "in-force", "adopted", "completed", "approved", "executed", "signed"}
    | {"accepted", "eligible", "imported", "met", "delivered", "verified", "intact", "yes"}
    | {"favourable", "acknowledged", "sent", "done", "sound", "released"},
    "orange": {"suspended", "on-hold", "completed-with-exceptions", "warning", "eased", "overdue"}
    | {"warned", "challenged", "returned", "same-day", "reported-late", "no-answer"}
    | {"presumptive-denial", "reimposed", "held", "retracted", "needs-work"},
    "red": {"cancelled", "denied", "rejected", "refused", "failed", "aborted", "breached", "no"}
    | {"bounced"}
    | {"excluded", "not-established", "unfavourable", "access-refused", "moratorium"},
    "blue": {"submitted", "under-review", "open", "opened", "active", "executing", "confirmed"}
    | {"issued", "preserved", "graded", "frozen", "in-review", "findings-in-review"}
    | {"peer-review"},
}


def in_french():
    """Tell whether the page is being written in French."""
    return (get_language() or "en").startswith("fr")


def babel_locale():
    """Return Babel's locale for the active language."""
    return Locale.parse(to_locale(get_language() or "en-ca"))


@register.filter
def day(value):
    """Write a day in words, as in "5 October 2020"; a moment gives its day in Ottawa."""
    if not value:
        return ""
    if hasattr(value, "tzinfo"):
        value = value.astimezone(OTTAWA)
    number = "1er" if in_french() and value.day == 1 else str(value.day)
    return f"{number} {format_date(value, 'F Y')}"


@register.filter
def iso_day(value):
    """Write a day as 2020-10-05, for the columns of tables; a moment gives its day in Ottawa."""
    if not value:
        return ""
    if hasattr(value, "tzinfo"):
        value = value.astimezone(OTTAWA)
    return value.strftime("%Y-%m-%d")


@register.filter
def moment(value):
    """Write a moment and the clock it is read from, as in "5 October 2020, 00:00 (Ottawa)"."""
    if not value:
        return ""
    local = value.astimezone(OTTAWA)
    clock = format_date(local, "H\xa0\\h\xa0i" if in_french() else "H:i")
    return gettext("%(day)s, %(clock)s (Ottawa)") % {"day": day(local), "clock": clock}


@register.simple_tag
def this_moment():
    """Write the present moment, for the foot of printed pages."""
    return moment(timezone.now())


@register.filter
def money(amount, currency="CAD"):
    """Write an amount in its currency in the form of the active language."""
    if amount is None:
        return ""
    return format_currency(amount, str(currency), locale=babel_locale())


@register.filter
def number(value):
    """Write a number with the separators of the active language."""
    if value is None or value == "":
        return ""
    return format_decimal(value, locale=babel_locale())


@register.filter
def legal_text(record, field):
    """Return a legal text of a record in the active language, from its `_en` and `_fr` columns."""
    return getattr(record, f"{field}_fr" if in_french() else f"{field}_en")


@register.filter
def status_colour(value):
    """Return the colour of a status tag: green, orange, red, blue, or grey for all others."""
    known = str(value).lower().replace("_", "-")
    return next((colour for colour, values in STATUS_COLOURS.items() if known in values), "grey")


@register.simple_tag(takes_context=True)
def query_replace(context, **changes):
    """Return the page's query string with changes, back at the first page; None removes a key."""
    query = first_page(context["request"].GET)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


def first_page(query):
    """Return a copy of a query that asks for the same list from its beginning."""
    query = query.copy()
    for name in CURSOR_PARAMETERS:
        query.pop(name, None)
    return query


@dataclass(frozen=True)
class Sorting:
    """How a column heads its table: the address that sorts by it and the order in force."""

    url: str
    direction: str


@register.simple_tag(takes_context=True)
def sorting(context, key, default=""):
    """Return the address that sorts by `key`, turning the order round when it already does."""
    current = context["request"].GET.get("sort") or default
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    turned = f"-{key}" if direction == "ascending" else key
    return Sorting(url=query_replace(context, sort=turned), direction=direction)


@dataclass(frozen=True)
class Chip:
    """One filter in force: its name, its value in words, and the address of the list without it."""

    label: str
    value: str
    url: str


@register.simple_tag(takes_context=True)
def active_filters(context, filter):
    """Return a chip for each value by which a list is filtered."""
    form = filter.form
    if not form.is_bound or not form.is_valid():
        return []
    query = first_page(context["request"].GET)
    return [
        chip
        for name, value in form.cleaned_data.items()
        for chip in chips_of(form[name], value, query)
    ]


def chips_of(bound, value, query):
    """Return the chips of one field: one per chosen value, each with the address without it."""
    suffixes = getattr(bound.field.widget, "suffixes", ())
    names = [f"{bound.html_name}_{suffix}" for suffix in suffixes] or [bound.html_name]
    if value in (None, "", []) or not any(query.get(name) for name in names):
        return []
    given = query.getlist(bound.html_name)
    labels = choice_labels(bound.field, value)
    if len(given) > 1 or (given and given[0] in labels):
        return [
            Chip(bound.label, labels.get(one, one), without(query, names, keep=given, drop=one))
            for one in given
        ]
    words = gettext("Yes") if value is True else " – ".join(query.get(n) or "…" for n in names)
    return [Chip(bound.label, words, without(query, names))]


def choice_labels(field, value):
    """Return the words of a choice field by key; of records only the chosen, without a query."""
    if hasattr(field, "label_from_instance"):
        chosen = [value] if hasattr(value, "pk") else value
        return {str(field.prepare_value(one)): field.label_from_instance(one) for one in chosen}
    choices = getattr(field, "choices", getattr(field.widget, "choices", ()))
    pairs = [
        pair
        for key, label in choices
        for pair in (label if isinstance(label, list | tuple) else [(key, label)])
    ]
    return {str(key): str(label) for key, label in pairs}


def without(query, names, keep=(), drop=None):
    """Return the address of a query without some keys, or without one of a key's values."""
    query = query.copy()
    for name in names:
        query.pop(name, None)
    left = [value for value in keep if value != drop]
    if left:
        query.setlist(names[0], left)
    return f"?{query.urlencode()}"


@dataclass(frozen=True)
class Section:
    """A place in the primary navigation, its permission, and the view names that belong to it."""

    label: str
    view: str
    permission: str
    prefix: str


SECTIONS = [
    Section(_("Home"), "home", "", "home"),
    Section(_("Register"), "permits:permit_list", "permits.view_permit", "permits:"),
    Section(_("Orders"), "permits:order_list", "permits.view_order", "permits:order"),
    Section(
        _("Applications"),
        "applications:application_list",
        "applications.view_application",
        "applications:",
    ),
    Section(
        _("Consultations"),
        "applications:consultation_list",
        "applications.view_consultation",
        "applications:consultation",
    ),
    Section(
        _("Investigations"),
        "investigations:investigation_list",
        "investigations.view_investigation",
        "investigations:",
    ),
    Section(
        _("Consultations in cases"),
        "investigations:consultation_list",
        "investigations.view_caseconsultation",
        "investigations:consultation",
    ),
    Section(_("Decisions"), "decisions:decision_list", "decisions.view_decision", "decisions:"),
    Section(_("Batches"), "decisions:batch_list", "decisions.view_batch", "decisions:batch"),
    Section(_("Notices"), "decisions:notice_list", "decisions.view_notice", "decisions:notice"),
    Section(_("Measures"), "regime:measure_list", "regime.view_measure", "regime:"),
    Section(_("Exposure"), "exposure", "permits.view_permit", "exposure"),
    Section(_("Audit"), "audit:entry_list", "audit.view_entry", "audit:"),
    Section(
        _("Imports"),
        "permits:register_import_list",
        "permits.view_registerimport",
        "permits:register_import",
    ),
    Section(_("Administration"), "admin:index", "", "admin:"),
]


@dataclass(frozen=True)
class Place:
    """A section as one reader sees it on one page."""

    label: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def navigation(context):
    """Return the sections the reader may open, the one that holds this page marked."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return []
    match = context["request"].resolver_match
    here = match.view_name if match else ""
    holding = max(
        (section.prefix for section in SECTIONS if here.startswith(section.prefix)),
        key=len,
        default="",
    )
    return [
        Place(section.label, url, current=section.prefix == holding)
        for section in SECTIONS
        if may_open(user, section) and (url := address(section.view))
    ]


def may_open(user, section):
    """Tell whether a reader is offered a section: the door itself asks again."""
    if section.view == "admin:index":
        return user.is_staff
    return not section.permission or user.has_perm(section.permission)


def address(view):
    """Return the address of a section's first page, or nothing where it is not served."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
