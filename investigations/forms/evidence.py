"""Requests to register evidence by its type, to correct it, to add files to it and to grade it."""

from datetime import UTC

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from investigations import files, rules
from investigations.forms.texts import LONG
from investigations.models import Evidence
from investigations.models.evidence import Credibility, Reliability
from investigations.models.kinds import CAPTURED, FACTS, NEEDED, POINTER, EvidenceKind, asked_of
from permits.forms.orders import ReasonForm, moment_field
from permits.models import Assurance


class EvidenceField(forms.ModelChoiceField):
    """An item of evidence, by its number and title."""

    def label_from_instance(self, evidence):
        return f"{evidence.number} – {evidence.title}"


class UniversalMomentField(forms.DateTimeField):
    """A date and a time in universal time, as tools of capture write them."""

    def to_python(self, value):
        with timezone.override(UTC):
            return super().to_python(value)

    def prepare_value(self, value):
        with timezone.override(UTC):
            return super().prepare_value(value)


class FilesInput(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each that is refused is named, with the reason."""

    widget = FilesInput

    def __init__(self, **options):
        super().__init__(label=_("Files"), **options)
        self.widget.attrs["data-upload-most"] = settings.EVIDENCE_MAX_BYTES
        self.help_text = lazy(_limits, str)()

    def clean(self, data, initial=None):
        chosen = [upload for upload in data or [] if upload]
        if not chosen:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        errors = [r.error for r in rules.against_taking_in([upload.size for upload in chosen])]
        errors += [
            ValidationError(
                _("%(file)s: %(reason)s"),
                code=refusal.value,
                params={"file": files.clean_name(upload.name), "reason": refusal.label},
            )
            for upload in chosen
            for refusal in rules.against_keeping(upload.size)
        ]
        if errors:
            raise ValidationError(errors)
        return chosen


def _limits():
    """The limits that files keep to, in the language of the page."""
    return _(
        "At most %(count)d files, %(size)s each and %(total)s together. Accepted by content,"
        " whatever the name says: %(types)s. Programs are refused. Each file is kept unaltered"
        " under its SHA-256. Choose them again if the page comes back with an error."
    ) % {
        "count": settings.EVIDENCE_MAX_FILES,
        "size": filesizeformat(settings.EVIDENCE_MAX_BYTES),
        "total": filesizeformat(settings.EVIDENCE_MAX_TOTAL_BYTES),
        "types": "; ".join(str(words) for words, _types in files.ACCEPTED),
    }


class KindForm(forms.Form):
    """The type of an item: each type asks for its own facts."""

    kind = forms.ChoiceField(
        label=_("Type of evidence"), choices=EvidenceKind.choices, widget=forms.RadioSelect
    )
    pointer = forms.BooleanField(
        label=_("It is classified: register a pointer only"),
        help_text=_("File number, holder and caveat; never its content, and no file."),
        required=False,
    )


class EvidenceForm(forms.ModelForm, ReasonForm):
    """What an item of one type is, where it comes from, and the facts that its type asks for."""

    captured_at = moment_field(
        label=_("Captured or received"), help_text=_("Date and time in Ottawa.")
    )
    derived_from = EvidenceField(
        label=_("Derived from"),
        help_text=_("A repost or a copy is not an independent source."),
        queryset=Evidence.objects.none(),
        empty_label=_("Nothing: it is an origin"),
        required=False,
    )
    uploads = FilesField(required=False)

    class Meta:
        model = Evidence
        fields = ["title", "source", "summary", *POINTER, *FACTS, "derived_from", "is_restricted"]
        widgets = {"summary": LONG}
        help_texts = {
            "summary": _("In your words, as somebody else would check them against the item."),
            "is_restricted": _(
                "It is absent for everybody but you, the custodians and the auditors, until a"
                " custodian releases it to others; each viewing is recorded."
            ),
        }

    def __init__(self, *args, investigation, reader, kind, pointer=False, **options):
        super().__init__(*args, **options)
        self.kind, self.pointer = kind, pointer
        asked = self._asked()
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        self.order_fields(asked)
        for name in (*NEEDED.get(kind, ()), *(POINTER if pointer else ("summary",))):
            if name in self.fields and not (pointer and name in FACTS):
                self.fields[name].required = True
        if kind in CAPTURED:
            self.fields["captured_at"] = UniversalMomentField(
                label=_("Captured"),
                help_text=_("Date and time in universal time (UTC), as the tool recorded it."),
                validators=self.fields["captured_at"].validators[:2],
                widget=forms.DateTimeInput,
                initial=None,
            )
            self.order_fields(asked)
        others = investigation.evidence.visible_to(reader)
        self.fields["derived_from"].queryset = others.exclude(pk=self.instance.pk)
        if self.instance.derived_from and not others.filter(pk=self.instance.derived_from_id):
            del self.fields["derived_from"]  # restricted, and so neither shown nor changed
        if "assurance" in self.fields:
            in_scope = investigation.scope.order_by().values("permit")
            resting = Assurance.objects.filter(supports__permit__in=in_scope).distinct()
            self.fields["assurance"].queryset = resting.visible_to(reader)

    def _asked(self):
        """The names of the fields that an item of this type asks for, in order."""
        said = POINTER if self.pointer else ("summary",)
        facts = () if self.pointer else asked_of(self.kind)
        added = () if self.instance.pk else ("is_restricted",)
        if not self.pointer and not self.instance.pk:
            added = (*added, "uploads")
        return ["title", "source", *said, "captured_at", *facts, "derived_from", *added, "reason"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("due_on") and cleaned.get("asked_on"):
            if cleaned["due_on"] < cleaned["asked_on"]:
                self.add_error("due_on", _("The answer is due after it was asked for."))
        for name in ("address", "archive_address"):
            if cleaned.get(name, "").lower().startswith(("javascript:", "data:")):
                self.add_error(name, _("Give the address of a page."))
        return cleaned

    def _post_clean(self):
        """The action asks the model; here the instance keeps what it said before."""

    def facts(self):
        """What is asked for, as the action takes it; the type and the pointer are given facts."""
        return {**self.cleaned_data, "kind": self.kind, "is_classified": self.pointer}


class CorrectionForm(EvidenceForm):
    """The facts of an item as they should be, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def _asked(self):
        return [*super()._asked(), "version"]

    def now_against(self, version):
        """Keep what was typed, to be saved over another version than the one first read."""
        self.data = self.data.copy()
        self.data["version"] = version


class FilesForm(ReasonForm):
    """Further files of an item."""

    uploads = FilesField()
    field_order = ["uploads", "reason"]


class GradeForm(ReasonForm):
    """A grade: each axis judged by itself."""

    reliability = forms.ChoiceField(
        label=_("Reliability of the source"),
        help_text=_("Whatever this item says. F is unknown, not worst."),
        choices=Reliability.choices,
        widget=forms.RadioSelect,
    )
    credibility = forms.ChoiceField(
        label=_("Credibility of the information"),
        help_text=_("Whoever says it. 6 is unknown, not worst."),
        choices=Credibility.choices,
        widget=forms.RadioSelect,
    )
    confirmed_by = EvidenceField(
        label=_("Confirmed by"),
        help_text=_(
            "Credibility 1 needs an independent item that confirms this one. Copies of it, and"
            " what it was copied from, are not offered."
        ),
        queryset=Evidence.objects.none(),
        required=False,
    )
    field_order = ["reliability", "credibility", "confirmed_by", "reason"]

    def __init__(self, *args, evidence, reader, **options):
        super().__init__(*args, **options)
        others = evidence.investigation.evidence
        origins = others.origins()
        independent = [key for key in origins if origins[key] != origins[evidence.pk]]
        offered = others.visible_to(reader).filter(pk__in=independent)
        self.fields["confirmed_by"].queryset = offered
