"""Requests to consult a department in a case, to give positions, to answer, to record silence."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from investigations.forms.investigations import PermitNumbersField
from investigations.forms.texts import LONG, SHORT
from investigations.models import ConsultedPermit, Population
from investigations.models.consultations import Position
from office.forms import PlainTexts
from permits.forms.orders import ReasonForm
from permits.forms.permits import day_field
from permits.models import Permit


def offices_consulted() -> list[str]:
    """The offices of those who answer consultations, by name."""
    there = User.objects.holding(Role.CONSULTED_DEPARTMENT).exclude(office="")
    return sorted(set(there.order_by().values_list("office", flat=True)))


class ConsultationForm(ReasonForm):
    """Who is asked what, about which permits, and until when they may answer."""

    NONE, WHOLE, LEFT, POPULATION, GOODS, NUMBERS = (
        "none", "whole", "left", "population", "goods", "numbers",
    )  # fmt: skip
    office = forms.ChoiceField(
        label=_("Department or office"),
        help_text=_("Those where somebody with an account answers consultations."),
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    question = forms.CharField(label=_("Questions"), widget=LONG)
    told = forms.CharField(
        label=_("What the department is told of the case"),
        help_text=_("It sees this and the permits, and nothing else of the investigation."),
        widget=LONG,
        required=False,
    )
    which = forms.ChoiceField(
        label=_("About which permits"),
        choices=[
            (NONE, _("None in particular")),
            (WHOLE, _("All permits in scope")),
            (LEFT, _("Permits in scope not reviewed yet")),
            (POPULATION, _("The permits of a frozen population")),
            (GOODS, _("Permits in scope for a group or item")),
            (NUMBERS, _("Permits in scope by their numbers")),
        ],
        initial=WHOLE,
        widget=forms.RadioSelect,
    )
    population = forms.ModelChoiceField(
        label=_("Population"), queryset=Population.objects.none(), required=False
    )
    goods = forms.CharField(
        label=_("Group or item"),
        help_text=_("For example 2 or 2-15."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        required=False,
    )
    numbers = PermitNumbersField(
        label=_("Permit numbers"),
        help_text=_("One on each line, or separated by commas or spaces."),
        widget=SHORT,
        required=False,
    )
    asked_on = day_field(label=_("Asked on"), initial=timezone.localdate)
    due_on = day_field(label=_("Answer due on"))
    field_order = [
        "office", "subject", "question", "told", "which", "population", "goods", "numbers",
        "asked_on", "due_on", "reason",
    ]  # fmt: skip
    ASKS_FOR = {POPULATION: "population", GOODS: "goods", NUMBERS: "numbers"}

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        self.investigation = investigation
        self.fields["office"].choices = [(name, name) for name in offices_consulted()]
        self.fields["population"].queryset = investigation.populations.frozen()

    def clean(self):
        facts = super().clean()
        needed = self.ASKS_FOR.get(facts.get("which", ""))
        given = facts.get(needed)
        missing = not given.exists() if needed == "numbers" and given is not None else not given
        if needed and needed not in self.errors and missing:
            self.add_error(needed, _("Say which, or choose other permits above."))
        first, last = facts.get("asked_on"), facts.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", _("The answer would be due before it is asked for."))
        return facts

    def scope(self):
        """The permits in scope that the department is asked about; None when about none."""
        facts, scope = self.cleaned_data, self.investigation.scope.all()
        match facts["which"]:
            case self.NONE:
                return None
            case self.LEFT:
                return scope.not_reviewed()
            case self.POPULATION:
                return facts["population"].in_scope()
            case self.GOODS:
                permits = Permit.objects.for_goods(facts["goods"]).order_by()
                return scope.filter(permit__in=permits.values("pk"))
            case self.NUMBERS:
                return scope.filter(permit__in=facts["numbers"].order_by().values("pk"))
        return scope

    def asked(self):
        """What is asked, apart from the permits."""
        chosen = {"which", "population", "goods", "numbers"}
        return {name: fact for name, fact in self.cleaned_data.items() if name not in chosen}


class PositionForm(PlainTexts):
    """A position, with its reasons, and conditions where it has some."""

    position = forms.ChoiceField(
        label=_("Position"), choices=Position.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(label=_("Reasons"), widget=SHORT)
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("Where there is no objection on conditions: what they are."),
        widget=SHORT,
        required=False,
    )

    def clean(self):
        facts = super().clean()
        wordless = not facts.get("conditions") and "conditions" not in self.errors
        if facts.get("position") == Position.CONDITIONS and wordless:
            self.add_error("conditions", _("Spell the conditions out."))
        return facts


class PositionsForm(PositionForm):
    """A position on the permits chosen in the list, or on all that match its filters."""

    chosen = forms.ModelMultipleChoiceField(queryset=ConsultedPermit.objects.none(), required=False)
    whole = forms.BooleanField(label=_("All permits that match the filters"), required=False)
    field_order = ["chosen", "whole", "position", "reasons", "conditions"]

    def __init__(self, *args, consultation, matching, **options):
        # The filters beside it have a position of their own.
        super().__init__(*args, auto_id="id_answer_%s", **options)
        self.fields["chosen"].queryset = consultation.permits.all()
        self.matching = matching

    def clean(self):
        facts = super().clean()
        if not self.errors and not facts["whole"] and not facts["chosen"]:
            raise ValidationError(
                _("Choose permits in the list, or all that match."), code="nothing-chosen"
            )
        # Filters that cannot be read leave nothing out: they must not widen what is answered.
        if facts.get("whole") and not self.matching.is_valid():
            raise ValidationError(_("The filters cannot be read."), code="unreadable-filters")
        return facts

    def rows(self):
        return self.matching.qs if self.cleaned_data["whole"] else self.cleaned_data["chosen"]

    def said(self):
        return {name: self.cleaned_data[name] for name in ("position", "reasons", "conditions")}


class AnswerForm(PositionForm, ReasonForm):
    """The answer of the department as a whole."""

    holds_for_rest = forms.BooleanField(
        label=_("This holds for every permit that has no position of its own"), required=False
    )
    answered_on = day_field(label=_("Answered on"), initial=timezone.localdate)
    field_order = [
        "position", "reasons", "conditions", "holds_for_rest", "answered_on", "reason",
    ]  # fmt: skip


class SilenceForm(ReasonForm):
    """The day on which the answer was given up."""

    day = day_field(label=_("No answer by"), initial=timezone.localdate)
    field_order = ["day", "reason"]
