"""Have the holders been heard? Notice, time to answer, and what they said considered."""

from datetime import date, timedelta

from django.utils import timezone

from decisions.models import (
    DECIDED,
    Batch,
    BatchStatus,
    Decision,
    DecisionStatus,
    Intent,
    IntentPermit,
    OptionEffect,
    Representation,
)
from decisions.rules.refusals import Refusal
from permits.models import Party
from permits.models.permits import PermitQuerySet

SHORTEST_WINDOW = timedelta(days=7)
FROZEN = [BatchStatus.FROZEN, BatchStatus.CONFIRMED, BatchStatus.EXECUTED]


def not_notified(decision: Decision) -> PermitQuerySet:
    """The permits that a cancellation would reach and no notice concerns."""
    concerned = IntentPermit.objects.filter(intent__decision=decision)
    return decision.permits_to_reach().exclude(pk__in=concerned.values("permit"))


def against_cancelling_unheard(decision: Decision, *, day: date) -> list[Refusal]:
    """Holders are heard before their permits are cancelled, unless that is dispensed with.

    What a holder has said is considered in any case.
    """
    refusals = []
    if not decision.dispensations.exists():
        if not_notified(decision).exists():
            refusals.append(Refusal.NOT_HEARD)
        if decision.intents.filter(respond_by__gte=day).exists():
            refusals.append(Refusal.WINDOW_RUNS)
    if Representation.objects.to_consider().filter(intent__decision=decision).exists():
        refusals.append(Refusal.NOT_CONSIDERED)
    return refusals


def against_hearing(decision: Decision) -> list[Refusal]:
    """Notice is given, or dispensed with, before a decision that may cancel."""
    refusals = []
    if decision.status in DECIDED:
        refusals.append(Refusal.DECIDED)
    if not decision.options.filter(effect=OptionEffect.CANCEL).exists():
        refusals.append(Refusal.NO_CANCELLATION)
    return refusals


def against_notifying(decision: Decision) -> list[Refusal]:
    """Every permit in question is notified once."""
    refusals = against_hearing(decision)
    if not refusals and not not_notified(decision).exists():
        some = decision.permits_to_reach().exists()
        refusals.append(Refusal.ALL_NOTIFIED if some else Refusal.NOTHING_IN_QUESTION)
    return refusals


def against_window(*, notified_on: date, respond_by: date) -> list[Refusal]:
    """Holders have a week at least to answer."""
    refusals = []
    if notified_on > timezone.localdate():
        refusals.append(Refusal.DAY_TO_COME)
    if respond_by < notified_on + SHORTEST_WINDOW:
        refusals.append(Refusal.NO_TIME_TO_ANSWER)
    return refusals


def against_dispensing(decision: Decision) -> list[Refusal]:
    """Notice is dispensed with once, for the reason then given."""
    refusals = against_hearing(decision)
    if decision.dispensations.exists():
        refusals.append(Refusal.ALREADY_DISPENSED)
    return refusals


def against_representing(intent: Intent, *, holder: Party, received_on: date) -> list[Refusal]:
    """A holder who was notified may answer, also after the last day: what came late is kept."""
    refusals = []
    if not intent.concerned.filter(holder=holder).exists():
        refusals.append(Refusal.NOT_NOTIFIED)
    if received_on < intent.notified_on:
        refusals.append(Refusal.BEFORE_NOTICE)
    if received_on > timezone.localdate():
        refusals.append(Refusal.DAY_TO_COME)
    return refusals


def against_considering(representation: Representation) -> list[Refusal]:
    """What a holder says is considered once, before the decision; later, in a reconsideration."""
    refusals = []
    if representation.considered_at is not None:
        refusals.append(Refusal.ALREADY_CONSIDERED)
    if representation.intent.decision.status in DECIDED:
        refusals.append(Refusal.DECIDED)
    return refusals


def against_excluding(decision: Decision) -> list[Refusal]:
    """Permits are left out by the author in the draft, and by the Minister's office afterwards."""
    refusals = []
    if decision.status not in EXCLUDERS:
        refusals.append(Refusal.NOT_EXCLUDABLE)
    if Batch.objects.filter(decision=decision, status__in=FROZEN).exists():
        refusals.append(Refusal.LIST_FROZEN)
    return refusals


# Who may leave permits out, by where the memorandum is.
EXCLUDERS = {
    DecisionStatus.DRAFT: "decisions.add_decision",
    DecisionStatus.SUBMITTED: "decisions.sign_decision",
    DecisionStatus.SIGNED: "decisions.sign_decision",
}
