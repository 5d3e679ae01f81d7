"""May the repeal of sanctions regulations be recorded, or taken back?"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from regime.models import SanctionsEdition


class Refusal(models.TextChoices):
    """Why a repeal may not be put on record so."""

    NOT_REPEALED = "not-repealed", _("The regulations are not recorded as repealed.")
    RECORDED_SO = "recorded-so", _("This is on record already.")
    BEFORE_MADE = "before-made", _("The regulations would be repealed before they were made.")
    NO_INSTRUMENT = "no-instrument", _("Name the instrument that repeals the regulations.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def against_repealing(
    edition: SanctionsEdition, *, repealed_on: date | None, repealing: str
) -> list[Refusal]:
    """What stands against recording that regulations are repealed from a day on.

    Without a day, an earlier record is taken back: the regulations are in force after all.
    """
    standing = edition.repeal()
    if repealed_on is None:
        return [] if standing else [Refusal.NOT_REPEALED]
    refusals = []
    if not repealing.strip():
        refusals.append(Refusal.NO_INSTRUMENT)
    if edition.made_on is not None and repealed_on < edition.made_on:
        refusals.append(Refusal.BEFORE_MADE)
    said = (repealed_on, repealing.strip())
    if standing and (standing.repealed_on, standing.repealing) == said:
        refusals.append(Refusal.RECORDED_SO)
    return refusals
