"""An application is reviewed here: its goods classified, claims decided, criteria answered."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.roles import require
from applications.models import (
    Act,
    Application,
    ApplicationLine,
    ClaimStatus,
    CriterionAssessment,
    Determination,
    ExemptionClaim,
)
from applications.rules import reviewing as rules
from audit import ledger
from permits.models import ControlListItem
from regime.actions.screening import screen
from regime.models import Exemption


def classify(
    application: Application,
    items: Mapping[ApplicationLine, ControlListItem],
    *,
    by: User,
    reason: str,
) -> None:
    """Name the item of a control list, in its edition, under which each line falls."""
    require(by, "applications.review_application")
    with ledger.entry(by=by, action=Act.CLASSIFY, about=application.number, reason=reason):
        application = _locked(application)
        refuse(rules.against_classifying(application, items))
        for line, item in items.items():
            if line.item_id != item.pk:
                line.item = item
                line.save()


def claim_exemption(
    application: Application,
    exemption: Exemption,
    *,
    evidence: str,
    by: User,
    reason: str,
    claimed_on: date | None = None,
) -> ExemptionClaim:
    """Record that an exemption is claimed for an application, and what is said to show it."""
    require(by, "applications.review_application")
    day = claimed_on or timezone.localdate()
    with ledger.entry(by=by, action=Act.CLAIM_EXEMPTION, about=application.number, reason=reason):
        application = _locked(application)
        refuse(rules.against_claiming(application, exemption, claimed_on=day))
        claim = ExemptionClaim(
            application=application,
            exemption=exemption,
            evidence=evidence.strip(),
            claimed_by=by,
            claimed_on=day,
        )
        claim.full_clean()
        claim.save()
    return claim


def decide_exemption(
    claim: ExemptionClaim,
    *,
    granted: bool,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    by: User,
    reason: str,
    decided_at: datetime | None = None,
) -> ExemptionClaim:
    """Grant or refuse an exemption, in the name of whom it says may grant it, with reasons."""
    require(by, "applications.decide_exemption")
    with ledger.entry(
        by=by,
        action=Act.DECIDE_EXEMPTION,
        about=claim.application.number,
        reason=reason,
        authority=appointment.as_authority(),
    ):
        claim = ExemptionClaim.objects.select_for_update().get(pk=claim.pk)
        facts: dict[str, Any] = {
            "reasons_en": reasons_en.strip(),
            "reasons_fr": reasons_fr.strip(),
            "decided_at": decided_at or timezone.now(),
        }
        refuse(rules.against_claim_decision(claim, appointment=appointment, by=by, **facts))
        for name, fact in facts.items():
            setattr(claim, name, fact)
        claim.status = ClaimStatus.GRANTED if granted else ClaimStatus.REFUSED
        claim.decided_by, claim.decided_for = by, appointment
        claim.full_clean()
        claim.save()
    return claim


def assess(
    application: Application,
    answers: Mapping[str, Mapping[str, str]],
    *,
    by: User,
    reason: str,
) -> None:
    """Answer criteria of section 7.3: for each its risk, analysis, mitigation and what remains.

    ``answers`` are by criterion; one answered before is answered anew, and its history keeps both.
    """
    require(by, "applications.assess_application")
    with ledger.entry(by=by, action=Act.ASSESS, about=application.number, reason=reason):
        application = _locked(application)
        refuse(rules.against_reviewing(application))
        kept = {each.criterion: each for each in application.assessments.all()}
        for criterion, facts in answers.items():
            known = kept.get(criterion)
            if known and all(getattr(known, name) == fact for name, fact in facts.items()):
                continue
            row = known or CriterionAssessment(application=application, criterion=criterion)
            for name, fact in facts.items():
                setattr(row, name, fact.strip())
            row.assessed_by, row.assessed_at = by, timezone.now()
            row.full_clean()
            row.save()


def determine(
    application: Application,
    *,
    substantial_risk: bool,
    reasons_en: str,
    reasons_fr: str,
    by: User,
    reason: str,
) -> Determination:
    """Make, or make anew, the determination under section 7.4.

    The parties are screened with it against the sanctions lists of the day; a likeness is a
    question that a person answers before the decision.
    """
    require(by, "applications.assess_application")
    with ledger.entry(by=by, action=Act.DETERMINE, about=application.number, reason=reason):
        application = _locked(application)
        said: dict[str, Any] = {
            "substantial_risk": substantial_risk,
            "reasons_en": reasons_en.strip(),
            "reasons_fr": reasons_fr.strip(),
        }
        refuse(rules.against_determination(application, **said))
        screen(rules.parties_of(application), by=by, reason=reason, about=application.number)
        made = Determination.objects.filter(application=application).first()
        made = made or Determination(application=application)
        for name, fact in said.items():
            setattr(made, name, fact)
        made.made_by, made.made_at = by, timezone.now()
        made.full_clean()
        made.save()
    return made


def refuse(refusals: Iterable[rules.AnyReason]) -> None:
    """Raise every reason against an act at once, or none."""
    errors = [refusal.error for refusal in refusals]
    if errors:
        raise ValidationError(errors)


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update().get(pk=application.pk)
