"""The back office: what is typeset, worked off and sent."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self):
        from office import checks  # noqa: F401

        # Each storey names its kinds of work in a module ``jobs``.
        autodiscover_modules("jobs")
