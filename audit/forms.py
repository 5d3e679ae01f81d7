"""The moment at which a record is asked for."""

from datetime import datetime, time

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.reading import FIRST_DAY, LAST_DAY


class AsAtForm(forms.Form):
    """A day and a time by the clock of Ottawa."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"class": "govuk-input--width-10"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    time = forms.TimeField(
        label=_("Time (Ottawa)"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "govuk-input--width-5"}),
        help_text=_("Left empty, the end of that day."),
    )

    def moment(self):
        clock = self.cleaned_data["time"] or time.max
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], clock))
