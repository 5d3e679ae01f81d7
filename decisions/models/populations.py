"""The permits that a memorandum is about: suspensions in question, permits named, exclusions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from decisions.models.decisions import Decision
from permits.models import Order, Permit
from permits.models.parties import in_french

_DRAFT = (
    "EXISTS (SELECT 1 FROM decisions_decision d WHERE d.id = {row}.decision_id"
    " AND d.status = 'draft')"
)


def only_in_drafts(table):
    """Guards: what belongs to a memorandum changes only while it is a draft."""
    rows = {"insert": ["{new}"], "update": ["{new}", "{old}"], "delete": ["{old}"]}
    return [
        Guard(
            f"only_in_drafts_{event}",
            event,
            " OR ".join(f"NOT {_DRAFT.replace('{row}', row)}" for row in asked),
            f"{table}: only a memorandum in draft changes",
        )
        for event, asked in rows.items()
    ]


class SuspensionInQuestion(Record):
    """An order whose suspended permits the options of a decision are about."""

    guards = only_in_drafts("decisions_suspensioninquestion")

    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        on_delete=models.PROTECT,
        related_name="suspensions_in_question",
    )
    order = models.ForeignKey(
        Order, verbose_name=_("suspension"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("suspension in question")
        verbose_name_plural = _("suspensions in question")
        ordering = ["decision", "order"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "order"], name="suspension_in_question_once"
            )
        ]

    def __str__(self):
        return str(self.order)


class PermitInQuestion(Record):
    """A permit named in a memorandum, where its permits are named one by one."""

    guards = only_in_drafts("decisions_permitinquestion")

    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        on_delete=models.PROTECT,
        related_name="permits_named",
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("permit in question")
        verbose_name_plural = _("permits in question")
        ordering = ["decision", "permit"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["decision", "permit"], name="permit_in_question_once")
        ]

    def __str__(self):
        return str(self.permit)


_LISTED = (
    "EXISTS (SELECT 1 FROM decisions_batch b WHERE b.decision_id = {row}.decision_id"
    " AND b.status IN ('frozen', 'confirmed', 'executed'))"
)


class Exclusion(Record):
    """A permit in question that the decision leaves out, for a reason in both languages.

    Once a list is frozen, what is left out is left out for good: the database holds to it.
    """

    guards = [
        Guard(
            f"before_freezing_{event}",
            event,
            _LISTED.replace("{row}", row),
            "decisions_exclusion: the list of a batch is frozen already",
        )
        for event, row in [("insert", "{new}"), ("update", "{new}"), ("delete", "{old}")]
    ]

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="exclusions"
    )
    permit = models.ForeignKey(
        Permit, verbose_name=_("permit"), on_delete=models.PROTECT, related_name="+"
    )
    reason_en = models.TextField(_("reason (English)"))
    reason_fr = models.TextField(_("reason (French)"))

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        ordering = ["decision", "permit"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["decision", "permit"], name="permit_excluded_once"),
            models.CheckConstraint(
                condition=~models.Q(reason_en="") & ~models.Q(reason_fr=""),
                name="exclusion_gives_reasons_in_both",
            ),
        ]

    def __str__(self):
        return f"{self.decision}: {self.permit}"

    @property
    def reason(self):
        return self.reason_fr if in_french() else self.reason_en
