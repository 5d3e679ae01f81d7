"""The lists of countries made under the Act, edition by edition, as they stood on a day."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from permits.models import Country
from permits.models.parties import in_french


class AreaList(models.TextChoices):
    """The two lists; neither is the other, nor a sanction, nor a policy."""

    AREA_CONTROL = "acl", _("Area Control List")
    AUTOMATIC_FIREARMS = "afccl", _("Automatic Firearms Country Control List")


def never_changed(table):
    """Guards of an edition and of what it holds: kept as it was published."""
    return [
        Guard(f"no_{event}", event, "1 = 1", f"{table}: an edition never changes")
        for event in ("update", "delete")
    ]


class EditionQuerySet(models.QuerySet):
    def known_at(self, moment):
        """Editions that were already kept at a moment; all of them when none is given."""
        return self if moment is None else self.filter(recorded_at__lte=moment)

    def in_force_on(self, day):
        """Editions in force from a day or before, newest first."""
        return self.filter(in_force_from__lte=day).order_by("-in_force_from")

    def of_list(self, area_list):
        return self.filter(area_list=area_list)


class AreaListEdition(Record):
    """One consolidated state of a list of countries (sections 4 and 4.1 of the Act)."""

    guards = never_changed("regime_arealistedition")

    area_list = models.CharField(_("list"), max_length=10, choices=AreaList.choices)
    instrument = models.CharField(_("instrument"), max_length=60)
    in_force_from = models.DateField(_("in force from"))
    consolidated_on = models.DateField(_("consolidated to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    digest = models.CharField(_("SHA-256 of the source"), max_length=64)
    recorded_at = models.DateTimeField(_("loaded"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a list of countries")
        verbose_name_plural = _("editions of lists of countries")
        ordering = ["area_list", "-in_force_from"]
        default_permissions = ("view",)
        permissions = [
            ("view_arealist", _("Can view lists of countries")),
            ("load_list", _("Can load lists of countries and sanctions")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area_list", "in_force_from"], name="area_list_edition_is_dated"
            ),
            models.CheckConstraint(
                condition=Q(area_list__in=AreaList.values), name="area_list_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_area_list_display()} ({self.in_force_from.isoformat()})"

    def get_absolute_url(self):
        address = reverse("regime:area_list_detail", args=[self.area_list])
        return f"{address}?on={self.in_force_from.isoformat()}"

    def previous(self):
        """The edition of the same list that this one followed, if it is kept."""
        same_list = AreaListEdition.objects.of_list(self.area_list)
        return same_list.in_force_on(self.in_force_from).exclude(pk=self.pk).first()

    def changes_since(self, earlier):
        """Which countries this edition adds to an earlier one, and removes from it."""
        if earlier is None:
            return None
        before = {row.country_id: row for row in earlier.countries.all()}
        now = {row.country_id: row for row in self.countries.all()}
        return AreaListChanges(
            earlier=earlier,
            added=[row for key, row in now.items() if key not in before],
            removed=[row for key, row in before.items() if key not in now],
        )


@dataclass(frozen=True)
class AreaListChanges:
    """What one edition of a list changed in an earlier one."""

    earlier: AreaListEdition
    added: list
    removed: list


class AreaListCountry(Record):
    """A country on one edition of a list, in the words of both languages."""

    guards = never_changed("regime_arealistcountry")

    edition = models.ForeignKey(
        AreaListEdition,
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        related_name="countries",
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="area_lists"
    )
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    # Since when the edition says that the country is on the list without a break.
    listed_from = models.DateField(_("listed from"), null=True, blank=True)

    class Meta:
        verbose_name = _("country on a list")
        verbose_name_plural = _("countries on lists")
        ordering = ["edition", "name_en"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "country"], name="area_list_country_named_once"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.name_fr if in_french() else self.name_en

    def was_listed_on(self, day: date) -> bool:
        """Whether the edition tells that the country was on the list on a day."""
        return self.edition.in_force_from <= day or bool(
            self.listed_from and self.listed_from <= day
        )
