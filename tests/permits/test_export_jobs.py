"""A long list is written by a job, some rows at a time; a kill costs nothing that was written."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.actions import withdraw_role
from accounts.roles import Role
from audit.models import Entry
from office import documents, work
from office.drafts import Draft
from office.models import Document, Job, JobState
from permits import exporting
from permits.models import Permit
from tests import make

pytestmark = pytest.mark.django_db

EXPORT = reverse("permits:permit_export")


@pytest.fixture(autouse=True)
def by_worker(settings, monkeypatch):
    """Four rows make a list long, and two are written in a step."""
    settings.WORK_IN_PLACE = False
    monkeypatch.setattr(exporting, "LONG", 3)
    monkeypatch.setattr(exporting, "CHUNK", 2)


@pytest.fixture
def officer():
    return make.officer()


def asked(client, **query):
    answer = client.get(EXPORT, query)
    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    return job


def rows_of(job):
    job.refresh_from_db()
    assert (job.state, job.problem) == (JobState.DONE, "")
    text = documents.read(job.result).decode()
    assert text.startswith("\ufeff") and text.count("\ufeff") == 1
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def numbers(sort):
    return list(Permit.objects.order_by(sort).values_list("reference", flat=True))


def test_a_short_list_is_the_answer_itself(officer, sign_in):
    make.valid_permits(3)
    assert sign_in(officer).get(EXPORT).streaming
    assert not Job.objects.exists()


def test_a_long_list_is_left_to_a_job_that_gives_the_same_file(officer, sign_in, monkeypatch):
    make.valid_permits(5)
    make.submitted_permit()
    client = sign_in(officer)
    job = asked(client, status="valid", sort="-number")
    assert not Document.objects.exists()

    work.work_off_next()

    headings, *rows = rows_of(job)
    assert headings[:3] == ["Number", "Kind", "Status"]
    valid = Permit.objects.filter(status="valid").order_by("-reference")
    assert [row[0] for row in rows] == [permit.reference for permit in valid]
    assert job.done == 4, "three parts, and the file kept"
    got = client.get(reverse("office:job_result", args=[job.pk]))
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "LONG", 100)
        at_once = client.get(EXPORT, {"status": "valid", "sort": "-number"})
    assert got.getvalue() == at_once.getvalue()
    kept = Entry.objects.get(action="document.keep")
    assert (kept.actor, kept.reason) == (
        officer,
        "Asked for as a file: status=valid&sort=-number",
    )
    assert not Draft(f"list-{job.pk}.csv").path.exists()


@pytest.mark.parametrize("sort", ["number", "-issued_on"])
def test_killed_after_any_part_it_goes_on_and_no_row_is_there_twice(officer, sign_in, sort):
    make.valid_permits(7)
    job = asked(sign_in(officer), sort=sort)
    for _kill in range(3):
        # One step, then the worker is gone: what it wrote of the next is half there.
        work.work_off_next(stopping=lambda: True)
        with open(Draft(f"list-{job.pk}.csv").path, "ab") as half:
            half.write(b"XP-half a li")
    work.work_off_next()

    column = [row[0] for row in rows_of(job)[1:]]
    assert len(column) == 7
    assert sorted(column) == numbers("reference")
    if sort == "number":
        assert column == numbers("reference")


def test_what_was_written_on_a_machine_that_is_gone_is_written_anew(officer, sign_in):
    make.valid_permits(5)
    job = asked(sign_in(officer), sort="number")
    work.work_off_next(stopping=lambda: True)
    Draft(f"list-{job.pk}.csv").remove()
    work.work_off_next()
    assert [row[0] for row in rows_of(job)[1:]] == numbers("reference")


def test_the_file_is_in_the_language_of_whoever_asked(officer, sign_in):
    make.valid_permits(4, destination=make.country("DE"))
    client = sign_in(officer)
    client.cookies["django_language"] = "fr-ca"
    job = asked(client)
    with translation.override("en-ca"):
        work.work_off_next()
    headings, *rows = rows_of(job)
    assert headings[0] == "Numéro"
    assert {row[5] for row in rows} == {"Allemagne"}


def test_another_person_who_asks_the_same_gets_a_file_of_their_own(officer, sign_in):
    make.valid_permits(4)
    asked(sign_in(officer))
    other = make.officer()
    answer = sign_in(other).get(EXPORT)
    assert answer.url == Job.objects.get(asked_by=other).get_absolute_url()
    sign_in(officer).get(EXPORT)
    assert Job.objects.count() == 2, "asked twice by one person it is one"


def test_whoever_exports_opens_the_page_of_the_work(sign_in):
    make.valid_permits(4)
    client = sign_in(make.user(Role.LEGAL_COUNSEL))
    assert client.get(asked(client).get_absolute_url()).status_code == 200


def test_who_lost_the_role_meanwhile_gets_no_file(officer, sign_in):
    make.valid_permits(4)
    job = asked(sign_in(officer))
    role = officer.role_assignments.get()
    withdraw_role(role, by=make.user(Role.ADMINISTRATOR), reason="Left the office")
    work.work_off_next()
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.FAILED, None)


def test_a_list_that_is_empty_by_then_has_its_headings(officer, sign_in):
    make.valid_permits(4)
    job = asked(sign_in(officer), status="valid")
    make.suspension(list(Permit.objects.all()))
    work.work_off_next()
    assert [row[0] for row in rows_of(job)] == ["Number"]
