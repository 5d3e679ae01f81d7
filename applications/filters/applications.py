"""The questions that the list of applications can be asked."""

import django_filters as filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, ApplicationStatus
from applications.models.words import ApplicationKind
from applications.rules import completeness, waiting
from audit.reading import FIRST_DAY, LAST_DAY
from permits.filters import CountrySelect, asks
from permits.models import Country, Party
from regime.models import Precondition
from regime.models.effects import VersionStatus
from regime.models.exemptions import PreconditionStatus

NOBODY, ANY = "nobody", "any"
DAYS = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


def with_officer(applications, _name, value):
    if value == NOBODY:
        return applications.filter(officer=None)
    return applications.filter(officer__username=value)


def waiting_for(applications, _name, value):
    """Those that wait for one precondition, or for any."""
    pending = _pending() if value == ANY else _pending().filter(pk=value)
    held = [waiting.waiting_for(each).values_list("pk", flat=True) for each in pending]
    return applications.filter(pk__in={key for keys in held for key in keys})


def _pending():
    return Precondition.objects.filter(
        status=PreconditionStatus.PENDING, version__status=VersionStatus.APPROVED
    )


def by_completeness(applications, _name, value):
    """Of those not taken up yet, the ones that lack something, or nothing."""
    received = applications.received()
    incomplete = completeness.incomplete_among(received)
    if value == "no":
        return received.filter(pk__in=incomplete)
    return received.exclude(pk__in=incomplete)


def officers():
    """Whoever has applications, and nobody."""
    people = User.objects.filter(applications__isnull=False).distinct().order_by("name")
    return [(NOBODY, _("Nobody yet")), *((each.username, each.name) for each in people)]


def preconditions():
    """Every precondition that is pending, and any of them."""
    return [(ANY, _("Any precondition")), *((str(each.pk), each.title) for each in _pending())]


class ApplicationFilter(filters.FilterSet):
    """The filters of the list of applications."""

    SORTS = {
        "-received_at": ("-received_at", "-pk"),
        "received_at": ("received_at", "pk"),
        "number": ("number",),
        "-number": ("-number",),
    }

    q = filters.CharFilter(
        label=_("Number or applicant"),
        method=asks("matching"),
        help_text=_("A part of its number, or of the applicant's name."),
    )
    status = filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=ApplicationStatus.choices,
        distinct=False,
        method=asks("in_status"),
        widget=forms.CheckboxSelectMultiple,
    )
    destination = filters.ModelChoiceFilter(
        label=_("Country of final destination"),
        queryset=Country.objects.all(),
        to_field_name="code",
        method=asks("to_destination"),
        widget=CountrySelect,
    )
    goods = filters.CharFilter(
        label=_("Group or item"),
        method=asks("for_goods"),
        help_text=_("For example 2 or 2-15."),
    )
    officer = filters.ChoiceFilter(
        label=_("Officer"), choices=officers, empty_label=_("Any"), method=with_officer
    )
    received_since = filters.DateFilter(
        label=_("Received since"), method=asks("received_since"), validators=DAYS
    )
    received_until = filters.DateFilter(
        label=_("Received until"), method=asks("received_until"), validators=DAYS
    )
    waits = filters.ChoiceFilter(
        label=_("Waits for a precondition"),
        choices=preconditions,
        empty_label=_("No matter"),
        method=waiting_for,
    )
    complete = filters.ChoiceFilter(
        label=_("Not taken up yet"),
        choices=[("yes", _("Complete")), ("no", _("Incomplete"))],
        empty_label=_("No matter"),
        method=by_completeness,
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"),
        choices=ApplicationKind.choices,
        empty_label=_("Any"),
        method=asks("of_kind"),
    )
    applicant = filters.ModelChoiceFilter(
        label=_("Applicant"),
        queryset=Party.objects.all(),
        method=asks("made_by"),
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Application
        fields: list[str] = []

    @property
    def keys(self):
        """The keys by which the list is sorted, as the address asks."""
        return self.SORTS.get(self.data.get("sort"), self.SORTS["-received_at"])

    @property
    def applications(self):
        """The applications asked for; none while the question itself is wrong."""
        return self.qs if self.is_valid() else self.queryset.none()
