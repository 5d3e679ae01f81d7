"""Requests to explain, to weigh evidence, and to say what happened and where."""

from django import forms
from django.utils.translation import gettext_lazy as _

from investigations.actions.analysing import Judgement
from investigations.forms.texts import LONG, SHORT, SHORT_FRENCH
from investigations.models import Evidence, Occurrence, Place
from investigations.models.analysis import Bearing
from investigations.rules import Refusal
from office.forms import PlainTexts
from permits.filters import CountrySelect
from permits.forms.orders import ReasonForm
from permits.forms.permits import day_field
from permits.models import Country

NARROW = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})


class ExplanationForm(ReasonForm):
    """An answer that a question might have, in one language at least."""

    text_en = forms.CharField(label=_("Explanation (English)"), widget=SHORT, required=False)
    text_fr = forms.CharField(label=_("Explanation (French)"), widget=SHORT_FRENCH, required=False)
    field_order = ["question", "text_en", "text_fr", "reason"]

    def clean(self):
        facts = super().clean()
        if not (facts.get("text_en") or facts.get("text_fr")) and not self.errors:
            self.add_error("text_en", _("State the explanation in one language at least."))
        return facts


class ProposalForm(ExplanationForm):
    """An explanation, and the question it would answer."""

    question = forms.ModelChoiceField(label=_("Question"), queryset=None, empty_label=None)

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        self.fields["question"].queryset = investigation.questions.all()


class CellForm(PlainTexts):
    """How one item bears on one explanation, and why."""

    bearing = forms.ChoiceField(
        label=_("The item"), choices=Bearing.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why"), widget=SHORT)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class GridForm(ReasonForm):
    """Many cells of the matrix at once: those that change, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, items, explanations, kept, **options):
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Why, for the cells that say nothing of their own")
        self.fields["reason"].required = False
        self.cells = {}
        for item in items:
            for explanation in explanations:
                weighing = kept.get((item.pk, explanation.pk))
                self._add_cell(item, explanation, weighing)

    def _add_cell(self, item, explanation, weighing):
        name = f"{item.pk}-{explanation.pk}"
        self.cells[item, explanation] = weighing, f"bearing-{name}", f"why-{name}"
        about = {"item": item, "explanation": explanation.label}
        none = [] if weighing else [("", _("Not weighed"))]
        self.fields[f"bearing-{name}"] = forms.ChoiceField(
            label=_("%(item)s on %(explanation)s") % about,
            choices=[*none, *Bearing.choices],
            initial=weighing.bearing if weighing else "",
            required=False,
        )
        self.fields[f"why-{name}"] = forms.CharField(
            label=_("Why, %(item)s on %(explanation)s") % about,
            required=False,
            max_length=2000,
            widget=forms.TextInput(attrs={"placeholder": weighing.why[:200] if weighing else ""}),
        )

    def clean(self):
        facts = super().clean()
        said = self.judgements()
        if not facts.get("reason") and "reason" not in self.errors:
            whys = [each.why for each in said.values() if each.why]
            if len(whys) < len(said):
                self.add_error("reason", Refusal.NO_WHY.label)
            facts["reason"] = whys[0] if whys else "–"
        return facts

    def rows(self):
        """Each item with its cells, for the table."""
        rows = {}
        for (item, explanation), (weighing, bearing, why) in self.cells.items():
            cell = (explanation, weighing, self[bearing], self[why])
            rows.setdefault(item, []).append(cell)
        return rows.items()

    def judgements(self):
        """The cells that say something else than what is kept."""
        said = {}
        for pair, (weighing, bearing, why) in self.cells.items():
            given, words = self.cleaned_data.get(bearing), self.cleaned_data.get(why, "")
            kept = weighing.bearing if weighing else ""
            if given and (given != kept or words):
                said[pair] = Judgement(given, words)
        return said


class PlaceForm(forms.ModelForm, ReasonForm):
    """A place by its name, with its coordinates where they are known."""

    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.all(),
        to_field_name="code",
        widget=CountrySelect,
        required=False,
        help_text=_("Left empty where the place has no country code, or is disputed."),
    )
    field_order = ["name", "country", "latitude", "longitude", "note", "reason"]

    class Meta:
        model = Place
        fields = ["name", "country", "latitude", "longitude", "note"]
        widgets = {"note": SHORT, "latitude": NARROW, "longitude": NARROW}

    def __init__(self, *args, instance=None, initial=None, **options):
        if instance is not None and instance.country_id:
            initial = {"country": instance.country.code, **(initial or {})}
        super().__init__(*args, instance=instance, initial=initial, **options)

    def clean(self):
        facts = super().clean()
        latitude, longitude = facts.get("latitude"), facts.get("longitude")
        if not self.errors and (latitude is None) != (longitude is None):
            missing = "latitude" if latitude is None else "longitude"
            self.add_error(missing, _("Give both latitude and longitude, or neither."))
        return facts

    def _post_clean(self):
        """The action writes the place, and asks the model itself."""


class OccurrenceForm(forms.ModelForm, ReasonForm):
    """What happened, when as exactly as it is known, where, and on what evidence."""

    happened_on = day_field(label=_("Day, or the first day"))
    ended_on = day_field(
        label=_("Last day"),
        required=False,
        help_text=_("Of something that lasted; empty otherwise."),
    )
    evidence = forms.ModelMultipleChoiceField(
        label=_("Evidence it rests on"),
        queryset=Evidence.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = [
        "title", "happened_on", "ended_on", "precision", "place", "description", "evidence",
        "reason",
    ]  # fmt: skip

    class Meta:
        model = Occurrence
        fields = ["title", "happened_on", "ended_on", "precision", "place", "description"]
        widgets = {"description": LONG, "precision": forms.RadioSelect}

    def __init__(self, *args, investigation, reader, instance=None, **options):
        super().__init__(*args, instance=instance, **options)
        self.fields["place"].queryset = investigation.places.all()
        visible = Evidence.objects.visible_to(reader).filter(investigation=investigation)
        self.fields["evidence"].queryset = visible
        self.fields["evidence"].label_from_instance = lambda item: f"{item} – {item.title}"
        self.hidden = []
        if instance is not None:
            bases = set(instance.bases.values_list("evidence", flat=True))
            self.initial["evidence"] = bases
            # What this reader may not see stays as it is.
            self.hidden = list(Evidence.objects.filter(pk__in=bases).exclude(pk__in=visible))

    def clean(self):
        facts = super().clean()
        first, last = facts.get("happened_on"), facts.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", _("The last day comes before the first."))
        return facts

    def _post_clean(self):
        """The action writes the event, and asks the model itself."""

    def facts(self):
        return {**self.cleaned_data, "evidence": [*self.cleaned_data["evidence"], *self.hidden]}
