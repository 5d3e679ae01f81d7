"""The team of a case: interests are declared and decided on, leads change, and work may rest."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from exportcontrol import waiting
from investigations import actions, rules
from investigations.models import Declaration, InterestRuling, Investigation, Membership
from investigations.models.team import InterestOutcome, TeamRole
from investigations.rules import Refusal
from investigations.team import Standing, team_of
from tests import make, make_cases, make_inquiries
from tests.audit.going_round import an_entry, refused, sql
from tests.investigations.test_views import errors_of, text_of

pytestmark = pytest.mark.django_db


def address(view, case, *args):
    return reverse(f"investigations:{view}", args=[case.number, *args])


def refusals_of(act):
    with pytest.raises(ValidationError) as refusal:
        act()
    return [error.code for error in refusal.value.error_list]


# --- Interests ------------------------------------------------------------------------------------


def test_whoever_judges_declares_first():
    case = make_cases.investigation()
    person = make_cases.investigator()

    assert rules.against_taking_part(case, by=person) == [Refusal.NOT_DECLARED]
    item = make_cases.evidence(case)
    codes = refusals_of(
        lambda: actions.grade(item, reliability="B", credibility="2", by=person, reason="A test")
    )
    assert codes == ["not-declared"]

    declaration = actions.declare(case, by=person, reason="A test")

    assert (declaration.interest, declaration.person) == ("", person)
    assert rules.against_taking_part(case, by=person) == []
    assert actions.grade(item, reliability="B", credibility="2", by=person, reason="A test")
    assert Entry.objects.filter(action="investigation.declare", actor=person).count() == 1


def test_a_declaration_in_one_case_says_nothing_of_another():
    person = make_cases.investigator()
    make_cases.declared(make_cases.investigation(), person)

    other = make_cases.investigation()

    assert rules.against_taking_part(other, by=person) == [Refusal.NOT_DECLARED]


def test_an_interest_waits_for_a_director():
    case, person = make_cases.investigation(), make_cases.investigator()
    declaration = make_inquiries.interest(case, person)
    assert rules.against_taking_part(case, by=person) == [Refusal.INTEREST_UNDECIDED]

    actions.decide_interest(
        declaration, outcome=InterestOutcome.CONTINUES, by=make.director(), reason="It is remote"
    )

    assert rules.against_taking_part(case, by=person) == []


def test_another_interest_waits_again():
    case, person = make_cases.investigation(), make_cases.investigator()
    make_inquiries.ruled(case, person, InterestOutcome.CONTINUES)

    make_inquiries.interest(case, person, "My brother works there now.")

    assert rules.against_taking_part(case, by=person) == [Refusal.INTEREST_UNDECIDED]


def test_the_recused_do_nothing_in_the_case():
    case = make_cases.investigation(*make.valid_permits(1))
    person = make_inquiries.recused(case)
    item = make_cases.graded(case)
    by = {"by": person, "reason": "A test"}
    acts = {
        "ask": lambda: actions.ask(case, "Why?", **by),
        "add permits": lambda: actions.add_permits(
            case, make_cases.permits(*make.valid_permits(1)), **by
        ),
        "review": lambda: actions.review(
            case.scope.all(), investigation=case, result="concern", **by
        ),
        "conclude": lambda: actions.conclude(case, **by),
        "recommend": lambda: actions.recommend(case, text_en="Yes", text_fr="Oui", **by),
        "grade": lambda: actions.grade(item, reliability="B", credibility="2", **by),
        "register": lambda: make_cases.evidence(case, by=person),
        "challenge": lambda: make_inquiries.challenge(item, by=person),
        "trace": lambda: make_inquiries.trace(item, by=person),
        "ask outside": lambda: make_inquiries.request(case, by=person),
        "hold": lambda: make_inquiries.on_hold(case, by=person),
        "join": lambda: actions.join_team(
            case, person=make_cases.investigator(), role=TeamRole.ANALYST, **by
        ),
        "reassign": lambda: actions.reassign(case, lead=make_cases.investigator(), **by),
        "declare": lambda: actions.declare(case, **by),
    }

    assert {name: refusals_of(act)[0] for name, act in acts.items()} == dict.fromkeys(
        acts, "recused"
    )


def test_a_recusal_is_lifted_by_a_director_and_not_by_a_row_of_ones_own():
    case, person = make_cases.investigation(), make_cases.investigator()
    ruling = make_inquiries.ruled(case, person)
    with an_entry() as entry:  # a row put there by another hand
        Declaration.objects.create(
            entry=entry, investigation=case, person=person, declared_at=timezone.now()
        )
    assert rules.is_recused(case, person)

    newest = Declaration.objects.newest().get(person=person)
    assert rules.against_deciding_interest(newest, by=make.director()) == [Refusal.NO_INTEREST]
    assert rules.against_deciding_interest(ruling.declaration, by=make.director()) == [
        Refusal.DECLARED_ANEW
    ]


def test_a_director_may_decide_anew():
    case, person = make_cases.investigation(), make_cases.investigator()
    ruling = make_inquiries.ruled(case, person)

    actions.decide_interest(
        ruling.declaration, outcome="continues", by=make.director(), reason="The shares are sold"
    )

    assert not rules.is_recused(case, person)
    assert rules.against_taking_part(case, by=person) == []
    assert InterestRuling.objects.count() == 2


def test_nobody_decides_on_their_own_interest():
    case, director = make_cases.investigation(), make.director()
    declaration = make_inquiries.interest(case, director)

    codes = refusals_of(
        lambda: actions.decide_interest(
            declaration, outcome="continues", by=director, reason="A test"
        )
    )
    assert codes == ["own-interest"]


def test_only_a_director_decides_on_an_interest():
    case = make_cases.investigation()
    declaration = make_inquiries.interest(case, make_cases.investigator())

    with pytest.raises(PermissionDenied):
        actions.decide_interest(
            declaration, outcome="continues", by=make_cases.investigator(), reason="A test"
        )


def test_declarations_and_rulings_are_only_added():
    case, person = make_cases.investigation(), make_cases.investigator()
    make_inquiries.ruled(case, person)

    for table in ("investigations_declaration", "investigations_interestruling"):
        with refused("rows are only ever added"), an_entry():
            sql(f"DELETE FROM {table}")


def test_the_database_knows_the_outcomes():
    case = make_cases.investigation()
    declaration = make_inquiries.interest(case, make_cases.investigator())
    facts = {"declaration": declaration, "decided_by": make.director()}
    for wrong in ({"outcome": "perhaps", "reasons": "So"}, {"outcome": "recused", "reasons": ""}):
        with refused("interest_"), an_entry() as entry:
            InterestRuling.objects.create(entry=entry, decided_at=timezone.now(), **facts, **wrong)


# --- Membership and lead --------------------------------------------------------------------------


def test_people_join_and_leave_a_team():
    case, person = make_cases.investigation(), make_cases.investigator()
    by = {"by": case.lead, "reason": "A test"}

    membership = actions.join_team(case, person=person, role=TeamRole.ANALYST, **by)
    assert refusals_of(
        lambda: actions.join_team(case, person=person, role=TeamRole.LIAISON, **by)
    ) == ["on-team"]
    left = actions.leave_team(membership, **by)

    assert left.left_on == timezone.localdate()
    assert refusals_of(lambda: actions.leave_team(left, **by)) == ["left-team"]
    actions.join_team(case, person=person, role=TeamRole.LIAISON, **by)
    assert Membership.objects.filter(investigation=case, person=person).count() == 2


def test_whoever_may_not_read_cases_or_is_recused_joins_no_team():
    case = make_cases.investigation()
    intake, recused = make.user(Role.INTAKE_OFFICER), make_inquiries.recused(case)

    for person in (intake, recused):
        assert rules.against_joining(case, person=person, by=case.lead) == [Refusal.CANNOT_JOIN]


def test_the_database_refuses_a_membership_twice_at_a_time_or_backwards():
    case, person = make_cases.investigation(), make_cases.investigator()
    actions.join_team(case, person=person, role=TeamRole.ANALYST, by=case.lead, reason="A test")
    facts = {"investigation": case, "person": person}
    day = date(2020, 10, 6)

    with refused("member_of_a_team_once|UNIQUE"), an_entry():
        Membership.objects.create(role="analyst", joined_on=day, **facts)
    with refused("membership_runs_forward"), an_entry():
        Membership.objects.create(
            role="analyst", joined_on=day, left_on=day - timedelta(days=1), **facts
        )
    with refused("membership_role_is_known"), an_entry():
        Membership.objects.create(role="mascot", joined_on=day, left_on=day, **facts)


def test_the_lead_passes_to_another_investigator_and_the_history_keeps_why():
    case = make_cases.investigation()
    first, second = case.lead, make_cases.investigator()

    actions.reassign(case, lead=second, by=make.director(), reason="On leave until summer")
    case.refresh_from_db()

    assert case.lead == second
    leads = team_of(case, first).leads
    assert [(lead.name, lead.entry.reason) for lead in leads] == [
        (str(first), "A test"),
        (str(second), "On leave until summer"),
    ]


def test_a_case_is_led_by_another_investigator_who_is_not_recused():
    case = make_cases.investigation()
    recused = make_inquiries.recused(case)
    director = make.director()

    assert rules.against_reassigning(case, lead=case.lead, by=director) == [Refusal.LEADS_ALREADY]
    assert rules.against_reassigning(case, lead=make.officer(), by=director) == [
        Refusal.CANNOT_LEAD
    ]
    assert rules.against_reassigning(case, lead=recused, by=director) == [Refusal.CANNOT_LEAD]


# --- On hold --------------------------------------------------------------------------------------


def test_on_hold_nothing_is_judged_and_what_arrives_is_taken_in():
    case = make_cases.investigation()
    item = make_cases.graded(case)
    asked = make_inquiries.request(case)
    held = make_inquiries.on_hold(case)
    person = make_cases.judge(case)
    by = {"by": person, "reason": "A test"}

    assert (held.status, held.hold_reason) == ("on-hold", "Waiting for a mission")
    assert rules.against_concluding(held)[0] == Refusal.ON_HOLD
    refused_acts = {
        "ask": lambda: actions.ask(case, "Why?", **by),
        "draft": lambda: make_cases.finding(case, by=person),
        "send": lambda: make_inquiries.request(case, by=person),
        "match": lambda: make_inquiries.match(make_inquiries.trace(item), status="none"),
    }
    assert {refusals_of(act)[0] for act in refused_acts.values()} == {"on-hold"}
    assert make_cases.evidence(case)
    assert make_inquiries.challenge(item)
    assert make_inquiries.silence(asked)
    assert actions.reassign(case, lead=make_cases.investigator(), by=make.director(), reason="Ill")


def test_a_hold_is_made_longer_and_ended():
    case = make_cases.investigation()
    make_inquiries.on_hold(case, days=10)
    longer = make_inquiries.on_hold(case, days=60)
    assert longer.held_until == make_inquiries.in_days(60)

    resumed = actions.resume(case, by=case.lead, reason="The mission reported")

    assert (resumed.status, resumed.hold_reason, resumed.held_until) == ("active", "", None)
    assert refusals_of(lambda: actions.resume(case, by=case.lead, reason="Again")) == [
        "not-on-hold"
    ]


def test_a_hold_ends_on_a_day_to_come_and_only_open_cases_rest():
    case = make_cases.investigation()
    assert rules.against_putting_on_hold(case, until=timezone.localdate(), by=case.lead) == [
        Refusal.HOLD_ENDS_IN_PAST
    ]

    concluded = make_cases.concluded_investigation()
    assert rules.against_putting_on_hold(
        concluded, until=make_inquiries.in_days(9), by=concluded.lead
    ) == [Refusal.CONCLUDED]


def test_the_database_keeps_a_hold_whole():
    case = make_cases.investigation()
    for change in ({"status": "on-hold"}, {"hold_reason": "So"}, {"held_until": date(2030, 1, 1)}):
        with refused("investigation_hold_is_whole"), an_entry():
            Investigation.objects.filter(pk=case.pk).update(**change)


# --- Pages ----------------------------------------------------------------------------------------


def test_the_team_page_shows_how_each_stands(sign_in):
    case = make_cases.investigation(title="Sensors")
    make_inquiries.ruled(case, make_cases.investigator())
    make_inquiries.interest(case, make_cases.investigator(), "A former employer")
    director = make.director()

    response = sign_in(director).get(address("team", case))

    standings = {member.standing for member in response.context["team"].members}
    assert standings == {Standing.UNDECLARED, Standing.RECUSED, Standing.UNDECIDED}
    page = text_of(response)
    for words in ("Recused", "A former employer", "Interest declared, to be decided", "Decide"):
        assert words in page


def test_an_interest_is_declared_and_decided_on_pages(sign_in):
    case, person, director = make_cases.investigation(), make_cases.investigator(), make.director()
    client = sign_in(person)
    url = address("team_declare", case)

    assert case.title in text_of(client.get(url))
    missing = client.post(url, {"has_interest": "some", "interest": "  "})
    assert errors_of(missing) == ["Describe the interest."]
    doubtful = client.post(url, {"has_interest": "none", "interest": "Shares"})
    assert errors_of(doubtful) == ["You describe an interest: say that you have one."]
    assert not Declaration.objects.exists()
    done = client.post(url, {"has_interest": "some", "interest": "Shares"}, follow=True)
    assert "A director decides whether you may take part." in done.content.decode()

    declaration = Declaration.objects.get()
    titles = [kind.title for kind in waiting.for_person(director)]
    assert "Interests to decide on" in titles
    decide = address("interest_decide", case, declaration.pk)
    assert "Shares" in text_of(sign_in(director).get(decide))
    sign_in(director).post(decide, {"outcome": "recused", "reason": "They are many"})
    assert rules.is_recused(case, person)
    assert "You are recused from this case" in text_of(client.get(case.get_absolute_url()))
    assert client.get(decide).status_code == 403


def test_a_page_of_an_act_leads_to_the_declaration_that_is_missing(sign_in):
    case = make_cases.investigation()
    client = sign_in(make_cases.investigator())

    page = client.get(address("finding_new", case))

    assert "You have not declared whether you have an interest in this case." in text_of(page)
    assert address("team_declare", case) in page.content.decode()


def test_the_team_is_changed_on_pages(sign_in):
    case, other = make_cases.investigation(), make_cases.investigator()
    client = sign_in(case.lead)

    client.post(
        address("team_join", case),
        {"person": other.pk, "role": "analyst", "reason": "Knows the goods"},
    )
    membership = Membership.objects.get()
    assert "Analyst" in text_of(client.get(address("team", case)))
    assert "Analyst" in text_of(client.get(address("team_leave", case, membership.pk)))
    client.post(address("team_leave", case, membership.pk), {"reason": "Elsewhere"})
    membership.refresh_from_db()
    assert membership.left_on is not None

    client.post(address("investigation_reassign", case), {"lead": other.pk, "reason": "Leave"})
    case.refresh_from_db()
    assert case.lead == other
    assert "Leave" in text_of(client.get(address("team", case)))


def test_a_case_is_put_on_hold_and_resumed_on_pages(sign_in):
    case = make_cases.investigation()
    client = sign_in(case.lead)
    past = client.post(
        address("investigation_hold", case), {"until": "2020-01-01", "reason": "Mission"}
    )
    assert errors_of(past) == ["The day until which it is on hold must be after today."]
    assert "Mission" in past.content.decode()

    until = make_inquiries.in_days(20)
    client.post(
        address("investigation_hold", case), {"until": until.isoformat(), "reason": "Mission"}
    )
    page = text_of(client.get(case.get_absolute_url()))
    assert "On hold until" in page
    assert "Mission" in page
    assert "The investigation is on hold." in text_of(client.get(address("question_new", case)))

    client.post(address("investigation_resume", case), {"reason": "It reported"})
    page = text_of(client.get(case.get_absolute_url()))
    assert "On hold until" not in page
    assert "Resumed" in page


@pytest.mark.parametrize(
    ("view", "args"),
    [
        ("team_declare", ()),
        ("team_join", ()),
        ("investigation_reassign", ()),
        ("investigation_hold", ()),
        ("investigation_resume", ()),
        ("request_new", ()),
    ],
)
def test_an_auditor_reads_the_team_and_changes_nothing(sign_in, view, args):
    case = make_cases.investigation()
    client = sign_in(make.user(Role.AUDITOR))

    assert client.get(address("team", case)).status_code == 200
    assert client.get(address(view, case, *args)).status_code == 403


def test_a_team_takes_a_constant_number_of_statements(sign_in, django_assert_num_queries):
    case, director = make_cases.investigation(), make.director()
    for _count in range(2):
        make_inquiries.ruled(case, make_cases.investigator())
    director.roles()
    with django_assert_num_queries(6):
        team_of(case, director)
    for _count in range(3):
        make_inquiries.ruled(case, make_cases.investigator())
    with django_assert_num_queries(6):
        team_of(case, director)


def test_what_waits_names_cases_without_a_declaration_and_holds_that_ran_out():
    case = make_cases.investigation()
    member = make_cases.investigator()
    actions.join_team(case, person=member, role=TeamRole.ANALYST, by=case.lead, reason="A test")
    kinds = {kind.title: kind.records for kind in waiting.for_person(member)}
    assert kinds["Interests to declare"] == [case]

    make_cases.declared(case, member)
    make_inquiries.on_hold(case)
    with an_entry():
        Investigation.objects.filter(pk=case.pk).update(held_until=date(2021, 1, 1))

    kinds = {kind.title: kind.records for kind in waiting.for_person(member)}
    assert "Interests to declare" not in kinds
    assert kinds["Investigations to resume"] == [case]
