"""Parties: who holds permits, receives goods, uses them or gives assurances."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from permits import actions
from permits.filters import PartyFilter
from permits.forms.parties import ContactForm
from permits.models import Party, Permit
from permits.paging import page_of


@permission_required("permits.view_permit", raise_exception=True)
def party_list(request):
    """Who is this party? By name."""
    parties = Party.objects.visible_to(request.user).select_related("country")
    found = PartyFilter(request.GET, queryset=parties)
    page = page_of(found.qs, keys=("name", "pk"), query=request.GET)
    context = {"filter": found, "page": page, "crumbs": _crumbs(_("Parties"))}
    return render(request, "permits/party_list.html", context)


@permission_required("permits.view_permit", raise_exception=True)
def party_detail(request, pk):
    """What a party holds, uses, and has undertaken."""
    parties = Party.objects.visible_to(request.user).select_related("country")
    party = get_object_or_404(parties, pk=pk)
    visible = Permit.objects.visible_to(request.user)
    context = {
        "party": party,
        "permits": visible.held_by(party).with_rows().order_by("-issued_on", "-pk")[:10],
        "as_end_user": visible.used_by(party).with_rows().order_by("-issued_on", "-pk")[:10],
        "assurances": party.assurances.select_related("issuer").prefetch_related("undertakings")[
            :50
        ],
        "crumbs": _crumbs(str(party), (_("Parties"), reverse("permits:party_list"))),
    }
    return render(request, "permits/party_detail.html", context)


@permission_required("permits.add_permit", raise_exception=True)
def party_contact(request, pk):
    """Record how a party is reached, and in which language it is written to."""
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = ContactForm(request.POST or None, instance=Party.objects.get(pk=pk))
    if form.is_valid():
        actions.change_contact(party, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("How %(party)s is reached is recorded.") % {"party": party.name}
        )
        return redirect(party)
    way = [(_("Parties"), reverse("permits:party_list")), (str(party), party.get_absolute_url())]
    context = {"party": party, "form": form, "crumbs": _crumbs(_("Contact"), *way)}
    return render(request, "permits/party_contact.html", context)


def _crumbs(here, *between):
    home = [(_("Home"), reverse("home")), (_("Register"), reverse("permits:permit_list"))]
    return [*home, *between, (here, "")]
