"""Investigations are opened, widened, reviewed permit by permit, and concluded."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max, QuerySet, Value
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from investigations import rules
from investigations.actions.refusing import stop_at
from investigations.models import (
    Act,
    Investigation,
    PermitInScope,
    Question,
    Recommendation,
)
from investigations.models.investigations import InvestigationStatus, ReviewResult
from permits.actions.setwise import insert_from
from permits.models import Order, Permit
from permits.models.permits import PermitQuerySet


def open_investigation(
    *,
    title: str,
    allegation: str,
    allegation_source: str,
    learned_on: date,
    questions: Sequence[str],
    lead: User,
    by: User,
    reason: str,
    permits: PermitQuerySet | None = None,
    order: Order | None = None,
    opened_at: datetime | None = None,
) -> Investigation:
    """Open an investigation of an allegation, with its questions and the permits in question.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field and every reason.
    """
    require(by, "investigations.add_investigation")
    asked = [text.strip() for text in questions if text.strip()]
    stop_at(rules.against_opening(questions=asked, learned_on=learned_on))
    with transaction.atomic():
        investigation = Investigation(
            number=numbers.next_reference("INV", learned_on.year),
            title=title,
            allegation=allegation,
            allegation_source=allegation_source,
            learned_on=learned_on,
            order=order,
            lead=lead,
            opened_at=opened_at or timezone.now(),
        )
        with ledger.entry(by=by, action=Act.OPEN, about=investigation.number, reason=reason):
            _begin(investigation, asked, permits)
    return investigation


def _begin(
    investigation: Investigation, asked: Sequence[str], permits: PermitQuerySet | None
) -> None:
    investigation.full_clean()
    investigation.save()
    Question.objects.bulk_create(
        Question(investigation=investigation, position=position, text=text)
        for position, text in enumerate(asked, start=1)
    )
    if permits is not None:
        put_in_scope(investigation, permits)


def add_permits(
    investigation: Investigation, permits: PermitQuerySet, *, by: User, reason: str
) -> int:
    """Bring more permits into question; those in scope already stay as they are.

    Returns how many were added. Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.ADD_PERMITS, about=investigation.number, reason=reason):
        stop_at(rules.against_acting(_locked(investigation), by=by))
        added = put_in_scope(investigation, permits)
        if not added:
            raise rules.Refusal.NOTHING_TO_ADD.error
    return added


def ask(investigation: Investigation, text: str, *, by: User, reason: str) -> Question:
    """Ask a further question. Raises ``PermissionDenied``, ``ValidationError``."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.ASK, about=investigation.number, reason=reason):
        stop_at(rules.against_acting(_locked(investigation), by=by))
        last = investigation.questions.aggregate(last=Max("position"))["last"] or 0
        question = Question(investigation=investigation, position=last + 1, text=text.strip())
        question.full_clean()
        question.save()
    return question


def review(
    scope: QuerySet[PermitInScope],
    *,
    investigation: Investigation,
    result: str,
    by: User,
    reason: str,
    reviewed_at: datetime | None = None,
) -> int:
    """Give the result of the review of permits in scope, and why; returns of how many.

    A later review replaces the result, and the history keeps both.
    """
    require(by, "investigations.review_permit")
    with ledger.entry(by=by, action=Act.REVIEW, about=investigation.number, reason=reason):
        stop_at(rules.against_touching(investigation, by=by))
        stop_at(rules.against_reviewing(_locked(investigation), result=result))
        reviewed = PermitInScope.objects.filter(
            pk__in=scope.order_by().values("pk"), investigation=investigation
        ).update(
            result=result,
            reason=reason.strip(),
            reviewed_by=by,
            reviewed_at=reviewed_at or timezone.now(),
        )
        if not reviewed:
            raise rules.Refusal.NOTHING_CHOSEN.error
    return reviewed


def recommend(
    investigation: Investigation,
    *,
    text_en: str,
    text_fr: str,
    by: User,
    reason: str,
    made_at: datetime | None = None,
) -> Recommendation:
    """Recommend to the Minister, in both languages, on what is found."""
    require(by, "investigations.recommend")
    with ledger.entry(by=by, action=Act.RECOMMEND, about=investigation.number, reason=reason):
        stop_at(rules.against_taking_part(investigation, by=by))
        stop_at(rules.against_recommending(_locked(investigation)))
        recommendation = Recommendation(
            investigation=investigation,
            text_en=text_en.strip(),
            text_fr=text_fr.strip(),
            made_by=by,
            made_at=made_at or timezone.now(),
        )
        recommendation.full_clean()
        recommendation.save()
    return recommendation


def conclude(investigation: Investigation, *, by: User, reason: str) -> Investigation:
    """Conclude an investigation in which nothing is missing."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.CONCLUDE, about=investigation.number, reason=reason):
        investigation = _locked(investigation)
        stop_at(rules.against_touching(investigation, by=by))
        stop_at(rules.against_concluding(investigation))
        return _put(investigation, InvestigationStatus.CONCLUDED)


def reopen(investigation: Investigation, *, by: User, reason: str) -> Investigation:
    """Reopen a concluded investigation, because of something new."""
    require(by, "investigations.change_investigation")
    with ledger.entry(by=by, action=Act.REOPEN, about=investigation.number, reason=reason):
        investigation = _locked(investigation)
        stop_at(rules.against_touching(investigation, by=by))
        stop_at(rules.against_reopening(investigation))
        return _put(investigation, InvestigationStatus.ACTIVE)


def _locked(investigation: Investigation) -> Investigation:
    return Investigation.objects.select_for_update().get(pk=investigation.pk)


def _put(investigation: Investigation, status: str) -> Investigation:
    investigation.status = status
    investigation.save(update_fields=["status"])
    return investigation


def put_in_scope(investigation: Investigation, permits: PermitQuerySet) -> int:
    """One statement for any number of permits."""
    new = permits.individual().exclude(pk__in=investigation.scope.values("permit"))
    return insert_from(
        PermitInScope,
        Permit.objects.filter(pk__in=new.order_by().values("pk")).order_by("pk"),
        investigation=Value(investigation.pk),
        permit=F("pk"),
        result=Value(ReviewResult.NOT_REVIEWED),
        reason=Value(""),
    )
