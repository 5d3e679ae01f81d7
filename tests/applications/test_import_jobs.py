"""A large file of applications is entered by a job: all of it, once, in the name of who asked."""

import pytest
from django.urls import reverse

from accounts.actions import withdraw_role
from accounts.roles import Role
from applications.jobs import LARGE, ask_for_import
from applications.models import Application, ApplicationImport
from audit.models import Entry
from office import work
from office.models import Job, JobState
from tests import make, make_applications
from tests.applications.test_importing import file_of, line

pytestmark = pytest.mark.django_db

IMPORT = reverse("applications:application_import")


@pytest.fixture(autouse=True)
def by_worker(settings):
    settings.WORK_IN_PLACE = False


@pytest.fixture
def officer():
    return make_applications.intake_officer()


def large():
    """One application on many long lines."""
    goods = {name: said for name, said in line().items() if not name.startswith("document")}
    goods["description"] = "Imaging sensor, " + "described at length. " * 40
    return file_of(*[goods] * (LARGE // 800))


def ended():
    work.work_off_next()
    return Job.objects.latest("pk")


def test_a_large_file_is_left_to_a_job_that_leads_to_its_report(officer, sign_in):
    file = large()
    assert file.size >= LARGE

    answer = sign_in(officer).post(IMPORT, {"file": file, "reason": "A courier brought it"})

    assert answer.url == Job.objects.get().get_absolute_url()
    assert not Application.objects.exists()
    job = ended()
    kept = ApplicationImport.objects.get()
    assert (job.state, job.problem, job.back_to) == (JobState.DONE, "", kept.get_absolute_url())
    assert (kept.lines_accepted, kept.lines_rejected) == (LARGE // 800, 0)
    entry = Entry.objects.get(action="application.import")
    assert (entry.actor, entry.reason) == (officer, "A courier brought it")


def test_a_small_file_is_entered_at_once(officer, sign_in):
    sign_in(officer).post(IMPORT, {"file": file_of(line()), "reason": "A test"})
    assert ApplicationImport.objects.get().lines_accepted == 1
    assert not Job.objects.exists()


def test_taken_up_again_after_it_was_done_it_changes_nothing(officer):
    ask_for_import(file_of(line()), by=officer, reason="A test")
    work.work_off_next(stopping=lambda: True)
    assert Application.objects.count() == 1
    assert Job.objects.get().is_open, "killed before the end was recorded"

    assert ended().state == JobState.DONE
    assert Application.objects.count() == 1


def test_a_file_that_is_none_is_refused_before_there_is_a_job(officer, sign_in):
    file = large()
    file.name = "applications.csv"
    ask_for_import(file_of(line()), by=officer, reason="A test")
    ended()

    for wrong in (file_of({"other": "x" * LARGE}), file_of(line())):
        answer = sign_in(officer).post(IMPORT, {"file": wrong, "reason": "A test"})
        assert list(answer.context["form"].errors) == ["file"]
    assert Job.objects.count() == 1


def test_who_lost_the_role_meanwhile_enters_nothing(officer):
    ask_for_import(file_of(line()), by=officer, reason="A test")
    role = officer.role_assignments.get()
    withdraw_role(role, by=make.user(Role.ADMINISTRATOR), reason="Left the office")
    assert ended().state == JobState.FAILED
    assert not Application.objects.exists()
