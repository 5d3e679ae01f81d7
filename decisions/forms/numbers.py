"""Permits named by their numbers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from permits.models import Permit

MOST_NUMBERS = 2000


class NumbersField(forms.CharField):
    """Permits on the register, by number; what cannot be found is named."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Permit numbers"),
                "help_text": _("One on each line, or separated by commas or spaces."),
                "widget": forms.Textarea(attrs={"rows": 4}),
                **options,
            }
        )

    def clean(self, value):
        numbers = set(super().clean(value).replace(",", " ").split())
        if len(numbers) > MOST_NUMBERS:
            raise ValidationError(
                _("Give at most %(most)s numbers at a time."),
                code="too-many-numbers",
                params={"most": MOST_NUMBERS},
            )
        found = list(Permit.objects.individual().filter(reference__in=numbers).order_by("pk"))
        unknown = sorted(numbers - {permit.reference for permit in found})
        if unknown:
            raise ValidationError(
                _("Not on the register: %(numbers)s."),
                code="unknown-permit",
                params={"numbers": ", ".join(unknown[:10])},
            )
        return found
