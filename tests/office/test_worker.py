"""Real worker processes, killed at any moment: nothing is done twice, nothing is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from audit.verification import Verification
from office import outbox, work
from office.models import Delivery, DeliveryState, Happened, Job, JobState
from permits.models import Party
from tests import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db", "by_worker"),
]

STEPS = 12
# A worker that knows a kind of work of its own: each step adds a party and takes a moment.
WORKER = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from audit import ledger
from office import work
from permits.models import Party

@work.kind("test.parties", "Parties")
def parties(task):
    done = Party.objects.filter(name__startswith="Step ").count()
    task.expect(12 - done)
    for number in range(done, 12):
        with task.step():
            with ledger.entry(by=task.by, action="party.register", reason="A test"):
                Party.objects.create(name=f"Step {number:02d}")
            time.sleep(0.1)

call_command("worker", *sys.argv[1:])
"""


def address():
    """The address of the test database, for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    who = f"{found['USER']}:{found['PASSWORD']}".rstrip(":")
    return f"postgres://{who}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


@contextmanager
def worker(*arguments, **environment):
    """A worker process; it does not outlive the test."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, "--poll", "0.1", *arguments],
        cwd=settings.ROOT,
        env={
            **os.environ,
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "exportcontrol.settings",
            "ENTRY_SOURCE": "command",
            "WORK_LEASE_SECONDS": "2",
            "MAIL_FOLDER": str(settings.MAIL_FOLDER),
            "EVIDENCE_ROOT": str(settings.EVIDENCE_ROOT),
            **environment,
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    limit = threading.Timer(60, process.kill)
    limit.start()
    try:
        yield process
    finally:
        limit.cancel()
        process.kill()
        process.communicate()


def until(condition, seconds=45):
    """Wait until something holds; fail when it never does."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)
    return found


@pytest.fixture
def job():
    work.KINDS["test.parties"] = work.Kind("test.parties", "Parties", lambda task: None)
    yield work.enqueue("test.parties", about="X-1", by=make.officer())
    del work.KINDS["test.parties"]


def state(job):
    return Job.objects.get(pk=job.pk).state


def steps():
    return list(
        Party.objects.filter(name__startswith="Step ").order_by("pk").values_list("name", flat=True)
    )


ALL = [f"Step {number:02d}" for number in range(STEPS)]


def test_a_killed_worker_is_replaced_and_nothing_is_done_twice(job):
    for enough in (3, 7):
        with worker() as process:
            until(lambda enough=enough: len(steps()) >= enough)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert state(job) == JobState.WAITING
        assert Job.objects.get(pk=job.pk).done == len(steps()), "the count is of whole steps"
    with worker():
        until(lambda: state(job) == JobState.DONE)

    assert steps() == ALL
    assert Job.objects.get(pk=job.pk).done == STEPS
    assert list(Verification()) == []


def test_several_workers_share_the_work_and_do_each_step_once(job):
    with worker(), worker(), worker() as third:
        until(lambda: len(steps()) >= 3)
        third.send_signal(signal.SIGKILL)
        until(lambda: state(job) == JobState.DONE)
    assert steps() == ALL


def test_a_worker_told_to_end_finishes_its_step_and_gives_the_job_back(job):
    with worker() as process:
        until(lambda: len(steps()) >= 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    held = Job.objects.get(pk=job.pk)
    assert (held.state, held.is_leased, held.done) == (JobState.WAITING, False, len(steps()))


def test_once_ends_by_itself(job):
    with worker("--once") as process:
        assert process.wait(timeout=40) == 0
    assert steps() == ALL


@pytest.fixture
def message():
    return outbox.put(
        to_address="exports@optics.example",
        subject="Suspension",
        text="Suspended.",
        about="MO-2020-000001",
        by=None,
    )


def events(message):
    return list(message.events.order_by("pk").values_list("what", flat=True))


def by_mail(server):
    return {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}


def delivered(message):
    return Delivery.objects.get(message=message).state == DeliveryState.SENT


def test_a_worker_killed_after_the_server_took_the_message_sends_the_same_again(
    mail_by_smtp, message
):
    mail_by_smtp.pause = 30
    with worker(**by_mail(mail_by_smtp)) as process:
        assert mail_by_smtp.seen.wait(40)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert events(message) == [Happened.ATTEMPTED], "it is on record that nobody knows"
    mail_by_smtp.pause = 0
    with worker(**by_mail(mail_by_smtp)):
        until(lambda: delivered(message))

    first, second = mail_by_smtp.accepted
    assert first == second
    assert message.message_id.encode() in first[1]
    assert events(message) == [Happened.ATTEMPTED, Happened.ATTEMPTED, Happened.ACCEPTED]


def test_a_worker_killed_before_the_server_took_the_message_loses_nothing(mail_by_smtp, message):
    greeting, mail_by_smtp.greeting = mail_by_smtp.greeting, b""
    with worker(**by_mail(mail_by_smtp)) as process:
        until(lambda: events(message) == [Happened.ATTEMPTED])
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert mail_by_smtp.accepted == []
    mail_by_smtp.greeting = greeting
    with worker(**by_mail(mail_by_smtp)):
        until(lambda: delivered(message))

    assert len(mail_by_smtp.accepted) == 1


def test_a_worker_killed_before_it_began_holds_the_message_for_its_lease_only(message):
    Delivery.objects.take("dead")
    assert not outbox.deliver_next()
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    with worker("--once", "--only", "mail") as process:
        assert process.wait(timeout=40) == 0
    assert delivered(message)
