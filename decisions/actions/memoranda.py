"""The verbs of deciding: a memorandum is written, put before the Minister, and signed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.roles import require
from audit import ledger, numbers
from decisions import rules
from decisions.actions.refusing import stop_at
from decisions.models import Act, Decision, Option, OptionEffect, SuspensionInQuestion
from investigations.models import Recommendation
from permits import actions as register
from permits.models import Order

# A draft may wait for these; submission may not.
INCOMPLETE = {"background_en", "background_fr", "text_en", "text_fr"}


def draft(
    recommendation: Recommendation,
    *,
    suspensions: Iterable[Order],
    options: Iterable[Mapping[str, Any]],
    by: User,
    reason: str,
    **texts: str,
) -> Decision:
    """Begin a memorandum on a recommendation.

    ``texts`` are its title and background in both languages; ``options`` each have an effect, a
    text in both languages and whether it is recommended. Raises ``ValidationError`` naming each
    wrong field; what may still be missing in a draft is asked at submission.
    """
    require(by, "decisions.add_decision")
    with transaction.atomic():
        year = timezone.localdate(recommendation.made_at).year
        number = numbers.next_reference("MD", year)
        with ledger.entry(by=by, action=Act.DRAFT, about=number, reason=reason):
            decision = Decision(
                number=number,
                investigation=recommendation.investigation,
                recommendation=recommendation,
                prepared_by=by,
            )
            _write(decision, texts, suspensions, options)
    return decision


def edit(
    decision: Decision,
    *,
    suspensions: Iterable[Order],
    options: Iterable[Mapping[str, Any]],
    by: User,
    reason: str,
    version: int | None = None,
    **texts: str,
) -> Decision:
    """Change a memorandum in draft; ``version`` is the one its editor began from."""
    require(by, "decisions.add_decision")
    with ledger.entry(by=by, action=Act.EDIT, about=decision.number, reason=reason):
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        refusals = rules.against_editing(decision)
        if version is not None and version != decision.version():
            refusals.append(rules.Refusal.CHANGED_MEANWHILE)
        stop_at(refusals)
        _write(decision, texts, suspensions, options)
    return decision


def submit(decision: Decision, *, by: User, reason: str) -> Decision:
    """Put a memorandum before the Minister. Raises ``ValidationError`` with all it lacks."""
    require(by, "decisions.add_decision")
    with ledger.entry(by=by, action=Act.SUBMIT, about=decision.number, reason=reason):
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_submitting(decision))
        decision.status = rules.DECISION_TRANSITIONS[Act.SUBMIT][decision.status]
        decision.save()
    return decision


def return_to_author(decision: Decision, *, by: User, reason: str) -> Decision:
    """Send a memorandum back to be a draft again, for the reason given."""
    require(by, "decisions.sign_decision")
    with ledger.entry(by=by, action=Act.RETURN, about=decision.number, reason=reason):
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(rules.against_returning(decision))
        decision.status = rules.DECISION_TRANSITIONS[Act.RETURN][decision.status]
        decision.save()
    return decision


def sign(
    decision: Decision,
    *,
    option: Option,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    effective_at: datetime,
    by: User,
    reason: str,
    signed_at: datetime | None = None,
) -> Decision:
    """Record the Minister's choice, and draw up the order that it calls for.

    ``signed_at`` is now, or a past moment for a decision entered afterwards: the office-holder is
    the one of that day. No permit changes until a batch carries the order out.
    """
    require(by, "decisions.sign_decision")
    named = {"about": decision.number, "authority": appointment.as_authority()}
    with ledger.entry(by=by, action=Act.SIGN, reason=reason, **named):
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        choice: dict[str, Any] = {
            "reasons_en": reasons_en.strip(),
            "reasons_fr": reasons_fr.strip(),
            "signed_at": signed_at or timezone.now(),
            "effective_at": effective_at,
        }
        stop_at(
            rules.against_signing(decision, by=by, option=option, appointment=appointment, **choice)
        )
        if option.effect != OptionEffect.KEEP:
            decision.order = _draw_up(decision, option, choice, appointment, by, reason)
        for name, value in choice.items():
            setattr(decision, name, value)
        decision.chosen, decision.signed_by, decision.signed_for = option, by, appointment
        decision.status = rules.DECISION_TRANSITIONS[Act.SIGN][decision.status]
        decision.full_clean()
        decision.save()
    return decision


def _write(
    decision: Decision,
    texts: Mapping[str, str],
    suspensions: Iterable[Order],
    options: Iterable[Mapping[str, Any]],
) -> None:
    """Write a memorandum as its author left it: what is new, what changed, what was taken out."""
    for name, text in texts.items():
        setattr(decision, name, text)
    _save(decision)
    kept = {row.order_id: row for row in decision.suspensions_in_question.all()}
    for order in suspensions:
        if kept.pop(order.pk, None) is None:
            SuspensionInQuestion.objects.create(decision=decision, order=order)
    known = {option.position: option for option in decision.options.all()}
    for position, facts in enumerate(options, start=1):
        option = known.pop(position, None) or Option(decision=decision, position=position)
        for name, fact in facts.items():
            setattr(option, name, fact)
        _save(option)
    for left_out in [*kept.values(), *known.values()]:
        left_out.delete()


def _save(record: models.Model) -> None:
    """Save a part of a draft once it is whole, save for the texts that may still be missing."""
    record.full_clean(
        exclude={name for name in INCOMPLETE if not getattr(record, name, "").strip()}
    )
    record.save()


def _draw_up(
    decision: Decision,
    option: Option,
    choice: Mapping[str, Any],
    appointment: Appointment,
    by: User,
    reason: str,
) -> Order:
    """The order that an option calls for, signed with the decision: its grounds are the reasons."""
    return register.draw_up_signed(
        kind=option.effect,
        title_en=decision.title_en,
        title_fr=decision.title_fr,
        ground_en=choice["reasons_en"],
        ground_fr=choice["reasons_fr"],
        effective_at=choice["effective_at"],
        signed_at=choice["signed_at"],
        prepared_by=decision.prepared_by,
        appointment=appointment,
        by=by,
        reason=reason,
    )
