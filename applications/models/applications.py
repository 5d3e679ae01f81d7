"""Applications for permits: what the applicant states of the parties, the goods and their use."""

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models.questions import ApplicationQuerySet
from applications.models.words import (
    CLOSED_SQL,
    OPEN,
    ApplicationKind,
    ApplicationStatus,
    BrokeringParagraph,
    ControlledGoods,
    Delivery,
    IntendedFor,
)
from audit.models import Guard, Record
from permits.models import Country, Party, Permit
from permits.models.parties import in_french
from regime.models.effects import EndUserClass
from regime.rules.applying import Subject

_DENIED = (
    "EXISTS (SELECT 1 FROM applications_ruling r"
    " WHERE r.application_id = {new}.id AND r.kind = 'deny')"
)
_ISSUED = (
    "EXISTS (SELECT 1 FROM applications_ruling r"
    " JOIN permits_statuschange c ON c.order_id = r.order_id"
    " WHERE r.application_id = {new}.id AND r.kind = 'issue' AND c.permit_id = {new}.permit_id)"
)


class Application(Record):
    """An application for an individual permit under section 7(1) or 7.1(1) of the Act."""

    guards = [
        Guard(
            "kept_once_closed",
            "update",
            f"{{old}}.status IN ({CLOSED_SQL})",
            "applications_application: what a closed application says is kept",
        ),
        Guard(
            "entered_undecided",
            "insert",
            "{new}.status IN ('issued', 'denied')",
            "applications_application: an application is decided after it is entered",
        ),
        Guard(
            "decided_by_a_ruling",
            "update",
            f"({{new}}.status = 'denied' AND NOT {_DENIED})"
            f" OR ({{new}}.status = 'issued' AND NOT {_ISSUED})",
            "applications_application: sections 7 to 7.4: no ruling decides this",
        ),
        Guard(
            "kept", "delete", "1 = 1", "applications_application: an application is kept for ever"
        ),
    ]

    number = models.CharField(_("number"), max_length=30, unique=True)
    kind = models.CharField(
        _("permit applied for"),
        max_length=10,
        choices=ApplicationKind.choices,
        default=ApplicationKind.EXPORT,
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=ApplicationStatus.choices,
        default=ApplicationStatus.RECEIVED,
    )
    language = models.CharField(
        _("language of the application"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    completed_on = models.DateField(_("form completed on"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    delivery = models.CharField(
        _("how the permit is sent"), max_length=10, choices=Delivery.choices, blank=True
    )

    applicant = models.ForeignKey(
        Party, verbose_name=_("applicant"), on_delete=models.PROTECT, related_name="applications"
    )
    applicant_is_person = models.BooleanField(
        _("the applicant is a natural person"),
        default=False,
        help_text=_("Otherwise a contact person is named."),
    )
    citizenship = models.CharField(
        _("citizenship of a natural person"),
        max_length=120,
        blank=True,
        help_text=_("For brokering; say also whether they are a permanent resident."),
    )
    exporter = models.ForeignKey(
        Party,
        verbose_name=_("exporter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where it is not the applicant."),
    )

    destination = models.ForeignKey(
        Country,
        verbose_name=_("country of final destination"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        db_index=False,
        help_text=_("Empty when the application names several: see its joint destinations."),
    )
    exported_from = models.ForeignKey(
        Country,
        verbose_name=_("country from which brokered goods are exported"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    end_user = models.ForeignKey(
        Party,
        verbose_name=_("end user"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications_as_end_user",
    )
    end_user_class = models.CharField(
        _("class of end user"), max_length=20, choices=EndUserClass.choices, blank=True
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
    intended_for = models.CharField(
        _("brokered goods are for"), max_length=10, choices=IntendedFor.choices, blank=True
    )
    brokering_paragraph = models.CharField(
        _("paragraph of the Brokering Control List"),
        max_length=4,
        choices=BrokeringParagraph.choices,
        blank=True,
    )
    shipping_point = models.CharField(
        _("factory, or first shipping point in Canada"), max_length=200, blank=True
    )
    supplier = models.TextField(
        _("supplier"),
        blank=True,
        help_text=_("Name and address of the person from whom the goods were acquired."),
    )

    declaration = models.BooleanField(
        _("declared that the goods enter the economy of the destination and are not diverted"),
        default=False,
    )
    declared_by = models.CharField(_("signed by"), max_length=150, blank=True)
    declared_on = models.DateField(_("signed on"), null=True, blank=True)
    controlled_goods_status = models.CharField(
        _("Defence Production Act"), max_length=14, choices=ControlledGoods.choices, blank=True
    )
    controlled_goods = models.TextField(
        _("proof under the Defence Production Act"),
        blank=True,
        help_text=_("Registration or exemption number, or the proof that Part 2 does not apply."),
    )
    us_controlled_goods = models.BooleanField(
        _("controlled goods of United States origin"),
        default=False,
        help_text=_("They are of that origin, incorporate such goods, or were made using them."),
    )
    us_authorization = models.TextField(_("United States export authorization"), blank=True)

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("earlier application"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text=_("One that was returned or withdrawn, and that this one takes up again."),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_reason_en = models.TextField(_("reasons given (English)"), blank=True)
    closing_reason_fr = models.TextField(_("reasons given (French)"), blank=True)
    permit = models.OneToOneField(
        Permit,
        verbose_name=_("permit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="application",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view", "add")
        permissions = [
            ("import_application", _("Can import applications")),
            ("review_application", _("Can review applications")),
            ("assess_application", _("Can assess applications under sections 7.3 and 7.4")),
            ("decide_application", _("Can decide on applications")),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="application_newest"),
            models.Index(fields=["status", "-received_at", "-id"], name="application_by_status"),
            models.Index(
                fields=["destination", "-received_at", "-id"], name="application_by_destination"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values), name="application_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ApplicationKind.values), name="application_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status="issued", permit__isnull=False)
                | (~Q(status="issued") & Q(permit=None)),
                name="application_issued_has_permit",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["under-review", "issued", "denied"])
                | Q(officer__isnull=False),
                name="application_reviewed_has_officer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "withdrawn"]) | Q(closed_on__isnull=False),
                name="application_closed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned")
                | (~Q(closing_reason_en="") & ~Q(closing_reason_fr="")),
                name="application_returned_in_both",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("applications:application_detail", args=[self.number])

    @property
    def title(self):
        return self.applicant.name

    @property
    def is_open(self):
        return self.status in OPEN

    @property
    def closing_reason(self):
        return self.closing_reason_fr if in_french() else self.closing_reason_en

    @property
    def received_on(self):
        """The day in Ottawa on which it was received."""
        return timezone.localdate(self.received_at)

    @property
    def destinations(self):
        """The country of final destination, or those that the application names together."""
        if self.destination_id:
            return [self.destination]
        joint = sorted(self.joint_destinations.all(), key=lambda each: each.pk)
        return [each.country for each in joint]

    def destination_names(self):
        """The names that the destinations bore on the day it was received."""
        return [country.name_on(self.received_on) for country in self.destinations]

    def item_codes(self):
        """The items of its lines, each once: as classified in review, else as written."""
        return list(dict.fromkeys(line.item_code for line in self.lines.all() if line.item_code))

    def values(self):
        """What its lines are worth together, by currency; nothing where none states a value."""
        totals = {}
        for line in self.lines.all():
            if line.value is not None:
                totals[line.currency] = totals.get(line.currency, 0) + line.value
        return totals

    def subject(self):
        """What is asked of the regime: where to, which goods, which kind, which end user."""
        return Subject(
            destinations=frozenset(country.pk for country in self.destinations),
            codes=tuple(self.item_codes()),
            kind=self.kind,
            end_user_class=self.end_user_class,
        )

    def contact_of(self, role):
        """How the applicant, or the exporter, is reached as the application says; or None."""
        return next((each for each in self.contacts.all() if each.role == role), None)

    def version(self):
        """The newest entry that changed the application or a part of it."""
        newest = Application.history.filter(id=self.pk).aggregate(newest=Max("entry_id"))["newest"]
        for part in PARTS:
            rows = getattr(Application, part).rel.related_model.history.filter(
                application_id=self.pk
            )
            newest = max(newest or 0, rows.aggregate(newest=Max("entry_id"))["newest"] or 0)
        return newest or 0


# What intake writes beside the application itself, by the names it has there.
PARTS = (
    "joint_destinations",
    "contacts",
    "consignees",
    "intermediaries",
    "lines",
    "documents",
    "rests_on",
)
