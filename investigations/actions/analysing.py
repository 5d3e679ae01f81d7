"""Explanations are proposed, reworded and withdrawn; evidence is weighed against them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import history_of
from investigations.actions.refusing import stop_at
from investigations.models import Act, Evidence, Explanation, Investigation, Question, Weighing
from investigations.rules import Refusal
from investigations.rules import analysis as rules
from investigations.rules.challenges import against_weighing_silence

MAY = "investigations.analyse"


@dataclass(frozen=True)
class Judgement:
    """What somebody says of one cell of the matrix."""

    bearing: str
    why: str = ""


def propose(
    question: Question,
    *,
    by: User,
    reason: str,
    text_en: str = "",
    text_fr: str = "",
    proposed_at: datetime | None = None,
) -> Explanation:
    """Propose an explanation that would answer a question, in one language at least.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, MAY)
    investigation = question.investigation
    with ledger.entry(by=by, action=Act.PROPOSE, about=investigation.number, reason=reason):
        stop_at(rules.against_proposing(_locked(investigation), by=by))
        last = question.explanations.aggregate(last=Max("position"))["last"] or 0
        explanation = Explanation(
            question=question,
            position=last + 1,
            text_en=text_en.strip(),
            text_fr=text_fr.strip(),
            proposed_by=by,
            proposed_at=proposed_at or timezone.now(),
        )
        explanation.full_clean()
        explanation.save()
    return explanation


def reword(
    explanation: Explanation, *, text_en: str, text_fr: str, by: User, reason: str
) -> Explanation:
    """Say the same better, or in the other language; the history keeps every wording."""
    require(by, MAY)
    investigation = explanation.question.investigation
    with ledger.entry(by=by, action=Act.REWORD, about=investigation.number, reason=reason):
        _locked(investigation)
        explanation = _locked_explanation(explanation)
        stop_at(rules.against_rewording(explanation, by=by))
        explanation.text_en, explanation.text_fr = text_en.strip(), text_fr.strip()
        explanation.full_clean()
        explanation.save()
    return explanation


def withdraw_explanation(explanation: Explanation, *, by: User, reason: str) -> Explanation:
    """Withdraw an explanation: it stays in the matrix with all that was weighed against it."""
    require(by, MAY)
    investigation = explanation.question.investigation
    with ledger.entry(
        by=by, action=Act.WITHDRAW_EXPLANATION, about=investigation.number, reason=reason
    ):
        _locked(investigation)
        explanation = _locked_explanation(explanation)
        stop_at(rules.against_withdrawing_explanation(explanation, by=by))
        explanation.withdrawn_by, explanation.withdrawn_at = by, timezone.now()
        explanation.withdrawn_why = reason.strip()
        explanation.save()
    return explanation


def last_weighing(investigation: Investigation) -> int:
    """The number of the newest row in the history of the matrix, to see later what is newer."""
    rows = history_of(Weighing)._base_manager.filter(evidence__investigation=investigation)
    return rows.aggregate(last=Max("history_id"))["last"] or 0


def weigh(
    investigation: Investigation,
    cells: Mapping[tuple[Evidence, Explanation], Judgement],
    *,
    by: User,
    reason: str,
    seen: int | None = None,
    weighed_at: datetime | None = None,
) -> int:
    """Say how items bear on explanations; a cell weighed before changes, and keeps its history.

    ``reason`` stands for the cells that give no why of their own. ``seen`` is what
    ``last_weighing`` said when the page was opened: where someone weighed one of these cells
    since, all of it is refused. Returns how many cells changed.
    """
    require(by, MAY)
    with ledger.entry(by=by, action=Act.WEIGH, about=investigation.number, reason=reason):
        items = {item for item, _explanation in cells}
        explanations = {explanation for _item, explanation in cells}
        locked = _locked(investigation)
        stop_at(rules.against_weighing(locked, explanations, items, by=by))
        kept = {
            (each.evidence_id, each.explanation_id): each
            for each in Weighing.objects.filter(evidence__in=items, explanation__in=explanations)
        }
        said_now = (
            _weighed(kept.get((item.pk, explanation.pk)), item, explanation, said, reason)
            for (item, explanation), said in cells.items()
        )
        changed = [each for each in said_now if each is not None]
        if not changed:
            raise Refusal.NOTHING_WEIGHED.error
        stop_at(against_weighing_silence(changed))
        _stop_at_newer(changed, seen)
        for each in changed:
            each.weighed_by, each.weighed_at = by, weighed_at or timezone.now()
            each.full_clean()
            each.save()
    return len(changed)


def _weighed(
    kept: Weighing | None, item: Evidence, explanation: Explanation, said: Judgement, reason: str
) -> Weighing | None:
    """The cell as it is now to be; None where nothing about it changes."""
    why = said.why.strip()
    if kept is not None and said.bearing == kept.bearing and why in ("", kept.why):
        return None
    weighing = kept or Weighing(evidence=item, explanation=explanation)
    weighing.bearing, weighing.why = said.bearing, why or reason.strip()
    return weighing


def _stop_at_newer(changed: list[Weighing], seen: int | None) -> None:
    """Two people at one matrix: the second is shown what the first said before it is replaced."""
    keys = [each.pk for each in changed if each.pk]
    if seen is not None and Weighing.history.filter(id__in=keys, history_id__gt=seen).exists():
        raise Refusal.WEIGHED_MEANWHILE.error


def _locked(investigation: Investigation) -> Investigation:
    return Investigation.objects.select_for_update().get(pk=investigation.pk)


def _locked_explanation(explanation: Explanation) -> Explanation:
    locked = Explanation.objects.select_for_update(of=("self",))
    return locked.get(pk=explanation.pk)
