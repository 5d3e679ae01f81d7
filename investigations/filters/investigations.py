"""The questions that lists of investigations and of permits in scope can be asked."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from investigations.models import Investigation, PermitInScope, Population
from investigations.models.consultations import Position
from investigations.models.investigations import InvestigationStatus, ReviewResult
from permits.filters import asks


class InvestigationFilter(filters.FilterSet):
    """The filters of the list of investigations."""

    q = filters.CharFilter(label=_("Number, title or allegation"), method=asks("matching"))
    status = filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=InvestigationStatus.choices,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Investigation
        fields = []


class ScopeFilter(filters.FilterSet):
    """The filters of the permits in scope of an investigation."""

    q = filters.CharFilter(label=_("Permit number or holder"), method=asks("matching"))
    result = filters.MultipleChoiceFilter(
        label=_("Result"),
        choices=ReviewResult.choices,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )
    population = filters.ModelChoiceFilter(
        label=_("Population"),
        queryset=Population.objects.none(),
        to_field_name="position",
        empty_label=_("Any"),
        method=asks("of_population"),
    )
    position = filters.ChoiceFilter(
        label=_("Position of a department"),
        choices=[*Position.choices, ("none", _("Asked, none yet"))],
        empty_label=_("Any"),
        method=asks("with_position"),
    )

    class Meta:
        model = PermitInScope
        fields = []

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        self.filters["population"].queryset = investigation.populations.frozen()
