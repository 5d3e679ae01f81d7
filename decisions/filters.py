"""The questions that the lists of decisions and batches can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from decisions.models import Batch, BatchStatus, Decision, DecisionStatus
from permits.filters import asks


class DecisionFilter(filters.FilterSet):
    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        help_text=_("A part of its number or title, or of its investigation's number."),
    )
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=DecisionStatus.choices,
        empty_label=_("Any"),
        method=asks("in_status"),
    )

    class Meta:
        model = Decision
        fields: list[str] = []


class BatchFilter(filters.FilterSet):
    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        help_text=_("A part of its number, or of its decision's or order's number."),
    )
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=BatchStatus.choices,
        empty_label=_("Any"),
        method=asks("in_status"),
    )

    class Meta:
        model = Batch
        fields: list[str] = []
