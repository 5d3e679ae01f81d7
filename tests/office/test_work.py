"""Jobs are leased, done step by step, taken up again, and end once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from office import documents, work
from office.models import Job, JobState
from permits.models import Party
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(by_worker):
    """Kinds of work of this test; what they did is in the list that is given."""
    known, did = dict(work.KINDS), []

    @work.kind("test.count", "Count")
    def count(task):
        left = task.arguments["steps"] - task.job.done
        task.expect(left)
        for number in range(task.job.done, task.arguments["steps"]):
            with task.step(cursor=str(number)):
                did.append(number)
                if number == task.arguments.get("fails_at"):
                    raise task.arguments.get("fault") and FAULTS[task.arguments["fault"]]

    @work.kind("test.speak", "Speak")
    def speak(task):
        did.append(translation.get_language())
        with task.step():
            return documents.keep(
                b"words", name="words.txt", media_type="text/plain", by=task.by, reason="A test"
            )

    yield did
    work.KINDS.clear()
    work.KINDS.update(known)


FAULTS = {
    "refused": ValidationError("The file is gone."),
    "forbidden": PermissionDenied("No longer an officer."),
    "unexpected": RuntimeError("the disk is on fire"),
}


def ask(name="test.count", *, about="X-1", by=None, **facts):
    facts.setdefault("steps", 3)
    return work.enqueue(name, about=about, by=by or make.officer(), **facts)


def now(job):
    return Job.objects.get(pk=job.pk)


def due_now(job):
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def test_a_job_is_done_and_says_so(kinds):
    job = ask()
    assert (job.state, job.done, job.total) == (JobState.WAITING, 0, None)

    assert work.work_off_next()
    assert not work.work_off_next()

    job = now(job)
    assert kinds == [0, 1, 2]
    assert (job.state, job.done, job.total, job.cursor) == (JobState.DONE, 3, 3, "2")
    assert job.ended_at is not None
    assert not job.is_leased


def test_a_job_is_there_with_what_made_it_necessary_and_not_otherwise(kinds):
    with pytest.raises(ValidationError), transaction.atomic():
        ask()
        raise ValidationError("The act is refused.")
    assert not Job.objects.exists()


def test_asked_again_while_open_it_is_the_same_and_looks_again(kinds):
    job = ask()
    assert ask() == job
    assert ask(about="X-2") != job
    Job.objects.filter(about="X-2").delete()

    @work.kind("test.again", "Again")
    def again(task):
        kinds.append("looked")
        if len(kinds) == 1:
            ask("test.again", about="X-3")

    third = ask("test.again", about="X-3")
    Job.objects.filter(pk=job.pk).delete()
    work.work_off_next()
    assert now(third).state == JobState.WAITING, "it was asked for while it was done"
    work.work_off_next()
    assert now(third).state == JobState.DONE
    assert kinds == ["looked", "looked"]


def test_once_done_it_can_be_asked_for_anew(kinds):
    job = ask()
    work.work_off_next()
    assert ask() != job


def test_it_is_done_in_the_language_it_was_asked_for_in(kinds):
    with translation.override("fr-ca"):
        job = ask("test.speak")
    work.work_off_next()
    assert kinds == ["fr-ca"]
    assert documents.read(now(job).result) == b"words"


def test_it_waits_for_its_time(kinds):
    job = ask(due_at=timezone.now() + timedelta(hours=1))
    assert not work.work_off_next()
    due_now(job)
    assert work.work_off_next()


def test_nobody_takes_what_another_holds_until_the_lease_ends(kinds):
    job = ask()
    held = Job.objects.take("one")
    assert held == job
    assert Job.objects.take("two") is None

    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work.work_off_next()
    assert now(job).state == JobState.DONE


def test_a_worker_believed_dead_writes_nothing_more(kinds):
    job = ask()
    dead = work.Task(job=Job.objects.take("dead"), owner="dead")
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    Job.objects.take("alive")

    with pytest.raises(work.LeaseLost), dead.step():
        make.party("Written by a ghost")

    assert not Party.objects.filter(name="Written by a ghost").exists()
    with pytest.raises(work.LeaseLost):
        dead.end(JobState.DONE)
    assert now(job).state == JobState.WAITING


def test_a_step_that_fails_leaves_nothing_and_is_done_later(kinds):
    job = ask(fails_at=1, fault="unexpected")
    work.work_off_next()

    job = now(job)
    assert (job.state, job.done, job.cursor) == (JobState.WAITING, 1, "0")
    assert job.due_at > timezone.now()
    Job.objects.update(arguments={"steps": 3})
    due_now(job)
    work.work_off_next()
    assert (now(job).state, now(job).done) == (JobState.DONE, 3)
    assert kinds == [0, 1, 1, 2]


def test_it_is_given_up_after_several_attempts_that_get_nowhere(kinds):
    job = ask(fails_at=0, fault="unexpected")
    for _attempt in range(work.MOST_ATTEMPTS):
        assert now(job).state == JobState.WAITING
        due_now(job)
        work.work_off_next()
    assert now(job).state == JobState.FAILED
    assert "5 times in a row" in now(job).problem


def test_what_kills_its_worker_each_time_is_given_up(kinds):
    job = ask()
    for _attempt in range(work.MOST_ATTEMPTS):
        Job.objects.take("doomed")
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    work.work_off_next()
    assert now(job).state == JobState.FAILED
    assert kinds == []


@pytest.mark.parametrize(
    ("fault", "problem"),
    [("refused", "The file is gone."), ("forbidden", "No longer an officer.")],
)
def test_a_refusal_ends_it_in_words(kinds, fault, problem):
    job = ask(fails_at=2, fault=fault)
    work.work_off_next()
    job = now(job)
    assert (job.state, job.problem, job.done) == (JobState.FAILED, problem, 2)


def test_a_kind_that_is_no_longer_known_fails_in_words(kinds):
    job = ask()
    del work.KINDS["test.count"]
    work.work_off_next()
    assert now(job).problem == "This kind of work is no longer known."


def test_an_unknown_kind_is_not_asked_for():
    with pytest.raises(ValueError, match=r"test\.other"):
        ask("test.other")


def test_a_worker_that_is_told_to_end_gives_the_job_back(kinds):
    job = ask()
    work.work_off_next(stopping=lambda: True)
    job = now(job)
    assert (job.state, job.done, job.is_leased) == (JobState.WAITING, 1, False)
    work.work_off_next()
    assert kinds == [0, 1, 2]


def test_one_job_of_a_kind_and_record_is_open():
    ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(
            kind="test.count", about="X-1", language="en-ca", asked_at=timezone.now()
        )


@pytest.mark.django_db(transaction=True)
def test_where_there_is_no_worker_it_is_done_after_the_commit(kinds, settings):
    settings.WORK_IN_PLACE = True
    with transaction.atomic():
        job = ask()
        assert kinds == []
    assert now(job).state == JobState.DONE
