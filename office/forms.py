"""Requests about messages: what came back, what was acknowledged, what is tried again.

And what every request of the house has in common: its texts can be seen, and it gives a reason.
"""

import unicodedata
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FIRST_MOMENT = datetime(1947, 1, 1, tzinfo=UTC)


def this_minute():
    return timezone.localtime().replace(second=0, microsecond=0)


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
                gettext(
                    "The text holds a character that cannot be seen (%(code)s), after"
                    " “%(before)s”. Remove it, or type the text anew."
                )
                % words
                if words["before"]
                else gettext(
                    "The text begins with a character that cannot be seen (%(code)s). Remove it,"
                    " or type the text anew."
                )
                % words,
                code="invisible",
            )


class PlainTexts(forms.Form):
    """A form whose texts hold nothing that cannot be seen."""

    def full_clean(self):
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and plain not in field.validators:
                field.validators.append(plain)
        super().full_clean()


class ReasonForm(PlainTexts):
    """Why an act is done; every act asks."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history under your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HappenedForm(ReasonForm):
    """What became of a message, when, and how one knows."""

    happened_at = forms.DateTimeField(
        label=_("When"),
        help_text=_("Date and time in Ottawa."),
        initial=this_minute,
        validators=[MinValueValidator(FIRST_MOMENT)],
        widget=forms.DateTimeInput,
    )
    detail = forms.CharField(
        label=_("What was said"),
        help_text=_("For example the words of the mail server, or who answered and how."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["happened_at", "detail", "reason"]
