"""Requests to draft and change a memorandum."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.forms.numbers import NumbersField
from decisions.models import ConditionAct, Decision, Option, OptionEffect, PopulationKind
from decisions.rules import MOST_OPTIONS
from permits.forms.orders import ReasonForm
from permits.models import Order

POSITIONS = range(1, MOST_OPTIONS + 1)
CONDITION_FIELDS = ("condition", "old_en", "old_fr", "new_en", "new_fr", "report_within_days")
OPTION_FIELDS = ("effect", "text_en", "text_fr", "risks_en", "risks_fr", *CONDITION_FIELDS)
# A memorandum corrects a batch only when it was begun from that batch.
OFFERED = [choice for choice in PopulationKind.choices if choice[0] != PopulationKind.BATCH]


class SuspensionsField(forms.ModelMultipleChoiceField):
    """Suspensions by number, title and the day they took effect."""

    def label_from_instance(self, order):
        return _("%(number)s, %(title)s, effective %(day)s") % {
            "number": order.number,
            "title": order.title,
            "day": timezone.localdate(order.effective_at).isoformat(),
        }


class MemorandumForm(forms.ModelForm, ReasonForm):
    """A memorandum in draft: what may still be missing is asked when it is sent off."""

    population = forms.ChoiceField(
        label=_("Permits in question"),
        choices=OFFERED,
        widget=forms.RadioSelect,
        required=False,
        initial=PopulationKind.SUSPENSIONS,
    )
    suspensions = SuspensionsField(
        label=_("Suspensions in question"),
        help_text=_("The orders whose suspended permits the options are about."),
        queryset=Order.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    permits = NumbersField(required=False)
    recommended = forms.TypedChoiceField(
        label=_("Option recommended"),
        choices=[
            (position, _("Option %(number)s") % {"number": position}) for position in POSITIONS
        ],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Decision
        fields = ["title_en", "title_fr", "background_en", "background_fr", "question"]
        widgets = {
            "title_fr": forms.TextInput(attrs={"lang": "fr"}),
            "background_en": forms.Textarea(attrs={"rows": 8}),
            "background_fr": forms.Textarea(attrs={"rows": 8, "lang": "fr"}),
            "question": forms.TextInput,
        }
        help_texts = {
            "question": _(
                "Ask the register with its filters, and paste the address of its page: it is asked"
                " anew until the list is frozen."
            )
        }

    def __init__(self, *args, suspensions, corrects=False, **options):
        super().__init__(*args, **options)
        self.fields["suspensions"].queryset = suspensions
        for name in ("background_en", "background_fr"):
            self.fields[name].required = False
        for position in POSITIONS:
            self._add_option(position)
        if self.instance.pk:
            self._begin_from(self.instance)
        self.corrects = corrects or self.instance.population == PopulationKind.BATCH
        if self.corrects:
            for name in ("population", "suspensions", "permits", "question"):
                del self.fields[name]

    def _add_option(self, position):
        for name, field in _option_fields().items():
            self.fields[f"option_{position}_{name}"] = field

    def _begin_from(self, decision):
        self.initial["version"] = decision.version()
        self.initial["population"] = decision.population
        self.initial["suspensions"] = list(decision.suspensions.all())
        named = decision.permits_named.values_list("permit__reference", flat=True)
        self.initial["permits"] = "\n".join(named)
        for option in decision.options.all():
            for name in OPTION_FIELDS:
                self.initial[f"option_{option.position}_{name}"] = getattr(option, name)
            if option.recommended:
                self.initial["recommended"] = option.position

    def begin_again_from(self, decision):
        """Take the saved version as the one begun from: saving again replaces it knowingly."""
        self.data = self.data.copy()
        self.data["version"] = decision.version()

    def option_groups(self) -> Iterator[tuple[int, dict[str, forms.BoundField]]]:
        """The fields of each option by name, for the page."""
        for position in POSITIONS:
            yield position, {name: self[f"option_{position}_{name}"] for name in OPTION_FIELDS}

    def clean_question(self):
        """The filters alone: what stands before them in an address is left away."""
        return self.cleaned_data["question"].strip().rpartition("?")[2]

    def clean(self):
        facts = super().clean()
        written = {position: self._option(position) for position in POSITIONS}
        for position, option in written.items():
            if any(option.values()) and not option["effect"]:
                self.add_error(
                    f"option_{position}_effect", _("Say what choosing this option does.")
                )
        recommended = facts.get("recommended")
        if recommended and not any(written[recommended].values()):
            self.add_error("recommended", _("The option recommended is empty."))
        facts["options"] = [
            {**option, "recommended": position == recommended}
            for position, option in written.items()
            if any(option.values())
        ]
        if not self.corrects:
            facts["population"] = facts.get("population") or PopulationKind.SUSPENSIONS
        return facts

    def _option(self, position) -> dict[str, Any]:
        """What an option says; of a condition only what its change calls for."""
        said = {
            name: self.cleaned_data.get(f"option_{position}_{name}", "") for name in OPTION_FIELDS
        }
        act = said["condition"] if said["effect"] == OptionEffect.AMEND else ""
        kept = {
            "": [],
            ConditionAct.ADD: ["condition", "new_en", "new_fr", "report_within_days"],
            ConditionAct.REPLACE: CONDITION_FIELDS,
            ConditionAct.WITHDRAW: ["condition", "old_en", "old_fr"],
        }[act]
        for name in CONDITION_FIELDS:
            if name not in kept:
                said[name] = None if name == "report_within_days" else ""
        return said

    def memorandum(self) -> dict[str, Any]:
        """What the form says, in the words of the actions."""
        names = [*self._meta.fields, "options", "reason"]
        said = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if self.corrects:
            return said
        found_by = self.cleaned_data["population"]
        asked = {
            PopulationKind.SUSPENSIONS: ("suspensions", []),
            PopulationKind.LIST: ("permits", []),
            PopulationKind.QUESTION: ("question", ""),
        }
        for kind, (name, nothing) in asked.items():
            said[name] = self.cleaned_data[name] if kind == found_by else nothing
        return {**said, "population": found_by}


def _option_fields() -> dict[str, forms.Field]:
    """The fields of one option."""

    def text(name, rows=3):
        attrs = {"rows": rows, **({"lang": "fr"} if name.endswith("_fr") else {})}
        return forms.CharField(
            label=_LABELS[name], widget=forms.Textarea(attrs=attrs), required=False
        )

    days = Option._meta.get_field("report_within_days").formfield()
    days.widget.attrs["class"] = "govuk-input--width-3"
    return {
        "effect": forms.ChoiceField(
            label=_("Effect"), choices=[("", "–"), *OptionEffect.choices], required=False
        ),
        **{name: text(name) for name in ("text_en", "text_fr", "risks_en", "risks_fr")},
        "condition": forms.ChoiceField(
            label=_("Change of the condition"),
            choices=[("", "–"), *ConditionAct.choices],
            required=False,
        ),
        **{name: text(name, 2) for name in ("old_en", "old_fr", "new_en", "new_fr")},
        "report_within_days": days,
    }


_LABELS = {
    "text_en": _("Text (English)"),
    "text_fr": _("Text (French)"),
    "risks_en": _("Risks (English)"),
    "risks_fr": _("Risks (French)"),
    "old_en": _("Condition as the permits have it (English)"),
    "old_fr": _("Condition as the permits have it (French)"),
    "new_en": _("Condition as it shall be (English)"),
    "new_fr": _("Condition as it shall be (French)"),
}
