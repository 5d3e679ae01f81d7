"""Which measures there are, what each says and said, and which rules applied somewhere on a day."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions.views.decisions import events_about
from permits.forms.permits import AsAtForm
from permits.paging import page_of
from regime.filters import MeasureFilter
from regime.forms.measures import DestinationForm
from regime.models import Measure, MeasureVersion
from regime.models.effects import VersionStatus
from regime.rules import measures as rules
from regime.rules.applying import HitSource, Subject, applying
from regime.standing import Standing, end_of, permits_in_scope


@permission_required("regime.view_measure", raise_exception=True)
def measure_list(request):
    """Every measure, newest first, as it stands today."""
    measures = Measure.objects.visible_to(request.user)
    found = MeasureFilter(request.GET, queryset=measures)
    shown = found.qs.prefetch_related(Prefetch("versions", MeasureVersion.objects.with_scope()))
    page = page_of(shown, keys=("-pk",), query=request.GET)
    now = timezone.now()
    rows = [Standing.of(measure, now) for measure in page]
    return render(
        request, "regime/measure_list.html", {"filter": found, "page": page, "rows": rows}
    )


@permission_required("regime.view_measure", raise_exception=True)
def measure_detail(request, number):
    """What a measure says, as at a day; its versions as bands, and each with its decision."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), number=number)
    form = AsAtForm(request.GET if request.GET.get("on") else None)
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    moment = end_of(on) if on else timezone.now()
    versions = versions_of(measure)
    standing = Standing.of(measure, moment)
    context = {
        "measure": measure,
        "standing": standing,
        "current": standing.version,
        "form": form,
        "on": on,
        "versions": versions,
        "rows": [(version, version.state_at(moment)) for version in reversed(versions)],
        "acts": list(_acts(measure, request.user)),
        "events": events_about(f"{measure.number}*", request.user),
        "crumbs": crumbs(measure),
    }
    return render(request, "regime/measure_detail.html", context)


def versions_of(measure):
    """The versions of a measure with all they say, in order."""
    whole = MeasureVersion.objects.with_scope().prefetch_related("dates__version")
    related = whole.select_related(
        "measure", "signed_by", "signed_for", "prepared_by", "supersedes__measure", "order",
        "decision",
    )  # fmt: skip
    prefetch_related_objects([measure], Prefetch("versions", related.order_by("position")))
    return list(measure.versions.all())


@permission_required("regime.view_measure", raise_exception=True)
def destination(request):
    """Which rules applied to a destination and goods on a day, by what was known on another."""
    form = DestinationForm(request.GET if "country" in request.GET else None)
    context = {"form": form, "crumbs": crumbs(act=_("Destination"))}
    if form.is_valid():
        context |= _answer(form.cleaned_data, request.user)
    return render(request, "regime/destination.html", context)


def _answer(asked, user):
    """The rules that applied, by source, with what decides; and the measures there as bands."""
    country, on, known = asked["country"], asked["on"], asked["known"]
    subject = Subject(
        destinations=frozenset([country.pk]),
        codes=(asked["goods"],) if asked["goods"] else (),
        kind=asked["kind"],
        end_user_class=asked["end_user_class"],
    )
    regime = applying(subject, at=end_of(on), known_at=end_of(known) if known else None)
    signed = MeasureVersion.objects.visible_to(user).approved().on_destinations([country.pk])
    return {
        "country": country,
        "name": country.name_on(on),
        "on": on,
        "known": known,
        "goods": asked["goods"],
        "regime": regime,
        "sources": [
            (source.label, [hit for hit in regime.hits if hit.source == source])
            for source in HitSource
        ],
        "versions": signed.with_scope(),
    }


def _acts(measure, user):
    """What may be done with a measure and its open draft, each with every reason against it."""
    draft = next((v for v in measure.versions.all() if v.status == VersionStatus.DRAFT), None)
    if draft is not None:
        yield from _acts_on(draft, user)
    elif user.has_perm("regime.add_measure"):
        yield {
            "url": reverse("regime:measure_version_new", args=[measure.number]),
            "label": _("Ease, reimpose, lift or correct"),
            "refusals": rules.against_changing(measure),
        }
    signed = rules.version_before(measure)
    if signed and user.has_perm("permits.draw_up_order"):
        yield from _order_by_scope(signed)
    if signed and user.has_perm("regime.add_measure") and not rules.against_naming_order(signed):
        yield {
            "url": version_url("order", signed),
            "label": _("Name the order on existing permits"),
            "refusals": [],
        }


def _acts_on(draft, user):
    known = [
        ("edit", "regime.add_measure", _("Edit the draft"), rules.against_editing(draft)),
        ("sign", "regime.sign_measure", _("Sign"), rules.against_deciding(draft, by=user)),
        ("withdraw", "regime.add_measure", _("Withdraw"), rules.against_withdrawing(draft)),
    ]
    for name, permission, label, refusals in known:
        if user.has_perm(permission):
            yield {
                "url": version_url(name, draft),
                "label": label,
                "refusals": refusals,
                "danger": name == "sign",
            }


def _order_by_scope(version):
    """The way to an order for the valid permits that a version suspends by its scope."""
    refusals = rules.against_suspending(version)
    if rules.Refusal.NO_SCOPE not in refusals and permits_in_scope(version).exists():
        yield {
            "url": version_url("suspend", version),
            "label": _("Draw up an order for the permits in scope"),
            "refusals": refusals,
        }


def version_url(name, version):
    return reverse(
        f"regime:measure_version_{name}", args=[version.measure.number, version.position]
    )


def crumbs(measure=None, act=""):
    """The way from the home page to a measure, or to an act on it."""
    way = [(_("Home"), reverse("home")), (_("Measures"), reverse("regime:measure_list"))]
    if measure is None:
        return [*way, (act, "")]
    return way + (
        [(str(measure), measure.get_absolute_url()), (act, "")] if act else [(str(measure), "")]
    )
