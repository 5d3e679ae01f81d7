"""Assurances, and what is checked after shipment: every reason against recording it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits.models import Permit, Shipment, Undertaking, Verification
from permits.models.permits import PermitKind, PermitStatus
from permits.models.verifications import Result

NOT_ISSUED = {PermitStatus.SUBMITTED, PermitStatus.DENIED}
# A result that ends the matter; silence, refusal and doubt may be followed by another.
FINAL = {Result.FAVOURABLE, Result.UNFAVOURABLE}


class Refusal(models.TextChoices):
    """Why something may not be recorded."""

    NOTHING_UNDERTAKEN = (
        "nothing-undertaken",
        _("An assurance gives at least one undertaking."),
    )
    NOTHING_TO_REST = (
        "nothing-to-rest",
        _("None of the permits chosen can be added: they rest on it already, or are general."),
    )
    GENERAL = "general", _("It is a general permit, which has no holder to report or be checked.")
    NOT_ISSUED = "not-issued", _("The permit is not issued.")
    NOTHING_SHIPPED = "nothing-shipped", _("No shipment under the permit is reported.")
    OTHER_PERMIT = "other-permit", _("The shipment was made under another permit.")
    OTHER_ASSURANCE = (
        "other-assurance",
        _("The undertaking is of an assurance on which the permit does not rest."),
    )
    ALREADY_SETTLED = (
        "already-settled",
        _("The verification has a result that settles it; ask for another one."),
    )
    BEFORE_REQUEST = "before-request", _("The result is of a day before the request.")
    BEFORE_SHIPMENT = "before-shipment", _("The goods were delivered before they were shipped.")
    IN_FUTURE = "in-future", _("This day is in the future.")
    BEFORE_TERM = "before-term", _("The period ends before the term of the permit begins.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def stop_at(refusals: Collection[Refusal]) -> None:
    """Raise ``ValidationError`` with every refusal, if there is one."""
    if refusals:
        raise ValidationError([refusal.error for refusal in refusals])


def against_recording_assurance(
    undertakings: Collection[Mapping[str, Any]], *, given_on: date
) -> list[Refusal]:
    """An assurance that undertakes nothing is none; nor is one that is yet to be given."""
    refusals = []
    if not undertakings:
        refusals.append(Refusal.NOTHING_UNDERTAKEN)
    if given_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_reporting(permit: Permit) -> list[Refusal]:
    """Reports on the use of a permit come from the holder of one that was issued."""
    refusals = []
    if permit.kind == PermitKind.GENERAL:
        refusals.append(Refusal.GENERAL)
    if permit.status in NOT_ISSUED:
        refusals.append(Refusal.NOT_ISSUED)
    return refusals


def against_recording_utilization(
    permit: Permit, *, period_until: date, received_on: date
) -> list[Refusal]:
    """A period of use lies within the life of the permit, and its report has arrived."""
    refusals = against_reporting(permit)
    if period_until < permit.valid_from:
        refusals.append(Refusal.BEFORE_TERM)
    if received_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_verifying(permit: Permit) -> list[Refusal]:
    """There is something to verify, or to have delivered, once something was shipped."""
    refusals = against_reporting(permit)
    if not Shipment.objects.filter(line__permit=permit).exists():
        refusals.append(Refusal.NOTHING_SHIPPED)
    return refusals


def against_requesting(
    permit: Permit,
    *,
    shipment: Shipment | None,
    undertaking: Undertaking | None,
    requested_on: date,
) -> list[Refusal]:
    """A verification is of what was shipped under this permit, on what it rests on."""
    refusals = against_verifying(permit)
    if shipment is not None and shipment.line.permit_id != permit.pk:
        refusals.append(Refusal.OTHER_PERMIT)
    rested_on = permit.rests_on.values("assurance")
    if undertaking and not rested_on.filter(assurance=undertaking.assurance_id).exists():
        refusals.append(Refusal.OTHER_ASSURANCE)
    if requested_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_adding_result(verification: Verification) -> list[Refusal]:
    """What was found to be so, or not so, is verified again by another request only."""
    settled = verification.results.filter(result__in=FINAL).exists()
    return [Refusal.ALREADY_SETTLED] if settled else []


def against_recording_result(verification: Verification, *, found_on: date) -> list[Refusal]:
    refusals = against_adding_result(verification)
    if found_on < verification.requested_on:
        refusals.append(Refusal.BEFORE_REQUEST)
    if found_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    return refusals


def against_recording_delivery(
    shipment: Shipment, *, delivered_on: date, received_on: date
) -> list[Refusal]:
    """Goods arrive on the day they left or after it; the certificate has come in."""
    refusals = []
    if delivered_on < shipment.shipped_on:
        refusals.append(Refusal.BEFORE_SHIPMENT)
    if received_on > timezone.localdate():
        refusals.append(Refusal.IN_FUTURE)
    return refusals
