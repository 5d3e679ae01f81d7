"""End-use assurances: who undertakes what about which goods, one undertaking after another."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from permits.models.goods import ControlListItem
from permits.models.parties import Country, Party


class AssuranceKind(models.TextChoices):
    CERTIFICATE = "end-use-certificate", _("End-use certificate")
    STATEMENT = "end-use-statement", _("End-use statement")
    IMPORT_CERTIFICATE = "import-certificate", _("International import certificate")
    GOVERNMENT = "government", _("Government-to-government assurance")


class AssuranceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The assurances a person may see: all for those who may read the register, else none."""
        return self if user.has_perm("permits.view_permit") else self.none()

    def of_kind(self, kinds):
        return self.filter(kind__in=kinds)

    def given_by(self, party):
        return self.filter(issuer=party)

    def valid_on(self, day):
        """Assurances already given on a day and not run out by then."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), given_on__lte=day)

    def matching(self, text):
        """Assurances with a text in their reference, their contract, or their issuer's name."""
        text = text.strip()
        return self.filter(
            Q(reference__icontains=text)
            | Q(contract__icontains=text)
            | Q(issuer__name__icontains=text)
        )


class Assurance(Record):
    """An end-use assurance: who undertakes what about the goods, and until when.

    The elements follow the Wassenaar indicative list of end-user assurances.
    """

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AssuranceKind.choices)
    issuer = models.ForeignKey(
        Party,
        verbose_name=_("issuer"),
        on_delete=models.PROTECT,
        related_name="assurances",
        help_text=_("Who gives the undertakings: a government, an end user or an importer."),
    )
    exporter = models.ForeignKey(
        Party,
        verbose_name=_("exporter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    consignee = models.ForeignKey(
        Party,
        verbose_name=_("consignee"),
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
        related_name="+",
        help_text=_("Where it is not the issuer."),
    )
    contract = models.CharField(_("contract or order"), max_length=120, blank=True)
    end_use = models.TextField(_("end use undertaken"))
    location = models.CharField(_("end-use location"), max_length=200, blank=True)
    location_country = models.ForeignKey(
        Country,
        verbose_name=_("country of end use"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Left empty when the place has no country code."),
    )
    signatory = models.CharField(_("signatory"), max_length=150, blank=True)
    signatory_title = models.CharField(_("title of the signatory"), max_length=150, blank=True)
    sealed = models.BooleanField(_("bears a seal"), default=False)
    given_on = models.DateField(_("given on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    document = models.CharField(
        _("where the document is kept"),
        max_length=200,
        blank=True,
        help_text=_("A file number, never the content of a classified document."),
    )

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        verbose_name = _("end-use assurance")
        verbose_name_plural = _("end-use assurances")
        ordering = ["-given_on", "reference"]
        permissions = [("record_assurance", _("Can record end-use assurances"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AssuranceKind.values), name="assurance_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("given_on")),
                name="assurance_runs_forward",
                violation_error_message=_("The assurance runs out before it is given."),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("permits:assurance_detail", args=[self.pk])

    def run_out_today(self):
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class UndertakingKind(models.TextChoices):
    """What can be undertaken about the goods; several of one kind may stand in one assurance."""

    NO_REEXPORT = "no-reexport", _("No re-export without consent")
    NO_TRANSFER = "no-transfer", _("No transfer without consent")
    END_USE = "end-use", _("Use for the stated end use only")
    LOCATION = "location", _("Use at the stated location only")
    ON_SITE_CHECKS = "on-site-checks", _("On-site checks are allowed")
    DELIVERY_VERIFICATION = "delivery-verification", _("Delivery is verified")
    NO_WMD = "no-wmd-use", _("No use in weapons of mass destruction")
    OTHER = "other", _("Other undertaking")


class UndertakingQuerySet(models.QuerySet):
    def given_for(self, permits):
        """The undertakings of the assurances on which these permits rest."""
        rests = Assurance.supports.rel.related_model.objects.order_by()
        resting = rests.filter(permit__in=permits.order_by().values("pk"))
        return self.filter(assurance__in=resting.values("assurance"))


class Undertaking(Record):
    """One thing undertaken in an assurance, in the words of the document. A finding of a breach
    names the one that was breached; whether it was is never kept here."""

    assurance = models.ForeignKey(
        Assurance,
        verbose_name=_("assurance"),
        on_delete=models.PROTECT,
        related_name="undertakings",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=24, choices=UndertakingKind.choices)
    wording = models.TextField(_("wording"), help_text=_("As the document says it."))
    exceptions = models.TextField(_("exceptions"), blank=True)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("undertaking")
        verbose_name_plural = _("undertakings")
        ordering = ["assurance", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["assurance", "position"], name="undertaking_position_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=UndertakingKind.values), name="undertaking_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="undertaking_is_worded"),
        ]

    def __str__(self):
        return f"{self.assurance}, {self.position}. {self.get_kind_display()}"


class AssuranceLine(Record):
    """Goods or technology that an assurance covers: the item, how much, and worth how much."""

    assurance = models.ForeignKey(
        Assurance, verbose_name=_("assurance"), on_delete=models.PROTECT, related_name="lines"
    )
    position = models.PositiveSmallIntegerField(_("line"))
    item = models.ForeignKey(
        ControlListItem,
        verbose_name=_("control-list item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    code = models.CharField(_("item as written"), max_length=60, blank=True)
    description = models.TextField(_("description"))
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CAD")

    class Meta:
        verbose_name = _("goods of an assurance")
        verbose_name_plural = _("goods of assurances")
        ordering = ["assurance", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["assurance", "position"], name="assurance_line_position_once"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="assurance_line_value_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="assurance_line_quantity_positive",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.code or self.description[:60]}"
