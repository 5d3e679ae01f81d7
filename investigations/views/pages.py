"""What the pages of an act have in common: the way back, the heading, what stands against it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(*records, here=""):
    """The way to a page: the list, the records above it, and itself, which is no link."""
    way = [
        (_("Home"), reverse("home")),
        (_("Investigations"), reverse("investigations:investigation_list")),
    ]
    way += [(str(record), record.get_absolute_url()) for record in records]
    if not here:
        here, _address = way.pop()
    return [*way, (here, "")]


def act_page(request, template, form, *, about, heading, label, refusals=(), **more):
    """The page of an act on a record: its form, or everything that stands against it."""
    investigation = getattr(about, "investigation", about)
    records = [about] if investigation is about else [investigation, about]
    return render(
        request,
        template,
        {
            "form": form,
            "investigation": investigation,
            "about": about,
            "heading": heading,
            "label": label,
            "refusals": list(refusals),
            "crumbs": crumbs(*records, here=heading),
            **more,
        },
    )
