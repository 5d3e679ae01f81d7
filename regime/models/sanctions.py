"""Sanctions regulations: their editions, the names they list, and the aliases of each."""

from urllib.parse import urlencode

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from permits.models import Country
from permits.models.parties import in_french
from regime.models.area_lists import EditionQuerySet, never_changed


class SanctionsAct(models.TextChoices):
    """The Acts under which sanctions are made, by the chapter by which Justice Laws files them."""

    SPECIAL_ECONOMIC_MEASURES = "S-14.5", _("Special Economic Measures Act")
    UNITED_NATIONS = "U-2", _("United Nations Act")
    CORRUPT_FOREIGN_OFFICIALS = (
        "J-2.3",
        _("Justice for Victims of Corrupt Foreign Officials Act (Sergei Magnitsky Law)"),
    )


class SanctionsRepealQuerySet(models.QuerySet):
    def standing(self, known_at=None):
        """What is recorded of each regulation, or was at a moment: the newest record counts."""
        known = self if known_at is None else self.filter(recorded_at__lte=known_at)
        newest = known.order_by().values("instrument").annotate(newest=Max("pk"))
        return self.filter(pk__in=newest.values("newest"))

    def in_effect_on(self, day, known_at=None):
        """The repeals that had taken effect by a day."""
        return self.standing(known_at).filter(repealed_on__lte=day)


class SanctionsRepeal(Record):
    """That sanctions regulations were repealed: Justice Laws publishes no edition that says so.

    The editions stay, for the days before. A record is never changed: one without a day takes the
    one before it back.
    """

    guards = never_changed("regime_sanctionsrepeal")

    instrument = models.CharField(_("instrument"), max_length=60, db_index=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    repealing = models.CharField(_("repealed by"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    objects = SanctionsRepealQuerySet.as_manager()

    class Meta:
        verbose_name = _("repeal of sanctions regulations")
        verbose_name_plural = _("repeals of sanctions regulations")
        ordering = ["instrument", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(repealed_on=None, repealing="")
                | Q(repealed_on__isnull=False) & ~Q(repealing=""),
                name="sanctions_repeal_names_its_instrument",
            )
        ]

    def __str__(self):
        day = self.repealed_on.isoformat() if self.repealed_on else _("not repealed")
        return f"{self.instrument}, {day}"


class SanctionsEditionQuerySet(EditionQuerySet):
    def not_repealed_on(self, day, known_at=None):
        """Editions of regulations that were in force on a day, as was known at a moment."""
        repealed = SanctionsRepeal.objects.in_effect_on(day, known_at)
        return self.exclude(instrument__in=repealed.values("instrument"))

    def of_instrument(self, instrument):
        return self.filter(instrument=instrument)

    def newest_of_each(self, day=None):
        """The edition of each regulation that screening goes by: the newest, or that of a day."""
        kept = self if day is None else self.in_force_on(day)
        same = kept.filter(instrument=OuterRef("instrument")).order_by("-in_force_from")
        return self.filter(pk=Subquery(same.values("pk")[:1]))


class SanctionsEdition(Record):
    """One consolidated state of a sanctions regulation, in both languages."""

    guards = never_changed("regime_sanctionsedition")

    instrument = models.CharField(_("instrument"), max_length=60)
    title_en = models.CharField(_("title (English)"), max_length=300)
    title_fr = models.CharField(_("title (French)"), max_length=300)
    act = models.CharField(_("made under"), max_length=10, choices=SanctionsAct.choices)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country it concerns"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sanctions",
    )
    made_on = models.DateField(_("regulations in force from"), null=True, blank=True)
    in_force_from = models.DateField(_("edition in force from"))
    consolidated_on = models.DateField(_("consolidated to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    digest = models.CharField(_("SHA-256 of the source"), max_length=64)
    recorded_at = models.DateTimeField(_("loaded"))

    objects = SanctionsEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of sanctions regulations")
        verbose_name_plural = _("editions of sanctions regulations")
        ordering = ["instrument", "-in_force_from"]
        default_permissions = ("view",)
        permissions = [("view_sanctions", _("Can view sanctions and screening"))]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "in_force_from"], name="sanctions_edition_is_dated"
            ),
            models.CheckConstraint(
                condition=Q(act__in=SanctionsAct.values), name="sanctions_act_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.instrument} ({self.in_force_from.isoformat()})"

    def get_absolute_url(self):
        return reverse("regime:sanctions_detail", args=[self.pk])

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    def repeal(self):
        """The repeal of the regulations, as it is on record; None where there is none."""
        standing = SanctionsRepeal.objects.standing().filter(instrument=self.instrument)
        return standing.exclude(repealed_on=None).first()

    def previous(self):
        """The edition of the same regulations that this one followed, if it is kept."""
        same = SanctionsEdition.objects.of_instrument(self.instrument)
        return same.in_force_on(self.in_force_from).exclude(pk=self.pk).first()


class ListedKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    ENTITY = "entity", _("Entity")
    PERSON = "person", _("Individual or entity, the schedule does not say")


class SanctionsNameQuerySet(models.QuerySet):
    def containing(self, text):
        """Names whose words, or whose aliases' words, contain this text in either language."""
        return self.filter(Q(text_en__icontains=text) | Q(text_fr__icontains=text))

    def of_kind(self, kind):
        return self.filter(kind=kind)


class SanctionsName(Record):
    """A name as one edition lists it: the whole text, and what was read from it."""

    guards = never_changed("regime_sanctionsname")

    edition = models.ForeignKey(
        SanctionsEdition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="names"
    )
    position = models.PositiveIntegerField(_("position"))
    # Labels begin again in each part: only both together name an item.
    part = models.CharField(_("part"), max_length=40)
    label = models.CharField(_("item"), max_length=20)
    part_en = models.CharField(_("title of the part (English)"), max_length=300)
    part_fr = models.CharField(_("title of the part (French)"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=ListedKind.choices)
    text_en = models.TextField(_("as listed (English)"))
    text_fr = models.TextField(_("as listed (French)"))
    name_en = models.CharField(_("name (English)"), max_length=300)
    name_fr = models.CharField(_("name (French)"), max_length=300)
    # A day, or a year where the schedule gives no more: 1979-01-01, 1979.
    born = models.CharField(_("born"), max_length=10, blank=True)

    objects = SanctionsNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed name")
        verbose_name_plural = _("listed names")
        ordering = ["edition", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "part", "label"], name="sanctions_item_is_numbered"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ListedKind.values), name="sanctions_name_kind_is_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{self.edition.get_absolute_url()}?{urlencode({'q': self.text_en})}"

    @property
    def name(self):
        return self.name_fr if in_french() else self.name_en

    @property
    def part_title(self):
        return self.part_fr if in_french() else self.part_en

    @property
    def aliases_here(self):
        """The aliases in the active language."""
        language = AliasLanguage.FRENCH if in_french() else AliasLanguage.ENGLISH
        return [alias for alias in self.aliases.all() if alias.language == language]

    @property
    def wording(self):
        """What makes the name of two editions the same: its words, never its number."""
        return self.text_en, self.text_fr


class AliasLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class SanctionsAlias(Record):
    """Another name by which the schedule says that a listed person is known."""

    guards = never_changed("regime_sanctionsalias")

    name = models.ForeignKey(
        SanctionsName,
        verbose_name=_("listed name"),
        on_delete=models.PROTECT,
        related_name="aliases",
    )
    language = models.CharField(_("language"), max_length=2, choices=AliasLanguage.choices)
    text = models.CharField(_("alias"), max_length=300)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name", "language", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["name", "language", "text"], name="sanctions_alias_given_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=AliasLanguage.values),
                name="sanctions_alias_language_is_known",
            ),
        ]

    def __str__(self):
        return self.text
