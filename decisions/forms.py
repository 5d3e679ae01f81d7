"""Requests to draft and sign a decision, and to prepare, confirm and carry out its batch."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.models import Decision, Option, OptionEffect
from decisions.rules import MOST_OPTIONS, findings_on_risk
from permits.forms.orders import ReasonForm, SignatureForm, moment_field, this_minute
from permits.models import Order

POSITIONS = range(1, MOST_OPTIONS + 1)
OPTION_FIELDS = ("effect", "text_en", "text_fr")


class SuspensionsField(forms.ModelMultipleChoiceField):
    """Suspensions by number, title and the day they took effect."""

    def label_from_instance(self, order):
        return _("%(number)s, %(title)s, effective %(day)s") % {
            "number": order.number,
            "title": order.title,
            "day": timezone.localdate(order.effective_at).isoformat(),
        }


class MemorandumForm(forms.ModelForm, ReasonForm):
    """A memorandum in draft: what may still be missing is asked when it is submitted."""

    suspensions = SuspensionsField(
        label=_("Suspensions in question"),
        help_text=_("The orders whose suspended permits the options are about."),
        queryset=Order.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
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
        fields = ["title_en", "title_fr", "background_en", "background_fr"]
        widgets = {
            "title_fr": forms.TextInput(attrs={"lang": "fr"}),
            "background_en": forms.Textarea(attrs={"rows": 8}),
            "background_fr": forms.Textarea(attrs={"rows": 8, "lang": "fr"}),
        }

    def __init__(self, *args, suspensions, **options):
        super().__init__(*args, **options)
        self.fields["suspensions"].queryset = suspensions
        for name in ("background_en", "background_fr"):
            self.fields[name].required = False
        for position in POSITIONS:
            self._add_option(position)
        if self.instance.pk:
            self._begin_from(self.instance)

    def _add_option(self, position):
        offered = {
            "effect": forms.ChoiceField(
                label=_("Effect"), choices=[("", "–"), *OptionEffect.choices], required=False
            ),
            "text_en": _option_text(_("Text (English)")),
            "text_fr": _option_text(_("Text (French)"), lang="fr"),
        }
        for name, field in offered.items():
            self.fields[f"option_{position}_{name}"] = field

    def _begin_from(self, decision):
        self.initial["version"] = decision.version()
        self.initial["suspensions"] = list(decision.suspensions.all())
        for option in decision.options.all():
            for name in OPTION_FIELDS:
                self.initial[f"option_{option.position}_{name}"] = getattr(option, name)
            if option.recommended:
                self.initial["recommended"] = option.position

    def begin_again_from(self, decision):
        """Take the saved version as the one begun from: saving again replaces it knowingly."""
        self.data = self.data.copy()
        self.data["version"] = decision.version()

    def option_groups(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each option, for the page."""
        for position in POSITIONS:
            yield position, [self[f"option_{position}_{name}"] for name in OPTION_FIELDS]

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
        return facts

    def _option(self, position) -> dict[str, str]:
        return {
            name: self.cleaned_data.get(f"option_{position}_{name}", "") for name in OPTION_FIELDS
        }

    def memorandum(self) -> dict[str, Any]:
        """What the form says, in the words of the actions."""
        names = [*self._meta.fields, "suspensions", "options", "reason"]
        return {name: self.cleaned_data[name] for name in names}


def _option_text(label, **attrs):
    widget = forms.Textarea(attrs={"rows": 3, **attrs})
    return forms.CharField(label=label, widget=widget, required=False)


class TwoStepForm(forms.Form):
    """A request made twice: as it is typed, then hidden on a page that asks to confirm it.

    The button of the second page is named ``confirmed``.
    """

    def hide(self):
        """The same form with every field hidden, keeping what was typed."""
        for field in self.fields.values():
            field.widget = field.hidden_widget()
        return self


class OptionField(forms.ModelChoiceField):
    def label_from_instance(self, option):
        return f"{option} – {option.text}"


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
    effective_at = moment_field(
        label=_("Takes effect"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    field_order = [
        "option", "reasons_en", "reasons_fr", "appointment", "signed_at", "effective_at", "reason",
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


class PrepareForm(ReasonForm):
    announced = forms.IntegerField(
        label=_("Number announced"),
        help_text=_("How many permits were announced, if a number was: the list is held to it."),
        min_value=1,
        max_value=10_000_000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    field_order = ["announced", "reason"]


class ConfirmationForm(ReasonForm):
    typed_count = forms.IntegerField(
        label=_("Number of permits on the list"),
        help_text=_("Type it: it is compared with the frozen list."),
        min_value=0,
        max_value=10_000_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    field_order = ["typed_count", "reason"]


class ExecutionForm(ReasonForm, TwoStepForm):
    """The reason for carrying a batch out, then the confirmation."""
