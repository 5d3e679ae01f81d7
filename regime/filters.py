"""The questions that the lists of the regime can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from permits.filters import CountrySelect, asks
from permits.models import Country
from regime.models import Dialogue


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
