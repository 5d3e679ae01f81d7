"""Requests to record custody, and to release a restricted item to a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import PERMISSIONS
from investigations.forms.texts import SHORT
from investigations.models import EvidenceFile
from investigations.models.custody import HANDED_OVER, TOLD
from permits.forms.orders import ReasonForm, moment_field


class CustodyForm(ReasonForm):
    """What was done to an item, or to one of its files, outside this system."""

    kind = forms.ChoiceField(
        label=_("What was done"),
        choices=[(kind.value, kind.label) for kind in TOLD],
        widget=forms.RadioSelect,
    )
    happened_at = moment_field(label=_("When"), help_text=_("Date and time in Ottawa."))
    file = forms.ModelChoiceField(
        label=_("File"),
        queryset=EvidenceFile.objects.none(),
        empty_label=_("The item as a whole"),
        required=False,
    )
    handed_by = forms.CharField(
        label=_("From"),
        max_length=200,
        required=False,
        help_text=_("Of a transfer or a return: who handed it over."),
    )
    handed_to = forms.CharField(
        label=_("To"),
        max_length=200,
        required=False,
        help_text=_("Of a transfer or a return: who took it."),
    )
    note = forms.CharField(
        label=_("Details"),
        max_length=300,
        required=False,
        widget=SHORT,
        help_text=_("Number of the seal, laboratory and method, place where it is kept."),
    )
    field_order = ["kind", "happened_at", "file", "handed_by", "handed_to", "note", "reason"]

    def __init__(self, *args, evidence, **options):
        super().__init__(*args, **options)
        self.fields["file"].queryset = evidence.files.originals()

    def clean(self):
        cleaned = super().clean()
        handed = cleaned.get("kind") in HANDED_OVER
        for name in ("handed_by", "handed_to"):
            if name in self.errors or "kind" in self.errors:
                continue
            if handed and not cleaned.get(name):
                self.add_error(name, _("A transfer and a return name who gave and who took it."))
            elif not handed and cleaned.get(name):
                self.add_error(name, _("Only a transfer and a return have a giver and a taker."))
        return cleaned


class ReleaseForm(ReasonForm):
    """The person to whom a restricted item is released."""

    person = forms.ModelChoiceField(label=_("Release to"), queryset=User.objects.none())
    field_order = ["person", "reason"]

    def __init__(self, *args, evidence, **options):
        super().__init__(*args, **options)
        reading = [
            role for role, may in PERMISSIONS.items() if "investigations.view_evidence" in may
        ]
        readers = User.objects.filter(is_active=True, role_assignments__role__in=reading)
        released = evidence.releases.values("person")
        self.fields["person"].queryset = readers.exclude(pk__in=released).distinct()
