"""Builders of reviews: an application classified, assessed, determined and decided by acting."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from accounts.roles import Role
from applications.actions import consulting, deciding, reviewing
from applications.models import Criterion, Risk
from tests import make, make_applications

ASKED_ON = date(2020, 4, 22)
DUE_ON = date(2020, 5, 6)
DECIDED_AT = datetime(2020, 5, 20, 14, 0, tzinfo=UTC)
DEFENCE = "Department of National Defence"
REASONS = {
    "reasons_en": "The end use is assured, and no criterion leaves a substantial risk.",
    "reasons_fr": "L'utilisation finale est assurée et aucun facteur ne laisse un risque sérieux.",
}


def defence_officer(office=DEFENCE):
    return make.user(Role.CONSULTED_DEPARTMENT, office=office)


def answers(*criteria, **changes):
    """Answers to these criteria, all of them if none is named."""
    return {
        criterion.value: {
            "risk_before": Risk.MODERATE,
            "analysis": "The end user has such goods, and no misuse of them is known.",
            "mitigation": "The assurance on end use, and delivery verification.",
            "risk_after": Risk.LOW,
            **changes,
        }
        for criterion in criteria or Criterion
    }


def classified(application, *, by=None, item=None):
    """The same application, each line under an item of its own code in the edition of today."""
    items = {line: item or make.item(line.code) for line in application.lines.all()}
    by = by or application.officer
    reviewing.classify(application, items, by=by, reason="A test")
    return application


def assessed(application, *, by=None, **changes):
    reviewing.assess(application, answers(**changes), by=by or application.officer, reason="A test")
    return application


def determined(application, *, substantial_risk=False, by=None):
    return reviewing.determine(
        application,
        substantial_risk=substantial_risk,
        by=by or application.officer,
        reason="A test",
        **REASONS,
    )


def ready(**changes):
    """An application against whose issue nothing stands."""
    application = make_applications.application_under_review(**changes)
    determined(assessed(classified(application)))
    application.refresh_from_db()
    return application


def consultation(application, *, office=DEFENCE, **changes):
    """A question put to an office where somebody answers."""
    defence_officer(office)
    facts = {"asked_on": ASKED_ON, "due_on": DUE_ON, **changes}
    return consulting.consult(
        application,
        office=office,
        question="Do you object to this export?",
        by=changes.pop("by", None) or application.officer,
        reason="A test",
        **facts,
    )


def answered(consultation, *, by=None, **changes):
    facts = {"answer": "no-objection", "answered_on": DUE_ON, **changes}
    by = by or defence_officer(consultation.office)
    return consulting.answer_consultation(consultation, by=by, reason="A test", **facts)


def claim(application, exemption, **changes):
    facts = {"claimed_on": timezone.localdate() - timedelta(days=1), **changes}
    return reviewing.claim_exemption(
        application,
        exemption,
        evidence="The agreement of the program, article 4.",
        by=application.officer,
        reason="A test",
        **facts,
    )


def claim_decided(claim, *, granted=True, by=None, appointment=None, decided_at=None):
    return reviewing.decide_exemption(
        claim,
        granted=granted,
        appointment=appointment or make.minister(),
        decided_at=decided_at or timezone.now(),
        by=by or make.ministers_office(),
        reason="A test",
        **REASONS,
    )


def terms(**changes):
    """What the decision to issue says."""
    return {
        "appointment": changes.pop("appointment", None) or make.minister(),
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2031, 1, 1),
        "retroactive": True,
        "conditions": [("Not to be transferred.", "Ne peut être transféré.")],
        **REASONS,
        **changes,
    }


def issued(application, *, by=None, **changes):
    return deciding.issue(
        application, by=by or make.ministers_office(), reason="A test", **terms(**changes)
    )


def denied(application, *, by=None, appointment=None, **changes):
    return deciding.deny(
        application,
        appointment=appointment or make.minister(),
        by=by or make.ministers_office(),
        reason="A test",
        **{**REASONS, **changes},
    )
