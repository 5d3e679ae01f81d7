"""Requests to open, widen, review and recommend."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from investigations.choosing import permits_of
from investigations.forms.texts import LONG, LONG_FRENCH, SHORT
from investigations.models import (
    Investigation,
    PermitInScope,
    Recommendation,
)
from investigations.models.investigations import ReviewResult
from permits.forms.orders import ReasonForm
from permits.models import Order, Permit

MOST_NUMBERS = 1000


class QuestionsField(forms.CharField):
    """Questions, one on each line."""

    def __init__(self, **options):
        super().__init__(widget=LONG, help_text=_("One on each line."), **options)

    def clean(self, value):
        lines = super().clean(value).splitlines()
        return [line.strip() for line in lines if line.strip()]


class InvestigationForm(forms.ModelForm, ReasonForm):
    """What is alleged, by whom, since when, what is asked, and who leads."""

    questions = QuestionsField(label=_("Questions to answer"))
    lead = forms.ModelChoiceField(label=_("Lead"), queryset=User.objects.none())

    field_order = [
        "title",
        "allegation",
        "allegation_source",
        "learned_on",
        "questions",
        "lead",
        "reason",
    ]

    class Meta:
        model = Investigation
        fields = ["title", "allegation", "allegation_source", "learned_on", "lead"]
        widgets = {"allegation": LONG}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["lead"].queryset = User.objects.holding(Role.INVESTIGATOR).order_by("name")


class QuestionForm(ReasonForm):
    """A further question."""

    text = forms.CharField(label=_("Question"), widget=SHORT)
    field_order = ["text", "reason"]


class PermitNumbersField(forms.CharField):
    """Permits by their numbers, on lines of their own or separated by commas or spaces."""

    def clean(self, value):
        numbers = set(super().clean(value).replace(",", " ").split())
        if len(numbers) > MOST_NUMBERS:
            raise ValidationError(
                _("Give at most %(most)s numbers at a time."),
                code="too-many-numbers",
                params={"most": MOST_NUMBERS},
            )
        found = Permit.objects.filter(reference__in=numbers)
        unknown = sorted(numbers - set(found.values_list("reference", flat=True)))
        if unknown:
            raise ValidationError(
                _("Not on the register: %(numbers)s."),
                code="unknown-permit",
                params={"numbers": ", ".join(unknown[:10])},
            )
        return found


class AddPermitsForm(ReasonForm):
    """Permits by number, or all that an order reached."""

    numbers = PermitNumbersField(
        label=_("Permit numbers"),
        help_text=_("One on each line, or separated by commas or spaces."),
        widget=SHORT,
        required=False,
    )
    order = forms.ModelChoiceField(
        label=_("Or all permits of an order"),
        help_text=_("The number of the order, for example MO-2020-000001."),
        queryset=Order.objects.none(),
        to_field_name="number",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        required=False,
        error_messages={"invalid_choice": _("No order has this number.")},
    )
    field_order = ["numbers", "order", "reason"]

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        self.by = by
        self.fields["order"].queryset = Order.objects.visible_to(by)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned["order"]) == cleaned["numbers"].exists():
            raise ValidationError(_("Give either permit numbers or an order."), code="one-of-two")
        return cleaned

    def permits(self):
        """The permits given, whichever way."""
        order = self.cleaned_data["order"]
        return permits_of(order, self.by) if order else self.cleaned_data["numbers"]


class ReviewForm(ReasonForm):
    """The result for the permits chosen in the list, or for all that match its filters."""

    chosen = forms.ModelMultipleChoiceField(queryset=PermitInScope.objects.none(), required=False)
    whole = forms.BooleanField(label=_("All permits that match the filters"), required=False)
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[pair for pair in ReviewResult.choices if pair[0] != ReviewResult.NOT_REVIEWED],
        widget=forms.RadioSelect,
    )
    field_order = ["chosen", "whole", "result", "reason"]

    def __init__(self, *args, investigation, matching, **options):
        # The filters beside it have a result of their own.
        super().__init__(*args, auto_id="id_review_%s", **options)
        self.fields["chosen"].queryset = investigation.scope.all()
        self.matching = matching

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["whole"] and not cleaned["chosen"]:
            raise ValidationError(
                _("Choose permits in the list, or all that match."), code="nothing-chosen"
            )
        # Filters that cannot be read leave nothing out: they must not widen what is reviewed.
        if cleaned.get("whole") and not self.matching.is_valid():
            raise ValidationError(_("The filters cannot be read."), code="unreadable-filters")
        return cleaned

    def rows(self):
        """The permits in scope that the review is about."""
        return self.matching.qs if self.cleaned_data["whole"] else self.cleaned_data["chosen"]


class RecommendationForm(forms.ModelForm, ReasonForm):
    """What is recommended to the Minister, in both languages."""

    field_order = ["text_en", "text_fr", "reason"]

    class Meta:
        model = Recommendation
        fields = ["text_en", "text_fr"]
        widgets = {
            "text_en": LONG,
            "text_fr": LONG_FRENCH,
        }
