"""Fields for texts of several lines, long and short, in either language."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONG = forms.Textarea(attrs={"rows": 5})
SHORT = forms.Textarea(attrs={"rows": 3})
LONG_FRENCH = forms.Textarea(attrs={"rows": 5, "lang": "fr"})
SHORT_FRENCH = forms.Textarea(attrs={"rows": 3, "lang": "fr"})


def plain(text):
    """Refuse what cannot be seen: a reader must read what a machine reads.

    Directional overrides turn the order of letters round, so that a name or a number shown is
    not the one kept; control characters come with text that was pasted from elsewhere. Marks
    that languages need, such as joiners, pass.
    """
    for place, character in enumerate(text):
        turning = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
        control = unicodedata.category(character) == "Cc" and character not in "\t\n\r"
        if turning or control:
            words = {
                "code": f"U+{ord(character):04X}",
                "before": "".join(c for c in text[max(0, place - 20) : place] if c.isprintable()),
            }
            raise ValidationError(
                _(
                    "The text holds a character that cannot be seen (%(code)s), after"
                    " “%(before)s”. Remove it, or type the text anew."
                )
                % words
                if words["before"]
                else _(
                    "The text begins with a character that cannot be seen (%(code)s). Remove it,"
                    " or type the text anew."
                )
                % words,
                code="invisible",
            )


class PlainTexts(forms.Form):
    """A form whose texts hold nothing that cannot be seen."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators.append(plain)
