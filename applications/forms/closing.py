"""Requests to return an application to its applicant, and to record that they withdrew it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits.forms.orders import ReasonForm
from permits.forms.permits import day_field


class ReturnForm(ReasonForm):
    """The reasons that the applicant is given, in both languages."""

    reasons_en = forms.CharField(
        label=_("Reasons given to the applicant (English)"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reasons_fr = forms.CharField(
        label=_("Reasons given to the applicant (French)"),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"}),
    )
    field_order = ["reasons_en", "reasons_fr", "reason"]


class WithdrawForm(ReasonForm):
    """The day on which the applicant asked for it."""

    asked_on = day_field(label=_("The applicant asked for it on"), initial=timezone.localdate)
    field_order = ["asked_on", "reason"]
