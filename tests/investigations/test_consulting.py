"""Departments consulted in a case: asked, answering permit by permit or together, or silent."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import PERMISSIONS, Role
from exportcontrol import waiting
from investigations.actions import consulting
from investigations.jobs import remind_departments
from investigations.models import CaseConsultation, ConsultedPermit
from investigations.rules import consulting as rules
from office import work
from office.models import Message
from tests import make, make_analysis, make_cases, make_inquiries
from tests.audit.going_round import an_entry, refused, sql

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


def asked_about(count=2, **facts):
    case = make_cases.investigation(*make.valid_permits(count))
    return make_analysis.consultation(case, **facts)


class TestAsking:
    def test_permits_in_scope_are_named_and_only_those(self):
        first, second = make.valid_permits(2)
        case, other = make_cases.investigation(first), make_cases.investigation(second)

        asked = make_analysis.consultation(case)

        assert [row.scope.permit for row in asked.permits.all()] == [first]
        with pytest.raises(ValidationError) as refusal:
            make_analysis.consultation(case, scope=other.scope.all())
        assert codes(refusal) == ["no-permit-asked"]

    def test_a_question_may_be_about_no_permit_in_particular(self):
        case = make_cases.investigation()
        make_analysis.department()
        asked = consulting.consult(
            case,
            office=make_analysis.DEFENCE,
            subject="Doctrine",
            question="How are such sensors used?",
            due_on=timezone.localdate(),
            by=make_cases.investigator(),
            reason="A test",
        )
        assert not asked.permits.exists()
        assert make_analysis.answer(asked, holds_for_rest=False).status == "answered"

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"due_on": date(2020, 11, 30)}, "due-before-asked"),
            ({"asked_on": date(2120, 1, 1), "due_on": date(2120, 1, 2)}, "in-future"),
        ],
    )
    def test_the_days_are_possible_ones(self, facts, code):
        with pytest.raises(ValidationError) as refusal:
            asked_about(**facts)
        assert codes(refusal) == [code]

    def test_somebody_must_be_there_to_answer(self):
        case = make_cases.investigation()
        with pytest.raises(ValidationError) as refusal:
            consulting.consult(
                case,
                office="Nobody's office",
                subject="x",
                question="x",
                due_on=timezone.localdate(),
                by=make_cases.investigator(),
                reason="x",
            )
        assert codes(refusal) == ["nobody-there"]


class TestWhoSees:
    def test_a_department_sees_what_is_put_to_it_and_nothing_of_another(self):
        ours = asked_about()
        theirs = asked_about(office="Nuclear Safety Commission")
        officer = make_analysis.department("department of national defence ")

        seen = CaseConsultation.objects.visible_to(officer)
        assert list(seen) == [ours]
        assert set(CaseConsultation.objects.visible_to(make_cases.investigator())) == {ours, theirs}
        nobody = make.user(Role.CONSULTED_DEPARTMENT, office="")
        assert not CaseConsultation.objects.visible_to(nobody).exists()

    def test_its_role_opens_nothing_but_consultations(self):
        rights = PERMISSIONS[Role.CONSULTED_DEPARTMENT]
        assert {each for each in rights if not each.startswith("office.")} == {
            "applications.view_consultation",
            "applications.answer_consultation",
            "investigations.view_caseconsultation",
            "investigations.answer_caseconsultation",
        }

    def test_it_waits_on_the_home_page_of_the_department_and_overdue_on_the_asker_s(self):
        asked = asked_about()
        officer, investigator = make_analysis.department(), make_cases.investigator()

        def titles(person):
            return {work.title: work.records for work in waiting.for_person(person)}

        assert titles(officer)["Consultations in cases to answer"] == [asked]
        assert titles(investigator)["Overdue consultations in cases"] == [asked]
        assert "Consultations in cases to answer" not in titles(make_analysis.department("Other"))
        make_analysis.answer(asked)
        assert "Consultations in cases to answer" not in titles(officer)


class TestPositions:
    def test_given_per_permit_or_for_many_and_given_otherwise_the_history_keeps_both(self):
        asked = asked_about(3)
        first, *others = asked.permits.all()
        officer = make_analysis.department()

        make_analysis.give_positions(asked, by=officer)
        make_analysis.give_positions(
            asked,
            "conditions",
            permits=asked.permits.filter(pk=first.pk),
            conditions="Only for trainers.",
            by=officer,
        )

        first.refresh_from_db()
        assert (first.position, first.conditions) == ("conditions", "Only for trainers.")
        assert first.answered_by == officer
        assert [row.position for row in first.history.all()] == ["conditions", "objection", ""]
        assert {row.position for row in asked.permits.exclude(pk=first.pk)} == {"objection"}
        assert len(others) == 2

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"reasons": " "}, "no-reasons"),
            ({"position": "conditions"}, "no-conditions"),
        ],
    )
    def test_words_that_a_position_needs(self, said, code):
        asked = asked_about()
        with pytest.raises(ValidationError) as refusal:
            make_analysis.give_positions(asked, **said)
        assert codes(refusal) == [code]
        with pytest.raises(ValidationError) as refusal:
            make_analysis.answer(asked, **said)
        assert codes(refusal) == [code]

    def test_another_office_and_another_role_answer_nothing(self):
        asked = asked_about()
        with pytest.raises(ValidationError) as refusal:
            make_analysis.give_positions(asked, by=make_analysis.department("Other"))
        assert codes(refusal) == ["other-office"]
        for act in (make_analysis.give_positions, make_analysis.answer):
            with pytest.raises(PermissionDenied):
                act(asked, by=make_cases.investigator())

    def test_permits_of_another_consultation_are_not_reached(self):
        ours, theirs = asked_about(), asked_about(office="Nuclear Safety Commission")
        with pytest.raises(ValidationError) as refusal:
            make_analysis.give_positions(ours, permits=theirs.permits.all())
        assert codes(refusal) == ["no-position-chosen"]
        assert not ConsultedPermit.objects.exclude(position="").exists()


class TestAnswering:
    def test_every_permit_has_a_position_or_the_answer_holds_for_the_rest(self):
        asked = asked_about(3)
        first = asked.permits.first()
        make_analysis.give_positions(asked, permits=asked.permits.filter(pk=first.pk))

        with pytest.raises(ValidationError) as refusal:
            make_analysis.answer(asked, holds_for_rest=False)
        assert codes(refusal) == ["positions-missing"]

        answered = make_analysis.answer(asked, "no-objection")
        assert answered.status == "answered"
        assert sorted(asked.permits.values_list("position", flat=True)) == [
            "no-objection",
            "no-objection",
            "objection",
        ]

    def test_answered_it_is_closed_for_everybody_and_for_the_database(self):
        asked = make_analysis.answer(asked_about())
        officer, person = make_analysis.department(), make_cases.investigator()
        for act in (
            lambda: make_analysis.give_positions(asked, by=officer),
            lambda: make_analysis.answer(asked, by=officer),
            lambda: consulting.record_silence(asked, by=person, reason="x"),
            lambda: consulting.withdraw(asked, by=person, reason="x"),
            lambda: consulting.remind(asked, by=person, reason="x"),
        ):
            with pytest.raises(ValidationError) as refusal:
                act()
            assert codes(refusal) == ["consultation-closed"]
        with refused("kept as recorded"), an_entry():
            sql("UPDATE investigations_caseconsultation SET position = 'objection'")
        with refused("the consultation is closed"), an_entry():
            sql("UPDATE investigations_consultedpermit SET position = 'objection'")
        with refused("kept for ever"), an_entry():
            sql("DELETE FROM investigations_consultedpermit")

    def test_late_is_told_from_in_time(self):
        late = make_analysis.answer(asked_about(), answered_on=date(2021, 1, 16))
        in_time = make_analysis.answer(asked_about(), answered_on=date(2021, 1, 15))
        assert (late.answered_late, in_time.answered_late) == (True, False)

    def test_the_investigator_reviews_by_what_the_department_said(self):
        asked = asked_about(3)
        case = asked.investigation
        chosen = asked.permits.all()[:1].values("pk")
        make_analysis.give_positions(asked, permits=asked.permits.filter(pk__in=chosen))

        assert case.scope.with_position("objection").count() == 1
        assert case.scope.with_position("none").count() == 2
        make_cases.review(case, "concern", scope=case.scope.with_position("objection"))
        assert case.scope.by_result()["concern"] == 1


class TestSilenceAndReminders:
    def test_silence_is_recorded_when_the_day_is_past_and_not_before(self):
        asked = asked_about()
        person = make_cases.investigator()
        for day, code in [
            (date(2021, 1, 15), "not-overdue"),
            (timezone.localdate() + timedelta(days=1), "in-future"),
        ]:
            with pytest.raises(ValidationError) as refusal:
                consulting.record_silence(asked, day=day, by=person, reason="x")
            assert codes(refusal) == [code]

        silent = consulting.record_silence(asked, day=date(2021, 1, 16), by=person, reason="x")
        assert (silent.status, silent.position) == ("silent", "")
        with pytest.raises(ValidationError):
            make_analysis.answer(silent)

    def test_a_reminder_goes_to_each_officer_there_in_their_language_once_a_day(self):
        make_analysis.department(email="peter@example.ca", language="en-ca")
        make_analysis.department(email="luce@example.ca", language="fr-ca")
        make_analysis.department("Elsewhere", email="other@example.ca")
        asked = asked_about()

        reminder = consulting.remind(asked, by=make_cases.investigator(), reason="A week left")

        assert reminder.recipients == 2
        sent = Message.objects.filter(about=asked.number).order_by("pk")
        assert [message.to_address for message in sent] == ["peter@example.ca", "luce@example.ca"]
        assert all(asked.number in message.subject for message in sent)
        with pytest.raises(ValidationError) as refusal:
            consulting.remind(asked, by=make_cases.investigator(), reason="x")
        assert codes(refusal) == ["reminded-today"]

    def test_a_department_is_reminded_before_its_answer_is_due_and_once_when_it_is_late(self):
        make_analysis.department(email="peter@example.ca")
        today = timezone.localdate()
        asked = asked_about(asked_on=today - timedelta(days=10), due_on=today + timedelta(days=3))

        assert consulting.remind_due(today - timedelta(days=1)) == [], "four days are left"
        [soon] = consulting.remind_due()
        assert (soon.recipients, soon.entry.actor) == (1, None)
        assert soon.entry.reason == "The answer is due soon."
        assert Message.objects.get(about=asked.number).to_address == "peter@example.ca"

        assert not rules.reminder_is_due(asked, day=asked.due_on), "it was reminded in this time"
        late = asked.due_on + timedelta(days=1)
        assert rules.reminder_is_due(asked, day=late)
        make_analysis.answer(asked)
        assert consulting.remind_due(late) == [], "it was answered"

    def test_what_somebody_reminded_of_already_is_left(self):
        make_analysis.department(email="peter@example.ca")
        today = timezone.localdate()
        asked = asked_about(asked_on=today - timedelta(days=30), due_on=today - timedelta(days=2))
        consulting.remind(asked, by=make_cases.investigator(), reason="By hand")
        assert consulting.remind_due() == []
        assert asked.reminders.count() == 1

    def test_a_case_on_hold_and_a_question_just_asked_remind_nobody(self):
        make_analysis.department(email="peter@example.ca")
        today = timezone.localdate()
        asked_about(asked_on=today, due_on=today + timedelta(days=2))
        resting = asked_about(asked_on=today - timedelta(days=9), due_on=today)
        make_inquiries.on_hold(resting.investigation)
        assert consulting.remind_due() == []

    def test_an_address_that_cannot_be_written_to_keeps_no_other_waiting(self):
        today = timezone.localdate()
        days = {"asked_on": today - timedelta(days=9), "due_on": today}
        make_analysis.department(email="not an address")
        make_analysis.department("Elsewhere", email="luce@example.ca")
        asked_about(**days)
        there = asked_about(office="Elsewhere", **days)
        [sent] = consulting.remind_due()
        assert sent.consultation == there

    def test_every_worker_looks_for_reminders_that_are_due(self):
        assert remind_departments in work.REGULAR
        make_analysis.department(email="peter@example.ca")
        today = timezone.localdate()
        asked = asked_about(asked_on=today - timedelta(days=9), due_on=today)
        for _look in range(2):
            remind_departments()
        assert asked.reminders.count() == 1

    def test_a_reminder_fails_with_its_mail_or_not_at_all(self):
        make_analysis.department(email="not an address")
        asked = asked_about()
        with pytest.raises(ValidationError):
            consulting.remind(asked, by=make_cases.investigator(), reason="x")
        assert not asked.reminders.exists()

    def test_what_was_asked_may_be_taken_back(self):
        asked = asked_about()
        done = consulting.withdraw(asked, by=make_cases.investigator(), reason="Asked in error")
        assert done.status == "withdrawn"
        with pytest.raises(ValidationError) as refusal:
            make_analysis.answer(done)
        assert codes(refusal) == ["consultation-closed"]

    def test_who_may_not_change_the_case_asks_and_closes_nothing(self):
        asked = asked_about()
        for role in (Role.AUDITOR, Role.CONSULTED_DEPARTMENT, Role.PERMIT_OFFICER):
            by = make.user(role, office=make_analysis.DEFENCE)
            for act in (consulting.record_silence, consulting.withdraw, consulting.remind):
                with pytest.raises(PermissionDenied):
                    act(asked, by=by, reason="x")
            with pytest.raises(PermissionDenied):
                make_analysis.consultation(asked.investigation, by=by)
