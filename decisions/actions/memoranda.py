"""The verbs of a memorandum: written, sent off, reviewed, put before the Minister, returned."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import require, require_any
from audit import ledger, numbers
from audit.models import Entry
from decisions import rules
from decisions.actions.refusing import stop_at
from decisions.models import (
    Act,
    Batch,
    Decision,
    DecisionStatus,
    LegalOpinion,
    LegalView,
    Option,
    PermitInQuestion,
    PopulationKind,
    RoutingStep,
    SuspensionInQuestion,
)
from investigations.models import Recommendation
from permits.models import Order, Permit

# A draft may wait for these; submission may not.
INCOMPLETE = {
    "background_en", "background_fr", "text_en", "text_fr", "risks_en", "risks_fr",
}  # fmt: skip
# Who may send a memorandum back, by where it is.
RETURNERS = {
    DecisionStatus.LEGAL: "decisions.give_opinion",
    DecisionStatus.DIRECTION: "decisions.endorse_decision",
    DecisionStatus.SUBMITTED: "decisions.sign_decision",
}


def draft(
    recommendation: Recommendation,
    *,
    options: Iterable[Mapping[str, Any]],
    by: User,
    reason: str,
    suspensions: Iterable[Order] = (),
    permits: Iterable[Permit] = (),
    reconsiders: Decision | None = None,
    **facts: Any,
) -> Decision:
    """Begin a memorandum on a recommendation.

    ``facts`` are its title and background in both languages, and how its permits are found:
    ``population``, with the ``question`` asked of the register or the batch it ``corrects``;
    ``options`` each have an effect, a text and risks in both languages and whether it is
    recommended. Raises ``ValidationError`` naming each wrong field; what may still be missing in
    a draft is asked when it is sent off.
    """
    require(by, "decisions.add_decision")
    if reconsiders is not None:
        stop_at(rules.against_reconsidering(reconsiders))
    with transaction.atomic():
        year = timezone.localdate(recommendation.made_at).year
        number = numbers.next_reference("MD", year)
        with ledger.entry(by=by, action=Act.DRAFT, about=number, reason=reason):
            decision = Decision(
                number=number,
                investigation=recommendation.investigation,
                recommendation=recommendation,
                reconsiders=reconsiders,
                prepared_by=by,
            )
            _write(decision, facts, suspensions, permits, options)
    return decision


def draft_correction(batch: Batch, **facts: Any) -> Decision:
    """Begin a memorandum on what an executed batch changed: wrongly, or under what was set aside.

    It cites the batch, and rests on the recommendation that the first decision rested on.
    """
    if not batch.executed_at:
        stop_at([rules.Refusal.NOT_EXECUTED])
    return draft(
        batch.decision.recommendation, population=PopulationKind.BATCH, corrects=batch, **facts
    )


def edit(
    decision: Decision,
    *,
    options: Iterable[Mapping[str, Any]],
    by: User,
    reason: str,
    suspensions: Iterable[Order] = (),
    permits: Iterable[Permit] = (),
    version: int | None = None,
    **facts: Any,
) -> Decision:
    """Change a memorandum in draft; ``version`` is the one its editor began from."""
    require(by, "decisions.add_decision")
    with ledger.entry(by=by, action=Act.EDIT, about=decision.number, reason=reason):
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        refusals = rules.against_editing(decision)
        if version is not None and version != decision.version():
            refusals.append(rules.Refusal.CHANGED_MEANWHILE)
        stop_at(refusals)
        _write(decision, facts, suspensions, permits, options)
    return decision


def submit(
    decision: Decision, *, by: User, reason: str, made_at: datetime | None = None
) -> Decision:
    """Send a memorandum to legal review. Raises ``ValidationError`` with all it lacks."""
    require(by, "decisions.add_decision")
    with ledger.entry(by=by, action=Act.SUBMIT, about=decision.number, reason=reason) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_submitting(decision))
        take_step(decision, rules.DECISION_TRANSITIONS[Act.SUBMIT], entry, made_at)
        decision.save()
    return decision


def opine(
    decision: Decision,
    *,
    view: str,
    text: str,
    by: User,
    reason: str,
    given_at: datetime | None = None,
) -> LegalOpinion:
    """Give the legal opinion on a memorandum, as it stands.

    It goes on to the director general; if it is not lawful, back to its author.
    """
    require(by, "decisions.give_opinion")
    with ledger.entry(by=by, action=Act.OPINE, about=decision.number, reason=reason) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_opining(decision, by=by, text=text))
        opinion = LegalOpinion(
            decision=decision,
            view=view,
            text=text.strip(),
            version=decision.version(),
            given_at=given_at or timezone.now(),
            entry=entry,
        )
        opinion.full_clean()
        opinion.save()
        onward = Act.RETURN if view == LegalView.UNLAWFUL else Act.OPINE
        take_step(decision, rules.DECISION_TRANSITIONS[onward], entry, given_at)
        decision.save()
    return opinion


def endorse(
    decision: Decision, *, by: User, reason: str, made_at: datetime | None = None
) -> Decision:
    """Put a memorandum before the Minister, as director general or deputy."""
    require(by, "decisions.endorse_decision")
    with ledger.entry(by=by, action=Act.ENDORSE, about=decision.number, reason=reason) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_endorsing(decision, by=by))
        take_step(decision, rules.DECISION_TRANSITIONS[Act.ENDORSE], entry, made_at)
        decision.save()
    return decision


def return_to_author(
    decision: Decision, *, by: User, reason: str, made_at: datetime | None = None
) -> Decision:
    """Send a memorandum back to be a draft again, by whoever has it, for the reason given."""
    require_any(by, *RETURNERS.values())
    with ledger.entry(by=by, action=Act.RETURN, about=decision.number, reason=reason) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_returning(decision))
        require(by, RETURNERS[DecisionStatus(decision.status)])
        take_step(decision, rules.DECISION_TRANSITIONS[Act.RETURN], entry, made_at)
        decision.save()
    return decision


def take_step(
    decision: Decision, transitions: Mapping[str, str], entry: Entry, made_at: datetime | None
) -> None:
    """Move a memorandum on or back, and keep the step; the decision is saved by the caller."""
    before, after = decision.status, transitions[decision.status]
    RoutingStep.objects.create(
        decision=decision,
        from_status=before,
        to_status=after,
        made_at=made_at or timezone.now(),
        entry=entry,
    )
    decision.status = after


def _write(
    decision: Decision,
    facts: Mapping[str, Any],
    suspensions: Iterable[Order],
    permits: Iterable[Permit],
    options: Iterable[Mapping[str, Any]],
) -> None:
    """Write a memorandum as its author left it: what is new, what changed, what was taken out."""
    for name, fact in facts.items():
        setattr(decision, name, fact)
    _save(decision)
    kept = {row.order_id: row for row in decision.suspensions_in_question.all()}
    for order in suspensions:
        if kept.pop(order.pk, None) is None:
            SuspensionInQuestion.objects.create(decision=decision, order=order)
    _name(decision, {permit.pk for permit in permits})
    known = {option.position: option for option in decision.options.all()}
    for position, said in enumerate(options, start=1):
        option = known.pop(position, None) or Option(decision=decision, position=position)
        for name, fact in said.items():
            setattr(option, name, fact)
        _save(option)
    for left_out in [*kept.values(), *known.values()]:
        left_out.delete()


def _name(decision: Decision, named: set[int]) -> None:
    """Keep the permits named one by one, as sets."""
    before = set(decision.permits_named.values_list("permit", flat=True))
    decision.permits_named.filter(permit__in=before - named).delete()
    PermitInQuestion.objects.bulk_create(
        PermitInQuestion(decision=decision, permit_id=key) for key in sorted(named - before)
    )


def _save(record: models.Model) -> None:
    """Save a part of a draft once it is whole, save for the texts that may still be missing."""
    record.full_clean(
        exclude={name for name in INCOMPLETE if not getattr(record, name, "").strip()}
    )
    record.save()
