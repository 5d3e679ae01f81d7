"""Memoranda and decisions: what is asked of the Minister, about which permits, and the answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Appointment
from audit.models import Guard, Record, history_of
from investigations.models import Investigation, Recommendation
from permits.filters import PermitFilter
from permits.models import Order, Permit
from permits.models.parties import in_french


class DecisionStatus(models.TextChoices):
    DRAFT = "draft", _("Memorandum in draft")
    LEGAL = "legal", _("In legal review")
    DIRECTION = "direction", _("Before the director general")
    SUBMITTED = "submitted", _("Before the Minister")
    SIGNED = "signed", pgettext_lazy("decision", "Signed")
    REJECTED = "rejected", pgettext_lazy("decision", "Rejected")


# The steps that a memorandum takes, held to by the database.
ROUTE = [
    (DecisionStatus.DRAFT, DecisionStatus.LEGAL),
    (DecisionStatus.LEGAL, DecisionStatus.DIRECTION),
    (DecisionStatus.DIRECTION, DecisionStatus.SUBMITTED),
    (DecisionStatus.SUBMITTED, DecisionStatus.SIGNED),
    (DecisionStatus.SUBMITTED, DecisionStatus.REJECTED),
    (DecisionStatus.LEGAL, DecisionStatus.DRAFT),
    (DecisionStatus.DIRECTION, DecisionStatus.DRAFT),
    (DecisionStatus.SUBMITTED, DecisionStatus.DRAFT),
]
DECIDED = [DecisionStatus.SIGNED, DecisionStatus.REJECTED]


def route_as_sql():
    """The steps as the database asks them of a row that is changed."""
    return " OR ".join(
        f"({{old}}.status = '{before.value}' AND {{new}}.status = '{after.value}')"
        for before, after in ROUTE
    )


class PopulationKind(models.TextChoices):
    """How the permits of a memorandum are found: always anew, until their list is frozen."""

    SUSPENSIONS = "suspensions", _("What the suspensions in question still suspend")
    SCOPE = "scope", _("The permits in scope of the investigation")
    QUESTION = "question", _("What answers a question asked of the register")
    LIST = "list", _("The permits named one by one")
    BATCH = "batch", _("What the batch to be corrected changed")


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("decisions.view_decision") else self.none()

    def waiting_for_signature(self):
        return self.filter(status=DecisionStatus.SUBMITTED)

    def in_legal_review(self):
        return self.filter(status=DecisionStatus.LEGAL)

    def to_endorse(self):
        return self.filter(status=DecisionStatus.DIRECTION)

    def matching(self, text):
        """Decisions with this text in their number or titles, or their investigation's number."""
        return self.filter(
            Q(number__icontains=text)
            | Q(title_en__icontains=text)
            | Q(title_fr__icontains=text)
            | Q(investigation__number__icontains=text)
        )

    def in_status(self, status):
        return self.filter(status=status)


class Decision(Record):
    """A memorandum to the Minister, and the Minister's choice under section 10(1).

    Section 10(1) states no test. What the findings say of sections 7.3 and 7.4 may differ from
    what is decided, so both are kept and the reasons are given in both languages.
    """

    guards = [
        Guard(
            "begins_as_draft",
            "insert",
            "{new}.status <> 'draft'",
            "decisions_decision: a memorandum begins as a draft",
        ),
        Guard(
            "routed",
            "update",
            f"{{new}}.status <> {{old}}.status AND NOT ({route_as_sql()})",
            "decisions_decision: a memorandum takes the steps of its route",
        ),
        Guard(
            "stays",
            "update",
            "{old}.status IN ('signed', 'rejected')",
            "decisions_decision: a decision taken never changes",
        ),
    ]

    number = models.CharField(_("number"), max_length=30, unique=True)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    suspensions = models.ManyToManyField(
        Order,
        verbose_name=_("suspensions in question"),
        through="decisions.SuspensionInQuestion",
        related_name="decisions",
    )
    population = models.CharField(
        _("permits in question"),
        max_length=12,
        choices=PopulationKind.choices,
        default=PopulationKind.SUSPENSIONS,
    )
    question = models.TextField(
        _("question asked of the register"),
        blank=True,
        help_text=_("The filters of the register, as they stand in its address."),
    )
    corrects = models.ForeignKey(
        "decisions.Batch",
        verbose_name=_("batch to be corrected"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_in",
    )
    reconsiders = models.ForeignKey(
        "self",
        verbose_name=_("decision reconsidered"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reconsidered_in",
    )
    background_en = models.TextField(_("background (English)"))
    background_fr = models.TextField(_("background (French)"))
    status = models.CharField(
        _("status"), max_length=10, choices=DecisionStatus.choices, default=DecisionStatus.DRAFT
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    chosen = models.ForeignKey(
        "decisions.Option",
        verbose_name=_("option chosen"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reasons_en = models.TextField(_("reasons (English)"), blank=True)
    reasons_fr = models.TextField(_("reasons (French)"), blank=True)
    changes_en = models.TextField(_("changes to the option (English)"), blank=True)
    changes_fr = models.TextField(_("changes to the option (French)"), blank=True)
    effective_at = models.DateTimeField(_("takes effect"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signature recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_for = models.ForeignKey(
        Appointment,
        verbose_name=_("signed for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    order = models.OneToOneField(
        Order,
        verbose_name=_("order drawn up"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        default_permissions = ("view", "add")
        permissions = [
            ("endorse_decision", _("Can put memoranda before the Minister")),
            ("sign_decision", _("Can sign decisions")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DecisionStatus.values), name="decision_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("prepared_by")),
                name="decision_signer_did_not_prepare",
                violation_error_message=_("The author of a memorandum cannot sign the decision."),
            ),
            models.CheckConstraint(
                condition=Q(
                    signed_by=None, signed_for=None, signed_at=None, chosen=None, order=None
                )
                & ~Q(status__in=DECIDED)
                | Q(
                    status="signed",
                    signed_by__isnull=False,
                    signed_for__isnull=False,
                    signed_at__isnull=False,
                    effective_at__isnull=False,
                    chosen__isnull=False,
                )
                & ~Q(reasons_en="")
                & ~Q(reasons_fr="")
                | Q(
                    status="rejected",
                    signed_by__isnull=False,
                    signed_for__isnull=False,
                    signed_at__isnull=False,
                    chosen=None,
                    order=None,
                )
                & ~Q(reasons_en="")
                & ~Q(reasons_fr=""),
                name="decision_signature_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(changes_en="", changes_fr="")
                | Q(status="signed") & ~Q(changes_en="") & ~Q(changes_fr=""),
                name="decision_changes_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(population__in=PopulationKind.values),
                name="decision_population_is_known",
            ),
            models.CheckConstraint(
                condition=Q(population="batch", corrects__isnull=False)
                | ~Q(population="batch") & Q(corrects=None),
                name="decision_corrects_its_population",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("decisions:decision_detail", args=[self.number])

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    @property
    def outcome_label(self):
        """What the Minister did with the memorandum, in words."""
        if self.status == DecisionStatus.REJECTED:
            return _("Rejected: no option is approved")
        if self.status != DecisionStatus.SIGNED:
            return ""
        words = {"number": self.chosen.position}
        if self.changes_en:
            return _("Option %(number)s approved with changes") % words
        return _("Option %(number)s approved") % words

    def permits_in_question(self):
        """The permits that the options are about, as they are found now; never general ones."""
        permits = Permit.objects.individual()
        if self.population == PopulationKind.SUSPENSIONS:
            return permits.suspended_by_any(self.suspensions.all())
        if self.population == PopulationKind.SCOPE:
            return permits.filter(pk__in=self.investigation.scope.values("permit"))
        if self.population == PopulationKind.QUESTION:
            found = PermitFilter(QueryDict(self.question), queryset=permits)
            return permits.filter(pk__in=found.permits.order_by().values("pk"))
        if self.population == PopulationKind.LIST:
            return permits.filter(pk__in=self.permits_named.values("permit"))
        return permits.filter(pk__in=self.corrects.schedule().carried_out().values("permit"))

    def permits_to_reach(self):
        """The permits in question without those that are excluded."""
        return self.permits_in_question().exclude(pk__in=self.exclusions.values("permit"))

    def permits_concerned(self):
        """The permits in question; once a batch is executed, those on its list."""
        executed = self.batches.executed().order_by("pk").first()
        if executed is None:
            return self.permits_in_question()
        return Permit.objects.filter(pk__in=executed.schedule().values("permit"))

    def is_set_aside(self):
        return self.set_asides.exists()

    def version(self):
        """The newest entry that changed the memorandum, its options or its permits."""
        parts = [self.options, self.suspensions_in_question, self.permits_named]
        histories = [Decision.history.filter(id=self.pk)] + [
            history_of(part.model)._base_manager.filter(decision_id=self.pk) for part in parts
        ]
        return max(rows.aggregate(newest=Max("entry_id"))["newest"] or 0 for rows in histories)
