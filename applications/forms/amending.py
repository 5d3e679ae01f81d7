"""Requests to put a request to amend a permit on record, and to decide on it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.forms import TwoStepForm
from investigations.forms.texts import LONG, LONG_FRENCH, SHORT, SHORT_FRENCH
from permits.filters import CountrySelect
from permits.forms.orders import ReasonForm, SignatureForm
from permits.forms.parties import PartyField
from permits.forms.permits import day_field
from permits.models import Condition, Consignee, Country, Permit, PermitLine
from permits.models.parties import in_french
from permits.rules import Changes, LineChange, Refusal

# How many conditions and consignees one request may add; the next request may add more.
MOST_ADDED = 3
ADDED = range(1, MOST_ADDED + 1)
# Where a reason against a request is shown, when one field is to blame.
FIELD_OF = {
    Refusal.ASKED_IN_FUTURE: "received_on",
    Refusal.ENDS_IN_PAST: "valid_until",
    Refusal.ENDS_BEFORE_TERM: "valid_until",
    Refusal.EXPIRED: "own_motion",
}


class RowsField(forms.ModelMultipleChoiceField):
    """Conditions or consignees of the permit, to be withdrawn."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row):
        if isinstance(row, Condition):
            return row.text_fr if in_french() else row.text_en
        return ", ".join(str(part) for part in (row.party, row.country) if part)


class AmendmentForm(ReasonForm):
    """Who asked, when and why; and each term that is to change. What stays empty stays as it is."""

    own_motion = forms.TypedChoiceField(
        label=_("Who asks"),
        choices=[
            ("", _("The holder, in writing")),
            ("yes", _("Nobody: the Minister acts on the Minister's own motion")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    received_on = day_field(
        label=_("Received on"),
        help_text=_("The day in Ottawa; of the Minister's own motion, the day it was begun."),
        initial=timezone.localdate,
    )
    requested_by = forms.CharField(
        label=_("Requested by"),
        max_length=150,
        required=False,
        help_text=_("Who signed for the holder, and in which capacity."),
    )
    language = forms.ChoiceField(label=_("Language of the request"), choices=settings.LANGUAGES)
    terms = forms.CharField(
        label=_("Terms or conditions named"),
        widget=SHORT,
        help_text=_("As the request states them (Export Permits Regulations, s. 7)."),
    )
    grounds = forms.CharField(label=_("Reasons given for the amendment"), widget=SHORT)
    valid_until = day_field(label=_("New expiry"), required=False)
    end_use = forms.CharField(label=_("New end use"), widget=SHORT, required=False)
    conditions_withdrawn = RowsField(
        label=_("Conditions to withdraw"), queryset=Condition.objects.none(), required=False
    )
    consignees_withdrawn = RowsField(
        label=_("Consignees to withdraw"), queryset=Consignee.objects.none(), required=False
    )

    def __init__(self, *args, permit: Permit, **options):
        super().__init__(*args, **options)
        self.permit = permit
        if permit.holder:
            self.initial["language"] = permit.holder.language
        self.fields["conditions_withdrawn"].queryset = permit.conditions.all()
        self.fields["consignees_withdrawn"].queryset = permit.consignees.select_related(
            "party", "country"
        )
        self.lines = list(permit.lines.all())
        for line in self.lines:
            self._add_line(line)
        for number in ADDED:
            self._add_condition(number)
            self._add_consignee(number)

    def line_groups(self) -> Iterator[tuple[PermitLine, list[forms.BoundField]]]:
        """Each line with its fields, as the page lays them out."""
        for line in self.lines:
            yield line, [self[f"line_{line.pk}_quantity"], self[f"line_{line.pk}_value"]]

    def condition_groups(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        for number in ADDED:
            names = (f"condition_{number}_{part}" for part in ("en", "fr", "days"))
            yield number, [self[name] for name in names]

    def consignee_groups(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        for number in ADDED:
            names = (f"consignee_{number}_{part}" for part in ("party", "country"))
            yield number, [self[name] for name in names]

    def clean(self):
        said = super().clean()
        if not said.get("own_motion") and not said.get("requested_by"):
            self.add_error("requested_by", _("Name who signed the request for the holder."))
        if said.get("own_motion"):
            said["requested_by"] = ""
        for number in ADDED:
            self._hold_together(f"condition_{number}_en", f"condition_{number}_fr")
            self._hold_together(f"condition_{number}_en", f"condition_{number}_days", one_way=True)
            names = f"consignee_{number}_party", f"consignee_{number}_country"
            self._hold_together(*names, one_way=True)
        return said

    def facts(self) -> dict[str, Any]:
        """What was asked, when and by whom, in the words of the action."""
        names = ["own_motion", "received_on", "requested_by", "language", "terms", "grounds"]
        return {name: self.cleaned_data[name] for name in [*names, "reason"]}

    def changes(self) -> Changes:
        """The terms asked for, beside the permit as it is."""
        said = self.cleaned_data
        return Changes(
            before=self.permit,
            valid_until=said["valid_until"],
            end_use=said["end_use"],
            lines=tuple(
                LineChange(line, said[f"line_{line.pk}_quantity"], said[f"line_{line.pk}_value"])
                for line in self.lines
            ),
            conditions=tuple(self._conditions()),
            conditions_withdrawn=tuple(said["conditions_withdrawn"]),
            consignees=tuple(self._consignees()),
            consignees_withdrawn=tuple(said["consignees_withdrawn"]),
        )

    def refuse(self, refusal: ValidationError) -> None:
        """Show each reason against the request at the field it is about, or above the form."""
        for error in refusal.error_list:
            field = FIELD_OF.get(error.code)
            self.add_error(field, error)

    def _conditions(self) -> Iterator[Condition]:
        for number in ADDED:
            english, french, days = (
                self.cleaned_data[f"condition_{number}_{part}"] for part in ("en", "fr", "days")
            )
            if english:
                yield Condition(text_en=english, text_fr=french, report_within_days=days)

    def _consignees(self) -> Iterator[Consignee]:
        for number in ADDED:
            party = self.cleaned_data[f"consignee_{number}_party"]
            if party:
                yield Consignee(
                    party=party, country=self.cleaned_data[f"consignee_{number}_country"]
                )

    def _hold_together(self, first: str, second: str, *, one_way: bool = False) -> None:
        """Where one of two fields is filled, so is the other; or, one way, not without the first.

        What could not be read counts as filled: it has a message of its own.
        """
        read = self.cleaned_data
        filled = {name: read.get(name) or name in self.errors for name in (first, second)}
        if filled[second] and not filled[first]:
            self.add_error(first, self.fields[first].error_messages["required"])
        if filled[first] and not filled[second] and not one_way:
            self.add_error(second, self.fields[second].error_messages["required"])

    def _add_line(self, line: PermitLine) -> None:
        self.fields[f"line_{line.pk}_quantity"] = forms.DecimalField(
            label=_("New quantity"),
            max_digits=14,
            decimal_places=3,
            required=False,
            min_value=Decimal("0.001"),
        )
        self.fields[f"line_{line.pk}_value"] = forms.DecimalField(
            label=_("New value"), min_value=0, max_digits=16, decimal_places=2, required=False
        )

    def _add_condition(self, number: int) -> None:
        self.fields[f"condition_{number}_en"] = forms.CharField(
            label=_("Text (English)"), widget=SHORT, required=False
        )
        self.fields[f"condition_{number}_fr"] = forms.CharField(
            label=_("Text (French)"), widget=SHORT_FRENCH, required=False
        )
        self.fields[f"condition_{number}_days"] = forms.IntegerField(
            label=_("Days within which a shipment is reported"),
            min_value=1,
            max_value=3650,
            required=False,
        )

    def _add_consignee(self, number: int) -> None:
        self.fields[f"consignee_{number}_party"] = PartyField(
            label=_("Party"),
            help_text=_("The name of a party of the register, or its number."),
            required=False,
        )
        self.fields[f"consignee_{number}_country"] = forms.ModelChoiceField(
            label=_("Country"),
            queryset=Country.objects.all(),
            to_field_name="code",
            widget=CountrySelect,
            required=False,
        )


class AmendmentDecisionForm(SignatureForm, ReasonForm, TwoStepForm):
    """Granted or refused, for which reasons, in whose name, and when."""

    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Grant: amend the permit as asked")), ("no", _("Refuse"))],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
    )
    reasons_en = forms.CharField(label=_("Reasons (English)"), widget=LONG)
    reasons_fr = forms.CharField(label=_("Reasons (French)"), widget=LONG_FRENCH)

    field_order = ["granted", "reasons_en", "reasons_fr", "appointment", "signed_at", "reason"]

    def __init__(self, *args, may_be_granted: bool, **options):
        super().__init__(*args, **options)
        self.fields["appointment"].label = _("Decided in the name of")
        self.fields["signed_at"].label = _("Time of the decision")
        if not may_be_granted:
            self.fields["granted"].choices = [("no", _("Refuse"))]
            self.initial["granted"] = "no"

    def decision(self) -> dict[str, Any]:
        """What was decided, in the words of the action."""
        said = self.cleaned_data
        names = ["appointment", "reasons_en", "reasons_fr", "reason"]
        return {**{name: said[name] for name in names}, "decided_at": said["signed_at"]}
