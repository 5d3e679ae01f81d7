"""An application is decided here: its permit issued or denied, or it is returned."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import Appointment, User
from accounts.roles import require
from applications.actions.reviewing import refuse
from applications.models import (
    Act,
    Application,
    ApplicationStatus,
    Ruling,
    RulingKind,
)
from applications.rules import deciding as rules
from audit import ledger, numbers
from permits import actions as register
from permits.models import Order, Permit
from permits.models.orders import OrderKind
from permits.models.permits import PermitKind

AUTHORITIES = {
    PermitKind.EXPORT: "Export and Import Permits Act, s. 7(1)",
    PermitKind.BROKERING: "Export and Import Permits Act, s. 7.1(1)",
}
SERIES = {PermitKind.EXPORT: "XP", PermitKind.BROKERING: "BP"}
MADE = {
    RulingKind.ISSUE: (Act.ISSUE, ApplicationStatus.ISSUED),
    RulingKind.DENY: (Act.DENY, ApplicationStatus.DENIED),
    RulingKind.RETURN: (Act.RETURN, ApplicationStatus.RETURNED),
}


def issue(
    application: Application,
    *,
    valid_from: date,
    valid_until: date,
    by: User,
    reason: str,
    conditions: Sequence[tuple[str, str]] = (),
    report_within_days: int | None = None,
    retroactive: bool = False,
    **decision: Any,
) -> Ruling:
    """Issue the permit applied for: its lines, parties and assurances, with terms and conditions.

    ``decision``: reasons_en, reasons_fr, appointment; and decided_at, which is now, or a past
    moment for a decision entered afterwards. Raises ``ValidationError`` with everything that
    stands against it.
    """
    term = {"valid_from": valid_from, "valid_until": valid_until, "retroactive": retroactive}

    def carry_out(application: Application, ruling: Ruling) -> None:
        issued_on = timezone.localdate(ruling.decided_at)
        terms: dict[str, Any] = {**term, "conditions": conditions}
        refuse(rules.against_terms(**terms, issued_on=issued_on))
        terms["conditions"] = _written(conditions, report_within_days)
        permit = _registered(application, ruling, by, reason, **terms)
        ruling.order = _issuing(application, permit, ruling, reason)
        application.permit = permit

    return _decide(application, RulingKind.ISSUE, carry_out, by=by, reason=reason, **decision)


def deny(application: Application, *, by: User, reason: str, **decision: Any) -> Ruling:
    """Deny the permit applied for.

    ``decision``: reasons_en, reasons_fr, appointment and decided_at, as for ``issue``.
    """
    return _decide(application, RulingKind.DENY, None, by=by, reason=reason, **decision)


def return_to_applicant(
    application: Application, *, by: User, reason: str, **decision: Any
) -> Ruling:
    """Send an application back, saying why. ``decision`` is as for ``deny``."""
    return _decide(application, RulingKind.RETURN, None, by=by, reason=reason, **decision)


def _decide(
    application: Application,
    kind: RulingKind,
    carry_out: Any,
    *,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    by: User,
    reason: str,
    decided_at: datetime | None = None,
) -> Ruling:
    require(by, "applications.decide_application")
    act, status = MADE[kind]
    named = {"about": application.number, "authority": appointment.as_authority()}
    with ledger.entry(by=by, action=act, reason=reason, **named):
        application = Application.objects.select_for_update().get(pk=application.pk)
        said: dict[str, Any] = {
            "kind": kind,
            "reasons_en": reasons_en.strip(),
            "reasons_fr": reasons_fr.strip(),
            "decided_at": decided_at or timezone.now(),
        }
        refuse(rules.against_ruling(application, appointment=appointment, by=by, **said))
        ruling = Ruling(application=application, decided_by=by, decided_for=appointment, **said)
        if carry_out is not None:
            carry_out(application, ruling)
        ruling.full_clean()
        ruling.save()
        application.status = status
        _close(application, ruling)
        application.save()
    return ruling


def _close(application: Application, ruling: Ruling) -> None:
    """What is decided is closed; an applicant to whom it goes back is told why."""
    application.closed_on = timezone.localdate(ruling.decided_at)
    if ruling.kind != RulingKind.ISSUE:
        application.closing_reason_en = ruling.reasons_en
        application.closing_reason_fr = ruling.reasons_fr


def _registered(
    application: Application,
    ruling: Ruling,
    by: User,
    reason: str,
    **terms: Any,
) -> Permit:
    """The permit, saying what the application said."""
    issued_on = timezone.localdate(ruling.decided_at)
    same = (
        "kind", "destination", "end_user", "end_use", "end_use_location", "end_use_country",
        "temporary",
    )  # fmt: skip
    line = ("item", "code", "description", "quantity", "unit", "value", "currency")
    return register.register_decided(
        by=by,
        reason=reason,
        reference=_next_reference(application.kind, issued_on.year),
        holder=application.applicant,
        issued_on=issued_on,
        lines=[{name: getattr(row, name) for name in line} for row in application.lines.all()],
        consignees=[
            {"party": row.party, "country": row.party.country}
            for row in application.consignees.select_related("party__country")
        ],
        assurances=[row.assurance for row in application.rests_on.select_related("assurance")],
        joint_destinations=[row.country for row in application.joint_destinations.all()],
        **{name: getattr(application, name) for name in same},
        **terms,
    )


def _next_reference(kind: str, year: int) -> str:
    """The next number of its series that no permit of a register file bears already."""
    while True:
        reference = numbers.next_reference(SERIES[PermitKind(kind)], year)
        if not Permit.objects.filter(reference=reference).exists():
            return reference


def _issuing(application: Application, permit: Permit, ruling: Ruling, reason: str) -> Order:
    """The order that issues the permit: drawn up by whoever made the determination."""
    order = register.draw_up_signed(
        kind=OrderKind.ISSUE,
        title_en=f"Issue of permit {permit.reference}",
        title_fr=f"Délivrance de la licence {permit.reference}",
        ground_en=ruling.reasons_en,
        ground_fr=ruling.reasons_fr,
        authority=AUTHORITIES[PermitKind(permit.kind)],
        effective_at=ruling.decided_at,
        signed_at=ruling.decided_at,
        prepared_by=application.determination.made_by,
        appointment=ruling.decided_for,
        by=ruling.decided_by,
        reason=reason,
    )
    with ledger.entry(
        by=ruling.decided_by, action=Act.ISSUE, about=application.number, reason=reason
    ) as entry:
        register.pin(order, Permit.objects.filter(pk=permit.pk), list_number=1, entry=entry)
    register.carry_out(order, by=ruling.decided_by, reason=reason)
    return order


def _written(conditions: Iterable[tuple[str, str]], days: int | None) -> list[dict[str, Any]]:
    """The conditions of a permit in both languages, and the one on reports if it sets days."""
    written: list[dict[str, Any]] = [
        {"text_en": english.strip(), "text_fr": french.strip()} for english, french in conditions
    ]
    if days is not None:
        written.append(
            {
                "text_en": f"Each shipment is reported within {days} days.",
                "text_fr": f"Chaque expédition est déclarée dans les {days} jours.",
                "report_within_days": days,
            }
        )
    return written
