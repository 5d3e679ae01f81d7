"""Requests of review: classification, claims, the criteria of section 7.3, the determination."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import ClaimStatus, Criterion, Risk
from applications.rules.reviewing import editions_in_force
from permits.forms.orders import ReasonForm, SignatureForm
from permits.models import Assurance, ControlListItem
from permits.models.goods import ItemState
from regime.models import Exemption


def today():
    return timezone.localdate()


class ClassificationForm(ReasonForm):
    """The item of each line, looked for in the editions in force on a day."""

    day = forms.DateField(
        label=_("Editions in force on"),
        help_text=_("Today, unless a decision of an earlier day is being entered."),
        initial=today,
    )

    def __init__(self, *args, application, **options):
        super().__init__(*args, **options)
        self.rows = {
            f"line_{line.pk}": line for line in application.lines.select_related("item__edition")
        }
        for name, line in self.rows.items():
            self.fields[name] = forms.CharField(
                label=_("Line %(line)s: item") % {"line": line.position},
                help_text=line.description,
                max_length=60,
                initial=line.item.code if line.item else line.code,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            )
        self.order_fields([*self.rows, "day", "reason"])

    def clean(self):
        facts = super().clean()
        if not facts.get("day"):
            return facts
        editions = editions_in_force(facts["day"]).values()
        if not editions:
            self.add_error("day", _("No edition of a control list was in force on this day."))
        known = ControlListItem.objects.filter(edition__in=editions, state=ItemState.IN_FORCE)
        facts["items"] = {}
        for name, line in self.rows.items():
            code = facts.get(name, "")
            item = known.filter(code__iexact=code).first() if code else None
            if item:
                facts["items"][line] = item
            elif code and editions:
                self.add_error(
                    name,
                    _("No edition in force on %(day)s has an item %(code)s in force.")
                    % {"day": facts["day"].isoformat(), "code": code},
                )
        return facts


class AttachmentForm(ReasonForm):
    """An assurance on the register, by its reference."""

    assurance = forms.ModelChoiceField(
        label=_("End-use assurance"),
        help_text=_("Its reference on the register."),
        queryset=Assurance.objects.all(),
        to_field_name="reference",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"invalid_choice": _("No assurance on the register has this reference.")},
    )
    field_order = ["assurance", "reason"]


class ExemptionField(forms.ModelChoiceField):
    def label_from_instance(self, exemption):
        return _("%(title)s (%(measure)s), granted by: %(granting)s") % {
            "title": exemption.title,
            "measure": exemption.version,
            "granting": exemption.get_granted_by_display(),
        }


class ClaimForm(ReasonForm):
    """Which exemption is claimed, and what is said to show it."""

    exemption = ExemptionField(
        label=_("Exemption"),
        queryset=Exemption.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        help_text=_("What is said to show that the exemption applies, and on which documents."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["exemption", "evidence", "reason"]

    def __init__(self, *args, offered, **options):
        super().__init__(*args, **options)
        self.fields["exemption"].queryset = Exemption.objects.filter(
            pk__in=[exemption.pk for exemption in offered]
        ).select_related("version__measure")


class ReasonedForm(forms.Form):
    """Reasons in both languages."""

    reasons_en = forms.CharField(
        label=_("Reasons (English)"), widget=forms.Textarea(attrs={"rows": 5})
    )
    reasons_fr = forms.CharField(
        label=_("Reasons (French)"), widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"})
    )


class ClaimDecisionForm(SignatureForm, ReasonedForm, ReasonForm):
    """Whether an exemption is granted, why, and in whose name."""

    status = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (ClaimStatus.GRANTED, _("Grant the exemption")),
            (ClaimStatus.REFUSED, _("Refuse the exemption")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["status", "reasons_en", "reasons_fr", "appointment", "signed_at", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["appointment"].label = _("Decided in the name of")
        self.fields["signed_at"].label = _("Time of the decision")

    def decision(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["granted"] = facts.pop("status") == ClaimStatus.GRANTED
        facts["decided_at"] = facts.pop("signed_at")
        return facts


class AssessmentForm(ReasonForm):
    """Each criterion of section 7.3 on its own: left for later, or answered wholly."""

    def __init__(self, *args, application, **options):
        super().__init__(*args, **options)
        kept = {each.criterion: each for each in application.assessments.all()}
        for criterion in Criterion:
            known = kept.get(criterion.value)
            for name, field in _answer_fields().items():
                field.initial = getattr(known, name) if known else ""
                self.fields[f"{criterion.value}_{name}"] = field
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def groups(self):
        """The fields of each criterion, for the page."""
        for criterion in Criterion:
            yield criterion, [self[f"{criterion.value}_{name}"] for name in _answer_fields()]

    def clean(self):
        facts = super().clean()
        facts["answers"] = {}
        for criterion in Criterion:
            names = {name: f"{criterion.value}_{name}" for name in _answer_fields()}
            given = {name: facts.get(field, "") for name, field in names.items()}
            if not any(given.values()):
                continue
            facts["answers"][criterion.value] = given
            for name, field in names.items():
                if not given[name] and field not in self.errors:
                    self.add_error(field, _("Answer this criterion wholly, or leave it empty."))
        if not facts["answers"] and not self.errors:
            self.add_error(None, _("No criterion is answered."))
        return facts


def _answer_fields() -> dict[str, forms.Field]:
    risks = [("", _("Not answered")), *Risk.choices]
    return {
        "risk_before": forms.ChoiceField(label=_("Risk"), choices=risks, required=False),
        "analysis": _text(_("Analysis")),
        "mitigation": _text(_("Mitigating measures considered")),
        "risk_after": forms.ChoiceField(
            label=_("Risk that remains after them"), choices=risks, required=False
        ),
    }


def _text(label):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class DeterminationForm(ReasonedForm, ReasonForm):
    """Section 7.4: substantial risk, or none, after the mitigation considered."""

    substantial_risk = forms.TypedChoiceField(
        label=_("After the mitigating measures considered"),
        choices=[
            ("no", _("there is no substantial risk of any consequence named in section 7.3(1)")),
            ("yes", _("there is a substantial risk: no permit may be issued (section 7.4)")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ["substantial_risk", "reasons_en", "reasons_fr", "reason"]
