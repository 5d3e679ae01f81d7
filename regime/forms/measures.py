"""The request to draft a version of a measure, to sign it, and to ask which rules applied."""

from collections.abc import Iterator
from itertools import chain

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.forms import TwoStepForm
from decisions.models import Decision, DecisionStatus
from permits.forms.orders import ReasonForm, SignatureForm, moment_field
from permits.forms.permits import day_field
from permits.models import Country, Order
from permits.models.orders import OrderKind
from regime.forms.parts import (
    BROKERING,
    EXPORT,
    KINDS,
    DateForm,
    ExemptionForm,
    PreconditionForm,
    ProvisionForm,
    check_code,
    rows_of,
    text,
)
from regime.models import ChangeKind, EndUserClass


class CountriesField(forms.ModelMultipleChoiceField):
    """Countries by their names in the active language."""

    def __init__(self, **options):
        super().__init__(queryset=Country.objects.none(), **options)


class OrderField(forms.ModelChoiceField):
    def label_from_instance(self, order):
        return f"{order.number}, {order.title}"


class VersionForm(ReasonForm):
    """What a version says as a whole; what may be missing in a draft is asked at signature."""

    title_en = forms.CharField(label=_("Title (English)"), max_length=200)
    title_fr = forms.CharField(
        label=_("Title (French)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"lang": "fr"}),
    )
    change = forms.ChoiceField(label=_("What it does"), widget=forms.RadioSelect)
    destinations = CountriesField(
        label=_("Destinations"),
        help_text=_("Hold Ctrl to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    starts_at = moment_field(label=_("In force from"), help_text=_("Date and time in Ottawa."))
    term_ends_at = moment_field(
        label=_("In force until"),
        help_text=_("Empty when it states no end: the next version will end it."),
        required=False,
    )
    instrument = forms.CharField(
        label=_("Instrument"),
        max_length=200,
        help_text=_("The decision or notice by which it is made known."),
    )
    notice_number = forms.CharField(
        label=_("Notice number"),
        max_length=40,
        required=False,
        help_text=_("Of the Notice to Exporters, where there is one."),
    )
    text_en = text(_("Public text (English)"), rows=5)
    text_fr = text(_("Public text (French)"), rows=5, french=True)
    reasons_en = text(_("Reasons (English)"))
    reasons_fr = text(_("Reasons (French)"), french=True)
    decision = forms.ModelChoiceField(
        label=_("Decision on the case"), queryset=Decision.objects.none(), required=False
    )
    order = OrderField(
        label=_("Order on existing permits"),
        queryset=Order.objects.none(),
        required=False,
        help_text=_("The suspension that carries its effect on permits already issued."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, changes=(), titled=True, **options):
        super().__init__(*args, **options)
        self.fields["destinations"].queryset = Country.objects.by_name()
        self.fields["decision"].queryset = Decision.objects.filter(status=DecisionStatus.SIGNED)
        self.fields["order"].queryset = Order.objects.filter(kind=OrderKind.SUSPEND)
        if not titled:
            del self.fields["title_en"], self.fields["title_fr"]
        if changes:
            self.fields["change"].choices = changes
        else:
            del self.fields["change"]

    def clean(self):
        facts = super().clean()
        starts, ends = facts.get("starts_at"), facts.get("term_ends_at")
        if starts and ends and ends <= starts:
            self.add_error("term_ends_at", _("The version ends before it begins."))
        return facts


PARTS = {
    "dates": (rows_of(DateForm, 2), _("Source")),
    "provisions": (rows_of(ProvisionForm, 2), _("Provision")),
    "exemptions": (rows_of(ExemptionForm, 2), _("Exemption")),
    "preconditions": (rows_of(PreconditionForm, 1), _("Precondition")),
}


class VersionRequest:
    """A version as it is typed: the form of the whole, and the rows of each part."""

    def __init__(self, data, *, initial=None, parts=None, **options):
        given = initial or {}
        # What is sent is read by itself: a row taken over as it was is not an empty one.
        shown = (parts or {}) if data is None else {}
        self.whole = VersionForm(data, initial=given, **options)
        self.parts = {
            name: rows(data, prefix=name, initial=shown.get(name))
            for name, (rows, _label) in PARTS.items()
        }

    def is_valid(self):
        return all([self.whole.is_valid(), *(rows.is_valid() for rows in self.parts.values())])

    def labelled(self) -> Iterator[tuple[str, forms.BaseForm]]:
        """Each form with what it is called, for the summary of errors."""
        yield "", self.whole
        for name, rows in self.parts.items():
            for position, form in enumerate(rows.forms, start=1):
                yield f"{PARTS[name][1]} {position}", form

    def errors(self):
        """Every error: what the form is called, the field (None for the form as a whole), it."""
        rows = [rows.non_form_errors() for rows in self.parts.values()]
        yield from (("", None, error) for error in chain.from_iterable(rows))
        for label, form in self.labelled():
            yield from ((label, None, error) for error in form.non_field_errors())
            yield from ((label, field, error) for field in form for error in field.errors)

    def facts(self):
        """What is typed, in the words of the actions."""
        facts = {
            name: value for name, value in self.whole.cleaned_data.items() if name != "version"
        }
        dates = [form.cleaned_data for form in self.parts["dates"].filled()]
        return {
            **facts,
            "dates": [(row["day"], row["source"].strip()) for row in dates],
            **{
                name: [form.facts() for form in self.parts[name].filled()]
                for name in ("provisions", "exemptions", "preconditions")
            },
        }

    def refuse(self, refusal):
        """Show why an act was refused: at the field it names, or above the form."""
        for error in refusal.error_list if not hasattr(refusal, "error_dict") else [refusal]:
            if not hasattr(error, "error_dict"):
                self.whole.add_error(None, error)
                continue
            for name, errors in error.error_dict.items():
                self.whole.add_error(name if name in self.whole.fields else None, errors)


def as_typed(version):
    """A version as a form shows it: the facts of the whole, and the rows of its parts."""
    whole = {
        name: getattr(version, name)
        for name in (
            "starts_at", "term_ends_at", "instrument", "notice_number", "text_en", "text_fr",
            "reasons_en", "reasons_fr", "decision", "order",
        )
    }  # fmt: skip
    whole["title_en"], whole["title_fr"] = version.measure.title_en, version.measure.title_fr
    whole["destinations"] = [row.country_id for row in version.destinations.all()]
    return whole, {
        "dates": [{"day": row.day, "source": row.source} for row in version.dates.all()],
        "provisions": [_provision_as_typed(row) for row in version.provisions.all()],
        "exemptions": [
            {name: getattr(row, name) for name in ExemptionForm.Meta.fields}
            for row in version.exemptions.all()
        ],
        "preconditions": [
            {
                "title_en": row.title_en,
                "title_fr": row.title_fr,
                "provision": row.provision.position if row.provision else None,
            }
            for row in version.preconditions.select_related("provision")
        ],
    }


def _provision_as_typed(provision):
    covered = [(EXPORT, provision.covers_export), (BROKERING, provision.covers_brokering)]
    return {
        "new_effect": provision.new_effect,
        "existing_effect": provision.existing_effect,
        "included": ", ".join(provision.included()),
        "excluded": ", ".join(provision.excluded()),
        "kinds": [kind for kind, is_covered in covered if is_covered],
        "end_user_class": provision.end_user_class,
        "text_en": provision.text_en,
        "text_fr": provision.text_fr,
    }


def changes_after(before, allowed):
    """The changes that may follow a version, in words; the same again corrects it."""
    return [
        (
            kind,
            _("Corrects the version before it (%(kind)s)") % {"kind": ChangeKind(kind).label}
            if before is not None and kind == before.change
            else ChangeKind(kind).label,
        )
        for kind in ChangeKind
        if kind in allowed
    ]


class OrderNamedForm(ReasonForm):
    """The suspension that carries a version's effect on existing permits."""

    order = OrderField(
        label=_("Order on existing permits"),
        queryset=Order.objects.none(),
        help_text=_("Drawn up for the permits it suspends; it is named once."),
    )
    field_order = ["order", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["order"].queryset = Order.objects.filter(kind=OrderKind.SUSPEND)


class MeasureSignatureForm(SignatureForm, ReasonForm, TwoStepForm):
    """In whose name a version is signed, when it was, and why it is recorded."""

    field_order = ["appointment", "signed_at", "reason"]


class DestinationForm(forms.Form):
    """A question: which rules applied there on a day, by what was known on another?"""

    country = forms.ModelChoiceField(
        label=_("Destination"), queryset=Country.objects.none(), to_field_name="code"
    )
    goods = forms.CharField(
        label=_("Group or item"),
        required=False,
        max_length=60,
        help_text=_("For example 2 or 2-15; empty for all goods."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of permit"),
        choices=KINDS,
        initial=EXPORT,
        required=False,
    )
    end_user_class = forms.ChoiceField(
        label=_("Class of end user"),
        choices=[("", _("Not known")), *EndUserClass.choices],
        required=False,
    )
    on = day_field(label=_("Which applied on"), required=False)
    known = day_field(
        label=_("By what was known on"),
        required=False,
        help_text=_("Empty for what is known now."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["country"].queryset = Country.objects.by_name()

    def clean_goods(self):
        code = self.cleaned_data["goods"].strip()
        if code:
            check_code(code)
        return code

    def clean_kind(self):
        return self.cleaned_data["kind"] or EXPORT

    def clean_on(self):
        return self.cleaned_data["on"] or timezone.localdate()
