"""Requests to record a challenge to evidence, and to answer it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investigations.forms.evidence import EvidenceField, GradeForm
from investigations.forms.texts import LONG
from investigations.models import Challenge, Evidence
from investigations.models.challenges import Effect
from permits.forms.orders import ReasonForm


class ChallengeForm(forms.ModelForm, ReasonForm):
    """Who challenges, in which capacity, when it came, on which grounds and documents."""

    document_item = EvidenceField(
        label=_("Document registered as"),
        help_text=_("An item of the same case, where what they sent is registered as evidence."),
        queryset=Evidence.objects.none(),
        empty_label=_("It is not registered"),
        required=False,
    )
    field_order = [
        "party",
        "capacity",
        "received_on",
        "grounds",
        "document",
        "document_item",
        "reason",
    ]

    class Meta:
        model = Challenge
        fields = ["party", "capacity", "received_on", "grounds", "document"]
        widgets = {"grounds": LONG}

    def __init__(self, *args, evidence, reader, **options):
        super().__init__(*args, **options)
        others = Evidence.objects.visible_to(reader).filter(investigation=evidence.investigation)
        self.fields["document_item"].queryset = others.exclude(pk=evidence.pk)


class ChallengeAnswerForm(GradeForm):
    """The answer, its effect, and the grade where it led to another."""

    text = forms.CharField(
        label=_("Answer"),
        help_text=_("What was looked into, and why the challenge changes the grade or does not."),
        widget=LONG,
    )
    effect = forms.ChoiceField(label=_("Effect"), choices=Effect.choices, widget=forms.RadioSelect)
    answered_on = forms.DateField(label=_("Answered on"), initial=timezone.localdate)
    field_order = [
        "text",
        "effect",
        "reliability",
        "credibility",
        "confirmed_by",
        "answered_on",
        "reason",
    ]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ("reliability", "credibility"):
            self.fields[name].required = False

    def clean(self):
        cleaned = super().clean()
        graded = {"reliability", "credibility", "confirmed_by"}
        if cleaned.get("effect") == Effect.REGRADED:
            for name in ("reliability", "credibility"):
                if name not in self.errors and not cleaned.get(name):
                    error = ValidationError(_("Give the new grade on this axis."), "no-grade")
                    self.add_error(name, error)
        elif "effect" in cleaned and any(cleaned.get(name) for name in graded):
            error = ValidationError(
                _("A grade is given: say that the item is graded anew."), "grade-without-effect"
            )
            self.add_error("effect", error)
        return cleaned
