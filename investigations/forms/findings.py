"""Requests to draft a finding, to cite evidence in it, and to close it."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investigations import rules
from investigations.forms.evidence import EvidenceField
from investigations.forms.texts import LONG, SHORT, SHORT_FRENCH
from investigations.models import (
    Citation,
    Evidence,
    Finding,
)
from investigations.models.standards import (
    FindingKind,
    FindingStatus,
    RiskResult,
    Stance,
    Standard,
)
from office.forms import PlainTexts
from permits.forms.orders import ReasonForm


class FindingForm(forms.ModelForm, ReasonForm):
    """A finding in draft: one language may wait for the other."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = [
        "question",
        "kind",
        "undertaking",
        "criterion",
        "mitigation",
        "risk",
        "standard",
        "statement_en",
        "statement_fr",
        "reasoning",
        "contrary",
        "would_change",
        "confidence",
        "likelihood",
        "exception",
        "supersedes",
        "reason",
    ]

    class Meta:
        model = Finding
        fields = [
            "question",
            "kind",
            "undertaking",
            "criterion",
            "mitigation",
            "risk",
            "standard",
            "statement_en",
            "statement_fr",
            "reasoning",
            "contrary",
            "would_change",
            "confidence",
            "likelihood",
            "exception",
            "supersedes",
        ]
        widgets = {
            "question": forms.RadioSelect,
            "standard": forms.RadioSelect,
            "confidence": forms.RadioSelect,
            "statement_en": SHORT,
            "statement_fr": SHORT_FRENCH,
            "reasoning": LONG,
            "contrary": SHORT,
            "would_change": SHORT,
            "mitigation": SHORT,
            "risk": forms.RadioSelect,
            "exception": SHORT,
        }
        help_texts = {
            "criterion": _("Of a finding on risk only. Each criterion has a finding of its own."),
            "reasoning": _("How the evidence leads to it."),
            "confidence": _("In the analysis, apart from how likely the thing itself is."),
            "likelihood": _("How likely the thing itself is. May be left out."),
        }

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        self.fields["question"].queryset = investigation.questions.all()
        self.fields["question"].empty_label = None
        self.fields["standard"].choices = [
            (each.value, format_lazy("{} – {}", each.label, each.definition)) for each in Standard
        ]
        self.fields["confidence"].choices = [c for c in self.fields["confidence"].choices if c[0]]
        self.fields["risk"].choices = [("", _("Not a finding on risk")), *RiskResult.choices]
        standing = investigation.findings.standing().exclude(pk=self.instance.pk)
        self.fields["supersedes"].queryset = standing
        self.fields["supersedes"].empty_label = _("None: it stands beside the others")
        in_question = rules.undertakings_in_question(investigation)
        self.fields["undertaking"].queryset = in_question.select_related("assurance")
        self.fields["undertaking"].help_text = _(
            "Of the assurances on which the permits in scope rest. A finding of a breach is"
            " adopted only when it names one, where there are any."
        )
        for name in ("statement_en", "statement_fr"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Both languages are needed before it is adopted.")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("statement_en") and not cleaned.get("statement_fr"):
            self.add_error("statement_en", _("State the finding in one language at least."))
        if cleaned.get("undertaking") and cleaned.get("kind") != FindingKind.BREACH:
            self.add_error(
                "undertaking",
                _("Only the finding that an assurance was breached names an undertaking."),
            )
        if cleaned.get("kind") != FindingKind.RISK:
            for name in ("criterion", "mitigation", "risk"):
                if cleaned.get(name):
                    self.add_error(
                        name, _("Only a finding on risk answers a criterion of section 7.3(1).")
                    )
        return cleaned

    def now_against(self, version):
        """Keep what was typed, to be saved over another version than the one first read."""
        self.data = self.data.copy()
        self.data["version"] = version

    def facts(self):
        """What the finding says, without what is said about the act."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class CitationForm(forms.ModelForm, PlainTexts):
    """An item cited for or against a finding, and why."""

    evidence = EvidenceField(
        label=_("Evidence"),
        help_text=_("Citing an item again replaces how it was cited."),
        queryset=Evidence.objects.none(),
    )

    field_order = ["evidence", "stance", "why"]

    class Meta:
        model = Citation
        fields = ["stance", "why"]
        widgets = {"stance": forms.RadioSelect, "why": SHORT}

    def __init__(self, *args, finding, reader, **options):
        super().__init__(*args, **options)
        self.fields["evidence"].queryset = finding.investigation.evidence.visible_to(reader)
        self.fields["stance"].choices = Stance.choices
        self.fields["why"].required = True
        self.fields["why"].help_text = _(
            "What it shows. Kept with the finding, and in the history under your name."
        )


class ClosureForm(ReasonForm):
    """How a finding that is not adopted is closed."""

    status = forms.ChoiceField(
        label=_("Result"),
        choices=[
            pair
            for pair in FindingStatus.choices
            if pair[0] in (FindingStatus.NOT_ESTABLISHED, FindingStatus.INCONCLUSIVE)
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["status", "reason"]
