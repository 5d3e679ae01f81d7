"""Requests to record the Minister's choice, and that a decision is set aside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.forms.two_steps import TwoStepForm
from decisions.models import DECIDED, Option, SetAside, SetAsideBy
from decisions.rules import findings_on_risk
from permits.forms.orders import ReasonForm, SignatureForm, moment_field, this_minute


class OptionField(forms.ModelChoiceField):
    def label_from_instance(self, option):
        return f"{option} – {option.text}"


def _changes(label, **attrs):
    return forms.CharField(
        label=label,
        help_text=_("Only where the Minister approves the option with changes."),
        widget=forms.Textarea(attrs={"rows": 3, **attrs}),
        required=False,
    )


class DecisionSignatureForm(SignatureForm, ReasonForm, TwoStepForm):
    """The Minister's choice, its reasons, and the authority of the day."""

    option = OptionField(
        label=_("Option chosen"),
        queryset=Option.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reasons_en = forms.CharField(
        label=_("Reasons (English)"), widget=forms.Textarea(attrs={"rows": 6})
    )
    reasons_fr = forms.CharField(
        label=_("Reasons (French)"), widget=forms.Textarea(attrs={"rows": 6, "lang": "fr"})
    )
    changes_en = _changes(_("Changes to the option (English)"))
    changes_fr = _changes(_("Changes to the option (French)"), lang="fr")
    effective_at = moment_field(
        label=_("Takes effect"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    field_order = [
        "option", "changes_en", "changes_fr", "reasons_en", "reasons_fr", "appointment",
        "signed_at", "effective_at", "reason",
    ]  # fmt: skip

    def __init__(self, *args, decision, **options):
        super().__init__(*args, **options)
        self.fields["option"].queryset = decision.options.all()
        numbers = [finding.number for finding in findings_on_risk(decision.investigation)]
        if numbers:
            name_them = _(
                "Name each finding on risk and say how the decision stands to it: %(list)s."
            )
            for name in ("reasons_en", "reasons_fr"):
                self.fields[name].help_text = name_them % {"list": ", ".join(numbers)}

    def choice(self) -> dict[str, Any]:
        """What was chosen and signed, in the words of the action."""
        return {name: self.cleaned_data[name] for name in self.field_order}


class RejectionForm(SignatureForm, ReasonForm, TwoStepForm):
    """Why the Minister approves none of the options, and the authority of the day."""

    reasons_en = forms.CharField(
        label=_("Reasons (English)"), widget=forms.Textarea(attrs={"rows": 6})
    )
    reasons_fr = forms.CharField(
        label=_("Reasons (French)"), widget=forms.Textarea(attrs={"rows": 6, "lang": "fr"})
    )
    field_order = ["reasons_en", "reasons_fr", "appointment", "signed_at", "reason"]

    def answer(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.field_order}


class SetAsideForm(forms.ModelForm, ReasonForm):
    """Who set a decision aside, when, by what document, and to what effect."""

    class Meta:
        model = SetAside
        fields = [
            "by", "body", "decided_on", "document", "effect_en", "effect_fr", "replaced_by",
        ]  # fmt: skip
        widgets = {
            "by": forms.RadioSelect,
            "effect_en": forms.Textarea(attrs={"rows": 3}),
            "effect_fr": forms.Textarea(attrs={"rows": 3, "lang": "fr"}),
        }

    def __init__(self, *args, decision, **options):
        super().__init__(*args, **options)
        self.fields["by"].choices = SetAsideBy.choices
        self.fields["replaced_by"].queryset = decision.reconsidered_in.filter(status__in=DECIDED)

    def facts(self) -> dict[str, Any]:
        """What the form says, in the words of the action."""
        facts = {name: self.cleaned_data[name] for name in [*self._meta.fields, "reason"]}
        return {"by_whom": facts.pop("by"), **facts}
