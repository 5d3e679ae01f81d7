"""Requests about messages: what came back, what was acknowledged, what is tried again."""

from datetime import UTC, datetime

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_MOMENT = datetime(1947, 1, 1, tzinfo=UTC)


def this_minute():
    return timezone.localtime().replace(second=0, microsecond=0)


class ReasonForm(forms.Form):
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
