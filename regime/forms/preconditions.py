"""The request to settle a precondition, typed on one page and confirmed on the next."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment
from decisions.forms import TwoStepForm
from permits.forms.orders import AppointmentField
from permits.forms.permits import day_field
from regime.forms.refusing import RefusableForm
from regime.models.exemptions import PreconditionStatus
from regime.rules.preconditions import Refusal


class SettlementForm(RefusableForm, TwoStepForm):
    """Met or waived, since which day, on which document, and in whose name."""

    fields_of_refusals = {
        Refusal.NOT_A_SETTLEMENT: "status",
        Refusal.NO_DOCUMENT: "document",
        Refusal.NO_NOTE: "note",
        Refusal.IN_FUTURE: "settled_on",
        Refusal.BEFORE_VERSION: "settled_on",
        Refusal.AFTER_VERSION: "settled_on",
        Refusal.NOT_IN_OFFICE: "appointment",
        Refusal.NOT_YOUR_OFFICE: "appointment",
    }

    status = forms.ChoiceField(
        label=_("Settled as"),
        choices=[
            pair for pair in PreconditionStatus.choices if pair[0] != PreconditionStatus.PENDING
        ],
        widget=forms.RadioSelect,
    )
    settled_on = day_field(label=_("Since"), help_text=_("The day in Ottawa."))
    document = forms.CharField(
        label=_("Document"),
        help_text=_("What shows it: its number or title, its date, and where it is kept."),
        max_length=300,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Needed when it is waived: why."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    appointment = AppointmentField(
        label=_("In the name of"),
        queryset=Appointment.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    field_order = ["status", "settled_on", "document", "note", "appointment", "reason"]

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        offices = Appointment.objects.open_to(by)
        self.fields["appointment"].queryset = offices
        self.initial.setdefault("settled_on", timezone.localdate())
        self.initial.setdefault("appointment", offices.covering(timezone.now()).first())

    def settlement(self):
        """What was typed, in the words of the action, without the reason for the act."""
        return {name: self.cleaned_data[name] for name in self.field_order if name != "reason"}
