"""Requests to define the population of a review, and to freeze it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from investigations.models import Population
from permits.filters import CountrySelect
from permits.forms.orders import ReasonForm
from permits.forms.permits import day_field
from permits.models import ControlListItem, Country, Order


class PopulationForm(forms.ModelForm, ReasonForm):
    """The question that names the permits to be reviewed."""

    as_of = day_field(
        label=_("As the register stood on"),
        help_text=_("At the end of this day, by the law's time; in term on it."),
    )
    destination = forms.ModelChoiceField(
        label=_("Country of final destination"),
        queryset=Country.objects.all(),
        to_field_name="code",
        widget=CountrySelect,
        required=False,
    )
    suspended_by = forms.ModelChoiceField(
        label=_("Suspended by order"),
        queryset=Order.objects.that_suspended(),
        to_field_name="number",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        required=False,
        help_text=_("The number of the order, for example MO-2020-000001."),
        error_messages={"invalid_choice": _("No suspension carried out has this number.")},
    )
    field_order = [
        "title", "as_of", "with_suspended", "with_valid", "destination", "goods", "suspended_by",
        "reason",
    ]  # fmt: skip

    class Meta:
        model = Population
        fields = [
            "title", "as_of", "with_suspended", "with_valid", "destination", "goods",
            "suspended_by",
        ]  # fmt: skip
        widgets = {"goods": forms.TextInput(attrs={"class": "govuk-input--width-10"})}

    def __init__(self, *args, instance=None, initial=None, **options):
        kept = {}
        if instance is not None:
            kept["destination"] = instance.destination and instance.destination.code
            kept["suspended_by"] = instance.suspended_by and instance.suspended_by.number
        super().__init__(*args, instance=instance, initial={**kept, **(initial or {})}, **options)

    def clean_goods(self):
        goods = self.cleaned_data["goods"].strip()
        if goods and not ControlListItem.objects.named(goods).exists():
            raise forms.ValidationError(_("No list has this group or item."))
        return goods

    def clean(self):
        facts = super().clean()
        if self.errors:
            return facts
        if not (facts["with_suspended"] or facts["with_valid"]):
            self.add_error("with_suspended", _("Ask for permits suspended, valid, or both."))
        if facts["suspended_by"] and facts["with_valid"]:
            self.add_error(
                "with_valid",
                _("What an order suspended is not valid: ask for suspended permits only."),
            )
        return facts

    def _post_clean(self):
        """The action writes the question, and asks the model itself."""


class FreezeForm(ReasonForm):
    """The number of permits that the person looked at."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
