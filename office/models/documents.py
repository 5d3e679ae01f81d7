"""Documents as they were issued: kept by their content, and never altered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Event


class Document(Event):
    """One file by its SHA-256. The bytes are in the store; the same bytes are kept once."""

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.name
