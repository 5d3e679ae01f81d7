"""Requests to decide an application: typed on one page, confirmed on the next."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.reviewing import ReasonedForm, today
from decisions.forms import TwoStepForm
from permits.forms.orders import ReasonForm, SignatureForm


class RulingForm(SignatureForm, ReasonedForm, ReasonForm, TwoStepForm):
    """The reasons of a decision in both languages, in whose name it is made, and when."""

    field_order = ["reasons_en", "reasons_fr", "appointment", "signed_at", "reason"]

    def __init__(self, *args, to_be_named=(), **options):
        super().__init__(*args, **options)
        self.fields["appointment"].label = _("Decided in the name of")
        self.fields["signed_at"].label = _("Time of the decision")
        if to_be_named:
            for name in ("reasons_en", "reasons_fr"):
                self.fields[name].help_text = _(
                    "Name what speaks against issue, and say how the decision stands to it:"
                    " %(list)s."
                ) % {"list": ", ".join(to_be_named)}

    def decision(self) -> dict[str, Any]:
        """What was decided, in the words of the action."""
        facts = dict(self.cleaned_data)
        facts["decided_at"] = facts.pop("signed_at")
        return facts


class IssueForm(RulingForm):
    """The term and the conditions of a permit to be issued."""

    valid_from = forms.DateField(label=_("Valid from"), initial=today)
    valid_until = forms.DateField(label=_("Valid until"))
    retroactive = forms.BooleanField(
        label=_("Retroactive: valid from a day before its issue (section 8.5)"), required=False
    )
    conditions_en = forms.CharField(
        label=_("Conditions (English)"),
        help_text=_("An empty line between two conditions."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    conditions_fr = forms.CharField(
        label=_("Conditions (French)"),
        help_text=_("The same conditions in the same order."),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"}),
        required=False,
    )
    report_within_days = forms.IntegerField(
        label=_("Days within which each shipment is reported"),
        min_value=1,
        max_value=365,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    field_order = [
        "valid_from", "valid_until", "retroactive", "conditions_en", "conditions_fr",
        "report_within_days", "reasons_en", "reasons_fr", "appointment", "signed_at", "reason",
    ]  # fmt: skip

    def __init__(self, *args, proposed=(), **options):
        """``proposed`` are the consultations whose answers propose conditions."""
        super().__init__(*args, **options)
        self._offer(proposed)

    def _offer(self, proposed):
        """Begin the conditions with those proposed, each in the language of whoever wrote it: the
        form asks for the other language of all that is kept."""
        for name, language in (("conditions_en", "en"), ("conditions_fr", "fr")):
            written = [each for each in proposed if each.closed_by.language.startswith(language)]
            if written:
                self.initial[name] = "\n\n".join(each.conditions.strip() for each in written)
                self.fields[name].help_text = _(
                    "%(help)s Proposed by %(offices)s: keep, change or delete, and say the same in"
                    " the other language."
                ) % {
                    "help": self.fields[name].help_text,
                    "offices": ", ".join(dict.fromkeys(each.office for each in written)),
                }

    def clean(self):
        facts = super().clean()
        english = _paragraphs(facts.get("conditions_en", ""))
        french = _paragraphs(facts.get("conditions_fr", ""))
        if len(english) != len(french):
            self.add_error(
                "conditions_fr",
                _("There are %(english)s conditions in English and %(french)s in French.")
                % {"english": len(english), "french": len(french)},
            )
        facts["conditions"] = list(zip(english, french, strict=False))
        return facts

    def term(self) -> dict[str, Any]:
        """The term and the conditions, in the words of the rule on them."""
        names = ("valid_from", "valid_until", "retroactive", "conditions")
        return {name: self.cleaned_data[name] for name in names}

    def decision(self):
        facts = super().decision()
        return {
            name: fact
            for name, fact in facts.items()
            if name not in ("conditions_en", "conditions_fr")
        }


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\r?\n\s*\r?\n", text) if part.strip()]
