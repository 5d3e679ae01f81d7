"""Holders are heard: notice of what is intended, their answers, and the permits left out."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.utils import timezone

from accounts.models import User
from accounts.roles import require, require_any
from audit import ledger, numbers
from audit.models import Entry
from decisions import rules
from decisions.actions.notices import tell_of_intent
from decisions.actions.refusing import stop_at
from decisions.models import (
    Act,
    Decision,
    DecisionStatus,
    Dispensation,
    Exclusion,
    Intent,
    IntentPermit,
    Representation,
)
from office.models import Document
from permits.actions.setwise import insert_from
from permits.models import Party, Permit

MAY_DISPENSE = ("decisions.add_decision", "decisions.sign_decision")
MAY_CONSIDER = ("decisions.add_decision", "decisions.sign_decision")


def notify_intent(
    decision: Decision,
    *,
    text_en: str,
    text_fr: str,
    notified_on: date,
    respond_by: date,
    by: User,
    reason: str,
) -> Intent:
    """Give notice of an intended cancellation to every holder that has none yet.

    The permits in question are pinned with their holders of this moment.
    """
    require(by, "decisions.add_decision")
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_notifying(decision))
        stop_at(rules.against_window(notified_on=notified_on, respond_by=respond_by))
        number = numbers.next_reference("NI", notified_on.year)
        with ledger.entry(by=by, action=Act.NOTIFY_INTENT, about=number, reason=reason) as entry:
            intent = Intent(
                number=number,
                decision=decision,
                text_en=text_en.strip(),
                text_fr=text_fr.strip(),
                notified_on=notified_on,
                respond_by=respond_by,
                entry=entry,
            )
            intent.full_clean()
            intent.save()
            _pin(intent, entry)
        tell_of_intent(intent, by=by, reason=reason)
    return intent


def _pin(intent: Intent, entry: Entry) -> None:
    """The permits in question without a notice, and their holders of this moment."""
    insert_from(
        IntentPermit,
        rules.not_notified(intent.decision).order_by("pk"),
        intent=Value(intent.pk),
        permit=F("pk"),
        holder=F("holder_id"),
        entry=Value(entry.pk),
    )


def dispense(
    decision: Decision, *, reason_en: str, reason_fr: str, by: User, reason: str
) -> Dispensation:
    """Dispense with notice to holders, for a reason stated in both languages."""
    require_any(by, *MAY_DISPENSE)
    with ledger.entry(by=by, action=Act.DISPENSE, about=decision.number, reason=reason) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_dispensing(decision))
        dispensation = Dispensation(
            decision=decision,
            reason_en=reason_en.strip(),
            reason_fr=reason_fr.strip(),
            entry=entry,
        )
        dispensation.full_clean()
        dispensation.save()
    return dispensation


def record_representation(
    intent: Intent,
    *,
    holder: Party,
    received_on: date,
    text: str,
    by: User,
    reason: str,
    document: Document | None = None,
) -> Representation:
    """Record what a holder answers to a notice, also when it comes after the last day."""
    require(by, "decisions.add_representation")
    with ledger.entry(by=by, action=Act.REPRESENT, about=intent.number, reason=reason):
        # A signature asks whether every representation is considered: before this, or after.
        Decision.objects.select_for_update().get(pk=intent.decision_id)
        stop_at(rules.against_representing(intent, holder=holder, received_on=received_on))
        representation = Representation(
            intent=intent,
            holder=holder,
            received_on=received_on,
            text=text.strip(),
            document=document,
            recorded_by=by,
        )
        representation.full_clean()
        representation.save()
    return representation


def consider(
    representation: Representation,
    *,
    answer_en: str,
    answer_fr: str,
    by: User,
    reason: str,
    considered_at: datetime | None = None,
) -> Representation:
    """Say in both languages what is made of a representation, before the decision is taken."""
    require_any(by, *MAY_CONSIDER)
    about = representation.intent.number
    with ledger.entry(by=by, action=Act.CONSIDER, about=about, reason=reason):
        Decision.objects.select_for_update().get(pk=representation.intent.decision_id)
        representation = Representation.objects.select_for_update().get(pk=representation.pk)
        stop_at(rules.against_considering(representation))
        representation.answer_en = answer_en.strip()
        representation.answer_fr = answer_fr.strip()
        representation.considered_by = by
        representation.considered_at = considered_at or timezone.now()
        representation.full_clean()
        representation.save()
    return representation


def exclude(
    decision: Decision,
    permits: Iterable[Permit],
    *,
    reason_en: str,
    reason_fr: str,
    by: User,
    reason: str,
) -> int:
    """Leave permits in question out of what is decided; returns how many."""
    require_any(by, *rules.EXCLUDERS.values())
    with ledger.entry(by=by, action=Act.EXCLUDE, about=decision.number, reason=reason):
        decision = _to_exclude_from(decision, by)
        keys = {permit.pk for permit in permits}
        known = decision.permits_to_reach().filter(pk__in=keys).values_list("pk", flat=True)
        if not keys or set(known) != keys:
            stop_at([rules.Refusal.PERMIT_NOT_IN_QUESTION])
        exclusions = [
            Exclusion(
                decision=decision,
                permit_id=key,
                reason_en=reason_en.strip(),
                reason_fr=reason_fr.strip(),
            )
            for key in sorted(keys)
        ]
        exclusions[0].full_clean(validate_unique=False)
        Exclusion.objects.bulk_create(exclusions)
    return len(keys)


def include(exclusion: Exclusion, *, by: User, reason: str) -> None:
    """Take an exclusion back, before a list is frozen."""
    require_any(by, *rules.EXCLUDERS.values())
    about = exclusion.decision.number
    with ledger.entry(by=by, action=Act.INCLUDE, about=about, reason=reason):
        _to_exclude_from(exclusion.decision, by)
        exclusion.delete()


def _to_exclude_from(decision: Decision, by: User) -> Decision:
    """The decision, locked, if this person may leave permits out where it now is."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    stop_at(rules.against_excluding(decision))
    require(by, rules.EXCLUDERS[DecisionStatus(decision.status)])
    return decision
