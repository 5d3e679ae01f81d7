"""The team of an investigation, and what each of its people declares about their own interests."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Event, Record
from investigations.models.investigations import Investigation


class TeamRole(models.TextChoices):
    """The part that a person plays in one investigation; the lead is named by the case itself."""

    ANALYST = "analyst", _("Analyst")
    CUSTODIAN = "custodian", _("Custodian of the evidence")
    REVIEWER = "peer-reviewer", _("Peer reviewer")
    LEGAL = "legal-adviser", _("Legal adviser")
    LIAISON = "liaison", _("Liaison with posts and partners")
    DIRECTOR = "director", _("Director in charge")


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(left_on=None)


class Membership(Record):
    """A person's time on the team of an investigation, in one part."""

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(_("part"), max_length=15, choices=TeamRole.choices)
    joined_on = models.DateField(_("on the team from"))
    left_on = models.DateField(_("on the team until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("team membership")
        verbose_name_plural = _("team memberships")
        ordering = ["investigation", "joined_on", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=TeamRole.values), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="membership_runs_forward",
                violation_error_message=_("The person would leave the team before joining it."),
            ),
            models.UniqueConstraint(
                fields=["investigation", "person"],
                condition=Q(left_on=None),
                name="member_of_a_team_once",
                violation_error_message=_("This person is on the team already."),
            ),
        ]

    def __str__(self):
        return f"{self.investigation}: {self.person}"


class DeclarationQuerySet(models.QuerySet):
    def newest(self):
        """The last declaration of each person in each case: it takes the place of the earlier."""
        later = self.model.objects.filter(
            investigation=OuterRef("investigation"),
            person=OuterRef("person"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(~Exists(later))

    def with_ruling(self):
        """Adds ``ruling``, the newest decision on the declaration; empty while there is none."""
        rulings = InterestRuling.objects.filter(declaration=OuterRef("pk")).order_by("-pk")
        return self.annotate(ruling=Subquery(rulings.values("outcome")[:1]))

    def to_decide(self):
        """Interests declared that nobody has decided on."""
        return self.newest().exclude(interest="").filter(rulings=None)


class Declaration(Event):
    """What a person declares in a case before judging in it: no interest, or which one.

    A later declaration stands in the place of an earlier one, and both are kept.
    """

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="declarations",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    interest = models.TextField(
        _("interest"),
        blank=True,
        help_text=_(
            "For example shares, a former employer, a relative, an earlier part in one of the"
            " permits. Empty when there is none."
        ),
    )
    declared_at = models.DateTimeField(_("declared"))

    objects = DeclarationQuerySet.as_manager()

    # Added by ``with_ruling``.
    ruling: str | None

    class Meta:
        verbose_name = _("declaration of interests")
        verbose_name_plural = _("declarations of interests")
        ordering = ["investigation", "pk"]
        default_permissions = ("view",)
        permissions = [("declare_interest", _("Can declare interests in a case"))]
        indexes = [
            models.Index(fields=["investigation", "person", "-id"], name="declaration_newest")
        ]

    def __str__(self):
        return f"{self.investigation}: {self.person}"

    @property
    def title(self):
        return self.interest or _("No interest declared")

    def get_absolute_url(self):
        return reverse("investigations:team", args=[self.investigation.number])


class InterestOutcome(models.TextChoices):
    CONTINUES = "continues", pgettext_lazy("interest", "May take part")
    RECUSED = "recused", pgettext_lazy("interest", "Recused")


class InterestRuling(Event):
    """What a director decides about an interest; a later decision stands in its place."""

    declaration = models.ForeignKey(
        Declaration,
        verbose_name=_("declaration"),
        on_delete=models.PROTECT,
        related_name="rulings",
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=InterestOutcome.choices)
    reasons = models.TextField(_("reasons"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("decision on an interest")
        verbose_name_plural = _("decisions on interests")
        ordering = ["declaration", "pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=InterestOutcome.values), name="interest_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""), name="interest_is_decided_with_reasons"
            ),
        ]

    def __str__(self):
        return f"{self.declaration}: {self.get_outcome_display()}"
