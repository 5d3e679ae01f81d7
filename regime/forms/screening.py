"""Requests to screen parties, and to answer what a screening asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permits.forms.orders import ReasonForm
from regime.models import ScreeningAnswer


class AnswerForm(ReasonForm):
    """Whether the party is the one listed, and why."""

    answer = forms.ChoiceField(
        label=_("The party is"), choices=ScreeningAnswer.choices, widget=forms.RadioSelect
    )
    # The answer that stood when the page was opened: another may have come since.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    field_order = ["answer", "reason", "seen"]

    def __init__(self, *args, question, **options):
        super().__init__(*args, **options)
        self.fields["reason"].help_text = _(
            "What tells them apart, or makes them one: date of birth, address, register number,"
            " and where you read it. Kept in the history under your name."
        )
        self.initial.setdefault("seen", question.answer)
