"""What others say of a finding: reviews by peers, dissents, and what a changed basis means."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from investigations.models.findings import Finding


class ReviewOutcome(models.TextChoices):
    SOUND = "sound", _("Sound")
    NEEDS_WORK = "needs-work", _("Needs work")


class PeerReview(Event):
    """What a peer, who wrote none of it, says of a finding as it stood in one round of review."""

    finding = models.ForeignKey(
        Finding, verbose_name=_("finding"), on_delete=models.PROTECT, related_name="peer_reviews"
    )
    round = models.PositiveSmallIntegerField(_("round"))
    result = models.CharField(_("result"), max_length=10, choices=ReviewOutcome.choices)
    comments = models.TextField(
        _("comments"),
        help_text=_("What you checked, what holds, and what does not."),
    )
    finding_version = models.BigIntegerField(_("version of the finding"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed"))

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")
        ordering = ["finding", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=ReviewOutcome.values), name="peer_review_result_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(comments=""), name="peer_review_says_what_was_checked"
            ),
        ]

    def __str__(self):
        return f"{self.finding}: {self.get_result_display()}"


class Dissent(Event):
    """That a named person does not agree with a finding, and why; it is never taken back."""

    finding = models.ForeignKey(
        Finding, verbose_name=_("finding"), on_delete=models.PROTECT, related_name="dissents"
    )
    name = models.CharField(
        _("who dissents"), max_length=200, help_text=_("Name and office, as the report shows them.")
    )
    reasons = models.TextField(_("reasons"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    stated_at = models.DateTimeField(_("stated"))

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ["finding", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(reasons=""), name="dissent_has_a_name_and_reasons"
            )
        ]

    def __str__(self):
        return f"{self.finding}: {self.name}"


class BasisOutcome(models.TextChoices):
    STANDS = "stands", _("The finding stands")
    TO_SUPERSEDE = "to-supersede", _("The finding is to be superseded")


class BasisReview(Event):
    """What a person says of everything that had changed, by then, in what a finding rests on.

    The changes themselves are computed from the record; this names none of them. Whatever was
    recorded before it is covered by it, and whatever comes later is not.
    """

    finding = models.ForeignKey(
        Finding, verbose_name=_("finding"), on_delete=models.PROTECT, related_name="basis_reviews"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=BasisOutcome.choices)
    reasons = models.TextField(_("reasons"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed"))

    class Meta:
        verbose_name = _("review of a changed basis")
        verbose_name_plural = _("reviews of a changed basis")
        ordering = ["finding", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=BasisOutcome.values), name="basis_outcome_is_known"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="basis_review_gives_its_reasons"),
        ]

    def __str__(self):
        return f"{self.finding}: {self.get_outcome_display()}"
