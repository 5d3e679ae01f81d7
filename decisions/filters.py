"""The questions that the lists of decisions and batches can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from decisions.models import Batch, BatchStatus, Decision, DecisionStatus
from decisions.models.notices import Notice, Standing
from decisions.models.templates import NoticeKind
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


class NoticeFilter(filters.FilterSet):
    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        max_length=200,
        help_text=_("A part of its number, subject or reader, or of its order's number."),
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=NoticeKind.choices, empty_label=_("Any"), method=asks("of_kind")
    )
    standing = filters.ChoiceFilter(
        label=_("Where it stands"),
        choices=Standing.choices,
        empty_label=_("Any"),
        method=asks("at"),
    )
    age = filters.ChoiceFilter(
        label=_("Written"),
        choices=[("1", _("More than a day ago")), ("7", _("More than a week ago"))],
        empty_label=_("At any time"),
        method=asks("older_than"),
    )

    class Meta:
        model = Notice
        fields: list[str] = []
