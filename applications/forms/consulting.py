"""Requests to consult another department, to answer it, and to record that nobody did."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications.models import Answer
from permits.forms.orders import ReasonForm


def today():
    return timezone.localdate()


def offices_consulted() -> list[str]:
    """The offices of those who answer consultations, by name."""
    there = User.objects.holding(Role.CONSULTED_DEPARTMENT).exclude(office="")
    return sorted(set(there.order_by().values_list("office", flat=True)))


class ConsultationForm(ReasonForm):
    """Who is asked, what, and until when they may answer."""

    office = forms.ChoiceField(
        label=_("Department or office"),
        help_text=_("Those where somebody with an account answers consultations."),
    )
    question = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 4}))
    asked_on = forms.DateField(label=_("Asked on"), initial=today)
    due_on = forms.DateField(label=_("Answer due on"))
    field_order = ["office", "question", "asked_on", "due_on", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["office"].choices = [(name, name) for name in offices_consulted()]


class AnswerForm(ReasonForm):
    """What the department says, with the conditions it proposes."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Views and reasons"),
        help_text=_("An objection says why."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    conditions = forms.CharField(
        label=_("Conditions proposed"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    answered_on = forms.DateField(label=_("Answered on"), initial=today)
    field_order = ["answer", "text", "conditions", "answered_on", "reason"]


class SilenceForm(ReasonForm):
    """The day on which the answer was given up."""

    day = forms.DateField(label=_("No answer by"), initial=today)
    field_order = ["day", "reason"]
