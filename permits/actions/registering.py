"""Parties, permits and shipments enter the register here."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import require
from audit import ledger
from permits.models import (
    Act,
    Assurance,
    Condition,
    Consignee,
    Country,
    JointDestination,
    Party,
    Permit,
    PermitAssurance,
    PermitLine,
    Shipment,
)


def register_party(*, by: User, reason: str, **facts: Any) -> Party:
    """Add a party to the register. Raises ``ValidationError`` naming each wrong field."""
    require(by, "permits.add_permit")
    party = Party(**facts)
    party.full_clean()
    with ledger.entry(by=by, action=Act.REGISTER_PARTY, about=party.name[:120], reason=reason):
        party.save()
    return party


def change_contact(
    party: Party, *, email: str, address: str, language: str, by: User, reason: str
) -> Party:
    """Record how a party is reached, and in which language it is written to."""
    require(by, "permits.add_permit")
    with ledger.entry(by=by, action=Act.CHANGE_CONTACT, about=party.name[:120], reason=reason):
        party = Party.objects.select_for_update().get(pk=party.pk)
        party.email, party.address, party.language = email, address, language
        party.full_clean()
        party.save()
    return party


def register(*, by: User, reason: str, **facts: Any) -> Permit:
    """Put a permit on the register as submitted, with everything it says; an order issues it.

    ``facts`` are those of ``register_decided``. Raises ``ValidationError`` naming each wrong field.
    """
    require(by, "permits.add_permit")
    return register_decided(by=by, reason=reason, **facts)


def register_decided(
    *,
    by: User,
    reason: str,
    lines: Iterable[Mapping[str, Any]],
    conditions: Iterable[Mapping[str, Any]] = (),
    consignees: Iterable[Mapping[str, Any]] = (),
    assurances: Iterable[Assurance] = (),
    joint_destinations: Iterable[Country] = (),
    **facts: Any,
) -> Permit:
    """The permit of a decision that ``by`` makes: whoever decides needs the permission for that.

    Raises ``ValidationError`` naming each wrong field.
    """
    permit = Permit(**facts)
    permit.full_clean()
    with ledger.entry(by=by, action=Act.REGISTER, about=permit.reference, reason=reason):
        permit.save()
        for position, line in enumerate(lines, start=1):
            row = PermitLine(permit=permit, position=position, **line)
            row.full_clean()
            row.save()
        Condition.objects.bulk_create(Condition(permit=permit, **each) for each in conditions)
        Consignee.objects.bulk_create(Consignee(permit=permit, **each) for each in consignees)
        PermitAssurance.objects.bulk_create(
            PermitAssurance(permit=permit, assurance=each) for each in assurances
        )
        JointDestination.objects.bulk_create(
            JointDestination(permit=permit, country=each) for each in joint_destinations
        )
    return permit


def record_shipment(
    line: PermitLine,
    *,
    reference: str,
    shipped_on: date,
    reported_on: date,
    value: Decimal,
    by: User,
    reason: str,
    quantity: Decimal | None = None,
) -> Shipment:
    """Record a reported shipment. One made after a suspension is kept, and flagged where shown."""
    require(by, "permits.add_shipment")
    shipment = Shipment(
        line=line,
        reference=reference,
        shipped_on=shipped_on,
        reported_on=reported_on,
        quantity=quantity,
        value=value,
    )
    shipment.full_clean()
    with ledger.entry(
        by=by, action=Act.RECORD_SHIPMENT, about=line.permit.reference, reason=reason
    ):
        shipment.save()
    return shipment
