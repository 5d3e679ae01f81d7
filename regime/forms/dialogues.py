"""Requests to open, record, follow up and close a dialogue."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investigations.forms.texts import LONG, LONG_FRENCH, SHORT, SHORT_FRENCH
from permits.filters import CountrySelect
from permits.forms.permits import day_field
from permits.models import Assurance, Country
from regime.forms.refusing import RefusableForm
from regime.models import Meeting, Participant, Precondition
from regime.models.dialogues import CommitmentOutcome, Side
from regime.rules.dialogues import Refusal

MOST_LINES = 50


class PreconditionField(forms.ModelChoiceField):
    """A precondition, with the version of the measure that sets it."""

    def label_from_instance(self, precondition):
        return f"{precondition.version}: {precondition.title}"


class DialogueForm(RefusableForm):
    """With which country, under which title, since when, and for which precondition."""

    fields_of_refusals = {
        Refusal.IN_FUTURE: "opened_on",
        Refusal.OTHER_COUNTRY: "precondition",
        Refusal.TITLE_IN_BOTH: "title_fr",
    }

    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.all(),
        to_field_name="code",
        widget=CountrySelect,
    )
    title_en = forms.CharField(label=_("Title (English)"), max_length=200)
    title_fr = forms.CharField(
        label=_("Title (French)"), max_length=200, widget=forms.TextInput(attrs={"lang": "fr"})
    )
    opened_on = day_field(label=_("Opened on"))
    precondition = PreconditionField(
        label=_("Precondition it serves"),
        help_text=_("Closing the dialogue does not settle it: that is decided separately."),
        queryset=Precondition.objects.none(),
        required=False,
    )
    field_order = ["country", "title_en", "title_fr", "opened_on", "precondition", "reason"]

    def __init__(self, *args, preconditions, **options):
        super().__init__(*args, **options)
        self.fields["precondition"].queryset = preconditions
        self.initial.setdefault("opened_on", timezone.localdate())


class OfficesField(forms.CharField):
    """Offices, one on each line; after a semicolon, the person who spoke for it."""

    def __init__(self, **options):
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("One on each line; the name of the person may follow after a semicolon."),
            **options,
        )

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        found = [self._participant(line) for line in lines if line]
        if len(found) > MOST_LINES:
            raise ValidationError(
                _("Name at most %(most)s."), code="too-many", params={"most": MOST_LINES}
            )
        return found

    def _participant(self, line):
        office, _semicolon, person = (part.strip() for part in line.partition(";"))
        if not office:
            raise ValidationError(
                _("Name the office before the semicolon: %(line)s"),
                code="no-office",
                params={"line": line},
            )
        for name, text in (("office", office), ("person", person)):
            if len(text) > Participant._meta.get_field(name).max_length:
                raise ValidationError(
                    _("This name is too long: %(line)s"), code="too-long", params={"line": text}
                )
        return {"office": office, "person": person}


class AssurancesField(forms.CharField):
    """Assurances on the register, by their references."""

    def clean(self, value):
        references = {each.strip() for each in super().clean(value).splitlines()} - {""}
        if len(references) > MOST_LINES:
            raise ValidationError(
                _("Name at most %(most)s."), code="too-many", params={"most": MOST_LINES}
            )
        found = list(Assurance.objects.filter(reference__in=references).order_by("reference"))
        unknown = sorted(references - {assurance.reference for assurance in found})
        if unknown:
            raise ValidationError(
                _("Not on the register: %(numbers)s."),
                code="unknown-assurance",
                params={"numbers": ", ".join(unknown[:10])},
            )
        return found


class MeetingForm(RefusableForm):
    """When and where, who took part on each side, what was said, and what comes next."""

    fields_of_refusals = {
        Refusal.IN_FUTURE: "held_on",
        Refusal.BEFORE_OPENING: "held_on",
        Refusal.BOTH_SIDES: "destination",
        Refusal.NEXT_NOT_LATER: "next_on",
    }

    held_on = day_field(label=_("Held on"))
    place = forms.CharField(label=_("Place, or by telephone"), max_length=200)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    canada = OfficesField(label=_("Offices for Canada"))
    destination = OfficesField(label=_("Offices for the destination"), required=False)
    third = OfficesField(label=_("Offices of third parties"), required=False)
    summary = forms.CharField(label=_("What was said"), widget=LONG)
    document = forms.CharField(
        label=_("Record of the meeting"),
        help_text=_("The number of the file that holds it; no classified text."),
        max_length=200,
        required=False,
    )
    assurances = AssurancesField(
        label=_("Assurances agreed"),
        help_text=_("References of assurances on the register, one on each line."),
        widget=SHORT,
        required=False,
    )
    next_on = day_field(label=_("Next meeting planned for"), required=False)
    field_order = [
        "held_on", "place", "subject", "canada", "destination", "third", "summary", "document",
        "assurances", "next_on", "reason",
    ]  # fmt: skip

    def meeting(self):
        """What was typed, in the words of the action."""
        facts = dict(self.cleaned_data)
        present = [(side.value, row) for side in Side for row in facts.pop(side.value)]
        return {**facts, "participants": [{"side": side, **row} for side, row in present]}


class CommitmentForm(RefusableForm):
    """Who undertook what, in both languages, when, and by when."""

    fields_of_refusals = {
        Refusal.IN_FUTURE: "made_on",
        Refusal.BEFORE_OPENING: "made_on",
        Refusal.OTHER_DIALOGUE: "meeting",
        Refusal.TEXT_IN_BOTH: "text_fr",
        Refusal.DUE_BEFORE_MADE: "due_on",
    }

    side = forms.ChoiceField(label=_("Made by"), choices=Side.choices, widget=forms.RadioSelect)
    text_en = forms.CharField(label=_("Commitment (English)"), widget=SHORT)
    text_fr = forms.CharField(label=_("Commitment (French)"), widget=SHORT_FRENCH)
    meeting = forms.ModelChoiceField(
        label=_("Made at"), queryset=Meeting.objects.none(), required=False, empty_label="–"
    )
    made_on = day_field(label=_("Made on"))
    due_on = day_field(label=_("Due on"), help_text=_("It is followed up on this day."))
    field_order = ["side", "text_en", "text_fr", "meeting", "made_on", "due_on", "reason"]

    def __init__(self, *args, dialogue, **options):
        super().__init__(*args, **options)
        self.fields["meeting"].queryset = dialogue.meetings.all()


class FollowUpForm(RefusableForm):
    """What was learned of a commitment, what became of it, and when to ask again."""

    fields_of_refusals = {
        Refusal.IN_FUTURE: "followed_on",
        Refusal.BEFORE_COMMITMENT: "followed_on",
        Refusal.NO_NEXT: "next_on",
        Refusal.NEXT_NOT_LATER: "next_on",
        Refusal.NEEDLESS_NEXT: "next_on",
    }

    followed_on = day_field(label=_("Followed up on"))
    note = forms.CharField(label=_("What was learned"), widget=SHORT)
    document = forms.CharField(label=_("Document"), max_length=200, required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=CommitmentOutcome.choices, widget=forms.RadioSelect
    )
    next_on = day_field(
        label=_("Next follow-up"), help_text=_("While it is still open."), required=False
    )
    field_order = ["followed_on", "note", "document", "outcome", "next_on", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial.setdefault("followed_on", timezone.localdate())


class ConclusionForm(RefusableForm):
    """When a dialogue closed, and what came of it, in both languages."""

    fields_of_refusals = {
        Refusal.IN_FUTURE: "closed_on",
        Refusal.BEFORE_OPENING: "closed_on",
        Refusal.BEFORE_LAST: "closed_on",
        Refusal.CONCLUSION_IN_BOTH: "conclusion_fr",
    }

    closed_on = day_field(label=_("Closed on"))
    conclusion_en = forms.CharField(label=_("What came of it (English)"), widget=LONG)
    conclusion_fr = forms.CharField(label=_("What came of it (French)"), widget=LONG_FRENCH)
    field_order = ["closed_on", "conclusion_en", "conclusion_fr", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial.setdefault("closed_on", timezone.localdate())
