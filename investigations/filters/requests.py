"""The questions that the list of requests for information can be asked."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from investigations.models import InformationRequest
from investigations.models.requests import AddresseeKind, RequestOutcomeKind
from permits.filters import asks

STATES = [
    ("overdue", pgettext_lazy("request", "Overdue")),
    ("open", pgettext_lazy("request", "Waiting for an answer")),
    *RequestOutcomeKind.choices,
]


class RequestFilter(filters.FilterSet):
    """The filters of the list of requests."""

    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        help_text=_("A part of its number, addressee, case or question."),
    )
    state = filters.MultipleChoiceFilter(
        label=_("State"),
        choices=STATES,
        distinct=False,
        method=asks("in_state"),
        widget=forms.CheckboxSelectMultiple,
    )
    addressee_kind = filters.MultipleChoiceFilter(
        label=_("Kind of addressee"),
        choices=AddresseeKind.choices,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )
    investigation = filters.CharFilter(
        label=_("Investigation"),
        method=asks("of_investigation"),
        help_text=_("Its number, for example INV-2020-000001."),
    )

    class Meta:
        model = InformationRequest
        fields: list[str] = []
