"""The options of a memorandum: what choosing each would do to the permits in question."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from decisions.models.decisions import Decision
from decisions.models.populations import only_in_drafts
from permits.models.orders import OrderKind
from permits.models.parties import in_french
from permits.rules import ConditionChange


class OptionEffect(models.TextChoices):
    """What choosing an option does to the permits in question; the last draws up no order."""

    CANCEL = OrderKind.CANCEL.value, _("Cancel the permits")
    REINSTATE = OrderKind.REINSTATE.value, _("Reinstate the permits")
    SUSPEND = OrderKind.SUSPEND.value, _("Suspend the permits")
    AMEND = OrderKind.AMEND.value, _("Amend a condition of the permits")
    KEEP = "keep", _("Leave the permits as they are")


class ConditionAct(models.TextChoices):
    """What an option does to a condition of the permits."""

    ADD = "add", _("Add a condition")
    REPLACE = "replace", _("Replace a condition")
    WITHDRAW = "withdraw", _("Withdraw a condition")


class Option(Record):
    """One course put before the Minister: what it does, in words, and what speaks against it."""

    guards = only_in_drafts("decisions_option")

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="options"
    )
    position = models.PositiveSmallIntegerField(_("option"))
    effect = models.CharField(_("effect"), max_length=10, choices=OptionEffect.choices)
    text_en = models.TextField(_("option (English)"))
    text_fr = models.TextField(_("option (French)"))
    risks_en = models.TextField(_("risks (English)"), blank=True)
    risks_fr = models.TextField(_("risks (French)"), blank=True)
    condition = models.CharField(
        _("change of the condition"),
        max_length=10,
        choices=ConditionAct.choices,
        blank=True,
        help_text=_("Where the option amends a condition of the permits."),
    )
    old_en = models.TextField(_("condition as it is (English)"), blank=True)
    old_fr = models.TextField(_("condition as it is (French)"), blank=True)
    new_en = models.TextField(_("condition as it shall be (English)"), blank=True)
    new_fr = models.TextField(_("condition as it shall be (French)"), blank=True)
    report_within_days = models.PositiveSmallIntegerField(
        _("days within which a shipment is reported"), null=True, blank=True
    )
    recommended = models.BooleanField(_("recommended"), default=False)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["decision", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="option_position_once"),
            models.CheckConstraint(
                condition=Q(effect__in=OptionEffect.values), name="option_effect_is_known"
            ),
            models.CheckConstraint(
                condition=Q(condition__in=["", *ConditionAct.values]),
                name="option_condition_is_known",
            ),
            models.CheckConstraint(
                condition=Q(effect="amend")
                | Q(condition="", old_en="", old_fr="", new_en="", new_fr=""),
                name="option_condition_is_amended",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.get_effect_display()}"

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en

    @property
    def risks(self):
        return self.risks_fr if in_french() else self.risks_en

    def change(self):
        """The change of a condition that the option makes; None where it makes none."""
        if self.effect != OptionEffect.AMEND:
            return None
        return ConditionChange(
            old=(self.old_en, self.old_fr) if self.condition != ConditionAct.ADD else None,
            new=(self.new_en, self.new_fr) if self.condition != ConditionAct.WITHDRAW else None,
            report_within_days=self.report_within_days,
        )
