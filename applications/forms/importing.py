"""The request to import a file of applications."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.application_files import MOST_BYTES
from permits.forms.orders import ReasonForm
from permits.register_files.files import MEGABYTE


class ImportForm(ReasonForm):
    """A file, and why it is brought in."""

    file = forms.FileField(label=_("File of applications"), max_length=200, allow_empty_file=True)
    field_order = ["file", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["file"].help_text = _(
            "CSV with fields divided by commas, in UTF-8, of %(most)s MB at most."
        ) % {"most": MOST_BYTES // MEGABYTE}
