"""A party asked for by its name or number, as people write it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from permits.forms.orders import ReasonForm
from permits.models import Party

NAMED = 5  # parties named in the message when several match


class PartyField(forms.ModelChoiceField):
    """A party by its whole name, by a part of it that no other bears, or by its number."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid_choice": _("No party bears this name."),
        "several": _("Several parties match: %(parties)s. Write the whole name, or the number."),
    }

    def __init__(self, **options):
        options.setdefault("queryset", Party.objects.all())
        super().__init__(**options)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        text = str(value).strip()
        if "\x00" in text or len(text) > 200:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        if text.isascii() and text.isdecimal() and len(text) <= 18:
            return super().to_python(text)
        found = list(self.queryset.filter(name=text)[: NAMED + 1])
        found = found or list(self.queryset.named_like(text)[: NAMED + 1])
        if not found:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        if len(found) > 1:
            named = "; ".join(f"{party} ({party.pk})" for party in found[:NAMED])
            raise ValidationError(
                self.error_messages["several"], code="several", params={"parties": named}
            )
        return found[0]


class ContactForm(forms.ModelForm, ReasonForm):
    """How a party is written to, and in which language."""

    class Meta:
        model = Party
        fields = ["email", "address", "language"]
        widgets = {"address": forms.Textarea(attrs={"rows": 4})}
