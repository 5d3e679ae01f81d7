"""Pages of custody: what was done to an item, who may see it, and legal hold."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.forms import CustodyForm, ReleaseForm
from investigations.views.evidence import found_item
from investigations.views.pages import act_page
from permits.forms.orders import ReasonForm, this_minute


@permission_required("investigations.record_custody", raise_exception=True)
def custody_record(request, number):
    item = found_item(request, number)
    initial = {"happened_at": this_minute()}
    form = CustodyForm(request.POST or None, evidence=item, initial=initial)
    return _acted(
        request,
        item,
        form,
        lambda **given: actions.record_custody(item, **given),
        heading=_("Record custody"),
        label=_("Record the event"),
        done=_("The event is in the chain of custody."),
        template="investigations/custody_record.html",
    )


@permission_required("investigations.restrict_evidence", raise_exception=True)
def evidence_restrict(request, number):
    item = found_item(request, number)
    return _acted(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda **given: actions.restrict_evidence(item, **given),
        heading=_("Restrict the item"),
        label=_("Restrict the item"),
        done=_("The item is restricted: release it to those who need it."),
        refusals=rules.against_restricting(item),
        template="investigations/evidence_restrict.html",
    )


@permission_required("investigations.restrict_evidence", raise_exception=True)
def evidence_unrestrict(request, number):
    item = found_item(request, number)
    return _acted(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda **given: actions.unrestrict_evidence(item, **given),
        heading=_("Lift the restriction"),
        label=_("Lift the restriction"),
        done=_("All who read evidence see the item again."),
        refusals=rules.against_unrestricting(item),
    )


@permission_required("investigations.restrict_evidence", raise_exception=True)
def evidence_release(request, number):
    item = found_item(request, number)
    return _acted(
        request,
        item,
        ReleaseForm(request.POST or None, evidence=item),
        lambda **given: actions.release_evidence(item, **given),
        heading=_("Release to a person"),
        label=_("Release the item"),
        done=_("The item is released; each viewing is recorded."),
        refusals=rules.against_unrestricting(item),
    )


@permission_required("investigations.restrict_evidence", raise_exception=True)
def release_withdraw(request, number, pk):
    item = found_item(request, number)
    released = get_object_or_404(item.releases.select_related("person", "evidence"), pk=pk)
    return _acted(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda **given: actions.withdraw_release(released, **given),
        heading=_("Withdraw the release to %(person)s") % {"person": released.person},
        label=_("Withdraw the release"),
        done=_("The release is withdrawn."),
        refusals=rules.against_holding(item),
    )


@permission_required("investigations.hold_evidence", raise_exception=True)
def evidence_hold(request, number):
    item = found_item(request, number)
    return _acted(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda **given: actions.hold_evidence(item, **given),
        heading=_("Put on legal hold"),
        label=_("Put on legal hold"),
        done=_("The item is on legal hold: nothing of it changes."),
        refusals=rules.against_holding(item),
        template="investigations/evidence_hold.html",
    )


@permission_required("investigations.hold_evidence", raise_exception=True)
def evidence_hold_lift(request, number):
    item = found_item(request, number)
    return _acted(
        request,
        item,
        ReasonForm(request.POST or None),
        lambda **given: actions.lift_hold(item, **given),
        heading=_("Lift the legal hold"),
        label=_("Lift the legal hold"),
        done=_("The legal hold is lifted."),
        refusals=rules.against_lifting_hold(item),
    )


def _acted(request, item, form, act, *, done, template="investigations/act.html", **page):
    """Bind, act, answer: the same for every act on the custody of an item."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, done)
            return redirect(item)
    return act_page(request, template, form, about=item, **page)
