"""The parts of a version of a measure, row by row: what may be left empty is left out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permits.forms.permits import day_field
from regime.models import EndUserClass, Exemption, ExistingEffect, NewEffect
from regime.models.exemptions import Granting, Programme
from regime.rules.scopes import CODE

EXPORT, BROKERING = "export", "brokering"
KINDS = [(EXPORT, _("Export permits")), (BROKERING, _("Brokering permits"))]
MOST_ROWS = 20


def text(label, rows=3, **options):
    """A text that a draft may still lack."""
    attrs = {"rows": rows} | ({"lang": "fr"} if options.pop("french", False) else {})
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs=attrs), required=False, **options
    )


def check_code(code):
    """Raise ``ValidationError`` unless a code is written as the List writes groups and items."""
    if not CODE.fullmatch(code) or len(code) > 60:
        raise forms.ValidationError(
            _("“%(code)s” is not written as a group or an item of the List."),
            params={"code": code},
        )


class DateForm(forms.Form):
    """What one source says of the day on which the version begins."""

    day = day_field(label=_("Day"))
    source = forms.CharField(label=_("Source"), max_length=300)


def goods_field(**options):
    return forms.CharField(required=False, max_length=400, **options)


class ProvisionForm(forms.Form):
    """One rule: its scope, and its effects."""

    new_effect = forms.ChoiceField(
        label=_("Effect on new applications"), choices=[("", "–"), *NewEffect.choices]
    )
    existing_effect = forms.ChoiceField(
        label=_("Effect on existing permits"),
        choices=ExistingEffect.choices,
        initial=ExistingEffect.NONE,
    )
    included = goods_field(
        label=_("Groups and items"),
        help_text=_("For example 2, 5504. Empty for all goods."),
    )
    excluded = goods_field(label=_("Except"), help_text=_("Groups and items that it leaves out."))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of permit"),
        choices=KINDS,
        initial=[EXPORT, BROKERING],
        widget=forms.CheckboxSelectMultiple,
    )
    end_user_class = forms.ChoiceField(
        label=_("Class of end user"),
        choices=[("", _("Every end user")), *EndUserClass.choices],
        required=False,
    )
    text_en = text(_("Text (English)"), rows=2)
    text_fr = text(_("Text (French)"), rows=2, french=True)

    def clean_included(self):
        return self._codes("included")

    def clean_excluded(self):
        return self._codes("excluded")

    def _codes(self, name):
        """The codes typed, each once, as the List writes them."""
        codes = list(dict.fromkeys(self.cleaned_data[name].replace(",", " ").split()))
        for code in codes:
            check_code(code)
        return codes

    def clean(self):
        facts = super().clean()
        both = set(facts.get("included", ())) & set(facts.get("excluded", ()))
        if both:
            self.add_error("excluded", _("The provision both names and leaves out the same goods."))
        return facts

    def facts(self):
        """The provision in the words of the action."""
        facts = dict(self.cleaned_data)
        kinds = facts.pop("kinds")
        return {**facts, "covers_export": EXPORT in kinds, "covers_brokering": BROKERING in kinds}


class ExemptionForm(forms.ModelForm):
    """A way out: its programme, its scope, the evidence needed, and who may grant it."""

    programme = forms.ChoiceField(label=_("Programme"), choices=[("", "–"), *Programme.choices])
    granted_by = forms.ChoiceField(
        label=_("Granted by"),
        choices=[("", "–"), *Granting.choices],
        error_messages={"required": _("Say who may grant the exemption.")},
    )

    class Meta:
        model = Exemption
        fields = [
            "programme", "granted_by", "effect", "from_preconditions", "title_en", "title_fr",
            "scope_en", "scope_fr", "evidence_en", "evidence_fr",
        ]  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 2, **({"lang": "fr"} if french else {})})
            for name, french in [
                ("scope_en", False), ("scope_fr", True),
                ("evidence_en", False), ("evidence_fr", True),
            ]
        } | {"title_fr": forms.TextInput(attrs={"lang": "fr"})}  # fmt: skip

    def facts(self):
        return self.cleaned_data


class PreconditionForm(forms.Form):
    """What must happen before a permit in scope may be issued."""

    title_en = forms.CharField(label=_("Title (English)"), max_length=200)
    title_fr = forms.CharField(
        label=_("Title (French)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"lang": "fr"}),
    )
    provision = forms.IntegerField(
        label=_("Provision"),
        help_text=_("The number of the provision before which it stands; empty for all of them."),
        min_value=1,
        max_value=MOST_ROWS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )

    def facts(self):
        return self.cleaned_data


class Rows(forms.BaseFormSet):
    """Rows of one kind, of which any may be left empty: what is empty is left out."""

    def initial_form_count(self):
        return 0

    def total_form_count(self):
        if self.is_bound:
            return super().total_form_count()
        return len(self.initial or []) + self.extra

    def filled(self):
        return [form for form in self.forms if form.has_changed()]


def rows_of(form, extra):
    return forms.formset_factory(
        form, formset=Rows, extra=extra, max_num=MOST_ROWS, validate_max=True
    )
