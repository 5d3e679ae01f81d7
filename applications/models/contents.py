"""What an application says of destinations, parties, goods, documents and assurances."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.applications import Application
from applications.models.words import kept_once_closed
from audit.models import Record
from permits.models import Assurance, ControlListItem, Country, Party


class ApplicationDestination(Record):
    """One of several countries of final destination that an application names together."""

    guards = kept_once_closed("applications_applicationdestination")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="joint_destinations",
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("joint destination of an application")
        verbose_name_plural = _("joint destinations of applications")
        ordering = ["application", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "country"], name="application_destination_once"
            )
        ]

    def __str__(self):
        return str(self.country)


class ContactDetails(Record):
    """How a party is reached, as the application says it."""

    address = models.TextField(_("address"), blank=True)
    telephone = models.CharField(_("telephone number"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    fax = models.CharField(_("facsimile number"), max_length=40, blank=True)
    contact = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_telephone = models.CharField(
        _("telephone number of the contact person"), max_length=40, blank=True
    )

    class Meta:
        abstract = True

    @property
    def address_given(self):
        """The address stated, else the one on the register."""
        return self.address or self.reached.address

    @property
    def email_given(self):
        """The e-mail address stated, else the one on the register."""
        return self.email or self.reached.email


class ContactRole(models.TextChoices):
    APPLICANT = "applicant", _("Applicant")
    EXPORTER = "exporter", _("Exporter")


class ApplicationContact(ContactDetails):
    """How the applicant, or the exporter it applies for, is reached (EPR s. 3(2)(b), (c))."""

    guards = kept_once_closed("applications_applicationcontact")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    role = models.CharField(_("role"), max_length=10, choices=ContactRole.choices)

    class Meta:
        verbose_name = _("contact of an application")
        verbose_name_plural = _("contacts of applications")
        ordering = ["application", "role"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "role"], name="application_contact_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=ContactRole.values), name="application_contact_is_known"
            ),
        ]

    def __str__(self):
        return self.get_role_display()

    @property
    def reached(self):
        """The party on the register that it is about."""
        if self.role == ContactRole.EXPORTER and self.application.exporter_id:
            return self.application.exporter
        return self.application.applicant


class ApplicationConsignee(ContactDetails):
    """A consignee of the goods, on the way to their end user or there (EPR s. 3(2)(d))."""

    guards = kept_once_closed("applications_applicationconsignee")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="consignees",
    )
    position = models.PositiveSmallIntegerField(_("consignee"))
    party = models.ForeignKey(
        Party, verbose_name=_("party"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("consignee of an application")
        verbose_name_plural = _("consignees of applications")
        ordering = ["application", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="application_consignee_position_once"
            )
        ]

    def __str__(self):
        return str(self.party)

    @property
    def reached(self):
        return self.party


class IntermediaryRole(models.TextChoices):
    SELLER = "seller", _("Seller")
    PURCHASER = "purchaser", _("Purchaser")
    BROKER = "broker", _("Other broker, agent or mandatary")


class ApplicationIntermediary(ContactDetails):
    """A party to a brokered transaction: its seller, purchaser or another broker (BPR s. 1(d))."""

    guards = kept_once_closed("applications_applicationintermediary")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="intermediaries",
    )
    position = models.PositiveSmallIntegerField(_("party"))
    role = models.CharField(_("role"), max_length=10, choices=IntermediaryRole.choices)
    party = models.ForeignKey(
        Party, verbose_name=_("party"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("party to a brokered transaction")
        verbose_name_plural = _("parties to brokered transactions")
        ordering = ["application", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="application_intermediary_position_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=IntermediaryRole.values),
                name="application_intermediary_is_known",
            ),
        ]

    def __str__(self):
        return str(self.party)

    @property
    def reached(self):
        return self.party


class ApplicationLineQuerySet(models.QuerySet):
    def of_goods(self, text):
        """Lines of a group ("2") or an item ("2-15") with its provisions, classified or not."""
        text = text.strip()
        items = ControlListItem.objects.named(text).order_by().values("pk")
        if text.isdecimal() and len(text) <= 2:
            written = Q(code__regex=rf"^{int(text)}(-|$|[0-9]{{3}}([^0-9]|$))")
        else:
            written = Q(code__iregex=rf"^{re.escape(text)}([^0-9]|$)")
        return self.filter(Q(item__in=items) | Q(item=None) & written)


class ApplicationLine(Record):
    """Goods or technology applied for, each type that can be told apart (EPR s. 3(2)(f)).

    The item is the applicant's as written until an officer classifies the goods in an edition.
    """

    guards = kept_once_closed("applications_applicationline")

    application = models.ForeignKey(
        Application, verbose_name=_("application"), on_delete=models.PROTECT, related_name="lines"
    )
    position = models.PositiveIntegerField(_("line"))
    code = models.CharField(_("item as written"), max_length=60, blank=True)
    item = models.ForeignKey(
        ControlListItem,
        verbose_name=_("control-list item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    description = models.TextField(_("description"), blank=True)
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    value = models.DecimalField(
        _("total value"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="CAD")
    origin = models.ForeignKey(
        Country,
        verbose_name=_("country of origin"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    us_content = models.DecimalField(
        _("United States content (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Its share of the total cost, where it is goods of item 5400."),
    )
    factory = models.CharField(
        _("factory"),
        max_length=200,
        blank=True,
        help_text=_("Where it is not the one of the application."),
    )
    mass_kg = models.DecimalField(
        _("mass (kg)"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    volume = models.CharField(
        _("volume"), max_length=60, blank=True, help_text=_("Where the mass is not given.")
    )

    objects = ApplicationLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an application")
        verbose_name_plural = _("lines of applications")
        ordering = ["application", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="application_line_position_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="application_line_quantity_is_positive",
                violation_error_message=_("The quantity is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="application_line_value_is_not_negative",
                violation_error_message=_("The value is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(us_content=None) | Q(us_content__gte=0, us_content__lte=100),
                name="application_line_us_content_is_a_share",
                violation_error_message=_("A share is between 0 and 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(mass_kg=None) | Q(mass_kg__gte=0),
                name="application_line_mass_is_not_negative",
                violation_error_message=_("The mass is not negative."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.item_code}"

    @property
    def item_code(self):
        """The item in which the line is classified, else the one the applicant wrote."""
        return self.item.code if self.item else self.code

    @property
    def unit_value(self):
        """The value of one unit, where the line states a value and a quantity."""
        if self.value is None or not self.quantity:
            return None
        return self.value / self.quantity


class DocumentKind(models.TextChoices):
    """What may accompany an application, by its place in EPR s. 3(2)(h), and what else is sent."""

    IMPORT_CERTIFICATE = "i", _("International import certificate")
    END_USE_CERTIFICATE = "ii", _("End-use certificate")
    END_USE_STATEMENT = "iii", _("End-use statement")
    PURCHASE_CONTRACT = "iv", _("Contract of sale with the supplier")
    SALE_CONTRACT = "v", _("Contract of sale with the purchaser")
    INVOICE = "vi", _("Commercial invoice")
    LETTER_OF_CREDIT = "vii", _("Letter of credit or other financial document")
    IMPORT_PERMIT = "xi", _("Import permit of the country of destination")
    TRANSIT = "xii", _("In-transit authorization")
    OTHER = "other", _("Other document")


class ApplicationDocument(Record):
    """A document received with an application: what it is, and where it is kept."""

    guards = kept_once_closed("applications_applicationdocument")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="documents",
    )
    position = models.PositiveSmallIntegerField(_("document"))
    kind = models.CharField(_("kind"), max_length=6, choices=DocumentKind.choices)
    reference = models.CharField(_("reference"), max_length=120)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    pointer = models.CharField(
        _("where it is kept"),
        max_length=200,
        blank=True,
        help_text=_("A file number, never the content of a classified document."),
    )

    class Meta:
        verbose_name = _("document of an application")
        verbose_name_plural = _("documents of applications")
        ordering = ["application", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="application_document_position_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="application_document_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}"


class ApplicationAssurance(Record):
    """An end-use assurance attached to an application: a permit issued would rest on it."""

    guards = kept_once_closed("applications_applicationassurance")

    application = models.ForeignKey(
        Application,
        verbose_name=_("application"),
        on_delete=models.PROTECT,
        related_name="rests_on",
    )
    assurance = models.ForeignKey(
        Assurance,
        verbose_name=_("assurance"),
        on_delete=models.PROTECT,
        related_name="applications",
    )

    class Meta:
        verbose_name = _("assurance of an application")
        verbose_name_plural = _("assurances of applications")
        ordering = ["application", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "assurance"], name="application_assurance_once"
            )
        ]

    def __str__(self):
        return str(self.assurance)
