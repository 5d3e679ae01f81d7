"""The questions that the list of requests to amend permits can be asked."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import AmendmentRequest
from applications.models.amendments import AmendmentStatus
from permits.filters import asks


class AmendmentFilter(filters.FilterSet):
    q = filters.CharFilter(
        label=_("Number or holder"),
        method=asks("matching"),
        help_text=_("A part of its number, of the permit's number, or of the holder's name."),
    )
    status = filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=AmendmentStatus.choices,
        distinct=False,
        method=asks("in_status"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = AmendmentRequest
        fields: list[str] = []
