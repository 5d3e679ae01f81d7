"""Requests of those who review a memorandum: the legal opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.models import LegalView
from permits.forms.orders import ReasonForm


class OpinionForm(ReasonForm):
    """A legal counsel's opinion on a memorandum."""

    view = forms.ChoiceField(
        label=_("Opinion"),
        choices=LegalView.choices,
        widget=forms.RadioSelect,
        help_text=_("What is not lawful goes back to its author."),
    )
    text = forms.CharField(
        label=_("Advice"),
        help_text=_("Privileged: it stays within the ministry."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ["view", "text", "reason"]
