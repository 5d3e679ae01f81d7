"""A large register file is carried out by a job: all of it, once, in the name of who asked."""

import pytest
from django.urls import reverse

from accounts.actions import withdraw_role
from accounts.roles import Role
from audit.models import Entry
from office import work
from office.models import Job, JobState
from permits.actions.importing import upload
from permits.jobs import LARGE, ask_for_import
from permits.models import Permit, RegisterImport
from tests import make, make_registers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_worker(settings):
    settings.WORK_IN_PLACE = False


@pytest.fixture
def officer():
    return make.officer()


def uploaded(officer, *, long=False):
    line = {"description": "Imaging sensor, " + "described at length. " * 40} if long else {}
    lines = [{"reference": f"EX-{number}", **line} for number in range(1, 1400 if long else 3)]
    file = make_registers.standard(*lines)
    return upload(file, profile="standard", by=officer, reason="A test")


def test_a_large_file_is_left_to_a_job(officer, sign_in):
    kept = uploaded(officer, long=True)
    assert kept.file.size > LARGE
    confirm = reverse("permits:register_import_confirm", args=[kept.pk])

    answer = sign_in(officer).post(confirm, {"reason": "Monthly file"})

    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    assert not Permit.objects.exists()
    work.work_off_next()
    kept.refresh_from_db()
    assert kept.is_imported
    assert Permit.objects.count() == 1399
    assert Entry.objects.get(action="register.import").actor == officer
    job.refresh_from_db()
    assert (job.state, job.done, job.back_to) == (JobState.DONE, 1, kept.get_absolute_url())


def test_done_already_it_changes_nothing(officer):
    kept = uploaded(officer)
    ask_for_import(kept, by=officer, reason="Monthly file")
    work.work_off_next()
    ask_for_import(kept, by=officer, reason="Again")
    work.work_off_next()
    assert Permit.objects.count() == 2
    assert Job.objects.filter(state=JobState.DONE).count() == 2


def test_a_file_that_is_gone_fails_in_words(officer):
    kept = uploaded(officer)
    ask_for_import(kept, by=officer, reason="Monthly file")
    kept.file.storage.delete(kept.file.name)
    work.work_off_next()
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "no longer in the store" in job.problem
    assert not RegisterImport.objects.get().is_imported


def test_who_lost_the_role_meanwhile_imports_nothing(officer):
    kept = uploaded(officer)
    ask_for_import(kept, by=officer, reason="Monthly file")
    role = officer.role_assignments.get()
    withdraw_role(role, by=make.user(Role.ADMINISTRATOR), reason="Left the office")
    work.work_off_next()
    assert Job.objects.get().state == JobState.FAILED
    assert not Permit.objects.exists()
