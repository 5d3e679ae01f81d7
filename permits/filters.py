"""The questions the register can be asked, and the selections made from its lists."""

import django_filters as filters
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.reading import FIRST_DAY, LAST_DAY
from permits.models import Assurance, Country, Order, Party, Permit
from permits.models.assurances import AssuranceKind
from permits.models.goods import Technology
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitKind, PermitStatus

# Chosen one by one they travel in an address, which servers cut off at about 4,000 characters.
MOST_CHOSEN = 400


def asks(question):
    """A filter method that puts a question of the queryset, with the value as its argument."""

    def method(rows, _name, value):
        return getattr(rows, question)(value)

    return method


def by_expiry(permits, _name, value):
    today = timezone.localdate()
    return permits.expired_on(today) if value == "yes" else permits.unexpired_on(today)


def resting_on(permits, _name, assurances):
    return permits.resting_on(assurances) if assurances else permits


class CountrySelect(forms.Select):
    """A list of all countries with their earlier names, kept for some minutes as it is written."""

    template_name = "permits/_country_select.html"

    def get_context(self, name, value, attrs):
        context = forms.Widget.get_context(self, name, value, attrs)
        return {**context, "countries": country_choices()}


def country_choices():
    """Each country's code, its name in the active language, and the names it bore before."""
    return cache.get_or_set(f"country-choices-{get_language()}", _read_countries, timeout=300)


def _read_countries():
    choices = []
    for country in Country.objects.by_name().prefetch_related("names"):
        earlier = {name.name for name in country.names.all()} - {country.name}
        choices.append((country.code, country.name, ", ".join(sorted(earlier))))
    return choices


class PermitFilter(filters.FilterSet):
    """The filters of the register; each puts one question of the queryset."""

    # Only what an index gives in order can sort a million permits.
    SORTS = {
        "-issued_on": ("-issued_on", "-pk"),
        "issued_on": ("issued_on", "pk"),
        "number": ("reference",),
        "-number": ("-reference",),
    }

    q = filters.CharFilter(
        label=_("Number, holder or country"),
        method=asks("matching"),
        help_text=_("The beginning of a number, a part of a holder's name, or a country's name."),
    )
    status = filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=PermitStatus.choices,
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
    technology = filters.ChoiceFilter(
        label=_("Software and technology"),
        choices=Technology.choices,
        method=asks("for_technology"),
    )
    in_term_on = filters.DateFilter(
        label=_("In term on"),
        method=asks("in_term_on"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    suspended_by = filters.ModelChoiceFilter(
        label=_("Suspended by order"),
        queryset=Order.objects.that_suspended(),
        to_field_name="number",
        method=asks("suspended_by"),
        widget=forms.TextInput,
        help_text=_("The number of the order, for example MO-2020-000001."),
        error_messages={"invalid_choice": _("No suspension carried out has this number.")},
    )
    expired = filters.ChoiceFilter(
        label=_("Term as of today"),
        choices=[("yes", _("Ended")), ("no", _("Not ended"))],
        method=by_expiry,
    )
    type = filters.ChoiceFilter(label=_("Kind"), choices=PermitKind.choices, method=asks("of_kind"))
    holder = filters.ModelChoiceFilter(
        label=_("Holder"),
        queryset=Party.objects.all(),
        method=asks("held_by"),
        widget=forms.HiddenInput,
    )
    consignee = filters.ModelChoiceFilter(
        label=_("Consignee"),
        queryset=Party.objects.all(),
        method=asks("consigned_to"),
        widget=forms.HiddenInput,
    )
    end_user = filters.ModelChoiceFilter(
        label=_("End user"),
        queryset=Party.objects.all(),
        method=asks("used_by"),
        widget=forms.HiddenInput,
    )
    assurer = filters.ModelChoiceFilter(
        label=_("Assurance given by"),
        queryset=Party.objects.all(),
        method=asks("assured_by"),
        widget=forms.HiddenInput,
    )
    assurance = filters.ModelMultipleChoiceFilter(
        label=_("Resting on assurance"),
        queryset=Assurance.objects.all(),
        method=resting_on,
        widget=forms.MultipleHiddenInput,
    )

    @property
    def keys(self):
        """The keys by which the list is sorted, as the address asks."""
        return self.SORTS.get(self.data.get("sort"), self.SORTS["-issued_on"])

    @property
    def permits(self):
        """The permits asked for; none while the question itself is wrong."""
        return self.qs if self.is_valid() else self.queryset.none()


class PartyFilter(filters.FilterSet):
    """The filter of the list of parties."""

    q = filters.CharFilter(label=_("Name"), method=asks("named_like"))


class AssuranceFilter(filters.FilterSet):
    """The filters of the list of assurances."""

    q = filters.CharFilter(label=_("Reference, contract or issuer"), method=asks("matching"))
    kind = filters.MultipleChoiceFilter(
        label=_("Kind"),
        choices=AssuranceKind.choices,
        distinct=False,
        method=asks("of_kind"),
        widget=forms.CheckboxSelectMultiple,
    )
    valid_on = filters.DateFilter(
        label=_("Valid on"),
        method=asks("valid_on"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    issuer = filters.ModelChoiceFilter(
        label=_("Given by"),
        queryset=Party.objects.all(),
        method=asks("given_by"),
        widget=forms.HiddenInput,
    )


class OrderFilter(filters.FilterSet):
    """The filters of the list of orders."""

    q = filters.CharFilter(label=_("Number or title"), method=asks("matching"))
    kind = filters.MultipleChoiceFilter(
        label=_("Kind"),
        choices=OrderKind.choices,
        distinct=False,
        method=asks("of_kind"),
        widget=forms.CheckboxSelectMultiple,
    )
    status = filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=OrderStatus.choices,
        distinct=False,
        method=asks("in_status"),
        widget=forms.CheckboxSelectMultiple,
    )


def selection_from(query: QueryDict, user) -> QuerySet[Permit]:
    """The permits a person selected: the ``permit`` keys chosen, or with ``all`` what matches.

    General permits are left out: no individual action reaches them. Raises ``ValidationError``
    when the selection cannot be read.
    """
    return _selected(query, Permit.objects.visible_to(user).individual())


def general_in(query: QueryDict, user) -> int:
    """How many general permits a selection leaves out."""
    return _selected(query, Permit.objects.visible_to(user).of_kind(PermitKind.GENERAL)).count()


def _selected(query, permits):
    if not query.get("all"):
        return permits.filter(pk__in=chosen_in(query))
    matching = PermitFilter(query, queryset=permits)
    if not matching.is_valid():
        raise ValidationError(
            _("The filters of this selection cannot be read."), code="unreadable-filters"
        )
    return matching.qs


def selecting(here: QueryDict, chosen: list[int], *, everything: bool) -> QueryDict:
    """The query of a selection made on a page of the register; ``selection_from`` reads it."""
    if not everything and not chosen:
        raise ValidationError(_("Choose permits first, or all that match."), code="nothing-chosen")
    selection = QueryDict(mutable=True)
    if everything:
        for name in PermitFilter.base_filters:
            if here.get(name):
                selection.setlist(name, here.getlist(name))
        selection["all"] = "1"
    else:
        selection["permit"] = ".".join(map(str, chosen))
    return selection


def chosen_in(query: QueryDict) -> list[int]:
    """The keys chosen one by one: ``permit=1&permit=2``, or in short ``permit=1.2``."""
    keys = [key for given in query.getlist("permit") for key in given.split(".") if key]
    if not all(key.isascii() and key.isdecimal() and len(key) <= 18 for key in keys):
        raise ValidationError(_("The choice of permits cannot be read."), code="unreadable-choice")
    chosen = sorted({int(key) for key in keys})
    if len(chosen) > MOST_CHOSEN:
        raise ValidationError(
            _(
                "%(count)s permits are chosen one by one, and at most %(most)s can be. Narrow the"
                " list with filters and take all that match."
            ),
            code="too-many-chosen",
            params={"count": len(chosen), "most": MOST_CHOSEN},
        )
    return chosen
