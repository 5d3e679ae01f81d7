"""An application as it is typed: the facts of the whole, and the rows of each part."""

from collections.abc import Iterator
from itertools import chain

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from applications.forms.rows import (
    CONTACT_FIELDS,
    PARTS,
    SHORT,
    NamesParties,
    country_field,
    new_party_country,
)
from applications.models import Application, ApplicationContact
from applications.models.contents import ContactRole
from permits.forms.orders import ReasonForm, moment_field, this_minute
from permits.forms.parties import PartyField
from permits.forms.permits import day_field
from permits.models import Assurance, Party

OWN_FIELDS = (
    "kind", "language", "received_at", "completed_on", "delivery", "applicant_is_person",
    "citizenship", "end_user_class", "end_use", "end_use_location", "end_use_country", "temporary",
    "exported_from", "intended_for", "brokering_paragraph", "shipping_point", "supplier",
    "declaration", "declared_by", "declared_on", "controlled_goods_status", "controlled_goods",
    "us_controlled_goods", "us_authorization",
)  # fmt: skip
PARTY_FIELDS = ("applicant", "exporter", "end_user")


class ApplicationForm(NamesParties, ReasonForm, forms.ModelForm):
    """All that is stated once; what may still be missing is named afterwards."""

    received_at = moment_field(
        label=_("Received"), help_text=_("Date and time in Ottawa."), initial=this_minute
    )
    completed_on = day_field(label=_("Form completed on"), required=False)
    replaces = forms.ModelChoiceField(
        label=_("Earlier application"),
        help_text=_("The number of one that was returned or withdrawn, taken up again here."),
        queryset=Application.objects.all(),
        to_field_name="number",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        required=False,
        error_messages={"invalid_choice": _("No application has this number.")},
    )
    applicant = PartyField(
        label=_("Applicant"),
        help_text=_("The name of a party of the register, or its number."),
    )
    applicant_country = new_party_country()
    exporter = PartyField(
        label=_("Exporter"), help_text=_("Where it is not the applicant."), required=False
    )
    exporter_country = new_party_country()
    end_user = PartyField(label=_("End user"), required=False)
    end_user_country = new_party_country()
    end_use_country = country_field(
        label=_("Country of end use"),
        help_text=_("Left empty when the place has no country code."),
    )
    exported_from = country_field(label=_("Country from which brokered goods are exported"))
    declared_on = day_field(label=_("Signed on"), required=False)
    assurances = forms.CharField(
        label=_("End-use assurances"),
        help_text=_("References of assurances on the register, one on each line."),
        widget=SHORT,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    party_fields = {"applicant": "applicant_", "exporter": "exporter_", "end_user": "end_user_"}

    class Meta:
        model = Application
        fields = OWN_FIELDS
        widgets = {
            "kind": forms.RadioSelect,
            "end_use": SHORT,
            "supplier": SHORT,
            "controlled_goods": SHORT,
            "us_authorization": SHORT,
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for role in ContactRole:
            for name, field in forms.fields_for_model(ApplicationContact, CONTACT_FIELDS).items():
                if name == "address":
                    field.widget = forms.Textarea(attrs={"rows": 2})
                self.fields[f"{role.value}_{name}"] = field

    def clean_assurances(self):
        references = dict.fromkeys(self.cleaned_data["assurances"].replace(",", "\n").split("\n"))
        wanted = [text.strip() for text in references if text.strip()]
        found = {each.reference: each for each in Assurance.objects.filter(reference__in=wanted)}
        unknown = [text for text in wanted if text not in found]
        if unknown:
            raise forms.ValidationError(
                _("Not on the register: %(references)s."),
                params={"references": ", ".join(unknown[:10])},
            )
        return list(found.values())

    def contact_fields(self, role):
        """The fields by which the applicant, or the exporter, is reached."""
        return [self[f"{role}_{name}"] for name in CONTACT_FIELDS]

    def reaching_applicant(self):
        return self.contact_fields(ContactRole.APPLICANT.value)

    def reaching_exporter(self):
        return self.contact_fields(ContactRole.EXPORTER.value)

    def stated(self):
        """What is typed, in the words of the actions."""
        facts = self.cleaned_data
        roles = [ContactRole.APPLICANT.value]
        if facts.get("exporter"):
            roles.append(ContactRole.EXPORTER.value)
        stated = {name: facts[name] for name in (*OWN_FIELDS, *PARTY_FIELDS)}
        return {
            **stated,
            "replaces": facts["replaces"],
            "reason": facts["reason"],
            "assurances": facts["assurances"],
            "contacts": {
                role: {name: facts[f"{role}_{name}"] for name in CONTACT_FIELDS} for role in roles
            },
        }


class ApplicationRequest:
    """An application as it is typed: the form of the whole, and the rows of each part.

    ``add`` in what is sent asks for one more row of a part: everything is shown again as typed,
    with nothing judged yet.
    """

    def __init__(self, data, *, initial=None, rows=None):
        self.adding = data.get("add") if data is not None else None
        if self.adding in PARTS:
            data = _with_one_more(data, self.adding)
        self.whole = ApplicationForm(data, initial=initial)
        shown = (rows or {}) if data is None else {}
        self.parts = {
            name: formset(data, prefix=name, initial=shown.get(name))
            for name, (formset, _label) in PARTS.items()
        }
        if self.adding:
            self._forget_errors()

    def is_valid(self):
        """Whether all of it can be read; each form is asked, so that all is shown at once."""
        if self.adding:
            return False
        return all([self.whole.is_valid(), *(rows.is_valid() for rows in self.parts.values())])

    def errors(self) -> Iterator[tuple]:
        """Every error: what the form is called, the field (None for the form as a whole), it."""
        rows = [rows.non_form_errors() for rows in self.parts.values()]
        yield from (("", None, error) for error in chain.from_iterable(rows))
        for label, form in self._labelled():
            yield from ((label, None, error) for error in form.non_field_errors())
            yield from ((label, field, error) for field in form for error in field.errors)

    def stated(self):
        """What is typed, in the words of the actions; the version it began from apart."""
        rows = {name: [form.facts() for form in part.filled()] for name, part in self.parts.items()}
        countries = list(dict.fromkeys(filter(None, rows.pop("destinations"))))
        return {
            **self.whole.stated(),
            **rows,
            "destination": countries[0] if len(countries) == 1 else None,
            "joint_destinations": countries if len(countries) > 1 else [],
        }

    def refuse(self, refusal):
        """Show why an act was refused: at the field it names, or above the form."""
        if not hasattr(refusal, "error_dict"):
            self.whole.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.whole.add_error(name if name in self.whole.fields else None, errors)

    def begin_again_from(self, application):
        """Let what was typed be saved over what is saved now, once it has been shown."""
        self.whole.data = self.whole.data.copy()
        self.whole.data["version"] = str(application.version())

    def _labelled(self):
        yield "", self.whole
        for name, part in self.parts.items():
            for position, form in enumerate(part.forms, start=1):
                yield f"{PARTS[name][1]} {position}", form

    def _forget_errors(self):
        for _label, form in self._labelled():
            form.errors.clear()
        for part in self.parts.values():
            part.non_form_errors().clear()


def _with_one_more(data, part):
    data = data.copy()
    total = data.get(f"{part}-TOTAL_FORMS", "")
    most = PARTS[part][0].max_num
    if total.isascii() and total.isdecimal() and len(total) < 5:
        data[f"{part}-TOTAL_FORMS"] = str(min(int(total) + 1, most))
    return data


def as_typed(application):
    """An application as a form shows it: the facts of the whole, and the rows of its parts."""
    parties = [getattr(application, name) for name in PARTY_FIELDS]
    reached = [*application.consignees.all(), *application.intermediaries.all()]
    named = _names([*parties, *(row.party for row in reached)])
    whole = {name: getattr(application, name) for name in OWN_FIELDS}
    whole |= {name: code_of(whole[name]) for name in ("end_use_country", "exported_from")}
    whole |= {name: named.get(getattr(application, f"{name}_id")) for name in PARTY_FIELDS}
    for row in application.contacts.all():
        whole |= {f"{row.role}_{name}": getattr(row, name) for name in CONTACT_FIELDS}
    whole["replaces"] = application.replaces and application.replaces.number
    whole["assurances"] = "\n".join(str(row.assurance) for row in application.rests_on.all())
    whole["version"] = application.version()
    rows = {
        "destinations": [{"country": country.code} for country in application.destinations],
        "documents": [_row(each, "documents") for each in application.documents.all()],
        "lines": [
            {**_row(each, "lines"), "origin": code_of(each.origin)}
            for each in application.lines.all()
        ],
    }
    for name in ("consignees", "intermediaries"):
        rows[name] = [
            {**_row(each, name), "party": named[each.party_id]}
            for each in getattr(application, name).all()
        ]
    return whole, rows


def code_of(country):
    return country.code if country else None


def _row(record, part):
    formset, _label = PARTS[part]
    return {name: getattr(record, name) for name in formset.form._meta.fields}


def _names(parties):
    """Each party as it is typed: by its name, or by its number where another bears that name."""
    known = {party.pk: party for party in parties if party is not None}
    names = {party.name for party in known.values()}
    counted = Party.objects.filter(name__in=names).order_by().values_list("name")
    shared = {name for name, count in counted.annotate(bearers=Count("pk")) if count > 1}
    return {key: str(key) if party.name in shared else party.name for key, party in known.items()}
