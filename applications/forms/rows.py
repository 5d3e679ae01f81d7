"""The rows of an application as they are typed: parties, goods and documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import (
    ApplicationConsignee,
    ApplicationDocument,
    ApplicationIntermediary,
    ApplicationLine,
)
from permits.filters import CountrySelect
from permits.forms.parties import PartyField
from permits.forms.permits import day_field
from permits.models import Country, Party
from regime.forms.parts import Rows

CONTACT_FIELDS = ("address", "telephone", "email", "fax", "contact", "contact_telephone")
SHORT = forms.Textarea(attrs={"rows": 2})


def country_field(**options):
    """A country by its code, chosen by its names."""
    return forms.ModelChoiceField(
        queryset=Country.objects.all(),
        to_field_name="code",
        widget=CountrySelect,
        required=False,
        **options,
    )


def new_party_country():
    return country_field(
        label=_("Its country, to register it"),
        help_text=_("Only for a party that is not on the register yet."),
    )


class NamesParties(forms.Form):
    """Parties of the register by name or number, or registered on the way.

    A field of a party has another beside it, of the same name and ``_country``: with a country, a
    name that no party of that country bears is registered, with the address typed for it.
    """

    # The fields of parties, and the beginning of the names of the fields of their addresses.
    party_fields: dict[str, str] = {}

    def clean(self):
        facts = super().clean()
        facts = self.cleaned_data if facts is None else facts
        for name, prefix in self.party_fields.items():
            country = facts.pop(f"{name}_country", None)
            text = str(self.data.get(self.add_prefix(name), "")).strip()
            if country is None or not text or "\x00" in text or len(text) > 200:
                self._say_how_to_register(name)
                continue
            self.errors.pop(name, None)
            known = Party.objects.filter(name__iexact=text, country=country).order_by("pk").first()
            facts[name] = known or self._new(text, country, prefix)
        return facts

    def _new(self, name, country, prefix):
        facts = {
            field: self.cleaned_data.get(f"{prefix}{field}", "") for field in ("address", "email")
        }
        return Party(name=name, country=country, **facts)

    def _say_how_to_register(self, name):
        if self.has_error(name, "invalid_choice"):
            del self.errors[name]
            self.add_error(name, _("No party bears this name. To register it, choose its country."))


class ReachedForm(NamesParties, forms.ModelForm):
    """A party of an application, and how it is reached."""

    party = PartyField(
        label=_("Party"), help_text=_("The name of a party of the register, or its number.")
    )
    party_country = new_party_country()
    party_fields = {"party": ""}

    def facts(self):
        return {name: fact for name, fact in self.cleaned_data.items() if name != "party_country"}


class ConsigneeForm(ReachedForm):
    class Meta:
        model = ApplicationConsignee
        fields = CONTACT_FIELDS
        widgets = {"address": SHORT}

    field_order = ["party", "party_country"]


class IntermediaryForm(ReachedForm):
    class Meta:
        model = ApplicationIntermediary
        fields = ("role", *CONTACT_FIELDS)
        widgets = {"address": SHORT}

    field_order = ["role", "party", "party_country"]


class DestinationForm(forms.Form):
    """A country of final destination, one of several or the only one."""

    country = country_field(label=_("Country of final destination"))

    def facts(self):
        return self.cleaned_data["country"]


class LineForm(forms.ModelForm):
    """Goods or technology: what may still be missing is named afterwards."""

    quantity = forms.DecimalField(
        label=_("Quantity"), min_value=0, max_digits=14, decimal_places=3, required=False
    )
    value = forms.DecimalField(
        label=_("Total value"), min_value=0, max_digits=16, decimal_places=2, required=False
    )
    us_content = forms.DecimalField(
        label=_("United States content (%)"),
        help_text=_("Its share of the total cost, where it is goods of item 5400."),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    mass_kg = forms.DecimalField(
        label=_("Mass (kg)"), min_value=0, max_digits=14, decimal_places=3, required=False
    )
    origin = country_field(label=_("Country of origin"))

    class Meta:
        model = ApplicationLine
        fields = (
            "code", "description", "quantity", "unit", "value", "currency", "origin", "us_content",
            "factory", "mass_kg", "volume",
        )  # fmt: skip
        widgets = {
            "description": SHORT,
            "code": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            "currency": forms.TextInput(attrs={"class": "govuk-input--width-4"}),
        }

    def clean_currency(self):
        currency = self.cleaned_data["currency"].strip().upper()
        if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise forms.ValidationError(_("The currency is not a three-letter code."))
        return currency

    def clean_quantity(self):
        quantity = self.cleaned_data["quantity"]
        if quantity is not None and quantity <= 0:
            raise forms.ValidationError(_("The quantity is more than nothing."))
        return quantity

    def facts(self):
        return self.cleaned_data


class DocumentForm(forms.ModelForm):
    """A document received with the application."""

    dated_on = day_field(label=_("Dated"), required=False)

    class Meta:
        model = ApplicationDocument
        fields = ("kind", "reference", "dated_on", "pointer")

    def facts(self):
        return self.cleaned_data


def _rows_of(form, extra, most):
    return forms.formset_factory(
        form, formset=Rows, extra=extra, max_num=most, absolute_max=most + 1, validate_max=True
    )


# Each part that has rows: its forms, and what one of them is called. All of them together stay
# below the number of fields that a request may have.
PARTS = {
    "destinations": (_rows_of(DestinationForm, 1, 12), _("Destination")),
    "consignees": (_rows_of(ConsigneeForm, 1, 12), _("Consignee")),
    "lines": (_rows_of(LineForm, 1, 40), _("Line")),
    "documents": (_rows_of(DocumentForm, 1, 20), _("Document")),
    "intermediaries": (_rows_of(IntermediaryForm, 0, 8), _("Party to the transaction")),
}
