"""The questions that the lists of the regime can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from permits.filters import CountrySelect, asks
from permits.models import Country
from regime.models import Dialogue, Measure, SanctionsName, ScreeningAnswer, ScreeningQuestion
from regime.models.effects import MeasureState
from regime.models.sanctions import ListedKind
from regime.models.screening import MatchKind


def by_state(dialogues, _name, value):
    return dialogues.under_way() if value == "open" else dialogues.closed()


class DialogueFilter(filters.FilterSet):
    """The filters of the list of dialogues."""

    q = filters.CharFilter(label=_("Number, title or country"), method=asks("matching"))
    country = filters.ModelChoiceFilter(
        label=_("Country"),
        queryset=Country.objects.all(),
        to_field_name="code",
        method=asks("with_country"),
        widget=CountrySelect,
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Under way")), ("closed", _("Closed"))],
        method=by_state,
    )

    class Meta:
        model = Dialogue
        fields = []


class MeasureFilter(filters.FilterSet):
    """The filters of the list of measures; states are those of today."""

    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        help_text=_("A part of its number, title or instrument, or a notice number."),
    )
    destination = filters.ModelChoiceFilter(
        label=_("Destination"),
        queryset=Country.objects.all(),
        to_field_name="code",
        method=asks("on_destination"),
        widget=CountrySelect,
    )
    state = filters.ChoiceFilter(
        label=_("State today"),
        choices=[pair for pair in MeasureState.choices if pair[0] != MeasureState.SUPERSEDED],
        empty_label=_("Any"),
        method=asks("in_state"),
    )

    class Meta:
        model = Measure
        fields: list[str] = []


class SanctionsNameFilter(filters.FilterSet):
    """The filters of the names that an edition lists."""

    q = filters.CharFilter(label=_("Name, alias or date of birth"), method=asks("containing"))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ListedKind.choices, method=asks("of_kind"))

    class Meta:
        model = SanctionsName
        fields = []


class ScreeningFilter(filters.FilterSet):
    """The filters of the list of screening questions: those to be answered, unless others are."""

    q = filters.CharFilter(label=_("Party or listed name"), method=asks("matching"))
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[
            ("open", _("To be answered")),
            *ScreeningAnswer.choices,
            ("withdrawn", _("Withdrawn: no longer listed so")),
            ("all", _("All")),
        ],
        method=asks("in_state"),
        empty_label=None,
    )
    kind = filters.ChoiceFilter(
        label=_("Likeness"), choices=MatchKind.choices, method=asks("of_kind")
    )
    instrument = filters.CharFilter(
        label=_("Regulations"),
        method=asks("of_instrument"),
        help_text=_("Their number, for example SOR/2020-214."),
    )

    class Meta:
        model = ScreeningQuestion
        fields = []
