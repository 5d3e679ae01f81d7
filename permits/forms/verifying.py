"""Requests about what is checked after shipment, and about how a permit was used."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits.forms.assurances import SHORT
from permits.forms.orders import ReasonForm
from permits.forms.parties import PartyField
from permits.forms.permits import day_field
from permits.models import (
    DeliveryVerification,
    Shipment,
    Undertaking,
    UtilizationReport,
    Verification,
    VerificationResult,
)

DAYS_TO_ANSWER = 60


def in_days():
    return timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)


class ShipmentField(forms.ModelChoiceField):
    """A shipment, with what it was and when it was made."""

    def label_from_instance(self, shipment):
        day = shipment.shipped_on.isoformat()
        return f"{shipment} – {shipment.line.code} – {day}"


def shipments_of(permit):
    return Shipment.objects.filter(line__permit=permit).select_related("line")


class VerificationForm(forms.ModelForm, ReasonForm):
    """Who is asked to verify what, by when."""

    asked_of = PartyField(
        label=_("Asked of"), help_text=_("The name of a party of the register, or its number.")
    )
    shipment = ShipmentField(
        label=_("Shipment"),
        queryset=Shipment.objects.none(),
        required=False,
        empty_label=_("All that was shipped"),
    )
    undertaking = forms.ModelChoiceField(
        label=_("Undertaking relied on"),
        queryset=Undertaking.objects.none(),
        required=False,
        help_text=_("The undertaking that is checked, or that allows the check."),
    )
    requested_on = day_field(label=_("Requested on"), initial=timezone.localdate)
    due_on = day_field(label=_("Answer due on"), initial=in_days)

    class Meta:
        model = Verification
        fields = ["asked_of", "shipment", "undertaking", "question", "requested_on", "due_on"]
        widgets = {"question": SHORT}

    field_order = [*Meta.fields, "reason"]

    def __init__(self, *args, permit, **options):
        super().__init__(*args, **options)
        self.fields["shipment"].queryset = shipments_of(permit)
        rested_on = permit.rests_on.values("assurance")
        self.fields["undertaking"].queryset = Undertaking.objects.filter(
            assurance__in=rested_on
        ).select_related("assurance")


class ResultForm(forms.ModelForm, ReasonForm):
    """How a verification ended, or that nobody answered."""

    found_on = day_field(
        label=_("On"), help_text=_("The day of the verification, or of the refusal or silence.")
    )

    class Meta:
        model = VerificationResult
        fields = ["result", "found_on", "found_by", "observations", "document"]
        widgets = {"result": forms.RadioSelect, "observations": SHORT}

    field_order = [*Meta.fields, "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["result"].choices = [p for p in self.fields["result"].choices if p[0]]


class DeliveryForm(forms.ModelForm, ReasonForm):
    """A certificate that a shipment arrived."""

    shipment = ShipmentField(
        label=_("Shipment"), queryset=Shipment.objects.none(), empty_label=None
    )
    delivered_on = day_field(label=_("Delivered on"))
    received_on = day_field(label=_("Certificate received on"), initial=timezone.localdate)

    class Meta:
        model = DeliveryVerification
        fields = ["shipment", "reference", "issued_by", "delivered_on", "received_on", "document"]

    field_order = [*Meta.fields, "reason"]

    def __init__(self, *args, permit, **options):
        super().__init__(*args, **options)
        self.fields["shipment"].queryset = shipments_of(permit)


class UtilizationForm(forms.ModelForm, ReasonForm):
    """What the holder reports for a period."""

    period_from = day_field(label=_("Period from"))
    period_until = day_field(label=_("Period until"))
    received_on = day_field(label=_("Received on"), initial=timezone.localdate)

    class Meta:
        model = UtilizationReport
        fields = [
            "period_from",
            "period_until",
            "received_on",
            "nothing_shipped",
            "shipped_value",
            "currency",
            "note",
        ]
        widgets = {"note": SHORT}

    field_order = [*Meta.fields, "reason"]

    def __init__(self, *args, permit, **options):
        super().__init__(*args, **options)
        # So that what is reported twice is refused at the form.
        self.instance.permit = permit

    def clean_currency(self):
        return self.cleaned_data["currency"].upper()
