"""What stands beside the permits of a subject: each a number on the page, and the list it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application, ApplicationConsignee, ApplicationLine
from exportcontrol.templatetags.house import iso_day, legal_text
from investigations.models import Investigation, PermitInScope
from permits.models import (
    Assurance,
    ControlListItem,
    Country,
    JointDestination,
    Party,
    PermitAssurance,
)
from regime.models import MeasureVersion
from regime.models.effects import ChangeKind
from regime.rules import scopes


@dataclass(frozen=True)
class Listing:
    """A list that a number of the page opens: who may see it, its rows, and how one is written."""

    title: str
    permission: str
    headings: tuple[str, ...]
    rows: Callable  # of a question and the person who asks
    cells: Callable  # of one row; the first cell is its name
    keys: tuple[str, ...]


def holders(question, user) -> QuerySet[Party]:
    held = question.subject.permits.order_by().filter(holder__isnull=False)
    return Party.objects.visible_to(user).filter(pk__in=held.values("holder"))


def assurances(question, user) -> QuerySet[Assurance]:
    rests = PermitAssurance.objects.filter(permit__in=_keys(question)).order_by()
    return Assurance.objects.visible_to(user).filter(pk__in=rests.values("assurance"))


def investigations(question, user) -> QuerySet[Investigation]:
    scope = PermitInScope.objects.filter(permit__in=_keys(question)).order_by()
    return Investigation.objects.visible_to(user).filter(pk__in=scope.values("investigation"))


def applications(question, user) -> QuerySet[Application]:
    """The applications for the same on which nothing is decided yet."""
    asking = {
        "destination": lambda rows, country: rows.to_destination(country),
        "goods": lambda rows, text: rows.for_goods(text),
        "technology": lambda rows, which: rows.filter(
            pk__in=ApplicationLine.objects.order_by()
            .filter(item__in=ControlListItem.objects.of_technology(which).order_by())
            .values("application")
        ),
        "end_user": lambda rows, party: rows.filter(end_user=party),
        "consignee": lambda rows, party: rows.filter(
            pk__in=ApplicationConsignee.objects.order_by().filter(party=party).values("application")
        ),
        "assurer": lambda rows, party: rows.resting_on(party.assurances.order_by()),
    }
    rows = Application.objects.visible_to(user).open()
    for name, value in question.asked.items():
        rows = asking[name](rows, value)
    return rows


def measures(question, user) -> QuerySet[MeasureVersion]:
    """The versions of measures in force now that reach the subject."""
    now = timezone.now()
    keys = [each.pk for each in versions_on(question, user) if each.covers(now)]
    return MeasureVersion.objects.filter(pk__in=keys).select_related("measure")


def versions_on(question, user) -> list[MeasureVersion]:
    """Every approved version of a measure that reaches the subject, in the order of their times.

    A version that lifts its measure has no effect and is left out: what it ends shows its end.
    """
    approved = MeasureVersion.objects.visible_to(user).approved().exclude(change=ChangeKind.LIFTED)
    countries = _countries(question)
    if countries is not None:
        approved = approved.on_destinations(countries)
    versions = approved.with_scope().order_by("starts_at", "pk")
    return [version for version in versions if _reaches(version, question.codes)]


def _reaches(version, codes):
    wanted = codes or [scopes.ALL_GOODS]
    return any(scopes.meeting(provision, wanted) for provision in version.provisions.all())


def _countries(question):
    """The destinations in question; None for all. Under a party, those of its permits."""
    if question.destination:
        return [question.destination.pk]
    if not question.asked.keys() & {"end_user", "consignee", "assurer"}:
        return None
    permits = question.subject.permits.order_by()
    joint = JointDestination.objects.filter(permit__in=permits.values("pk")).order_by()
    direct = Country.objects.filter(pk__in=permits.values("destination"))
    together = Country.objects.filter(pk__in=joint.values("country"))
    return list((direct | together).order_by().values_list("pk", flat=True))


def _keys(question):
    return question.subject.permits.order_by().values("pk")


LISTS = {
    "holders": Listing(
        title=_("Holders"),
        permission="permits.view_permit",
        headings=(_("Name"), _("Country")),
        rows=lambda question, user: holders(question, user).select_related("country"),
        cells=lambda party: [party, party.country or ""],
        keys=("name", "pk"),
    ),
    "assurances": Listing(
        title=_("Assurances"),
        permission="permits.view_permit",
        headings=(_("Reference"), _("Kind"), _("Issuer"), _("Given on"), _("Valid until")),
        rows=lambda question, user: assurances(question, user).select_related("issuer"),
        cells=lambda each: [
            each,
            each.get_kind_display(),
            each.issuer,
            iso_day(each.given_on),
            iso_day(each.valid_until),
        ],
        keys=("-given_on", "-pk"),
    ),
    "investigations": Listing(
        title=_("Investigations"),
        permission="investigations.view_investigation",
        headings=(_("Number"), _("Title"), _("Status"), _("Opened")),
        rows=investigations,
        cells=lambda each: [
            each,
            each.title,
            each.get_status_display(),
            iso_day(each.opened_at),
        ],
        keys=("-pk",),
    ),
    "applications": Listing(
        title=_("Applications waiting"),
        permission="applications.view_application",
        headings=(_("Number"), _("Applicant"), _("Status"), _("Received")),
        rows=lambda question, user: applications(question, user).select_related("applicant"),
        cells=lambda each: [
            each,
            each.applicant,
            each.get_status_display(),
            iso_day(each.received_at),
        ],
        keys=("-received_at", "-pk"),
    ),
    "measures": Listing(
        title=_("Measures in force"),
        permission="regime.view_measure",
        headings=(_("Version"), _("Measure"), _("Change"), _("In force from"), _("Instrument")),
        rows=measures,
        cells=lambda version: [
            version,
            legal_text(version.measure, "title"),
            version.get_change_display(),
            iso_day(version.starts_at),
            version.named_instrument,
        ],
        keys=("-starts_at", "-pk"),
    ),
}
