"""Requests to amend a permit are recorded by one person, and granted or refused by another."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from accounts.models import Appointment, User
from accounts.roles import require
from applications.models.acts import Act
from applications.models.amendments import (
    AmendmentCondition,
    AmendmentConsignee,
    AmendmentLine,
    AmendmentRequest,
    AmendmentStatus,
)
from applications.rules import amending as rules
from audit import ledger, numbers
from audit.models import history_of
from permits import actions as register
from permits.models import Condition, Consignee, Permit, PermitLine
from permits.rules import Changes

ACT = "Export and Import Permits Act, s. 10(1)"
ON_REQUEST = f"{ACT}; Export Permits Regulations, s. 7"


def record_request(
    permit: Permit, *, changes: Changes, received_on: date, by: User, reason: str, **facts: Any
) -> AmendmentRequest:
    """Put a holder's request on record, or the Minister's own motion, with each term it names.

    ``facts`` are ``own_motion``, who asked, in which language, the terms named and the grounds.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field, or with every reason
    against the request. One that came after expiry is recorded: it can only be refused.
    """
    require(by, "applications.add_amendment")
    asked = changes.asked()
    with transaction.atomic():
        number = numbers.next_reference("AM", received_on.year)
        with ledger.entry(by=by, action=Act.REQUEST_AMENDMENT, about=number, reason=reason):
            permit = Permit.objects.with_version().get(pk=permit.pk)
            request = AmendmentRequest(
                number=number,
                permit=permit,
                version=permit.version,
                received_on=received_on,
                valid_until=changes.valid_until if "valid_until" in asked else None,
                end_use=changes.end_use if "end_use" in asked else "",
                recorded_by=by,
                **facts,
            )
            _stop_at(
                rules.against_recording(
                    permit, changes, received_on=received_on, own_motion=request.own_motion
                )
            )
            request.full_clean()
            request.save()
            _add_terms(request, changes)
    return request


def grant(
    request: AmendmentRequest,
    *,
    appointment: Appointment,
    decided_at: datetime,
    reasons_en: str,
    reasons_fr: str,
    by: User,
    reason: str,
) -> AmendmentRequest:
    """Amend the permit as was asked, under an order that takes effect with the decision.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against it.
    """
    require(by, "applications.decide_amendment")
    with ledger.entry(**_entry(request, appointment, by, reason)):
        request = _locked(request)
        _stop_at(
            _against(request, appointment, granted=True, at=decided_at, by=by)
            + rules.against_granting(request, at=decided_at)
        )
        _write_down(request, appointment, decided_at, reasons_en, reasons_fr, by)
        request.order = register.amend(
            request.permit,
            changes=rules.changes_asked(request),
            asked_on=request.asked_on,
            effective_at=decided_at,
            prepared_by=request.recorded_by,
            appointment=appointment,
            signed_at=decided_at,
            by=by,
            reason=reason,
            **_texts(request),
        )
        request.status = AmendmentStatus.GRANTED
        request.full_clean()
        request.save()
    return request


def refuse(
    request: AmendmentRequest,
    *,
    appointment: Appointment,
    decided_at: datetime,
    reasons_en: str,
    reasons_fr: str,
    by: User,
    reason: str,
) -> AmendmentRequest:
    """Refuse what was asked, with reasons in both languages; the permit stays as it is.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against it.
    """
    require(by, "applications.decide_amendment")
    with ledger.entry(**_entry(request, appointment, by, reason)):
        request = _locked(request)
        _stop_at(_against(request, appointment, granted=False, at=decided_at, by=by))
        _write_down(request, appointment, decided_at, reasons_en, reasons_fr, by)
        request.status = AmendmentStatus.REFUSED
        request.full_clean()
        request.save()
    return request


def _against(request: AmendmentRequest, appointment: Appointment, **how: Any) -> list[Any]:
    """What stands against either decision, by this person and in this name."""
    return [
        *rules.against_deciding(request, by=how["by"]),
        *rules.against_deciding_for(request, appointment, **how),
    ]


def _texts(request: AmendmentRequest) -> dict[str, str]:
    """What the order of a grant says: its ground is the reasons of the decision."""
    return {
        "title_en": f"Amendment of permit {request.permit}",
        "title_fr": f"Modification de la licence {request.permit}",
        "ground_en": request.reasons_en,
        "ground_fr": request.reasons_fr,
        "authority": ACT if request.own_motion else ON_REQUEST,
    }


def _entry(
    request: AmendmentRequest, appointment: Appointment, by: User, reason: str
) -> dict[str, Any]:
    return {
        "by": by,
        "action": Act.DECIDE_AMENDMENT,
        "about": request.number,
        "reason": reason,
        "authority": f"{ACT}; {appointment.as_authority()}",
    }


def _locked(request: AmendmentRequest) -> AmendmentRequest:
    """The request as it is now; two decisions at once wait for one another here."""
    return AmendmentRequest.objects.select_for_update().get(pk=request.pk)


def _write_down(
    request: AmendmentRequest,
    appointment: Appointment,
    decided_at: datetime,
    reasons_en: str,
    reasons_fr: str,
    by: User,
) -> None:
    request.decided_by, request.decided_for, request.decided_at = by, appointment, decided_at
    request.reasons_en, request.reasons_fr = reasons_en, reasons_fr


def _add_terms(request: AmendmentRequest, changes: Changes) -> None:
    """Each row that the request names, by the version at which it was read."""
    lines = [each for each in changes.lines if each.asked()]
    versions = _versions(PermitLine, [each.before.pk for each in lines])
    for line in lines:
        key = line.before.pk
        _add(AmendmentLine(request=request, line_id=key, version=versions[key], **line.asked()))
    _withdraw(request, AmendmentCondition, Condition, changes.conditions_withdrawn)
    _withdraw(request, AmendmentConsignee, Consignee, changes.consignees_withdrawn)
    for condition in changes.conditions:
        _add(
            AmendmentCondition(
                request=request,
                text_en=condition.text_en,
                text_fr=condition.text_fr,
                report_within_days=condition.report_within_days,
            )
        )
    for consignee in changes.consignees:
        _add(AmendmentConsignee(request=request, party=consignee.party, country=consignee.country))


def _withdraw(
    request: AmendmentRequest,
    asked: type[AmendmentCondition] | type[AmendmentConsignee],
    model: type[models.Model],
    rows: Iterable[models.Model],
) -> None:
    for version in _versions(model, [row.pk for row in rows]).values():
        _add(asked(request=request, withdrawn=version))


def _add(row: models.Model) -> None:
    row.full_clean()
    row.save()


def _versions(model: type[models.Model], keys: list[int]) -> dict[int, int]:
    """The number of the newest history row of each of these records."""
    rows = history_of(model)._base_manager.filter(id__in=keys).order_by("id").values("id")
    return dict(rows.annotate(newest=Max("history_id")).values_list("id", "newest"))


def _stop_at(refusals: Iterable[Any]) -> None:
    errors = [refusal.error for refusal in refusals]
    if errors:
        raise ValidationError(errors)
