"""What the pages of an act have in common: the way back, the heading, what stands against it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(investigation=None, *further):
    """The way here: the list, the investigation, and what lies below it; the last is no link."""
    way = [(_("Investigations"), reverse("investigations:investigation_list"))]
    if investigation is not None:
        way.append((investigation.number, investigation.get_absolute_url()))
    way += [(str(record), record.get_absolute_url()) for record in further]
    return [*way[:-1], (way[-1][0], "")]


def act_page(request, template, form, *, about, heading, label, refusals=(), **more):
    """The page of an act on a record: its form, or everything that stands against it."""
    investigation = getattr(about, "investigation", about)
    further = [] if investigation is about else [about]
    way = [*crumbs(investigation, *further)[:-1], (str(about), about.get_absolute_url())]
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
            "crumbs": [*way, (heading, "")],
            **more,
        },
    )
