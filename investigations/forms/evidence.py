"""Requests to register evidence and to grade it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from investigations import rules
from investigations.forms.texts import LONG
from investigations.models import (
    Evidence,
)
from investigations.models.evidence import Credibility, Reliability
from permits.forms.orders import ReasonForm, moment_field


class EvidenceField(forms.ModelChoiceField):
    """An item of evidence, by its number and title."""

    def label_from_instance(self, evidence):
        return f"{evidence.number} – {evidence.title}"


class EvidenceForm(forms.ModelForm, ReasonForm):
    """What an item is, where it comes from, how it was captured, and its file."""

    captured_at = moment_field(
        label=_("Captured or received"), help_text=_("Date and time in Ottawa.")
    )
    derived_from = EvidenceField(
        label=_("Derived from"),
        help_text=_("A repost or a copy is not an independent source."),
        queryset=Evidence.objects.none(),
        empty_label=_("Nothing: it is an origin"),
        required=False,
    )
    upload = forms.FileField(label=_("File"), required=False, max_length=255)
    field_order = [
        "kind",
        "title",
        "source",
        "summary",
        "captured_at",
        "captured_with",
        "address",
        "derived_from",
        "upload",
        "reason",
    ]

    class Meta:
        model = Evidence
        fields = [
            "kind",
            "title",
            "source",
            "summary",
            "captured_with",
            "address",
        ]
        widgets = {"summary": LONG}
        help_texts = {
            "summary": _(
                "Of classified material enter a pointer only: file number, holder, caveat. Never"
                " its content."
            )
        }

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        self.fields["derived_from"].queryset = investigation.evidence.all()
        self.fields["upload"].help_text = _(
            "At most %(size)s. It is kept unaltered under its SHA-256; choose it again if the page"
            " comes back with an error."
        ) % {"size": filesizeformat(settings.EVIDENCE_MAX_BYTES)}

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            errors = [refusal.error for refusal in rules.against_keeping(upload.size)]
            if errors:
                raise ValidationError(errors)
        return upload


class GradeForm(ReasonForm):
    """A grade: each axis judged by itself."""

    reliability = forms.ChoiceField(
        label=_("Reliability of the source"),
        help_text=_("Whatever this item says. F is unknown, not worst."),
        choices=Reliability.choices,
        widget=forms.RadioSelect,
    )
    credibility = forms.ChoiceField(
        label=_("Credibility of the information"),
        help_text=_("Whoever says it. 6 is unknown, not worst."),
        choices=Credibility.choices,
        widget=forms.RadioSelect,
    )
    confirmed_by = EvidenceField(
        label=_("Confirmed by"),
        help_text=_(
            "Credibility 1 needs an independent item that confirms this one. Copies of it, and"
            " what it was copied from, are not offered."
        ),
        queryset=Evidence.objects.none(),
        required=False,
    )
    field_order = ["reliability", "credibility", "confirmed_by", "reason"]

    def __init__(self, *args, evidence, **options):
        super().__init__(*args, **options)
        others = evidence.investigation.evidence
        origins = others.origins()
        independent = [key for key in origins if origins[key] != origins[evidence.pk]]
        self.fields["confirmed_by"].queryset = others.filter(pk__in=independent)
