"""Requests to write a report, and to choose what the public does not read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from investigations.forms.texts import LONG, LONG_FRENCH
from investigations.models import ReportTexts
from investigations.models.reports import Section
from investigations.report.passages import passages
from permits.forms.orders import ReasonForm

CHOICES = [("", _("Public")), *Section.choices]


class ReportTextsForm(forms.ModelForm, ReasonForm):
    """What the authors write themselves, in both languages."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["summary_en", "summary_fr", "analysis_en", "analysis_fr", "reason"]

    class Meta:
        model = ReportTexts
        fields = ["summary_en", "summary_fr", "analysis_en", "analysis_fr"]
        widgets = {
            "summary_en": LONG,
            "summary_fr": LONG_FRENCH,
            "analysis_en": LONG,
            "analysis_fr": LONG_FRENCH,
        }
        help_texts = {
            "summary_en": _("An empty line begins a paragraph, which can be withheld by itself."),
            "analysis_en": _("How the evidence was weighed. The matrix is added from the record."),
        }

    def now_against(self, version):
        """Keep what was typed, to be saved over another version than the one first read."""
        self.data = self.data.copy()
        self.data["version"] = version

    def facts(self):
        """The texts, without what is said about the act."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class WithholdingForm(ReasonForm):
    """For each passage of an edition, the section under which it is withheld, or none."""

    def __init__(self, *args, version, **options):
        super().__init__(*args, **options)
        self.version = version
        chosen = version.sections()
        for number, passage in enumerate(passages(version.edition.report)):
            self.fields[f"passage-{number}"] = forms.ChoiceField(
                choices=CHOICES,
                required=False,
                initial=chosen.get(passage["key"], ""),
            )

    def by_passage(self):
        """The field of each passage, by its key."""
        keys = [passage["key"] for passage in passages(self.version.edition.report)]
        return {key: self[f"passage-{number}"] for number, key in enumerate(keys)}

    def chosen(self):
        """The section of each passage withheld, by its key."""
        named = {key: field.name for key, field in self.by_passage().items()}
        return {
            key: self.cleaned_data[name] for key, name in named.items() if self.cleaned_data[name]
        }
