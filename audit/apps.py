"""Keeps the triggers in step with the models around every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Audit")

    def ready(self):
        from audit import checks, migrating  # noqa: F401  (registers the system check)

        pre_migrate.connect(migrating.before_migrate, sender=self)
        post_migrate.connect(migrating.after_migrate, sender=self)
