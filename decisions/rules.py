"""May this be decided, and may it be carried out? Each rule returns every reason against it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, User
from audit.models import Entry
from decisions.models import (
    Act,
    Batch,
    BatchStatus,
    Decision,
    DecisionStatus,
    Option,
)
from investigations.models import Finding, Investigation
from investigations.models.findings import FindingKind, FindingStatus
from permits import rules as register
from permits.models import Permit
from permits.models.orders import OrderKind, OrderStatus

CHUNK = 2000
FEWEST_OPTIONS, MOST_OPTIONS = 2, 4


class Refusal(models.TextChoices):
    """Why an act on a decision or a batch may not happen, in words for its reader."""

    NO_RECOMMENDATION = "no-recommendation", _("The investigation has made no recommendation.")
    NOT_DRAFT = "not-draft", _("The memorandum is not a draft.")
    NOT_SUBMITTED = "not-submitted", _("The memorandum is not before the Minister.")
    TITLE_IN_BOTH = "title-in-both", _("The title is missing in one language.")
    BACKGROUND_IN_BOTH = "background-in-both", _("The background is missing in one language.")
    OPTIONS_IN_BOTH = "options-in-both", _("The text of an option is missing in one language.")
    NUMBER_OF_OPTIONS = "number-of-options", _("The memorandum must offer two to four options.")
    ONE_RECOMMENDED = "one-recommended", _("Exactly one option must be recommended.")
    NO_SUSPENSION = "no-suspension", _("The memorandum names no suspension in question.")
    NOT_A_SUSPENSION = "not-a-suspension", _("An order in question has suspended no permit.")
    NO_FINDING_ADOPTED = "no-finding-adopted", _("No finding of the investigation is adopted.")
    FINDING_IN_DRAFT = "finding-in-draft", _("A finding of the investigation is still a draft.")
    CHANGED_MEANWHILE = (
        "changed-meanwhile",
        _("Someone else changed this memorandum after you opened it. Nothing of yours is saved."),
    )
    SIGNER_PREPARED = (
        "signer-prepared",
        _("You had a hand in this memorandum; another person must sign the decision."),
    )
    OPTION_NOT_OFFERED = "option-not-offered", _("The option is not one of this memorandum.")
    REASONS_IN_BOTH = "reasons-in-both", _("The reasons are missing in one language.")
    RISK_NOT_ADDRESSED = (
        "risk-not-addressed",
        _(
            "The reasons must name, in both languages, each finding on risk: they say how the"
            " decision stands to it."
        ),
    )
    EFFECTIVE_BEFORE_SIGNED = (
        "effective-before-signed",
        _("The decision would take effect on a day before it was signed."),
    )
    NOT_SIGNED = "not-signed", _("The decision is not signed.")
    NO_ORDER = "no-order", _("The option chosen draws up no order: there is nothing to carry out.")
    CARRIED_OUT = "carried-out", _("The order of this decision is carried out.")
    BATCH_UNFINISHED = "batch-unfinished", _("Another batch of this decision is unfinished.")
    NOT_PREPARED = "not-prepared", _("The list of the batch is already frozen.")
    EMPTY_LIST = "empty-list", _("No permit is suspended by the orders in question any more.")
    NOT_FROZEN = "not-frozen", _("The batch is not frozen and waiting to be confirmed.")
    CONFIRMER_PREPARED = (
        "confirmer-prepared",
        _("You prepared or froze this batch; another person must confirm it."),
    )
    COUNT_DIFFERS = (
        "count-differs",
        _("The number typed is not the number of permits on the list."),
    )
    DIGEST_DIFFERS = (
        "digest-differs",
        _("The list is not the one that was frozen: its digest differs."),
    )
    NOT_CONFIRMED = "not-confirmed", _("The batch is not confirmed.")
    FINISHED = "finished", _("The batch is already executed or aborted.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


# What each act makes of the status it finds. docs/decisions.md is drawn from these tables.
DECISION_TRANSITIONS: dict[str, dict[str, str]] = {
    Act.SUBMIT: {DecisionStatus.DRAFT: DecisionStatus.SUBMITTED},
    Act.RETURN: {DecisionStatus.SUBMITTED: DecisionStatus.DRAFT},
    Act.SIGN: {DecisionStatus.SUBMITTED: DecisionStatus.SIGNED},
}
BATCH_TRANSITIONS: dict[str, dict[str, str]] = {
    Act.FREEZE_BATCH: {BatchStatus.PREPARED: BatchStatus.FROZEN},
    Act.CONFIRM_BATCH: {BatchStatus.FROZEN: BatchStatus.CONFIRMED},
    Act.EXECUTE_BATCH: {BatchStatus.CONFIRMED: BatchStatus.EXECUTED},
    Act.ABORT_BATCH: {
        BatchStatus.PREPARED: BatchStatus.ABORTED,
        BatchStatus.FROZEN: BatchStatus.ABORTED,
        BatchStatus.CONFIRMED: BatchStatus.ABORTED,
    },
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
    if by.pk == decision.prepared_by_id or _had_a_hand(
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


def _had_a_hand(person: User, number: str, *acts: str) -> bool:
    """Whether the ledger knows an act of this person on the record with this number."""
    return Entry.objects.by_person(person).filter(about=number, action__in=acts).exists()


def against_preparing(decision: Decision) -> list[Refusal]:
    """A batch carries out the order of a signed decision, one list at a time."""
    if decision.status != DecisionStatus.SIGNED:
        return [Refusal.NOT_SIGNED]
    if decision.order is None:
        return [Refusal.NO_ORDER]
    if decision.order.status == OrderStatus.CARRIED_OUT:
        return [Refusal.CARRIED_OUT]
    return [Refusal.BATCH_UNFINISHED] if decision.batches.unfinished().exists() else []


def against_freezing(batch: Batch) -> list[Refusal]:
    """A list is frozen once; it holds what the suspensions in question still suspend."""
    if batch.status not in BATCH_TRANSITIONS[Act.FREEZE_BATCH]:
        return [Refusal.NOT_PREPARED]
    return [] if batch.decision.permits_in_question().exists() else [Refusal.EMPTY_LIST]


def against_reviewing(batch: Batch, *, by: User) -> list[Refusal]:
    """The list is confirmed by a person who neither prepared nor froze it."""
    refusals = []
    if batch.status not in BATCH_TRANSITIONS[Act.CONFIRM_BATCH]:
        refusals.append(Refusal.NOT_FROZEN)
    if by.pk == batch.prepared_by_id or _had_a_hand(
        by, batch.number, Act.PREPARE_BATCH, Act.FREEZE_BATCH
    ):
        refusals.append(Refusal.CONFIRMER_PREPARED)
    return refusals


def against_confirming(batch: Batch, *, by: User, typed_count: int) -> list[Refusal]:
    """The confirmer types the count, and the list is still the one that was frozen."""
    refusals = against_reviewing(batch, by=by)
    if Refusal.NOT_FROZEN in refusals:
        return refusals
    if typed_count != batch.frozen_count:
        refusals.append(Refusal.COUNT_DIFFERS)
    if digest_of(batch) != (batch.digest, batch.frozen_count):
        refusals.append(Refusal.DIGEST_DIFFERS)
    return refusals


def against_executing(batch: Batch) -> list[Refusal]:
    """Only a confirmed list is carried out; each permit on it is asked about on its own."""
    return [] if batch.status == BatchStatus.CONFIRMED else [Refusal.NOT_CONFIRMED]


def against_aborting(batch: Batch) -> list[Refusal]:
    """What is executed is repaired by reinstatement, never undone."""
    return [] if batch.status in BATCH_TRANSITIONS[Act.ABORT_BATCH] else [Refusal.FINISHED]


def digest_of(batch: Batch) -> tuple[str, int]:
    """SHA-256 over the lines "number version" of the list, in key order; and how many lines."""
    digest, count = sha256(), 0
    lines = batch.schedule().order_by("permit_id").values_list("permit__reference", "version")
    for reference, version in lines.iterator(CHUNK):
        digest.update(f"{reference} {version}\n".encode())
        count += 1
    return digest.hexdigest(), count


@dataclass
class DryRun:
    """What would become of a frozen list now, and the lines of one page of it."""

    eligible: int = 0
    refused: int = 0
    reasons: Counter[register.Refusal] = field(default_factory=Counter)
    lines: list[tuple[Permit, list[register.Refusal]]] = field(default_factory=list)

    @property
    def by_reason(self) -> list[tuple[register.Refusal, int]]:
        return self.reasons.most_common()


def dry_run(batch: Batch, *, answer: str = "", page: int = 1, size: int = 50) -> DryRun:
    """Ask of every permit on the list, as execution will, keeping the lines of one page.

    ``answer`` keeps the "eligible" or the "refused" only. The list is streamed: a hundred
    thousand permits take the memory of one page.
    """
    order, found, passed = batch.order, DryRun(), 0
    first = (page - 1) * size
    for permit, refusals in register.asked_each(
        batch.permits(), kind=order.kind, effective_at=order.effective_at
    ):
        if refusals:
            found.refused += 1
            found.reasons.update(refusals)
        else:
            found.eligible += 1
        if answer != ("eligible" if refusals else "refused"):
            if first <= passed < first + size:
                found.lines.append((permit, refusals))
            passed += 1
    models.prefetch_related_objects([permit for permit, _refusals in found.lines], "holder")
    return found
