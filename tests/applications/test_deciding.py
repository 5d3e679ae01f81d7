"""What issuing, denying and returning do; and what the database holds whatever the code says."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from applications.actions import deciding, reviewing
from applications.models import (
    Act,
    Application,
    ApplicationStatus,
    Consultation,
    Criterion,
    CriterionAssessment,
    Determination,
    ExemptionClaim,
    Ruling,
    RulingKind,
)
from audit import ledger
from audit.models import Entry
from permits.models import Permit
from permits.models.orders import OrderKind
from permits.models.permits import PermitStatus
from tests import make, make_applications, make_regime, make_reviews

pytestmark = pytest.mark.django_db


def test_issue_makes_the_permit_applied_for_with_its_lines_terms_and_conditions():
    assurance = make.assurance()
    application = make_reviews.ready(assurances=[assurance])

    ruling = make_reviews.issued(application, report_within_days=30)

    application.refresh_from_db()
    permit = Permit.objects.get(application=application)
    assert application.status == ApplicationStatus.ISSUED
    assert (permit.status, permit.holder) == (PermitStatus.VALID, application.applicant)
    assert permit.reference.startswith(f"XP-{timezone.localdate().year}-")
    assert (permit.valid_from, permit.valid_until) == (date(2026, 1, 1), date(2031, 1, 1))
    assert permit.retroactive
    assert permit.end_user == application.end_user
    [line], [applied_for] = permit.lines.all(), application.lines.all()
    assert (line.item, line.value, line.quantity) == (
        applied_for.item,
        applied_for.value,
        applied_for.quantity,
    )
    assert [row.assurance for row in permit.rests_on.all()] == [assurance]
    assert [row.party for row in permit.consignees.all()] == [
        row.party for row in application.consignees.all()
    ]
    written, reporting = permit.conditions.all()
    assert written.text_fr == "Ne peut être transféré."
    assert reporting.report_within_days == 30
    assert ruling.order.kind == OrderKind.ISSUE
    assert ruling.order.signed_for == ruling.decided_for
    assert permit.last_change.order == ruling.order


def test_issue_is_one_act_under_the_authority_of_the_office_holder():
    application = make_reviews.ready()
    by, appointment = make.ministers_office(), make.minister()
    before = Entry.objects.sealed().count()

    ruling = make_reviews.issued(application, by=by, appointment=appointment)

    entry = Entry.objects.sealed().newest_first().first()
    assert Entry.objects.sealed().count() - before == 1
    assert (entry.action, entry.about) == (Act.ISSUE, application.number)
    assert ruling.decided_for.holder_name in entry.authority


def test_a_number_that_a_register_file_brought_is_not_given_again():
    year = timezone.localdate().year
    first = f"XP-{year}-000001"
    make.submitted_permit(reference=first)

    make_reviews.issued(make_reviews.ready())

    assert Permit.objects.exclude(reference=first).get().reference == f"XP-{year}-000002"


def test_what_stands_against_issue_changes_nothing():
    application = make_applications.application_under_review()

    with pytest.raises(ValidationError) as refused:
        make_reviews.issued(application)

    assert {error.code for error in refused.value.error_list} >= {
        "not-classified",
        "criterion-missing",
        "determination-missing",
    }
    application.refresh_from_db()
    assert application.status == ApplicationStatus.UNDER_REVIEW
    assert not Permit.objects.exists()
    assert not Ruling.objects.exists()


def test_a_denial_is_kept_with_its_reasons():
    application = make_applications.application_under_review()

    ruling = make_reviews.denied(application)

    application.refresh_from_db()
    assert application.status == ApplicationStatus.DENIED
    assert application.closing_reason_fr == make_reviews.REASONS["reasons_fr"]
    assert (ruling.kind, ruling.order) == (RulingKind.DENY, None)
    with pytest.raises(ValidationError):
        make_reviews.denied(application)


def test_a_return_gives_the_applicant_the_reasons():
    application = make_applications.application_under_review()

    deciding.return_to_applicant(
        application,
        appointment=make.minister(),
        by=make.ministers_office(),
        reason="A test",
        **make_reviews.REASONS,
    )

    application.refresh_from_db()
    assert application.status == ApplicationStatus.RETURNED
    assert application.closing_reason == make_reviews.REASONS["reasons_en"]


def test_who_may_not_decide_decides_nothing():
    application = make_reviews.ready()

    with pytest.raises(PermissionDenied):
        make_reviews.issued(application, by=make.officer())
    with pytest.raises(PermissionDenied):
        make_reviews.determined(application, by=make.director())


def test_a_criterion_answered_anew_keeps_what_was_answered_before():
    application = make_reviews.ready()
    [first] = application.assessments.filter(criterion=Criterion.PEACE)

    answers = make_reviews.answers(Criterion.PEACE, risk_after="moderate")
    reviewing.assess(application, answers, by=make.officer(), reason="New information")

    assert [row.risk_after for row in first.history.all()] == ["moderate", "low"]
    assert application.assessments.count() == 6


def refused_by_the_database(change, application):
    """Whether the database refuses a write that went round every rule."""
    with (
        pytest.raises((IntegrityError, DatabaseError)) as refused,
        transaction.atomic(),
        ledger.entry(by=None, action=Act.EDIT, about=application.number, reason="A test"),
    ):
        change()
    return str(refused.value)


def ruling_of(application, kind=RulingKind.ISSUE, order=None):
    return Ruling(
        application=application,
        kind=kind,
        reasons_en="Yes",
        reasons_fr="Oui",
        decided_by=make.ministers_office(),
        decided_for=make.minister(),
        decided_at=timezone.now(),
        order=order,
    )


def test_the_database_knows_sections_7_3_and_7_4():
    order = make.issue([make.submitted_permit()], effective_at=make_reviews.DECIDED_AT)
    risky = make_reviews.ready()
    make_reviews.determined(risky, substantial_risk=True)
    partly = make_reviews.ready()
    with ledger.entry(by=None, action=Act.ASSESS, reason="A test"):
        partly.assessments.filter(criterion=Criterion.PEACE).delete()

    for application, section in ((risky, "7.4"), (partly, "7.3")):
        ruling = ruling_of(application, order=order)
        assert f"section {section}" in refused_by_the_database(ruling.save, application)


def test_the_database_knows_no_application_decided_without_its_decision():
    application = make_reviews.ready()

    def update(**facts):
        return lambda: Application.objects.filter(pk=application.pk).update(**facts)

    def enter(**facts):
        copy = Application.objects.get(pk=application.pk)
        copy.pk, copy.number = None, "AP-2026-999999"
        for name, fact in facts.items():
            setattr(copy, name, fact)
        return copy.save

    for change, why in (
        (update(status="issued", permit=make.valid_permit()), "no ruling decides this"),
        (update(status="denied"), "no ruling decides this"),
        (enter(status="issued", permit=make.valid_permit()), "decided after it is entered"),
        (enter(status="denied"), "decided after it is entered"),
    ):
        assert why in refused_by_the_database(change, application)
    application.refresh_from_db()
    assert (application.status, application.permit) == (ApplicationStatus.UNDER_REVIEW, None)


def test_the_database_keeps_what_was_decided_and_on_what():
    application = make_reviews.ready()
    make_reviews.answered(make_reviews.consultation(application))
    make_reviews.issued(application)

    def update(model, **facts):
        return lambda: model.objects.filter(application=application).update(**facts)

    for model, facts in (
        (Ruling, {"reasons_en": "Other reasons"}),
        (Determination, {"substantial_risk": True}),
        (CriterionAssessment, {"risk_after": "none"}),
        (Consultation, {"answer": "objection"}),
    ):
        assert "kept" in refused_by_the_database(update(model, **facts), application)
    for model in (Ruling, Determination, CriterionAssessment, Consultation):
        delete = model.objects.filter(application=application).delete
        assert "kept" in refused_by_the_database(delete, application)


def test_a_claim_without_reasons_is_not_granted_even_round_the_rules():
    version = make_regime.signed_version(exemptions=[make_regime.exemption()])
    application = make_reviews.ready()
    claim = make_reviews.claim(application, version.exemptions.get())

    refused = refused_by_the_database(
        lambda: ExemptionClaim.objects.filter(pk=claim.pk).update(status="granted"), application
    )

    assert "exemption_claim_decision_is_whole" in refused
