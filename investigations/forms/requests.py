"""Requests to send a question, to remind of it, and to record what came of it."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investigations import languages
from investigations.forms.evidence import EvidenceField
from investigations.forms.texts import LONG, SHORT
from investigations.models import Evidence, InformationRequest
from investigations.models.kinds import EvidenceKind
from investigations.models.requests import RequestOutcomeKind
from permits.forms.orders import ReasonForm

USUAL_DAYS = 30
DAYS_MORE = 14


def usual_day():
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


def later_day():
    return timezone.localdate() + timedelta(days=DAYS_MORE)


class RequestForm(forms.ModelForm, ReasonForm):
    """To whom, what, in which language, how and until when."""

    language = forms.ChoiceField(label=_("Language of the question"), initial="en")
    sent_on = forms.DateField(label=_("Sent on"), initial=timezone.localdate)
    due_on = forms.DateField(label=_("Answer due on"), initial=usual_day)
    field_order = [
        "addressee_kind",
        "addressee",
        "language",
        "question",
        "gist",
        "channel",
        "email",
        "sent_on",
        "due_on",
        "reason",
    ]

    class Meta:
        model = InformationRequest
        fields = ["addressee_kind", "addressee", "question", "gist", "channel", "email"]
        widgets = {"question": LONG, "gist": SHORT}
        help_texts = {
            "email": _("Only where it is sent by e-mail from here: it leaves when you record it.")
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["language"].choices = languages.choices()

    def clean(self):
        cleaned = super().clean()
        language = cleaned.get("language")
        if language and language not in languages.OFFICIAL and not cleaned.get("gist", "").strip():
            error = ValidationError(
                _("Say in English or French what is asked: the question is in another language."),
                code="no-gist",
            )
            self.add_error("gist", error)
        if cleaned.get("channel") == "email" and not cleaned.get("email"):
            if "email" not in self.errors:
                error = ValidationError(
                    _("A request sent by e-mail needs an e-mail address."), code="no-address"
                )
                self.add_error("email", error)
        return cleaned


class ReminderForm(ReasonForm):
    """The words of a reminder, and until when an answer is expected now."""

    text = forms.CharField(
        label=_("Text"), help_text=_("In the language of the addressee."), widget=LONG
    )
    sent_on = forms.DateField(label=_("Sent on"), initial=timezone.localdate)
    due_on = forms.DateField(label=_("Answer due on"), initial=later_day)
    field_order = ["text", "sent_on", "due_on", "reason"]


class RequestAnswerForm(ReasonForm):
    """The item of evidence that keeps the answer."""

    evidence = EvidenceField(
        label=_("The answer, registered as evidence"), queryset=Evidence.objects.none()
    )
    on = forms.DateField(label=_("Received on"), initial=timezone.localdate)
    field_order = ["evidence", "on", "reason"]

    def __init__(self, *args, asked, reader, **options):
        super().__init__(*args, **options)
        items = Evidence.objects.visible_to(reader).filter(investigation=asked.investigation)
        self.fields["evidence"].queryset = items.exclude(kind=EvidenceKind.SILENCE).order_by("-pk")


class NoAnswerForm(ReasonForm):
    """That the addressee refused, or that the day passed without an answer."""

    outcome = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (RequestOutcomeKind.SILENT, _("No answer came")),
            (RequestOutcomeKind.REFUSED, _("The addressee refused to answer")),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("On"), initial=timezone.localdate)
    field_order = ["outcome", "on", "reason"]
