"""Requests to record an end-use assurance, and to rest permits on it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits.forms.orders import ReasonForm
from permits.forms.parties import PartyField
from permits.forms.permits import day_field
from permits.models import (
    Assurance,
    AssuranceLine,
    ControlListItem,
    Country,
    Permit,
    Undertaking,
)

MOST_NUMBERS = 1000
MOST_ROWS = 40
SHORT = forms.Textarea(attrs={"rows": 3})


class AssuranceForm(forms.ModelForm, ReasonForm):
    """Who assures what to whom: every element except the undertakings and the goods."""

    issuer = PartyField(
        label=_("Given by"),
        help_text=_("The name of a party of the register, or its number."),
    )
    exporter = PartyField(label=_("Exporter"), required=False)
    consignee = PartyField(label=_("Consignee"), required=False)
    end_user = PartyField(
        label=_("End user"), required=False, help_text=_("Where it is not who gives it.")
    )
    location_country = forms.ModelChoiceField(
        label=_("Country of end use"),
        queryset=Country.objects.all(),
        to_field_name="code",
        required=False,
        help_text=_("Left empty when the place has no country code."),
    )
    given_on = day_field(label=_("Given on"))
    valid_until = day_field(label=_("Valid until"), required=False)

    class Meta:
        model = Assurance
        fields = [
            "reference",
            "kind",
            "issuer",
            "exporter",
            "consignee",
            "end_user",
            "contract",
            "end_use",
            "location",
            "location_country",
            "signatory",
            "signatory_title",
            "sealed",
            "given_on",
            "valid_until",
            "document",
        ]
        widgets = {"kind": forms.RadioSelect, "end_use": SHORT}

    field_order = [*Meta.fields, "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["location_country"].queryset = Country.objects.by_name()
        self.fields["kind"].choices = [pair for pair in self.fields["kind"].choices if pair[0]]
        for name in ("signatory", "signatory_title"):
            self.fields[name].required = True

    def clean_given_on(self):
        day = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is in the future."), code="future")
        return day

    def facts(self):
        """What the assurance says, without what is said about the act."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class UndertakingForm(forms.ModelForm):
    """One thing undertaken, as the document says it."""

    class Meta:
        model = Undertaking
        fields = ["kind", "wording", "exceptions"]
        widgets = {"wording": SHORT, "exceptions": forms.Textarea(attrs={"rows": 2})}


class AssuranceLineForm(forms.ModelForm):
    """Goods that an assurance covers; the item is classified where the code is known."""

    class Meta:
        model = AssuranceLine
        fields = ["code", "description", "quantity", "unit", "value", "currency"]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}

    def clean_quantity(self):
        quantity = self.cleaned_data["quantity"]
        if quantity is not None and quantity <= 0:
            raise ValidationError(_("A quantity is more than nothing."), code="not-positive")
        return quantity

    def clean_value(self):
        value = self.cleaned_data["value"]
        if value is not None and value < 0:
            raise ValidationError(_("A value is not less than nothing."), code="negative")
        return value

    def clean_currency(self):
        currency = self.cleaned_data["currency"].upper()
        if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise ValidationError(
                _("The currency is not a three-letter code."), code="unknown-currency"
            )
        return currency

    def facts(self):
        code = self.cleaned_data["code"].strip()
        known = ControlListItem.objects.filter(code=code).order_by("-edition__in_force_from")
        return {**self.cleaned_data, "code": code, "item": known.first() if code else None}


class Rows(forms.BaseFormSet):
    """A set of forms of which those left empty are not asked for."""

    def initial_form_count(self):
        # What was typed before more rows were asked for may be emptied again.
        return 0 if self.is_bound else super().initial_form_count()


def _rows_of(form, *, extra):
    return forms.formset_factory(
        form, formset=Rows, extra=extra, max_num=MOST_ROWS, validate_max=True
    )


UndertakingRows = _rows_of(UndertakingForm, extra=3)
AssuranceLineRows = _rows_of(AssuranceLineForm, extra=1)


def filled_in(rows):
    """The forms of a valid set in which something was filled in."""
    return [form for form in rows if form.has_changed()]


class RestForm(ReasonForm):
    """Permits, by number, that are to rest on an assurance."""

    numbers = forms.CharField(
        label=_("Permit numbers"),
        help_text=_("One on each line, or separated by commas or spaces."),
        widget=SHORT,
    )
    field_order = ["numbers", "reason"]

    def clean_numbers(self):
        numbers = set(self.cleaned_data["numbers"].replace(",", " ").split())
        if len(numbers) > MOST_NUMBERS:
            raise ValidationError(
                _("Give at most %(most)s numbers at a time."),
                code="too-many-numbers",
                params={"most": MOST_NUMBERS},
            )
        found = Permit.objects.filter(reference__in=numbers)
        unknown = sorted(numbers - set(found.values_list("reference", flat=True)))
        if unknown:
            raise ValidationError(
                _("Not on the register: %(numbers)s."),
                code="unknown-permit",
                params={"numbers": ", ".join(unknown[:10])},
            )
        return found
