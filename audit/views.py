"""Who did what: the feed of entries, an entry, and a record as it stood. All of it is only read."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import reading
from audit.filters import EntryFilter
from audit.forms import AsAtForm
from audit.models import Entry

PAGE = 50
COUNTED = 10_000
OLDEST = -1


@dataclass(frozen=True)
class Page:
    """A page of the feed, as the pager shows it."""

    entries: list
    count_label: str
    first_url: str
    previous_url: str
    next_url: str
    last_url: str


@permission_required("audit.view_entry", raise_exception=True)
def entry_list(request):
    questions = EntryFilter(request.GET or None, queryset=Entry.objects.sealed())
    page = page_of(questions.entries, request.GET)
    return render(request, "audit/entry_list.html", {"filter": questions, "page": page})


@permission_required("audit.view_entry", raise_exception=True)
def entry_detail(request, sequence):
    entry = get_object_or_404(Entry.objects.sealed(), sequence=sequence)
    table, after = request.GET.get("table", ""), number(request.GET.get("after")) or 0
    written = reading.written(entry, table=table, after=after if table else 0)
    if table and not written:
        raise Http404
    context = {
        "entry": entry,
        "heading": _("Entry %(number)s: %(act)s") % {"number": entry.sequence, "act": entry.act},
        "written": written,
        "table": table,
        "crumbs": crumbs(str(entry.sequence)),
    }
    return render(request, "audit/entry_detail.html", context)


@permission_required("audit.view_entry", raise_exception=True)
def record_history(request, label, pk):
    model = reading.record_model(label)
    below = number(request.GET.get("below"))
    known = model is not None and pk < 2**63
    versions = known and reading.versions(model, pk, below=below, limit=PAGE + 1)
    if not versions:
        raise Http404
    form = AsAtForm(request.GET if "day" in request.GET else None)
    name = f"{capfirst(model._meta.verbose_name)} {reading.name_of(model, pk)}"
    context = {
        "name": name,
        "crumbs": crumbs(name),
        "live": model._base_manager.filter(pk=pk).first(),
        "form": form,
        "standing": reading.standing_at(model, pk, form.moment()) if form.is_valid() else None,
        "versions": versions[:PAGE],
        "earlier": below is not None,
        "below": versions[PAGE - 1].number if len(versions) > PAGE else None,
        "events": reading.events_about(model, pk),
    }
    return render(request, "audit/record_history.html", context)


def crumbs(here):
    """The way from the home page to what the auditor reads."""
    return [(_("Home"), reverse("home")), (_("Audit"), reverse("audit:entry_list")), (here, "")]


def page_of(entries, query):
    """The entries of a page, newest first; its cursor is a number, so that no page is dearer."""
    newer_than, older_than = number(query.get("after")), number(query.get("before"))
    if newer_than is not None:
        rows = list(entries.filter(sequence__gt=newer_than).order_by("sequence")[: PAGE + 1])
        newer, older = len(rows) > PAGE, newer_than > OLDEST
        shown = rows[:PAGE][::-1]
    else:
        asked = entries if older_than is None else entries.filter(sequence__lt=older_than)
        rows = list(asked.newest_first()[: PAGE + 1])
        newer, older = older_than is not None, len(rows) > PAGE
        shown = rows[:PAGE]
    return Page(
        entries=shown,
        count_label=count_label(entries.order_by()[: COUNTED + 1].count()),
        first_url=address(query) if newer else "",
        previous_url=address(query, after=shown[0].sequence) if newer and shown else "",
        next_url=address(query, before=shown[-1].sequence) if older and shown else "",
        last_url=address(query, after=OLDEST) if older else "",
    )


def count_label(count):
    if count > COUNTED:
        return _("More than 10,000 entries")
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": f"{count:,}"}


def address(query, **cursor):
    """The same list from another place on."""
    query = query.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in cursor.items():
        query[name] = value
    return f"?{query.urlencode()}"


def number(text):
    """A cursor from an address; whatever is no number that the database knows is none."""
    try:
        value = int(text)
    except (TypeError, ValueError):
        return None
    return value if OLDEST <= value < 2**63 else None
