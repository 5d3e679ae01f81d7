"""Requests to draw up, sign and withdraw orders."""

from datetime import UTC, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment
from office.forms import ReasonForm
from permits.models import Order
from permits.models.orders import OrderKind

# The Act is of 1947; a later limit than this one would be a slip of the keyboard.
FIRST_MOMENT = datetime(1947, 1, 1, tzinfo=UTC)
LAST_MOMENT = datetime(2200, 1, 1, tzinfo=UTC)


def this_minute():
    return timezone.localtime().replace(second=0, microsecond=0)


def moment_field(**options):
    """A date and a time on the clock of Ottawa."""
    return forms.DateTimeField(
        validators=[MinValueValidator(FIRST_MOMENT), MaxValueValidator(LAST_MOMENT)],
        widget=forms.DateTimeInput,
        **options,
    )


class OrderForm(forms.ModelForm, ReasonForm):
    """The text of an order of one kind, and when it takes effect."""

    effective_at = moment_field(
        label=_("Takes effect"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )

    class Meta:
        model = Order
        fields = [
            "effective_at",
            "title_en",
            "title_fr",
            "ground_en",
            "ground_fr",
            "authority",
            "review_on",
        ]
        widgets = {
            "ground_en": forms.Textarea(attrs={"rows": 4}),
            "ground_fr": forms.Textarea(attrs={"rows": 4, "lang": "fr"}),
            "title_fr": forms.TextInput(attrs={"lang": "fr"}),
        }

    def __init__(self, *args, kind, **options):
        super().__init__(*args, **options)
        self.instance.kind = kind
        if kind == OrderKind.SUSPEND:
            self.fields["review_on"].required = True
            self.fields["review_on"].help_text = _("A suspension is not open-ended.")
        else:
            del self.fields["review_on"]

    def ask_only_when(self):
        """Read the time alone: of the rest it is too early to say what is missing."""
        for name in self.errors.keys() - {"effective_at"}:
            del self.errors[name]

    def effective_time(self):
        """The time typed, or the one offered when none that can be read is typed."""
        typed = getattr(self, "cleaned_data", {}).get("effective_at")
        return typed or self.get_initial_for_field(self.fields["effective_at"], "effective_at")


class AppointmentField(forms.ModelChoiceField):
    """An office-holder, with the office and the days in it."""

    def label_from_instance(self, appointment):
        facts = {
            "holder": appointment.holder_name,
            "office": appointment.office,
            "first": appointment.valid_from.isoformat(),
            "instrument": appointment.instrument,
        }
        if appointment.valid_until is None:
            return _("%(holder)s, %(office)s, since %(first)s (%(instrument)s)") % facts
        facts["last"] = appointment.valid_until.isoformat()
        return _("%(holder)s, %(office)s, %(first)s to %(last)s (%(instrument)s)") % facts


class SignatureForm(forms.Form):
    """In whose name an order is signed, and when it was."""

    appointment = AppointmentField(
        label=_("Signed in the name of"),
        queryset=Appointment.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    signed_at = moment_field(
        label=_("Time of signature"),
        help_text=_("Date and time in Ottawa; earlier when a paper signature is recorded later."),
        initial=this_minute,
    )

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        offices = Appointment.objects.open_to(by)
        self.fields["appointment"].queryset = offices
        self.initial.setdefault("appointment", offices.covering(timezone.now()).first())
