"""The words of measures: their effects, the changes their versions make, and their states."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NewEffect(models.TextChoices):
    """What a measure does to new applications, the mildest first."""

    NONE = "none", _("No effect")
    CASE_BY_CASE = "case-by-case", _("Case by case")
    PRESUMPTIVE_DENIAL = "presumptive-denial", _("Presumptive denial")
    MORATORIUM = "moratorium", _("Moratorium")

    @property
    def rank(self) -> int:
        return list(NewEffect).index(self)

    @classmethod
    def strictest(cls, effects: Iterable[str]) -> "NewEffect":
        """The strictest of these; none of them has no effect."""
        return max(map(cls, effects), key=lambda effect: effect.rank, default=cls.NONE)


class ExistingEffect(models.TextChoices):
    """What a measure does to permits already issued; always through an order."""

    NONE = "none", _("No effect")
    LISTED = "suspend-listed", _("Suspends those listed by an order")
    SCOPE = "suspend-scope", _("Suspends those in its scope, by an order and its batch")


class EndUserClass(models.TextChoices):
    ARMED_FORCES = "armed-forces", _("Armed forces")
    SECURITY_BODY = "security-body", _("Government security body")
    GOVERNMENT = "government", _("Other government body")
    COMPANY = "company", _("Company")
    OTHER = "other", pgettext_lazy("end user", "Other")


class ChangeKind(models.TextChoices):
    """What a version does to its measure, beside what was in force before it."""

    IMPOSED = "imposed", pgettext_lazy("measure", "Imposed")
    EASED = "eased", pgettext_lazy("measure", "Eased")
    REIMPOSED = "reimposed", pgettext_lazy("measure", "Reimposed")
    LIFTED = "lifted", pgettext_lazy("measure", "Lifted")


class VersionStatus(models.TextChoices):
    """What is kept of a version; whether it is in force on a day is computed, never stored."""

    DRAFT = "draft", pgettext_lazy("measure", "Draft")
    APPROVED = "approved", pgettext_lazy("measure", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("measure", "Withdrawn")


class MeasureState(models.TextChoices):
    """What a measure, or one of its versions, is as at a moment."""

    DRAFT = "draft", pgettext_lazy("measure", "Draft")
    WITHDRAWN = "withdrawn", pgettext_lazy("measure", "Withdrawn")
    APPROVED = "approved", pgettext_lazy("measure", "Approved, not begun")
    IN_FORCE = "in-force", pgettext_lazy("measure", "In force")
    EASED = "eased", pgettext_lazy("measure", "Eased")
    REIMPOSED = "reimposed", pgettext_lazy("measure", "Reimposed")
    LIFTED = "lifted", pgettext_lazy("measure", "Lifted")
    SUPERSEDED = "superseded", pgettext_lazy("measure", "Superseded")
    ENDED = "ended", pgettext_lazy("measure", "Ended")


STATE_OF_CHANGE = {
    ChangeKind.IMPOSED: MeasureState.IN_FORCE,
    ChangeKind.EASED: MeasureState.EASED,
    ChangeKind.REIMPOSED: MeasureState.REIMPOSED,
    ChangeKind.LIFTED: MeasureState.LIFTED,
}
