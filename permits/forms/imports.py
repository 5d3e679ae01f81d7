"""Requests to upload a register file and to import it."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from permits.forms.orders import ReasonForm
from permits.register_files import PROFILES
from permits.register_files.files import MEGABYTE


class UploadForm(ReasonForm):
    """A file, the profile it is read under, and why it is brought in."""

    profile = forms.ChoiceField(
        label=_("Profile"),
        help_text=_(
            "Says which columns the file has and how it writes dates, countries and items."
        ),
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("Register file"), max_length=200, allow_empty_file=True)

    field_order = ["file", "profile", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [
            (profile.name, profile.label) for profile in PROFILES.values()
        ]
        self.fields["file"].help_text = _(
            "CSV with fields divided by commas, in UTF-8, of %(most)s MB at most."
        ) % {"most": settings.REGISTER_MAX_BYTES // MEGABYTE}
