"""The Minister's choice is recorded, and what later becomes of the decision."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import Appointment, User
from accounts.roles import require
from audit import ledger
from audit.models import Entry
from decisions import rules
from decisions.actions.memoranda import take_step
from decisions.actions.refusing import stop_at
from decisions.models import Act, Decision, Option, OptionEffect, SetAside
from permits import actions as register
from permits.models import Order


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
    changes_en: str = "",
    changes_fr: str = "",
) -> Decision:
    """Record the Minister's choice, and draw up the order that it calls for.

    ``signed_at`` is now, or a past moment for a decision entered afterwards: the office-holder is
    the one of that day. With ``changes`` the option is approved with changes, which say what they
    are. No permit changes until a batch carries the order out.
    """
    require(by, "decisions.sign_decision")
    named = {"about": decision.number, "authority": appointment.as_authority()}
    with ledger.entry(by=by, action=Act.SIGN, reason=reason, **named) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        choice: dict[str, Any] = {
            "reasons_en": reasons_en.strip(),
            "reasons_fr": reasons_fr.strip(),
            "changes_en": changes_en.strip(),
            "changes_fr": changes_fr.strip(),
            "signed_at": signed_at or timezone.now(),
            "effective_at": effective_at,
        }
        stop_at(
            rules.against_signing(decision, by=by, option=option, appointment=appointment, **choice)
        )
        if option.effect != OptionEffect.KEEP:
            decision.order = _draw_up(decision, option, choice, appointment, by, reason)
        decision.chosen = option
        _answer(decision, choice, appointment, by, Act.SIGN, entry)
    return decision


def reject(
    decision: Decision,
    *,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    by: User,
    reason: str,
    signed_at: datetime | None = None,
) -> Decision:
    """Record that the Minister approves none of the options; it draws up no order."""
    require(by, "decisions.sign_decision")
    named = {"about": decision.number, "authority": appointment.as_authority()}
    with ledger.entry(by=by, action=Act.REJECT, reason=reason, **named) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        answer: dict[str, Any] = {
            "reasons_en": reasons_en.strip(),
            "reasons_fr": reasons_fr.strip(),
            "signed_at": signed_at or timezone.now(),
        }
        stop_at(rules.against_rejecting(decision, by=by, appointment=appointment, **answer))
        _answer(decision, answer, appointment, by, Act.REJECT, entry)
    return decision


def _answer(
    decision: Decision,
    answer: Mapping[str, Any],
    appointment: Appointment,
    by: User,
    act: str,
    entry: Entry,
) -> None:
    """Write what the Minister answered, in whose name and by whom it is recorded."""
    for name, value in answer.items():
        setattr(decision, name, value)
    decision.signed_by, decision.signed_for = by, appointment
    take_step(decision, rules.DECISION_TRANSITIONS[act], entry, decision.signed_at)
    decision.full_clean()
    decision.save()


def set_aside(
    decision: Decision,
    *,
    by_whom: str,
    body: str,
    decided_on: date,
    document: str,
    effect_en: str,
    effect_fr: str,
    by: User,
    reason: str,
    replaced_by: Decision | None = None,
) -> SetAside:
    """Record that a court, or the Minister on reconsideration, has set a decision aside.

    Both decisions stay as they are. What was done under this one stays done until another
    decision undoes it; what was not done yet is done no more.
    """
    require(by, "decisions.record_set_aside")
    with ledger.entry(by=by, action=Act.SET_ASIDE, about=decision.number, reason=reason) as entry:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        stop_at(
            rules.against_setting_aside(
                decision, by_whom=by_whom, replaced_by=replaced_by, decided_on=decided_on
            )
        )
        ended = SetAside(
            decision=decision,
            by=by_whom,
            body=body,
            decided_on=decided_on,
            document=document,
            effect_en=effect_en.strip(),
            effect_fr=effect_fr.strip(),
            replaced_by=replaced_by,
            entry=entry,
        )
        ended.full_clean()
        ended.save()
    return ended


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
