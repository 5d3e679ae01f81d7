"""The lists of countries: their editions, how each stood on a day, and how editions are loaded."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from regime.actions.area_lists import load_area_list
from regime.actions.sanctions import load_sanctions
from regime.forms.lists import DayForm, ListFilesForm
from regime.models import AreaList, AreaListEdition
from regime.rules.listing import that_tells_of

LISTS = "regime:area_list_list"
LOADERS = {ListFilesForm.AREA_LIST: load_area_list, ListFilesForm.SANCTIONS: load_sanctions}


@permission_required("regime.view_arealist", raise_exception=True)
def area_list_list(request):
    """Both lists with every edition kept, the newest of each first."""
    editions = AreaListEdition.objects.annotate(listed=Count("countries"))
    by_list = [
        (area_list, [edition for edition in editions if edition.area_list == area_list])
        for area_list in AreaList
    ]
    context = {"lists": by_list, "crumbs": crumbs(_("Lists of countries"))}
    return render(request, "regime/area_list_list.html", context)


@permission_required("regime.view_arealist", raise_exception=True)
def area_list_detail(request, area_list):
    """Which countries a list named on a day, by the edition that tells of it."""
    if area_list not in AreaList.values:
        raise Http404
    form = DayForm(request.GET or None)
    day = (form.is_valid() and form.cleaned_data["on"]) or timezone.localdate()
    editions = list(AreaListEdition.objects.of_list(area_list))
    edition = that_tells_of(day, editions)
    countries = edition.countries.select_related("edition", "country") if edition else []
    context = {
        "area_list": AreaList(area_list),
        "form": form,
        "day": day,
        "edition": edition,
        "editions": editions,
        "is_older": edition and edition.in_force_from > day,
        "countries": [row for row in countries if row.was_listed_on(day)],
        "changes": edition and edition.changes_since(edition.previous()),
        "crumbs": crumbs(AreaList(area_list).label, (_("Lists of countries"), LISTS)),
    }
    return render(request, "regime/area_list_detail.html", context)


@permission_required("regime.load_list", raise_exception=True)
def list_load(request):
    """Load an edition of a list of countries, or of sanctions, from the files of both languages."""
    initial = {"kind": request.GET.get("kind")}
    form = ListFilesForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        english, french = form.cleaned_data["english"], form.cleaned_data["french"]
        try:
            edition, is_new = LOADERS[form.cleaned_data["kind"]](
                english.read(),
                french.read(),
                names=(english.name, french.name),
                by=request.user,
            )
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            said = _("%(edition)s is loaded.") if is_new else _("%(edition)s was kept already.")
            messages.success(request, said % {"edition": edition})
            return redirect(edition)
    context = {"form": form, "crumbs": crumbs(_("Load an edition"))}
    return render(request, "regime/list_load.html", context)


def crumbs(here, *between):
    """The way to a page of the lists: home, then the views between, then the page itself."""
    way = [(label, reverse(view)) for label, view in between]
    return [(_("Home"), reverse("home")), *way, (here, "")]
