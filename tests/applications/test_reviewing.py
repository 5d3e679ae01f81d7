"""Everything that stands against issue and against each act of review, reason by reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts import rules as people
from accounts.models import Appointment
from applications.actions import consulting, entering, reviewing
from applications.models import Criterion, RulingKind
from applications.rules import consulting as on_consulting
from applications.rules import deciding
from applications.rules import reviewing as rules
from applications.rules.refusals import Refusal
from audit import ledger
from permits import rules as register
from permits.models import ControlListItem
from regime.actions.screening import answer
from regime.models import NewEffect
from tests import make, make_applications, make_lists, make_regime, make_reviews

pytestmark = pytest.mark.django_db

BEGAN = timezone.now() - timedelta(days=30)


def reasons(refusals):
    return [getattr(refusal, "refusal", refusal) for refusal in refusals]


def against_issuing(application):
    return reasons(deciding.against_issuing(application, at=timezone.now()))


def measure(**changes):
    """A measure in force for a month on Turkey."""
    return make_regime.signed_version(starts_at=BEGAN, **changes)


def test_nothing_stands_against_issue_when_all_is_answered():
    assert against_issuing(make_reviews.ready()) == []


def test_an_application_that_nobody_took_up_is_not_decided():
    application = make_applications.application()

    assert Refusal.NOT_UNDER_REVIEW in against_issuing(application)


def test_an_incomplete_application_is_not_decided_and_says_what_it_lacks():
    application = make_reviews.ready()
    application = entering.edit(application, by=application.officer, reason="A test", delivery="")

    standing = deciding.against_issuing(application, at=timezone.now())

    assert Refusal.INCOMPLETE in reasons(standing)
    assert "3(2)(g)" in " ".join(each.label for each in standing)


def test_goods_are_classified_first():
    application = make_applications.application_under_review()
    make_reviews.determined(make_reviews.assessed(application))

    assert against_issuing(application) == [Refusal.NOT_CLASSIFIED]


def newer_edition(item, from_day):
    """A newer edition of the item's list, with the same item."""
    edition = item.edition
    with ledger.entry(by=None, action="control_list.import", reason="A test"):
        edition.pk, edition.in_force_from = None, from_day
        edition.save(force_insert=True)
        item.pk, item.edition = None, edition
        item.save(force_insert=True)
    return item


def test_a_classification_under_an_edition_that_was_replaced_is_out_of_date():
    application = make_reviews.ready()
    newer_edition(make.item("2-15"), timezone.localdate())

    assert against_issuing(application) == [Refusal.EDITION_OUT_OF_DATE]


def test_goods_are_not_classified_under_an_item_that_is_repealed():
    application = make_reviews.ready()
    line = application.lines.get()
    item = ControlListItem(code="2-15", state="repealed", edition=line.item.edition)

    assert reasons(rules.against_classifying(application, {line: item})) == [
        Refusal.ITEM_NOT_IN_FORCE
    ]


def test_a_line_of_another_application_is_not_classified_with_this_one():
    application, other = make_reviews.ready(), make_reviews.ready()
    line = other.lines.get()

    assert reasons(rules.against_classifying(application, {line: line.item})) == [
        Refusal.NOT_OF_THIS_APPLICATION
    ]


def test_a_screening_question_is_answered_first():
    make_lists.sanctions()
    named = make.party("Dmitri Specimen", country=make.country("TR"))
    application = make_reviews.ready(end_user=named)

    standing = deciding.against_issuing(application, at=timezone.now())

    assert reasons(standing) == [Refusal.SCREENING_OPEN]
    assert "Dmitri Specimen" in standing[0].label


def test_parties_are_screened_anew_when_a_list_was_loaded_since():
    application = make_reviews.ready()
    make_lists.sanctions()
    assert against_issuing(application) == [Refusal.SCREENED_BEFORE_LIST]

    make_reviews.determined(application)

    assert against_issuing(application) == []


def test_the_reasons_for_issue_name_a_party_that_a_person_found_listed():
    question = make_lists.question()
    application = make_reviews.ready(end_user=question.party)
    assert against_ruling(application) == [Refusal.SCREENING_OPEN]

    answer(question, answer="same", by=application.officer, reason="The same day of birth")

    assert against_ruling(application) == [Refusal.NOT_ADDRESSED]
    named = {name: f"{text} Dmitri Specimen." for name, text in make_reviews.REASONS.items()}
    assert against_ruling(application, **named) == []


def test_an_open_consultation_stands_against_issue_and_silence_does_not():
    application = make_reviews.ready()
    asked = make_reviews.consultation(application)
    assert against_issuing(application) == [Refusal.CONSULTATION_OPEN]

    consulting.record_silence(asked, by=application.officer, reason="A test")

    assert against_issuing(application) == []


@pytest.mark.parametrize("criterion", list(Criterion))
def test_each_criterion_is_answered(criterion):
    application = make_reviews.classified(make_applications.application_under_review())
    others = make_reviews.answers(*(each for each in Criterion if each != criterion))
    reviewing.assess(application, others, by=application.officer, reason="A test")

    standing = deciding.against_issuing(application, at=timezone.now())

    assert reasons(standing) == [Refusal.CRITERION_MISSING, Refusal.DETERMINATION_MISSING]
    assert str(criterion.label) in standing[0].label


def test_the_determination_is_made_first():
    application = make_reviews.assessed(
        make_reviews.classified(make_applications.application_under_review())
    )

    assert against_issuing(application) == [Refusal.DETERMINATION_MISSING]


def test_no_permit_is_issued_against_section_7_4():
    application = make_reviews.ready()
    make_reviews.determined(application, substantial_risk=True)

    assert against_issuing(application) == [Refusal.SUBSTANTIAL_RISK]


def test_a_criterion_assessed_anew_asks_for_a_new_determination():
    application = make_reviews.ready()
    make_reviews.assessed(application, risk_after="moderate")

    assert against_issuing(application) == [Refusal.DETERMINATION_OLDER]


def test_an_application_changed_after_its_determination_asks_for_a_new_one():
    application = make_reviews.ready()
    entering.edit(application, by=application.officer, reason="A test", end_use="On ships")

    assert against_issuing(application) == [Refusal.CHANGED_SINCE]


def test_a_determination_does_not_contradict_a_criterion():
    application = make_applications.application_under_review()
    make_reviews.assessed(application, risk_after="substantial")

    assert reasons(
        rules.against_determination(application, substantial_risk=False, **make_reviews.REASONS)
    ) == [Refusal.RISK_CONTRADICTED]
    assert not rules.against_determination(
        application, substantial_risk=True, **make_reviews.REASONS
    )


def test_a_determination_waits_for_every_criterion_and_is_reasoned_in_both_languages():
    application = make_applications.application_under_review()

    refusals = rules.against_determination(
        application, substantial_risk=False, reasons_en="Low", reasons_fr=" "
    )

    assert reasons(refusals) == [Refusal.CRITERION_MISSING] * 6 + [Refusal.REASONS_IN_BOTH]


@pytest.mark.parametrize(
    ("effect", "refusal"),
    [
        (NewEffect.MORATORIUM, Refusal.MORATORIUM),
        (NewEffect.PRESUMPTIVE_DENIAL, Refusal.PRESUMPTIVE_DENIAL),
    ],
)
def test_a_measure_stops_issue_until_an_exemption_is_granted(effect, refusal):
    version = measure(
        provisions=[make_regime.provision(new_effect=effect)],
        exemptions=[make_regime.exemption()],
    )
    application = make_reviews.ready()
    assert against_issuing(application) == [refusal]

    claim = make_reviews.claim(application, version.exemptions.get())
    assert against_issuing(application) == [Refusal.CLAIM_OPEN, refusal]

    make_reviews.claim_decided(claim)
    assert against_issuing(application) == []


def test_a_refused_exemption_lets_the_moratorium_stand():
    version = measure(exemptions=[make_regime.exemption()])
    application = make_reviews.ready()
    claim = make_reviews.claim(application, version.exemptions.get())

    make_reviews.claim_decided(claim, granted=False)

    assert against_issuing(application) == [Refusal.MORATORIUM]


def test_a_granted_exemption_never_bypasses_the_criteria():
    version = measure(exemptions=[make_regime.exemption()])
    application = make_reviews.ready()
    make_reviews.claim_decided(make_reviews.claim(application, version.exemptions.get()))

    make_reviews.determined(application, substantial_risk=True)

    assert against_issuing(application) == [Refusal.SUBSTANTIAL_RISK]


def test_a_pending_precondition_stands_against_issue():
    provisions = [make_regime.provision(new_effect=NewEffect.CASE_BY_CASE)]
    measure(provisions=provisions, preconditions=[make_regime.precondition()])

    assert against_issuing(make_reviews.ready()) == [Refusal.PRECONDITION_PENDING]


def test_an_exemption_is_claimed_once_and_from_a_measure_that_applies():
    version = measure(exemptions=[make_regime.exemption()])
    elsewhere = measure(exemptions=[make_regime.exemption()], destinations=[make.country("CH")])
    application = make_reviews.ready()
    today = timezone.localdate()
    make_reviews.claim(application, version.exemptions.get())

    def against(exemption, day=today):
        return reasons(rules.against_claiming(application, exemption, claimed_on=day))

    assert against(version.exemptions.get()) == [Refusal.CLAIMED_ALREADY]
    assert against(elsewhere.exemptions.get()) == [Refusal.NOT_OFFERED]
    assert reasons(rules.against_offering(application)) == [Refusal.NO_EXEMPTION]


def claimed(**changes):
    version = measure(exemptions=[make_regime.exemption(**changes)])
    return make_reviews.claim(make_reviews.ready(), version.exemptions.get())


def against_claim_decision(claim, **changes):
    facts = {
        "appointment": changes.pop("appointment", None) or make.minister(),
        "decided_at": timezone.now(),
        "by": changes.pop("by", None) or make.ministers_office(),
        **make_reviews.REASONS,
        **changes,
    }
    return reasons(rules.against_claim_decision(claim, **facts))


def test_an_exemption_is_granted_by_whom_it_says():
    claim = claimed(granted_by="minister")
    director = make.director()

    assert against_claim_decision(claim) == []
    assert against_claim_decision(claim, by=director, appointment=make.delegation(director)) == [
        Refusal.MINISTER_GRANTS
    ]


def test_a_claim_is_decided_once_with_reasons_and_not_by_whoever_recorded_it():
    claim = claimed()
    both = make.user("permit-officer", "ministers-office")
    claim.claimed_by = both

    assert against_claim_decision(claim, by=both, reasons_fr="") == [
        Refusal.CLAIMANT_DECIDES,
        Refusal.REASONS_IN_BOTH,
    ]
    claim = make_reviews.claim_decided(claim)
    assert Refusal.CLAIM_DECIDED in against_claim_decision(claim)


def test_a_delegate_may_not_cover_exemptions():
    claim = claimed()
    director = make.director()
    appointment = limited(director, covers_exempt=False)

    assert against_claim_decision(claim, by=director, appointment=appointment) == [
        people.Refusal.POWER_NOT_COVERED
    ]


def limited(holder, **limits):
    """A delegation with these limits."""
    appointment = make.delegation(holder)
    for name, limit in limits.items():
        setattr(appointment, name, limit)
    with ledger.entry(by=None, action="account.appoint", reason="A test"):
        appointment.save()
    return appointment


def against_ruling(application, kind=RulingKind.ISSUE, **changes):
    facts = {
        "appointment": changes.pop("appointment", None) or make.minister(),
        "decided_at": timezone.now(),
        "by": changes.pop("by", None) or make.ministers_office(),
        **make_reviews.REASONS,
        **changes,
    }
    return reasons(deciding.against_ruling(application, kind=kind, **facts))


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        ({"highest_value": Decimal("1249999.99")}, people.Refusal.BEYOND_VALUE),
        ({"covers_group_2": False}, people.Refusal.BEYOND_GROUP_2),
        ({"covers_issue": False}, people.Refusal.POWER_NOT_COVERED),
        ({"valid_until": date(2020, 1, 1)}, people.Refusal.NOT_IN_OFFICE),
    ],
)
def test_a_delegate_decides_within_the_limits_and_dates_of_the_delegation(limits, refusal):
    director = make.director()
    application = make_reviews.ready()

    within = limited(director, highest_value=Decimal("1250000"), covers_deny=False)
    assert against_ruling(application, by=director, appointment=within) == []
    beyond = limited(director, **limits)
    assert against_ruling(application, by=director, appointment=beyond) == [refusal]


def test_a_delegation_that_ended_yesterday_covers_nothing():
    director = make.director()
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = make.delegation(director, valid_until=yesterday)

    assert against_ruling(make_reviews.ready(), by=director, appointment=ended) == [
        people.Refusal.NOT_IN_OFFICE
    ]


def test_a_value_in_another_currency_is_not_held_against_a_limit_in_cad():
    director = make.director()
    application = make_reviews.ready(lines=[make_applications.line(currency="EUR")])
    appointment = limited(director, highest_value=Decimal("9000000"))

    assert against_ruling(application, by=director, appointment=appointment) == [
        people.Refusal.VALUE_NOT_COMPARABLE
    ]


def test_denying_is_a_power_of_its_own_and_needs_no_criterion():
    director = make.director()
    application = make_applications.application_under_review()
    appointment = limited(director, covers_issue=False)

    assert against_ruling(application, RulingKind.DENY, by=director, appointment=appointment) == []


def test_who_took_part_in_the_assessment_does_not_decide():
    application = make_reviews.ready()
    both = make.user("permit-officer", "ministers-office")
    assert against_ruling(application, by=both) == []

    answers = make_reviews.answers(Criterion.PEACE, risk_after="moderate")
    reviewing.assess(application, answers, by=both, reason="A test")
    make_reviews.determined(application)

    assert against_ruling(application, by=both) == [Refusal.DECIDER_ASSESSED]


def test_who_has_no_office_decides_nothing():
    application = make_reviews.ready()
    nobody = make.director()

    assert reasons(deciding.against_deciding(application, by=nobody)) == [
        register.Refusal.NO_OFFICE
    ]
    make.minister()
    other = Appointment.objects.get()
    assert register.Refusal.NOT_YOUR_OFFICE in against_ruling(
        application, by=nobody, appointment=other
    )


def test_a_decision_is_reasoned_in_both_languages_and_not_made_before_receipt():
    application = make_reviews.ready()

    refusals = against_ruling(
        application,
        RulingKind.DENY,
        reasons_fr="",
        decided_at=make_applications.RECEIVED_AT - timedelta(days=1),
    )

    assert refusals == [Refusal.REASONS_IN_BOTH, Refusal.DECIDED_BEFORE_RECEIVED]


def test_the_reasons_for_issue_name_each_objection():
    application = make_reviews.ready()
    objection = make_reviews.answered(
        make_reviews.consultation(application), answer="objection", text="The region is at war."
    )
    assert against_ruling(application) == [Refusal.NOT_ADDRESSED]

    named = {name: f"{text} See {objection}." for name, text in make_reviews.REASONS.items()}
    assert against_ruling(application, **named) == []


def test_a_question_goes_to_an_office_that_can_answer_once_and_in_time():
    application = make_applications.application_under_review()
    make_reviews.consultation(application)
    today = timezone.localdate()

    def against(office, asked_on=today, due_on=today):
        return reasons(
            on_consulting.against_consulting(
                application, office=office, asked_on=asked_on, due_on=due_on
            )
        )

    assert against("Nobody's office") == [Refusal.NOBODY_THERE]
    assert against(make_reviews.DEFENCE) == [Refusal.CONSULTED_ALREADY]
    make_reviews.defence_officer("Nuclear Safety Commission")
    tomorrow = today + timedelta(days=1)
    assert against("nuclear safety commission") == []
    assert against("Nuclear Safety Commission", due_on=today - timedelta(days=1)) == [
        Refusal.DUE_BEFORE_ASKED
    ]
    assert against("Nuclear Safety Commission", asked_on=tomorrow, due_on=tomorrow) == [
        Refusal.IN_FUTURE
    ]


def test_an_answer_is_of_the_office_asked_once_and_in_words():
    asked = make_reviews.consultation(make_applications.application_under_review())
    facts = {"text": "", "conditions": "", "answered_on": make_reviews.DUE_ON}
    there = make_reviews.defence_officer()

    def against(by, **changes):
        said = {"answer": "no-objection", **facts, **changes}
        return reasons(on_consulting.against_answering(asked, by=by, **said))

    assert against(there) == []
    assert against(make_reviews.defence_officer("Elsewhere")) == [Refusal.OTHER_OFFICE]
    assert against(there, answer="objection") == [Refusal.OBJECTION_WITHOUT_WORDS]
    assert against(there, answer="with-conditions") == [Refusal.OBJECTION_WITHOUT_WORDS]
    assert against(there, answered_on=date(2020, 1, 1)) == [Refusal.ANSWERED_BEFORE_ASKED]
    asked = make_reviews.answered(asked, by=there)
    assert against(there) == [Refusal.CONSULTATION_CLOSED]


def test_silence_is_recorded_after_the_day_only():
    asked = make_reviews.consultation(make_applications.application_under_review())

    assert reasons(on_consulting.against_recording_silence(asked, day=make_reviews.DUE_ON)) == [
        Refusal.NOT_OVERDUE
    ]
    assert on_consulting.against_silence(asked) == []


def test_a_term_runs_forward_and_reaches_back_only_if_it_says_so():
    facts = {"valid_from": date(2020, 5, 1), "valid_until": date(2020, 4, 1)}

    refusals = deciding.against_terms(
        **facts, retroactive=False, conditions=[("A", " ")], issued_on=date(2020, 5, 20)
    )

    assert reasons(refusals) == [
        Refusal.TERM_BACKWARDS,
        Refusal.NOT_RETROACTIVE,
        Refusal.CONDITIONS_IN_BOTH,
    ]
