"""The questions that lists of consultations in cases, and of permits asked about, can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from investigations.models import CaseConsultation, ConsultedPermit
from investigations.models.consultations import CaseConsultationStatus, Position
from permits.filters import asks


class CaseConsultationFilter(filters.FilterSet):
    """The filters of the list of consultations in cases."""

    q = filters.CharFilter(
        label=_("Text"),
        method=asks("matching"),
        help_text=_("A part of its number, of its subject, or of the office."),
    )
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=CaseConsultationStatus.choices,
        empty_label=_("Any"),
        method=asks("with_status"),
    )

    class Meta:
        model = CaseConsultation
        fields: list[str] = []


class ConsultedPermitFilter(filters.FilterSet):
    """The filters of the permits that a department is asked about."""

    q = filters.CharFilter(label=_("Permit number or holder"), method=asks("matching"))
    goods = filters.CharFilter(
        label=_("Group or item"), method=asks("for_goods"), help_text=_("For example 2 or 2-15.")
    )
    position = filters.ChoiceFilter(
        label=_("Position"),
        choices=[("none", _("No position yet")), *Position.choices],
        empty_label=_("Any"),
        method=asks("with_position"),
    )

    class Meta:
        model = ConsultedPermit
        fields: list[str] = []
