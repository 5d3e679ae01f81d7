"""Pages of the permits in scope: their review, one by one or together, and adding to them."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations import actions, rules
from investigations.filters import ScopeFilter
from investigations.forms import AddPermitsForm, ReviewForm
from investigations.overview import coverage_of
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs
from permits.filters import selection_from
from permits.forms.orders import ReasonForm
from permits.paging import page_of


@permission_required("investigations.view_investigation", raise_exception=True)
def scope_list(request, number):
    investigation = found(request, number)
    asked = _asked(request, investigation)
    form = ReviewForm(investigation=investigation, matching=asked)
    return _scope_page(request, investigation, asked, form)


@permission_required("investigations.review_permit", raise_exception=True)
def scope_review(request, number):
    """Record a review for the permits chosen in the list, which is shown again when refused."""
    investigation = found(request, number)
    asked = _asked(request, investigation)
    form = ReviewForm(request.POST or None, investigation=investigation, matching=asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            count = actions.review(
                form.rows(),
                investigation=investigation,
                result=given["result"],
                reason=given["reason"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = ngettext(
                "%(count)d permit is reviewed.", "%(count)d permits are reviewed.", count
            )
            messages.success(request, words % {"count": count})
            return redirect(_list_address(request, investigation))
    return _scope_page(request, investigation, asked, form)


def _asked(request, investigation):
    rows = investigation.scope.select_related(
        "permit__holder", "permit__destination", "reviewed_by"
    ).prefetch_related("consulted__consultation")
    return ScopeFilter(request.GET, queryset=rows, investigation=investigation)


def _list_address(request, investigation):
    query = request.GET.urlencode()
    return f"{investigation.get_absolute_url()}scope/{f'?{query}' if query else ''}"


def _scope_page(request, investigation, asked, form):
    page = page_of(asked.qs, keys=["pk"], query=request.GET)
    form.fields["whole"].help_text = page.count_label
    return render(
        request,
        "investigations/scope_list.html",
        {
            "investigation": investigation,
            "filter": asked,
            "page": page,
            "form": form,
            "chosen": {str(key) for key in form.data.getlist("chosen")} if form.is_bound else (),
            "coverage": coverage_of(investigation),
            "against_changing": rules.against_acting(investigation, by=request.user),
            "crumbs": crumbs(investigation, here=_("Permits in scope")),
        },
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def scope_add(request, number):
    """Add a selection made in the register; without one, permits by number or by order."""
    investigation = found(request, number)
    try:
        selected = selection_from(request.GET, request.user) if request.GET else None
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(investigation)
    form = _form_to_add(request, selected)
    if request.method == "POST" and form.is_valid():
        permits = form.permits() if selected is None else selected
        reason = form.cleaned_data["reason"]
        try:
            count = actions.add_permits(investigation, permits, by=request.user, reason=reason)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = ngettext("%(count)d permit is added.", "%(count)d permits are added.", count)
            messages.success(request, words % {"count": count})
            return redirect("investigations:scope_list", number=number)
    return act_page(
        request,
        "investigations/scope_add.html",
        form,
        about=investigation,
        heading=_("Add permits to the scope"),
        label=_("Add the permits"),
        refusals=rules.against_acting(investigation, by=request.user),
        selected=selected,
    )


def _form_to_add(request, selected):
    if selected is None:
        return AddPermitsForm(request.POST or None, by=request.user)
    return ReasonForm(request.POST or None)
