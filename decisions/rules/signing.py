"""May the Minister's choice be recorded: by whom, for what reasons, by whose authority?"""

import re
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import Max, Q, Sum
from django.utils import timezone

from accounts import rules as accounts
from accounts.models import Appointment, Power, User
from decisions.models import (
    DECIDED,
    Act,
    Decision,
    DecisionStatus,
    Option,
    OptionEffect,
    SetAsideBy,
)
from decisions.rules.fairness import against_cancelling_unheard
from decisions.rules.memoranda import had_a_hand, wrote
from decisions.rules.refusals import Refusal
from investigations.models import Finding, Investigation
from investigations.models.findings import FindingKind
from permits import rules as register
from permits.models import PermitLine

AnyReason = Refusal | register.Refusal | accounts.Refusal
# What an instrument of delegation must cover for each effect.
POWERS = {
    OptionEffect.CANCEL: Power.CANCEL,
    OptionEffect.REINSTATE: Power.REINSTATE,
    OptionEffect.SUSPEND: Power.SUSPEND,
    OptionEffect.AMEND: Power.AMEND,
}


def against_deciding(decision: Decision, *, by: User) -> list[Refusal]:
    """The Minister's choice is recorded by someone who had no hand in the memorandum."""
    refusals = []
    if decision.status != DecisionStatus.SUBMITTED:
        refusals.append(Refusal.NOT_SUBMITTED)
    if wrote(by, decision) or had_a_hand(by, decision.number, Act.OPINE, Act.ENDORSE):
        refusals.append(Refusal.SIGNER_PREPARED)
    return refusals


def against_signing(
    decision: Decision,
    *,
    by: User,
    option: Option,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    signed_at: datetime,
    effective_at: datetime,
    changes_en: str = "",
    changes_fr: str = "",
) -> list[AnyReason]:
    """Section 10(1): the Minister may choose any option, for reasons given in both languages.

    Sections 7.3 and 7.4 bind the decision to issue, not this one: a permit may be cancelled
    although no substantial risk was found. The reasons then say so, by naming the finding.
    """
    refusals: list[AnyReason] = [*against_deciding(decision, by=by)]
    if option.decision_id != decision.pk:
        refusals.append(Refusal.OPTION_NOT_OFFERED)
    refusals += _against_reasons(decision, reasons_en, reasons_fr)
    if bool(changes_en.strip()) != bool(changes_fr.strip()):
        refusals.append(Refusal.CHANGES_IN_BOTH)
    if timezone.localdate(effective_at) < timezone.localdate(signed_at):
        refusals.append(Refusal.EFFECTIVE_BEFORE_SIGNED)
    if option.effect == OptionEffect.CANCEL:
        refusals += against_cancelling_unheard(decision, day=timezone.localdate(signed_at))
    refusals += _against_delegate(decision, option, appointment, signed_at)
    return refusals + register.against_signing_for(appointment, by=by, signed_at=signed_at)


def against_rejecting(
    decision: Decision,
    *,
    by: User,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    signed_at: datetime,
) -> list[AnyReason]:
    """The Minister may approve none of the options, for reasons given in both languages."""
    refusals: list[AnyReason] = [*against_deciding(decision, by=by)]
    if not reasons_en.strip() or not reasons_fr.strip():
        refusals.append(Refusal.REASONS_IN_BOTH)
    return refusals + register.against_signing_for(appointment, by=by, signed_at=signed_at)


def _against_reasons(decision: Decision, reasons_en: str, reasons_fr: str) -> list[AnyReason]:
    if not reasons_en.strip() or not reasons_fr.strip():
        return [Refusal.REASONS_IN_BOTH]
    named = all(
        _names(text, finding)
        for finding in findings_on_risk(decision.investigation)
        for text in (reasons_en, reasons_fr)
    )
    return [] if named else [Refusal.RISK_NOT_ADDRESSED]


def _against_delegate(
    decision: Decision, option: Option, appointment: Appointment, signed_at: datetime
) -> list[AnyReason]:
    """A delegate decides within the dates and limits of the instrument; the Minister has none.

    The limit on value is held against the highest of the permits in question.
    """
    if appointment.is_minister or option.effect == OptionEffect.KEEP:
        return []
    lines = PermitLine.objects.filter(permit__in=decision.permits_to_reach().order_by())
    values: list[tuple[str, Decimal | None]] = []
    if lines.filter(Q(value=None) | ~Q(currency="CAD")).exists():
        values.append(("CAD", None))
    of_each = lines.order_by().values("permit").annotate(total=Sum("value"))
    values.append(("CAD", of_each.aggregate(highest=Max("total"))["highest"] or Decimal(0)))
    refusals = accounts.against_exercising(
        appointment,
        POWERS[OptionEffect(option.effect)],
        at=signed_at,
        groups={2} if lines.filter(item__group=2).exists() else set(),
        values=values,
    )
    # Whether the office was held that day is asked of every signature.
    return [refusal for refusal in refusals if refusal != accounts.Refusal.NOT_IN_OFFICE]


def findings_on_risk(investigation: Investigation) -> models.QuerySet[Finding]:
    """What the investigation concluded, either way, on the risks of section 7.3."""
    return investigation.findings.closed().with_standing().filter(kind=FindingKind.RISK)


def _names(text: str, finding: Finding) -> bool:
    return re.search(rf"{re.escape(finding.number)}(?!\d)", text) is not None


def against_ending(decision: Decision) -> list[Refusal]:
    """What was decided can be set aside, once."""
    refusals = []
    if decision.status not in DECIDED:
        refusals.append(Refusal.NOT_DECIDED)
    if decision.is_set_aside():
        refusals.append(Refusal.SET_ASIDE)
    return refusals


def against_setting_aside(
    decision: Decision, *, by_whom: str, replaced_by: Decision | None, decided_on: date
) -> list[Refusal]:
    """A decision is set aside once, by a court or by the decision that reconsiders it."""
    refusals = against_ending(decision)
    if decided_on > timezone.localdate():
        refusals.append(Refusal.DAY_TO_COME)
    needed = by_whom == SetAsideBy.MINISTER
    if needed or replaced_by is not None:
        replaces = (
            replaced_by is not None
            and replaced_by.status in DECIDED
            and replaced_by.reconsiders_id == decision.pk
        )
        if not replaces:
            refusals.append(Refusal.REPLACED_BY_UNSIGNED)
    return refusals


def against_reconsidering(decision: Decision) -> list[Refusal]:
    """What was decided, either way, may be decided anew."""
    return [] if decision.status in DECIDED else [Refusal.NOT_DECIDED]
