"""May a memorandum be written, put forward, returned, and signed?"""

import re
from datetime import datetime

from django.db import models
from django.utils import timezone

from accounts.models import Appointment, User
from audit.models import Entry
from decisions.models import Act, Decision, DecisionStatus, Option
from decisions.rules.refusals import Refusal
from investigations.models import Finding, Investigation
from investigations.models.findings import FindingKind, FindingStatus
from permits import rules as register
from permits.models.orders import OrderKind, OrderStatus

FEWEST_OPTIONS, MOST_OPTIONS = 2, 4
# What each act makes of the status it finds. docs/decisions.md is drawn from this table.
DECISION_TRANSITIONS: dict[str, dict[str, str]] = {
    Act.SUBMIT: {DecisionStatus.DRAFT: DecisionStatus.SUBMITTED},
    Act.RETURN: {DecisionStatus.SUBMITTED: DecisionStatus.DRAFT},
    Act.SIGN: {DecisionStatus.SUBMITTED: DecisionStatus.SIGNED},
}


def against_drafting(investigation: Investigation) -> list[Refusal]:
    """A memorandum puts an investigation's recommendation to the Minister."""
    return [] if investigation.recommendations.exists() else [Refusal.NO_RECOMMENDATION]


def against_editing(decision: Decision) -> list[Refusal]:
    """What is before the Minister, or signed, stays as it is."""
    return [] if decision.status == DecisionStatus.DRAFT else [Refusal.NOT_DRAFT]


def against_submitting(decision: Decision) -> list[Refusal]:
    """A memorandum is whole, in both languages, and rests on findings that were adopted."""
    refusals = against_editing(decision)
    if not _both(decision, "title"):
        refusals.append(Refusal.TITLE_IN_BOTH)
    if not _both(decision, "background"):
        refusals.append(Refusal.BACKGROUND_IN_BOTH)
    return [
        *refusals,
        *_against_options(list(decision.options.all())),
        *_against_suspensions(decision),
        *_against_findings(decision.investigation),
    ]


def _both(record: models.Model, field: str) -> bool:
    return all(getattr(record, f"{field}_{language}").strip() for language in ("en", "fr"))


def _against_options(options: list[Option]) -> list[Refusal]:
    refusals = []
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        refusals.append(Refusal.NUMBER_OF_OPTIONS)
    if sum(option.recommended for option in options) != 1:
        refusals.append(Refusal.ONE_RECOMMENDED)
    if not all(_both(option, "text") for option in options):
        refusals.append(Refusal.OPTIONS_IN_BOTH)
    return refusals


def _against_suspensions(decision: Decision) -> list[Refusal]:
    orders = list(decision.suspensions.all())
    if not orders:
        return [Refusal.NO_SUSPENSION]
    if any(
        order.kind != OrderKind.SUSPEND or order.status != OrderStatus.CARRIED_OUT
        for order in orders
    ):
        return [Refusal.NOT_A_SUSPENSION]
    return []


def _against_findings(investigation: Investigation) -> list[Refusal]:
    statuses = set(investigation.findings.values_list("status", flat=True))
    refusals = []
    if FindingStatus.ADOPTED not in statuses:
        refusals.append(Refusal.NO_FINDING_ADOPTED)
    if FindingStatus.DRAFT in statuses:
        refusals.append(Refusal.FINDING_IN_DRAFT)
    return refusals


def against_deciding(decision: Decision, *, by: User) -> list[Refusal]:
    """The Minister's choice is recorded by someone who had no hand in the memorandum."""
    refusals = []
    if decision.status != DecisionStatus.SUBMITTED:
        refusals.append(Refusal.NOT_SUBMITTED)
    if by.pk == decision.prepared_by_id or had_a_hand(
        by, decision.number, Act.DRAFT, Act.EDIT, Act.SUBMIT
    ):
        refusals.append(Refusal.SIGNER_PREPARED)
    return refusals


def against_returning(decision: Decision) -> list[Refusal]:
    """Only what is before the Minister can go back to its author."""
    return [] if decision.status == DecisionStatus.SUBMITTED else [Refusal.NOT_SUBMITTED]


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
) -> list[Refusal | register.Refusal]:
    """Section 10(1): the Minister may choose any option, for reasons given in both languages.

    Sections 7.3 and 7.4 bind the decision to issue, not this one: a permit may be cancelled
    although no substantial risk was found. The reasons then say so, by naming the finding.
    """
    refusals: list[Refusal | register.Refusal] = [*against_deciding(decision, by=by)]
    if option.decision_id != decision.pk:
        refusals.append(Refusal.OPTION_NOT_OFFERED)
    if not reasons_en.strip() or not reasons_fr.strip():
        refusals.append(Refusal.REASONS_IN_BOTH)
    elif not all(
        _names(text, finding)
        for finding in findings_on_risk(decision.investigation)
        for text in (reasons_en, reasons_fr)
    ):
        refusals.append(Refusal.RISK_NOT_ADDRESSED)
    if timezone.localdate(effective_at) < timezone.localdate(signed_at):
        refusals.append(Refusal.EFFECTIVE_BEFORE_SIGNED)
    return refusals + register.against_signing_for(appointment, by=by, signed_at=signed_at)


def findings_on_risk(investigation: Investigation) -> models.QuerySet[Finding]:
    """What the investigation concluded, either way, on the risks of section 7.3."""
    return investigation.findings.filter(kind=FindingKind.RISK).exclude(status=FindingStatus.DRAFT)


def _names(text: str, finding: Finding) -> bool:
    return re.search(rf"{re.escape(finding.number)}(?!\d)", text) is not None


def had_a_hand(person: User, number: str, *acts: str) -> bool:
    """Whether the ledger knows an act of this person on the record with this number."""
    return Entry.objects.by_person(person).filter(about=number, action__in=acts).exists()
