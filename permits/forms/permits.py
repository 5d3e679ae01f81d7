"""Requests about a permit: how it stood on a day, and a shipment under it."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.reading import FIRST_DAY, LAST_DAY
from permits.forms.orders import ReasonForm
from permits.models import PermitLine


def day_field(**options):
    """A day that the calendar and the database both know."""
    bounds = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
    return forms.DateField(validators=bounds, **options)


class AsAtForm(forms.Form):
    """The day on which the reader wants to know how a permit stands."""

    on = day_field(label=_("On this day"))


class LineField(forms.ModelChoiceField):
    """A line of a permit, with what it covers."""

    def label_from_instance(self, line):
        return f"{line} – {line.description[:80]}"


class ShipmentForm(ReasonForm):
    """A shipment as the holder reported it."""

    line = LineField(label=_("Line"), queryset=PermitLine.objects.none(), empty_label=None)
    reference = forms.CharField(
        label=_("Shipping document"),
        max_length=60,
        help_text=_("Its number; each is recorded once under a line."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    shipped_on = day_field(label=_("Shipped on"))
    reported_on = day_field(label=_("Reported on"), initial=timezone.localdate)
    value = forms.DecimalField(
        label=_("Value"),
        min_value=0,
        max_digits=16,
        decimal_places=2,
        help_text=_("In the currency of the line."),
    )
    quantity = forms.DecimalField(
        label=_("Quantity"),
        min_value=0,
        max_digits=14,
        decimal_places=3,
        required=False,
        help_text=_("In the unit of the line."),
    )

    field_order = ["line", "reference", "shipped_on", "reported_on", "value", "quantity", "reason"]

    def __init__(self, *args, permit, **options):
        super().__init__(*args, **options)
        self.fields["line"].queryset = permit.lines.all()

    def clean_shipped_on(self):
        return self._not_in_future("shipped_on")

    def clean_reported_on(self):
        return self._not_in_future("reported_on")

    def clean(self):
        facts = super().clean()
        shipped, reported = facts.get("shipped_on"), facts.get("reported_on")
        if shipped and reported and reported < shipped:
            self.add_error("reported_on", _("It was reported before it was shipped."))
        line, reference = facts.get("line"), facts.get("reference")
        if line and reference and line.shipments.filter(reference=reference).exists():
            self.add_error("reference", _("It is already recorded under this line."))
        return facts

    def _not_in_future(self, name):
        day = self.cleaned_data[name]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."), code="future")
        return day
