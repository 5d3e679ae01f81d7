"""The roof of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportControlConfig(AppConfig):
    name = "exportcontrol"
    verbose_name = _("Export Control")
