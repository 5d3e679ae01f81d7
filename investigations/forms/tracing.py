"""Requests to record a component, and to say what it is matched with."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investigations.models import Trace
from investigations.models.tracing import MatchStatus
from permits.forms.orders import ReasonForm
from permits.models import PermitLine, Shipment

_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDayField(forms.CharField):
    """A day as far as it is known: 2019, 2019-03 or 2019-03-14."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        found = _PARTS.fullmatch(text)
        try:
            first = date(*(int(part or 1) for part in found.groups())) if found else None
        except ValueError:
            first = None
        if first is None:
            raise ValidationError(
                _("Write the day as 2019, 2019-03 or 2019-03-14."), code="not-a-day"
            )
        if first > timezone.localdate():
            raise ValidationError(_("The day is to come."), code="in-future")
        return text


class TraceForm(forms.ModelForm, ReasonForm):
    """What was found, its marks, what it was part of, where, and who documented it."""

    made_on = PartialDayField(
        label=_("Date of manufacture"),
        help_text=_("As far as it is known: 2019, 2019-03 or 2019-03-14."),
        max_length=10,
        required=False,
    )
    field_order = [
        "component",
        "maker",
        "model",
        "part_number",
        "serial",
        "batch",
        "made_on",
        "platform",
        "place",
        "country",
        "documented_by",
        "documented_on",
        "reason",
    ]

    class Meta:
        model = Trace
        fields = [
            "component",
            "maker",
            "model",
            "part_number",
            "serial",
            "batch",
            "made_on",
            "platform",
            "place",
            "country",
            "documented_by",
            "documented_on",
        ]

    def clean_documented_on(self):
        day = self.cleaned_data["documented_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("The day is to come."), code="in-future")
        return day


class MatchForm(ReasonForm):
    """One of the candidates, or a line by its permit's number, and how sure the match is."""

    status = forms.ChoiceField(
        label=_("Match"), choices=MatchStatus.choices, widget=forms.RadioSelect
    )
    candidate = forms.ChoiceField(label=_("Matched with"), widget=forms.RadioSelect, required=False)
    permit_line = forms.CharField(
        label=_("Or another line"),
        help_text=_("Permit number and line, for example XP-2019-000123 line 2: XP-2019-000123/2."),
        max_length=60,
        required=False,
    )
    field_order = ["candidate", "permit_line", "status", "reason"]

    def __init__(self, *args, candidates, permits, **options):
        super().__init__(*args, **options)
        self.candidates = {candidate.value: candidate for candidate in candidates}
        self.permits = permits
        self.fields["candidate"].choices = [("", _("None of these"))] + [
            (value, str(candidate.line)) for value, candidate in self.candidates.items()
        ]

    def clean_permit_line(self):
        text = self.cleaned_data["permit_line"].strip()
        if not text:
            return None
        number, _slash, position = text.partition("/")
        lines = PermitLine.objects.filter(
            permit__in=self.permits, permit__reference__iexact=number.strip()
        )
        if position.strip():
            wanted = int(position) if position.strip().isdecimal() else 0
            lines = lines.filter(position=min(wanted, 2**31 - 1))
        found = list(lines[:2])
        if len(found) > 1:
            raise ValidationError(
                _("The permit has several lines: add a slash and the line."), code="which-line"
            )
        if not found:
            raise ValidationError(_("No permit has this line."), code="unknown-line")
        return found[0]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["candidate"] and cleaned["permit_line"]:
            raise ValidationError(
                _("Choose a candidate or name another line, not both."), code="one-of-two"
            )
        return cleaned

    def match(self) -> dict[str, PermitLine | Shipment | None]:
        """The line and the shipment that were chosen."""
        chosen = self.candidates.get(self.cleaned_data["candidate"])
        if chosen is None:
            return {"line": self.cleaned_data["permit_line"], "shipment": None}
        return {"line": chosen.line, "shipment": chosen.shipment}
