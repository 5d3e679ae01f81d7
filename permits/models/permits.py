"""Permits: what may be exported, by whom, to whom, how much and until when."""

from functools import reduce
from operator import or_

from django.db import connection, models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from permits.models.goods import ControlListItem
from permits.models.parties import Country, Party
from permits.models.readings import Among, ReadQuerySet, in_order


class PermitKind(models.TextChoices):
    EXPORT = "export", _("Individual export permit")
    BROKERING = "brokering", _("Individual brokering permit")
    GENERAL = "general", _("General permit")


class PermitStatus(models.TextChoices):
    """The statuses kept on a permit. Expired and exhausted are computed, never stored."""

    SUBMITTED = "submitted", _("Submitted")
    DENIED = "denied", _("Denied")
    VALID = "valid", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")


# Where more rows than this answer a question, each permit is asked it in the order of the list.
MANY = 30_000
# Holders are named one by one in a statement up to this number.
MOST_KEYS = 500


class PermitQuerySet(ReadQuerySet):
    def visible_to(self, user):
        """The permits a person may see: all for those who may read the register, else none."""
        return self if user.has_perm("permits.view_permit") else self.none()

    def individual(self):
        """General permits are ministerial orders to everyone: they are in no individual action."""
        return self.exclude(kind=PermitKind.GENERAL)

    def in_term_on(self, day):
        return self.filter(valid_from__lte=day, valid_until__gte=day)

    def in_force_on(self, day):
        """Permits valid now whose term covers a day."""
        return self.in_term_on(day).filter(status=PermitStatus.VALID)

    def expired_on(self, day):
        return self.filter(valid_until__lt=day)

    def unexpired_on(self, day):
        return self.filter(valid_until__gte=day)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def in_status(self, statuses):
        return self.filter(status__in=statuses)

    def held_by(self, party):
        return self.filter(holder=party)

    def used_by(self, party):
        """Permits under which a party is the end user."""
        return self.filter(end_user=party)

    def resting_on(self, assurances):
        """Permits that rest on one of these assurances at least."""
        rests = self.model.rests_on.rel.related_model.objects.order_by()
        return self.filter(pk__in=rests.filter(assurance__in=assurances).values("permit"))

    def to_destination(self, country):
        """Permits to a country of final destination, joint destinations included."""
        return self.to_any_destination([country.pk])

    def to_any_destination(self, countries):
        return self.read_as(*self._towards(countries))

    def consigned_to(self, party):
        """Permits under which a party receives goods on their way."""
        return self.filter(pk__in=self._rows("consignees").filter(party=party).values("permit"))

    def assured_by(self, party):
        """Permits that rest on an assurance given by a party."""
        rests = self._rows("rests_on").filter(assurance__issuer=party)
        return self.filter(pk__in=rests.values("permit"))

    def for_technology(self, which, many=MANY):
        """Permits for software, technology, or either, by the items that control them."""
        items = ControlListItem.objects.of_technology(which).order_by()
        return self._with_lines(
            self._rows("lines").filter(item__in=list(items.values_list("pk", flat=True))), many
        )

    def for_goods(self, text, many=MANY):
        """Permits for a group ("2") or an item ("2-15"), its provisions included, in any edition.

        A code that no list knows is looked for among the lines that could not be classified.
        """
        items = [item.pk for item in ControlListItem.objects.named(text).only("pk")]
        lines = self._rows("lines")
        if items:
            lines = lines.filter(item__in=items)
        else:
            lines = lines.filter(item=None, code__iexact=text.strip())
        return self._with_lines(lines, many)

    def _rows(self, name):
        """The rows that hang on permits under a name, in no order."""
        return getattr(self.model, name).rel.related_model.objects.order_by()

    def _with_lines(self, lines, many):
        # PostgreSQL knows how many there are; SQLite has to be told.
        if connection.vendor == "sqlite" and lines[: many + 1].count() > many:
            return self.filter(in_order(Exists(lines.filter(permit=OuterRef("pk")))))
        return self.filter(pk__in=lines.values("permit"))

    def matching(self, text, many=MANY):
        """Permits whose number begins with a text, whose holder's name holds it, or which go to
        the country that bears or bore it as its name.

        Readings that lead nowhere are dropped first, so that one index can answer for the rest.
        """
        text = text.strip()
        countries = list(Country.objects.named(text).order_by().values_list("pk", flat=True))
        readings = [
            self._numbered(text, many),
            self._held_by_one_named(text, many),
            *(self._towards(countries) if countries else []),
        ]
        return self.read_as(*(reading for reading in readings if reading is not None))

    def with_rows(self):
        """With what a row of a list says, in a few statements whatever the number of rows."""
        return self.select_related("holder", "destination").prefetch_related(
            "destination__names", "joint_destinations__country__names", "lines"
        )

    def _towards(self, countries):
        named = self.model.joint_destinations.rel.related_model.objects.order_by()
        joint = list(named.filter(country__in=countries).values_list("permit", flat=True))
        direct = Q(destination__in=countries)
        return [direct, Q(Among("pk", joint))] if joint else [direct]

    def _numbered(self, text, many):
        """Permits whose number begins so, as typed or in capitals; None when there are none."""
        beginnings = {text, text.upper()}
        condition = reduce(or_, (Q(reference__startswith=each) for each in beginnings))
        if connection.vendor == "postgresql":
            return condition if self.model._base_manager.filter(condition).exists() else None
        # LIKE uses no index there; a range does.
        ranges = (Q(reference__gte=each, reference__lt=f"{each}\U0010ffff") for each in beginnings)
        by_index = condition & reduce(or_, ranges)
        found = self.model._base_manager.filter(by_index).order_by()[: many + 1].count()
        return None if not found else condition if found > many else by_index

    def _held_by_one_named(self, text, many):
        """Permits of the holders whose name holds a text; None when there are none."""
        holders = Party.objects.named_like(text).order_by()
        keys = list(holders.values_list("pk", flat=True)[: MOST_KEYS + 1])
        if not keys:
            return None
        theirs = Q(holder__in=keys)
        found = self.model._base_manager.filter(theirs).order_by()
        if len(keys) > MOST_KEYS or found[: many + 1].count() > many:
            return in_order(Exists(holders.filter(pk=OuterRef("holder"))))
        return theirs

    def in_status_on(self, day, statuses):
        """Permits that stood so at the end of a day, or now when it is today.

        Adds ``stood_as``, the status of that day, and ``stood_by``, the order that made it.
        """
        changes = self._rows("changes").in_effect_on(day).filter(permit=OuterRef("pk"))
        return self.annotate(
            stood_as=Subquery(changes.values("to_status")[:1]),
            stood_by=Subquery(changes.values("order")[:1]),
        ).filter(stood_as__in=statuses)

    def suspended_by(self, order):
        """Permits this order suspended and nothing has touched since."""
        return self.filter(status=PermitStatus.SUSPENDED, last_change__order=order)

    def suspended_by_any(self, orders):
        """Permits that one of these orders suspended and nothing has touched since."""
        return self.filter(status=PermitStatus.SUSPENDED, last_change__order__in=orders)

    def listed_by(self, order, list_number=1):
        """The permits on a list of an order, with ``scheduled_id`` and their ``listed_version``."""
        return self.filter(scheduled__order=order, scheduled__list_number=list_number).annotate(
            scheduled_id=F("scheduled__id"), listed_version=F("scheduled__version")
        )

    def with_version(self):
        """Adds ``version``: the number of the newest row of the permit's history."""
        newest = (
            Permit.history.filter(id=OuterRef("pk"))
            .order_by()
            .values("id")
            .annotate(newest=Max("history_id"))
            .values("newest")
        )
        return self.annotate(version=Subquery(newest))


_MADE_BY_A_CHANGE = (
    "{new}.status <> {old}.status AND NOT EXISTS (SELECT 1 FROM permits_statuschange c"
    " WHERE c.permit_id = {new}.id AND c.id = {new}.last_change_id"
    " AND c.from_status = {old}.status AND c.to_status = {new}.status"
    " AND c.entry_id = (SELECT id FROM audit_entry WHERE unfinished_id IS NOT NULL))"
)


class Permit(Record):
    """A permit under section 7 or 7.1 of the Export and Import Permits Act.

    Nobody edits a permit: its status changes under an order, by a ``StatusChange``, and the
    database refuses a status that none made.
    """

    guards = [
        Guard(
            "starts_submitted",
            "insert",
            "{new}.status <> 'submitted' OR {new}.last_change_id IS NOT NULL",
            "permits_permit: a permit enters the register as submitted",
        ),
        Guard(
            "status_made_by_change",
            "update",
            _MADE_BY_A_CHANGE,
            "permits_permit: a status change is made by a StatusChange of the same entry",
        ),
    ]

    reference = models.CharField(_("number"), max_length=40, unique=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=PermitKind.choices, default=PermitKind.EXPORT
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PermitStatus.choices, default=PermitStatus.SUBMITTED
    )
    last_change = models.ForeignKey(
        "permits.StatusChange",
        verbose_name=_("last status change"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        # The trigger holds it to a change of this permit. A constraint would make SQLite look
        # through every permit for each new change while an entry is open.
        db_constraint=False,
        db_index=False,
    )
    holder = models.ForeignKey(
        Party,
        verbose_name=_("holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permits",
        db_index=False,
    )
    destination = models.ForeignKey(
        Country,
        verbose_name=_("country of final destination"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permits",
        db_index=False,
        help_text=_("Empty when the permit names several: see its joint destinations."),
    )
    end_user = models.ForeignKey(
        Party,
        verbose_name=_("end user"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permits_as_end_user",
    )
    end_use = models.TextField(_("end use"), blank=True)
    end_use_location = models.CharField(_("end-use location"), max_length=200, blank=True)
    end_use_country = models.ForeignKey(
        Country,
        verbose_name=_("country of end use"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Left empty when the place has no country code."),
    )
    temporary = models.BooleanField(_("temporary export"), default=False)
    issued_on = models.DateField(_("issued"))
    # Section 8.5: a permit may be retroactive if it says so.
    retroactive = models.BooleanField(_("retroactive"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))

    objects = PermitQuerySet.as_manager()

    # Added by ``with_version`` and ``listed_by``.
    version: int
    scheduled_id: int
    listed_version: int

    class Meta:
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        ordering = ["-issued_on", "-pk"]
        default_permissions = ("add", "view")
        permissions = [
            ("issue_permit", _("Can issue permits")),
            ("export_permit", _("Can export lists of permits")),
        ]
        # One index per offered filter, each ending in the sort key (see docs/performance.md).
        indexes = [
            # The term is in it so that "in term on" is answered from the index alone.
            models.Index(
                fields=["-issued_on", "-id", "valid_from", "valid_until"], name="permit_newest"
            ),
            models.Index(fields=["kind", "-issued_on", "-id"], name="permit_by_kind"),
            models.Index(fields=["status", "-issued_on", "-id"], name="permit_by_status"),
            models.Index(fields=["destination", "-issued_on", "-id"], name="permit_by_destination"),
            models.Index(fields=["holder", "-issued_on", "-id"], name="permit_by_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=PermitStatus.values), name="permit_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PermitKind.values), name="permit_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="permit_term_runs_forward",
                violation_error_message=_("The permit expires before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(retroactive=True) | Q(valid_from__gte=F("issued_on")),
                name="permit_begins_issued_or_retroactive",
                violation_error_message=_("Only a retroactive permit begins before its issue."),
            ),
            models.CheckConstraint(
                condition=Q(kind="general") | Q(holder__isnull=False),
                name="permit_individual_has_holder",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("permits:permit_detail", args=[self.reference])

    @property
    def destinations(self):
        """The country of final destination, or those that the permit names together."""
        if self.destination_id:
            return [self.destination]
        joint = sorted(self.joint_destinations.all(), key=lambda each: each.pk)
        return [each.country for each in joint]

    def destination_names(self):
        """The names that the destinations bore on the day of issue."""
        return [country.name_on(self.issued_on) for country in self.destinations]

    def item_codes(self):
        """The items of its lines, each once, in the order of the lines."""
        return list(dict.fromkeys(line.code for line in self.lines.all()))

    def values(self):
        """What its lines are worth together, by currency; nothing where none states a value."""
        totals = {}
        for line in self.lines.all():
            if line.value is not None:
                totals[line.currency] = totals.get(line.currency, 0) + line.value
        return totals

    def is_expired_on(self, day):
        return self.valid_until < day

    def expired_today(self):
        return self.is_expired_on(timezone.localdate())

    def lapsed_today(self):
        """Whether the clock alone ended it: what is cancelled or denied does not expire."""
        in_force = self.status in (PermitStatus.VALID, PermitStatus.SUSPENDED)
        return in_force and self.expired_today()
