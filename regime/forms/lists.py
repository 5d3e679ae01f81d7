"""Requests to load an edition of a list, or of sanctions, from the files of both languages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from permits.forms.permits import day_field
from regime.forms.refusing import RefusableForm
from regime.rules.repealing import Refusal

MEGABYTE = 1024 * 1024
# The longest of these laws, the sanctions on Russia, takes about five in each language.
MOST_BYTES = 20 * MEGABYTE


def not_too_large(file):
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("The file has %(size)s MB; at most %(most)s MB can be loaded."),
            code="file-too-large",
            params={"size": -(-file.size // MEGABYTE), "most": MOST_BYTES // MEGABYTE},
        )


class ListFilesForm(forms.Form):
    """Which kind of list, and its files in both languages together."""

    AREA_LIST, SANCTIONS = "area-list", "sanctions"

    kind = forms.ChoiceField(
        label=_("What is loaded"),
        choices=[
            (AREA_LIST, _("Area Control List or Automatic Firearms Country Control List")),
            (SANCTIONS, _("Sanctions regulations with a schedule of persons")),
        ],
        widget=forms.RadioSelect,
    )
    english = forms.FileField(
        label=_("English file"),
        help_text=_("The XML that Justice Laws publishes, such as SOR-81-543.xml."),
        max_length=200,
        allow_empty_file=True,
        validators=[not_too_large],
    )
    french = forms.FileField(
        label=_("French file"),
        help_text=_("The same edition in French, such as DORS-81-543.xml."),
        max_length=200,
        allow_empty_file=True,
        validators=[not_too_large],
    )

    def refuse(self, refusal: ValidationError) -> None:
        """Put a refusal at the file that it names, or above the form when it is about both."""
        fields = {gettext("English"): "english", gettext("French"): "french"}
        named = (getattr(refusal, "params", None) or {}).get("file")
        self.add_error(fields.get(named), refusal)


class RepealForm(RefusableForm):
    """From which day regulations are repealed, and by what."""

    fields_of_refusals = {
        Refusal.NO_INSTRUMENT: "repealing",
        Refusal.BEFORE_MADE: "repealed_on",
        Refusal.NOT_REPEALED: "repealed_on",
    }

    repealed_on = day_field(
        label=_("Repealed on"),
        help_text=_(
            "The first day on which the regulations are not in force. Empty to take an earlier"
            " record back: they are in force after all."
        ),
        required=False,
    )
    repealing = forms.CharField(
        label=_("Repealed by"),
        help_text=_("The instrument, such as SOR/2026-12, s. 1."),
        max_length=200,
        required=False,
    )
    field_order = ["repealed_on", "repealing", "reason"]


class DayForm(forms.Form):
    """As on which day a list is looked at."""

    on = day_field(label=_("As on"), help_text=_("The day in Ottawa."), required=False)
