"""The nouns of the record: entries, their seals, and the two kinds of model they explain."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.apps import apps as installed_apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Unfinished(models.Model):
    """A table that can hold no row, so that an entry pointing at it cannot be committed.

    An entry refers here while it is open. The foreign key is checked at commit, on both engines:
    a transaction that ends without sealing its entry is refused by the database itself.
    """

    class Meta:
        verbose_name = _("unfinished mark")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk__isnull=True), name="unfinished_holds_no_row"
            )
        ]

    def __str__(self):
        return "unfinished"


class Source(models.TextChoices):
    """Where an act came from."""

    PAGE = "page", _("Page")
    COMMAND = "command", _("Command line")
    IMPORT = "import", _("Import")
    ADMIN = "admin", _("Administration")
    MIGRATION = "migration", _("Migration")


class Act(models.TextChoices):
    """What the system does by itself, in the words of the record."""

    MIGRATE = "system.migrate", _("Migrate the database")
    LOAD_FIXTURES = "system.load_fixtures", _("Load fixtures")
    ACCEPT_DRIFT = "system.accept_drift", _("Accept rows changed outside the record")


def acts():
    """Every act in words, by its code: the models of each storey name what is done there."""
    storeys = [config.models_module for config in installed_apps.get_app_configs()]
    vocabularies = [storey.Act for storey in storeys if hasattr(storey, "Act")]
    return {code: words for vocabulary in vocabularies for code, words in vocabulary.choices}


class EntryQuerySet(models.QuerySet):
    def open(self):
        return self.filter(unfinished__isnull=False)

    def running(self):
        """The entry of the running transaction, or None: never more than one is open."""
        return next(iter(self.open()), None)

    def sealed(self):
        return self.filter(sequence__isnull=False)

    def newest_first(self):
        return self.order_by("-sequence")

    def by_person(self, user):
        """What a person did; None asks for what the system did by itself."""
        return self.filter(actor=user)

    def of_record(self, reference):
        """Entries about the record with this reference, or, before a ``*``, all that begin so."""
        reference = reference.strip()
        if reference.endswith("*"):
            return self.filter(about__startswith=reference.removesuffix("*"))
        return self.filter(about__in={reference, reference.upper()})

    def recorded_since(self, day):
        """Entries recorded on a day in Ottawa or after it."""
        return self.filter(recorded_at__gte=_midnight(day))

    def recorded_until(self, day):
        """Entries recorded on a day in Ottawa or before it."""
        return self.filter(recorded_at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


class Entry(models.Model):
    """One act: who did what, to what, when, why, in which capacity and from where.

    Rows are only ever inserted open and sealed once; triggers refuse anything else.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty when the system itself acted, for example a migration."),
    )
    actor_name = models.CharField(_("name at the time"), max_length=200)
    actor_roles = models.CharField(_("roles at the time"), max_length=300, blank=True)
    action = models.CharField(_("act"), max_length=60)
    about = models.CharField(_("record"), max_length=120, blank=True)
    reason = models.TextField(_("reason"))
    authority = models.TextField(_("authority"), blank=True)
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    recorded_at = models.DateTimeField(_("recorded"))
    unfinished = models.ForeignKey(
        Unfinished, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    sequence = models.PositiveBigIntegerField(_("number in the ledger"), null=True)
    rows_changed = models.PositiveIntegerField(_("rows recorded"), null=True)
    leaf_hash = models.BinaryField(_("leaf hash"), max_length=32, null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["actor", "-sequence"], name="entry_by_actor"),
            models.Index(fields=["action", "-sequence"], name="entry_by_action"),
            models.Index(fields=["about", "-sequence"], name="entry_by_record"),
            models.Index(fields=["recorded_at"], name="entry_by_time"),
            models.Index(
                fields=["unfinished"],
                condition=models.Q(unfinished__isnull=False),
                name="entry_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sequence"], name="entry_sequence_is_unique"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="entry_gives_a_reason"),
            models.CheckConstraint(
                condition=models.Q(
                    unfinished__isnull=False, sequence__isnull=True, leaf_hash__isnull=True
                )
                | models.Q(
                    unfinished__isnull=True, sequence__isnull=False, leaf_hash__isnull=False
                ),
                name="entry_is_open_or_sealed",
            ),
        ]

    def __str__(self):
        return f"{self.sequence}: {self.action} {self.about}".strip()

    @property
    def act(self):
        """What was done, in words."""
        return acts().get(self.action, self.action)

    @property
    def person(self):
        """Who acted, by the name of that day; the system is named in the reader's language."""
        return self.actor_name if self.actor_id else _("System")


class Seal(models.Model):
    """What one entry wrote in one table: how many rows, in which columns, and their hashes.

    The hash of each row is kept, so that a row altered, inserted or removed later can be named.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="seals")
    table = models.CharField(_("table"), max_length=63)
    columns = models.TextField(_("columns, in order"))
    row_count = models.PositiveIntegerField(_("rows"))
    root = models.BinaryField(_("Merkle root of the rows"), max_length=32)
    row_hashes = models.BinaryField(_("hash of each row, in order"))

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["entry", "table"], name="seal_once_per_table")
        ]

    def __str__(self):
        return f"{self.entry_id}: {self.table}"


class Number(models.Model):
    """The last number given in a yearly series, for references that are never reused."""

    series = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="number_series_is_yearly")
        ]

    def __str__(self):
        return f"{self.series}-{self.year}-{self.last:06d}"


class HistoricalRow(models.Model):
    """What every historical model carries beside the columns it copies: its entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """django-simple-history's models and questions, with rows that the database writes.

    Indexes are kept to those that are asked: a row's versions in order, and an entry's rows.
    Versions are ordered by number, never by time, which may run backwards.
    """

    def __init__(self, **options):
        options.setdefault("bases", [HistoricalRow])
        options.setdefault("history_id_field", models.BigAutoField())
        options.setdefault("history_change_reason_field", models.TextField(null=True))
        super().__init__(**options)

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for field in fields.values():
            field.db_index = False
        return fields

    def get_extra_fields(self, model, fields):
        extra = super().get_extra_fields(model, fields)
        extra["history_user"] = models.ForeignKey(
            settings.AUTH_USER_MODEL,
            on_delete=models.PROTECT,
            null=True,
            related_name="+",
            # Copied from the entry, which is constrained; a second check would cost each row.
            db_constraint=False,
            db_index=False,
        )
        return extra

    def get_meta_options(self, model):
        options = super().get_meta_options(model)
        name = model._meta.model_name
        options["ordering"] = ["-history_id"]
        options["default_permissions"] = ()
        options["indexes"] = [
            models.Index(fields=[model._meta.pk.attname, "-history_id"], name=f"h_{name}"[:30])
        ]
        return options


@dataclass(frozen=True)
class Guard:
    """A refusal that the database makes by itself, declared by a model as ``guards``.

    ``when`` is SQL that both engines read, with ``{new}`` and ``{old}`` for the two rows. An event
    is only ever inserted, so that its guards are on that alone.
    """

    name: str
    on: str  # "insert", "update" or "delete"
    when: str
    message: str


class Record(models.Model):
    """A model whose rows may change; every version is written to its history by the database."""

    history = History(inherit=True)

    class Meta:
        abstract = True


class Event(models.Model):
    """A model whose rows are only ever added; each row names the entry that added it."""

    entry = models.ForeignKey(
        Entry, verbose_name=_("entry"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


def is_record(model):
    return hasattr(model._meta, "simple_history_manager_attribute")


def history_of(model):
    """The historical model of a record model."""
    # From the class itself: asked as an attribute, it would build a manager class each time.
    return vars(model)[model._meta.simple_history_manager_attribute].model


def audited_models(apps):
    """The record models and the event models of an app registry, each in a stable order."""
    own = [model for model in apps.get_models() if not issubclass(model, HistoricalRow)]
    by_table = sorted(own, key=lambda model: model._meta.db_table)
    records = [model for model in by_table if is_record(model)]
    events = [model for model in by_table if issubclass(model, Event)]
    if set(records) & set(events):
        raise ImproperlyConfigured("A model is either a record or an event, never both.")
    return records, events
