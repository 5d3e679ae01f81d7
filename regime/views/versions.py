"""Versions of measures: drafted, edited, signed in two steps, or withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from permits.forms.orders import ReasonForm
from regime.actions import measures as actions
from regime.forms.measures import (
    MeasureSignatureForm,
    OrderNamedForm,
    VersionRequest,
    as_typed,
    changes_after,
)
from regime.models import ExistingEffect, Measure, MeasureVersion
from regime.rules import measures as rules
from regime.rules import scopes
from regime.views.measures import crumbs, versions_of

# What a new version does not take from the one before it, unless it corrects that one.
BEGUN_ANEW = {
    "starts_at", "term_ends_at", "instrument", "notice_number", "reasons_en", "reasons_fr",
    "decision", "order",
}  # fmt: skip


@permission_required("regime.add_measure", raise_exception=True)
def measure_new(request):
    """Draft a new measure."""
    form = VersionRequest(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.draft(by=request.user, **form.facts())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Measure %(measure)s is drafted.") % {"measure": version})
            return redirect(version.measure)
    context = {"form": form, "crumbs": crumbs(act=_("New measure"))}
    return render(request, "regime/measure_new.html", context)


@permission_required("regime.add_measure", raise_exception=True)
def measure_version_new(request, number):
    """Draft the next version of a measure: it begins from the version that it changes."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), number=number)
    refusals = rules.against_changing(measure)
    context = {
        "measure": measure,
        "refusals": refusals,
        "crumbs": crumbs(measure, _("New version")),
    }
    if refusals:
        return render(request, "regime/measure_version_new.html", context)
    before = _superseded(measure, request.GET.get("of", ""))
    form = _request_after(before, request)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.draft_version(
                measure, supersedes=before, by=request.user, **form.facts()
            )
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Version %(version)s is drafted.") % {"version": version})
            return redirect(version)
    context |= {"before": before, "form": form}
    return render(request, "regime/measure_version_new.html", context)


def _superseded(measure, position):
    """The version to be changed: the one that begins last, unless another signed one is named."""
    if position.isascii() and position.isdecimal() and len(position) < 5:
        return get_object_or_404(measure.versions.approved(), position=position)
    return rules.version_before(measure)


def _request_after(before, request):
    """The form of a version that changes another: what both say is there already."""
    initial, parts = as_typed(before)
    offered = changes_after(before, rules.CHANGES[before.change])
    change = request.GET.get("change")
    if change not in dict(offered):
        change = None
    if change == before.change:
        initial["term_ends_at"] = before.ends_at
    else:
        initial = {name: value for name, value in initial.items() if name not in BEGUN_ANEW}
        parts["dates"] = []
    return VersionRequest(
        request.POST or None,
        initial={**initial, "change": change},
        parts=parts,
        changes=offered,
        titled=False,
    )


@permission_required("regime.add_measure", raise_exception=True)
def measure_version_edit(request, number, position):
    """Change a draft; when someone else did meanwhile, what is saved now is shown."""
    version = version_of(request, number, position)
    refusals = rules.against_editing(version)
    form = _request_of(version, request.POST or None)
    conflict = False
    if request.method == "POST" and not refusals and form.is_valid():
        seen = form.whole.cleaned_data["version"]
        try:
            actions.edit(version, seen=seen, by=request.user, **form.facts())
        except ValidationError as refusal:
            form.refuse(refusal)
            conflict = seen is not None and seen != version.newest_entry()
            form.whole.data = form.whole.data.copy()
            form.whole.data["version"] = version.newest_entry()
        else:
            messages.success(request, _("Version %(version)s is saved.") % {"version": version})
            return redirect(version.measure)
    context = {
        "version": version,
        "measure": version.measure,
        "refusals": refusals,
        "conflict": conflict,
        "form": form,
        "crumbs": crumbs(version.measure, _("Edit")),
    }
    return render(request, "regime/measure_version_edit.html", context)


def _request_of(version, data):
    """The form of a draft as it is saved."""
    initial, parts = as_typed(version)
    before = version.supersedes
    return VersionRequest(
        data,
        initial={**initial, "change": version.change, "version": version.newest_entry()},
        parts=parts,
        changes=changes_after(before, rules.CHANGES[before.change]) if before else (),
        titled=before is None,
    )


@permission_required("regime.sign_measure", raise_exception=True)
def measure_version_sign(request, number, position):
    """Record the Minister's signature: what it does is shown, and confirmed on a second page."""
    version = version_of(request, number, position)
    refusals = rules.against_deciding(version, by=request.user)
    form = MeasureSignatureForm(request.POST or None, by=request.user)
    context = {
        "version": version,
        "measure": version.measure,
        "refusals": refusals,
        "form": form,
        "consequences": _consequences(version),
        "crumbs": crumbs(version.measure, _("Sign")),
    }
    changing = refusals or "change" in request.POST
    if not changing and "confirmed" in request.POST:
        signed = form.is_valid() and _sign(form, version, request.user)
        if signed:
            messages.success(request, _("Version %(version)s is signed.") % {"version": signed})
            return redirect(signed.measure)
    elif not changing and _may_be_signed(form, version, request.user):
        context["signature"] = dict(form.cleaned_data)
        form.hide()
        return render(request, "regime/measure_version_sign_confirm.html", context)
    return render(request, "regime/measure_version_sign.html", context)


def _sign(form, version, user):
    """Sign the version as typed; if that is refused, the form says why."""
    try:
        return actions.sign(version, by=user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _may_be_signed(form, version, user):
    """Whether nothing stands against the signature as typed; if so, the form says what."""
    if not form.is_valid():
        return False
    signature = {name: form.cleaned_data[name] for name in ("appointment", "signed_at")}
    refusals = rules.against_signing(version, by=user, **signature)
    if refusals:
        form.add_error(None, [refusal.error for refusal in refusals])
    return not refusals


def _consequences(version):
    """What a signature does, in sentences."""
    begins = timezone.localdate(version.starts_at).isoformat()
    for provision in version.provisions.all():
        yield _("From %(day)s, %(goods)s, %(kinds)s, %(end_users)s: %(effect)s.") % {
            "day": begins,
            "goods": scopes.goods_in_words(provision),
            "kinds": scopes.kinds_in_words(provision),
            "end_users": scopes.end_users_in_words(provision),
            "effect": provision.get_new_effect_display(),
        }
        if provision.existing_effect != ExistingEffect.NONE:
            yield _("Existing permits: %(effect)s.") % {
                "effect": provision.get_existing_effect_display()
            }
    if version.supersedes:
        facts = {"version": version.supersedes, "day": begins}
        yield _("Version %(version)s ends on %(day)s.") % facts
    for precondition in version.preconditions.all():
        if precondition.status == "pending":
            yield _("Applications in scope wait until this is met: %(precondition)s.") % {
                "precondition": precondition
            }
    yield _("No permit changes: an order does that.")


@permission_required("regime.add_measure", raise_exception=True)
def measure_version_withdraw(request, number, position):
    """Give up a draft, for the reason given."""
    version = version_of(request, number, position)
    said = _("Version %(version)s is withdrawn.") % {"version": version}
    against = rules.against_withdrawing(version)
    form = ReasonForm(request.POST or None)
    return _act(request, version, actions.withdraw, against, form, said, _("Withdraw"))


@permission_required("regime.add_measure", raise_exception=True)
def measure_version_order(request, number, position):
    """Name the order, drawn up after the signature, that carries the effect on existing permits."""
    version = version_of(request, number, position)
    said = _("The order of version %(version)s is named.") % {"version": version}
    against = rules.against_naming_order(version)
    form = OrderNamedForm(request.POST or None)
    return _act(request, version, actions.name_order, against, form, said, _("Name the order"))


def _act(request, version, action, refusals, form, said, name):
    """A page that asks what an act on a version needs, and does it."""
    if not refusals and form.is_valid():
        try:
            action(version, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said)
            return redirect(version.measure)
    context = {
        "version": version,
        "measure": version.measure,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(version.measure, name),
    }
    template = f"regime/{request.resolver_match.url_name}.html"
    return render(request, template, context)


def version_of(request, number, position):
    """A version with all it says, of a measure that the reader may see."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), number=number)
    found = {version.position: version for version in versions_of(measure)}
    if position not in found:
        get_object_or_404(MeasureVersion.objects.none())
    return found[position]
