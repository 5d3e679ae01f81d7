"""Requests to draft and change a memorandum."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.models import Decision, OptionEffect
from decisions.rules import MOST_OPTIONS
from permits.forms.orders import ReasonForm
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
