"""Requests to issue, correct and follow notices, to write templates, to record answers."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.models import NoticeTemplate
from decisions.models.border import Answer
from decisions.models.notices import Standing
from permits.forms.orders import ReasonForm, moment_field, this_minute

LONGEST_REPLY = timedelta(days=366)


class IssueForm(ReasonForm):
    """By when the holders may answer."""

    reply_by = forms.DateField(
        label=_("Answer by"),
        help_text=_("The day by which holders may answer; 30 days from today if left empty."),
        required=False,
    )
    field_order = ["reply_by", "reason"]

    def clean_reply_by(self):
        day, today = self.cleaned_data["reply_by"], timezone.localdate()
        if day is not None and not today <= day <= today + LONGEST_REPLY:
            raise forms.ValidationError(
                _("Give a day from today on, within a year."), code="out-of-range"
            )
        return day


class PublishForm(ReasonForm):
    """Why a notice for all is issued."""


class SerialForm(PublishForm):
    """The serial number of a notice to exporters."""

    serial = forms.IntegerField(
        label=_("Serial number"),
        help_text=_("The next number of the series of notices to exporters."),
        min_value=1,
        max_value=999_999,
    )
    field_order = ["serial", "reason"]


class CorrectionForm(ReasonForm):
    """What was wrong with a notice, in both languages, and whether another replaces it."""

    correction_en = forms.CharField(
        label=_("What was wrong (English)"),
        help_text=_("The reader of the notice is told."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    correction_fr = forms.CharField(
        label=_("What was wrong (French)"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "fr"}),
    )
    replace = forms.TypedChoiceField(
        label=_("Instead of it"),
        choices=[
            ("yes", _("Issue it again, from the template and the register of today")),
            ("no", _("Issue nothing in its place: tell the holder that it is taken back")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    field_order = ["correction_en", "correction_fr", "replace", "reason"]


class FollowForm(ReasonForm):
    """What became of a letter sent by post."""

    what = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (Standing.SENT.value, _("It was posted")),
            (Standing.ACKNOWLEDGED.value, _("It was acknowledged")),
            (Standing.BOUNCED.value, _("It came back")),
        ],
        widget=forms.RadioSelect,
    )
    happened_at = moment_field(
        label=_("When"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    detail = forms.CharField(
        label=_("Detail"),
        help_text=_("For example the carrier's number, or who answered."),
        max_length=500,
        required=False,
    )
    field_order = ["what", "happened_at", "detail", "reason"]


class NoticeTemplateForm(forms.ModelForm, ReasonForm):
    """The words of a notice in both languages."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = NoticeTemplate
        fields = ["subject_en", "subject_fr", "body_en", "body_fr"]
        widgets = {
            "body_en": forms.Textarea(attrs={"rows": 18}),
            "subject_fr": forms.TextInput(attrs={"lang": "fr"}),
            "body_fr": forms.Textarea(attrs={"rows": 18, "lang": "fr"}),
        }

    def texts(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class ApprovalForm(ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(ReasonForm):
    """What the border agency said of one permit."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    answered_at = moment_field(
        label=_("Answered"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    reference = forms.CharField(label=_("Reference of the agency"), max_length=100, required=False)
    detail = forms.CharField(label=_("Detail"), max_length=500, required=False)
    field_order = ["answer", "answered_at", "reference", "detail", "reason"]


class AcknowledgementForm(ReasonForm):
    """That the agency acknowledged all of a list."""

    answered_at = moment_field(
        label=_("Answered"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    reference = forms.CharField(label=_("Reference of the agency"), max_length=100, required=False)
    field_order = ["answered_at", "reference", "reason"]


class AnswerFileForm(ReasonForm):
    """The list as the agency sent it back."""

    file = forms.FileField(
        label=_("File of the agency"),
        help_text=_(
            "CSV in UTF-8, at most 5 MB: the list that was sent, with “acknowledged” or “rejected”"
            " in the column “answer”."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    answered_at = moment_field(
        label=_("Answered"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    field_order = ["file", "answered_at", "reason"]
