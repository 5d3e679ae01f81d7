"""Requests by which holders are heard: notice, dispensation, representations, exclusions."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from decisions.forms.numbers import NumbersField
from permits.forms.orders import ReasonForm
from permits.models import Party

LARGEST = 20 * 1024 * 1024
TYPES = ["pdf", "docx", "odt", "txt", "eml", "jpg", "jpeg", "png"]


def both(name, english, french, rows=5):
    """A text asked for in both languages: two fields by name."""
    return {
        f"{name}_en": forms.CharField(
            label=english, widget=forms.Textarea(attrs={"rows": rows}), strip=True
        ),
        f"{name}_fr": forms.CharField(
            label=french, widget=forms.Textarea(attrs={"rows": rows, "lang": "fr"}), strip=True
        ),
    }


class IntentForm(ReasonForm):
    """What is intended and why, and until when holders may answer."""

    text_en, text_fr = both(
        "text",
        _("What is intended, and why (English)"),
        _("What is intended, and why (French)"),
    ).values()
    notified_on = forms.DateField(label=_("Notified on"))
    respond_by = forms.DateField(
        label=_("Answers until"), help_text=_("At least a week after the notice.")
    )
    field_order = ["text_en", "text_fr", "notified_on", "respond_by", "reason"]


class DispensationForm(ReasonForm):
    """Why holders are not heard."""

    reason_en, reason_fr = both(
        "reason",
        _("Why notice is dispensed with (English)"),
        _("Why notice is dispensed with (French)"),
    ).values()
    field_order = ["reason_en", "reason_fr", "reason"]


class RepresentationForm(ReasonForm):
    """What a holder answered, and when."""

    holder = forms.ModelChoiceField(label=_("Holder"), queryset=Party.objects.none())
    received_on = forms.DateField(label=_("Received on"))
    text = forms.CharField(
        label=_("What the holder says"), widget=forms.Textarea(attrs={"rows": 8})
    )
    upload = forms.FileField(
        label=_("Document"),
        help_text=_("PDF, DOCX, ODT, text, e-mail or picture, at most 20 MB."),
        validators=[FileExtensionValidator(TYPES)],
        required=False,
    )
    field_order = ["holder", "received_on", "text", "upload", "reason"]

    def __init__(self, *args, intent, **options):
        super().__init__(*args, **options)
        self.fields["holder"].queryset = intent.holders().order_by("name")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and upload.size > LARGEST:
            raise ValidationError(
                _("The file is larger than %(most)s."),
                code="too-large",
                params={"most": filesizeformat(LARGEST)},
            )
        return upload


class ConsiderationForm(ReasonForm):
    """What is made of a representation."""

    answer_en, answer_fr = both(
        "answer", _("How it is answered (English)"), _("How it is answered (French)")
    ).values()
    field_order = ["answer_en", "answer_fr", "reason"]


class ExclusionForm(ReasonForm):
    """The permits that the decision leaves out, and why."""

    permits = NumbersField()
    reason_en, reason_fr = both(
        "reason",
        _("Why they are left out (English)"),
        _("Why they are left out (French)"),
        rows=3,
    ).values()
    field_order = ["permits", "reason_en", "reason_fr", "reason"]
