"""What is checked after shipment is asked for and recorded here, and how permits were used."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from permits.models import (
    Act,
    DeliveryVerification,
    Party,
    Permit,
    Shipment,
    Undertaking,
    UtilizationReport,
    Verification,
    VerificationResult,
)
from permits.rules import assuring


def request_verification(
    permit: Permit,
    *,
    asked_of: Party,
    question: str,
    requested_on: date,
    due_on: date,
    by: User,
    reason: str,
    shipment: Shipment | None = None,
    undertaking: Undertaking | None = None,
) -> Verification:
    """Ask a party to verify where goods shipped under a permit are, and how they are used.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against it.
    """
    require(by, "permits.record_verification")
    assuring.stop_at(
        assuring.against_requesting(
            permit, shipment=shipment, undertaking=undertaking, requested_on=requested_on
        )
    )
    with transaction.atomic():
        verification = Verification(
            number=numbers.next_reference("PV", requested_on.year),
            permit=permit,
            shipment=shipment,
            undertaking=undertaking,
            asked_of=asked_of,
            question=question,
            requested_on=requested_on,
            due_on=due_on,
            requested_by=by,
        )
        verification.full_clean()
        with ledger.entry(
            by=by, action=Act.REQUEST_VERIFICATION, about=verification.number, reason=reason
        ):
            verification.save()
    return verification


def record_verification(
    verification: Verification,
    *,
    result: str,
    found_on: date,
    observations: str,
    by: User,
    reason: str,
    found_by: str = "",
    document: str = "",
) -> VerificationResult:
    """Record how a verification ended, or that nobody answered; nothing recorded is replaced."""
    require(by, "permits.record_verification")
    with ledger.entry(
        by=by, action=Act.RECORD_VERIFICATION, about=verification.number, reason=reason
    ) as entry:
        locked = Verification.objects.select_for_update().get(pk=verification.pk)
        assuring.stop_at(assuring.against_recording_result(locked, found_on=found_on))
        found = VerificationResult(
            entry=entry,
            verification=locked,
            result=result,
            found_on=found_on,
            found_by=found_by,
            observations=observations,
            document=document,
        )
        found.full_clean(exclude=["entry"])
        found.save()
    return found


def record_delivery(
    shipment: Shipment,
    *,
    reference: str,
    issued_by: str,
    delivered_on: date,
    received_on: date,
    by: User,
    reason: str,
    document: str = "",
) -> DeliveryVerification:
    """Record a certificate that a shipment reached the country of its import."""
    require(by, "permits.record_verification")
    assuring.stop_at(
        assuring.against_recording_delivery(
            shipment, delivered_on=delivered_on, received_on=received_on
        )
    )
    delivery = DeliveryVerification(
        shipment=shipment,
        reference=reference,
        issued_by=issued_by,
        delivered_on=delivered_on,
        received_on=received_on,
        document=document,
    )
    delivery.full_clean()
    about = shipment.line.permit.reference
    with ledger.entry(by=by, action=Act.RECORD_DELIVERY, about=about, reason=reason):
        delivery.save()
    return delivery


def record_utilization(
    permit: Permit,
    *,
    period_from: date,
    period_until: date,
    received_on: date,
    by: User,
    reason: str,
    nothing_shipped: bool = False,
    shipped_value: Decimal | None = None,
    currency: str = "CAD",
    note: str = "",
) -> UtilizationReport:
    """Record what the holder reports of the use of a permit; the shipments are recorded apart."""
    require(by, "permits.record_verification")
    assuring.stop_at(
        assuring.against_recording_utilization(
            permit, period_until=period_until, received_on=received_on
        )
    )
    report = UtilizationReport(
        permit=permit,
        period_from=period_from,
        period_until=period_until,
        received_on=received_on,
        nothing_shipped=nothing_shipped,
        shipped_value=shipped_value,
        currency=currency,
        note=note,
    )
    report.full_clean()
    with ledger.entry(by=by, action=Act.RECORD_UTILIZATION, about=permit.reference, reason=reason):
        report.save()
    return report
