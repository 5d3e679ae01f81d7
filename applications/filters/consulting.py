"""The questions that the list of consultations can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from applications.models import Consultation, ConsultationStatus
from permits.filters import asks


class ConsultationFilter(filters.FilterSet):
    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        help_text=_("A part of its number, of its application's number, or of the office."),
    )
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=ConsultationStatus.choices,
        empty_label=_("Any"),
        method=asks("with_status"),
    )

    class Meta:
        model = Consultation
        fields: list[str] = []
