"""Requests to prepare, confirm and carry out a batch."""

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.forms.two_steps import TwoStepForm
from permits.forms.orders import ReasonForm, moment_field, this_minute


class PrepareForm(ReasonForm):
    announced = forms.IntegerField(
        label=_("Number announced"),
        help_text=_("How many permits were announced, if a number was: the list is held to it."),
        min_value=1,
        max_value=10_000_000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    field_order = ["announced", "reason"]


class RerunForm(ReasonForm):
    """When a further list takes effect on what was refused before."""

    effective_at = moment_field(
        label=_("Takes effect"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    field_order = ["effective_at", "reason"]


class ConfirmationForm(ReasonForm):
    typed_count = forms.IntegerField(
        label=_("Number of permits on the list"),
        help_text=_("Type it: it is compared with the frozen list."),
        min_value=0,
        max_value=10_000_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    field_order = ["typed_count", "reason"]


class ExecutionForm(ReasonForm, TwoStepForm):
    """The reason for carrying a batch out, then the confirmation."""
