"""Countries, and the parties to permits."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from permits.country_names import folded


def in_french():
    return (get_language() or "").startswith("fr")


class CountryQuerySet(models.QuerySet):
    def named(self, text):
        """Countries bearing this name, now or once, in either language, accents or none."""
        # Compared here: no two databases fold the letters of a name alike.
        wanted = folded(text)
        return self.filter(
            pk__in={
                country
                for country, *names in CountryName.objects.values_list(
                    "country", "name_en", "name_fr"
                )
                if wanted in map(folded, names)
            }
        )

    def by_name(self):
        return self.order_by("name_fr" if in_french() else "name_en")


class Country(Record):
    """A country by its ISO 3166 code, with its names of today; earlier ones are in its names."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=100)
    name_fr = models.CharField(_("name (French)"), max_length=100)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_en"]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.name_fr if in_french() else self.name_en

    def name_on(self, day):
        """The name the country bore on a day, in the active language."""
        for name in self.names.all():
            if (name.valid_from is None or name.valid_from <= day) and (
                name.valid_until is None or day <= name.valid_until
            ):
                return name.name_fr if in_french() else name.name_en
        return self.name


class CountryName(Record):
    """A name a country bears or bore, with the days between which it did."""

    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="names"
    )
    name_en = models.CharField(_("name (English)"), max_length=100)
    name_fr = models.CharField(_("name (French)"), max_length=100)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("country name")
        verbose_name_plural = _("country names")
        ordering = [F("valid_from").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name_en"], name="country_name_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                name="country_name_runs_forward",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.name_fr if in_french() else self.name_en


class PartyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("permits.view_permit") else self.none()

    def named_like(self, text):
        return self.filter(name__icontains=text)


class Party(Record):
    """A person or company that holds permits, receives goods, uses them or issues assurances."""

    name = models.CharField(_("name"), max_length=200)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
    )
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language of correspondence"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        # Register files name parties and not their language.
        blank=True,
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="party_by_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("permits:party_detail", args=[self.pk])
