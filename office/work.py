"""Long work: asked for in the caller's transaction, done step by step, resumed after a kill.

How another storey uses it:

1. Name the kind of work in a module ``jobs.py`` of your app (it is found at start-up)::

       @work.kind("decisions.letters", _("Letters of an order"))
       def letters(task: work.Task) -> Document | None:
           order = Order.objects.get(number=task.about)
           waiting = holders_without_letter(order)       # what is left to do, asked of the rows
           task.expect(len(waiting))                      # steps left; those done are added
           for holder in waiting:
               with task.step():                          # one transaction: the writes, the count
                   actions.write_letter(order, holder, by=task.by, reason=task.arguments["reason"])

   The function asks the rows what is left, and does each part in a ``task.step()``. A step is one
   transaction that first makes sure that the job is still leased to this worker and then counts
   itself done: killed at any moment, the job is taken up again by another worker where it stood,
   and a worker that was believed dead can write nothing more. Whatever a function does outside a
   step may happen twice. A function may keep a file with ``documents.keep`` inside a step and
   return the ``Document``: it becomes the result of the job, offered on its page.

2. Ask for it inside the transaction that makes it necessary, after checking permission::

       job = work.enqueue("decisions.letters", about=order.number, by=user, back_to=url,
                          reason=reason)
       return redirect(job)            # its page shows the progress, with and without JavaScript

   Where ``WORK_IN_PLACE`` is set (the embedded default), the job is done in the request's place
   when the transaction commits; elsewhere ``manage.py worker`` does it. Asked for again while it
   is open, the same job is returned, and looks again before it ends. With ``due_at`` it waits for
   that moment, and for a worker.

3. What has to be looked at now and again (reminders, batches whose time has come) is a function
   without arguments, marked ``@work.regularly``; every worker calls it about once a minute, and
   ``manage.py worker --once`` once. It must be safe to call twice at the same time.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from office.models import Document, Job, JobState
from office.models.leases import LEASE

logger = logging.getLogger(__name__)

# Attempts in a row that make no step; and how long to wait after each that failed.
MOST_ATTEMPTS = 5
WAITS = [timedelta(seconds=seconds) for seconds in (10, 60, 300, 900)]


class LeaseLost(Exception):
    """The job was taken over by another worker: nothing more may be written for it here."""


class Stopped(Exception):
    """The worker is asked to end: the job is given back between two steps."""


@dataclass(frozen=True)
class Kind:
    """A kind of work: its name in the record of jobs, its name in words, and what does it."""

    name: str
    words: Any
    carry_out: Callable[["Task"], Document | None]


KINDS: dict[str, Kind] = {}
REGULAR: list[Callable[[], None]] = []


def kind(name: str, words: Any) -> Callable:
    """Mark a function as the one that does a kind of work."""

    def known(carry_out: Callable[["Task"], Document | None]) -> Callable:
        KINDS[name] = Kind(name, words, carry_out)
        return carry_out

    return known


def regularly(function: Callable[[], None]) -> Callable[[], None]:
    """Mark a function that every worker calls about once a minute."""
    REGULAR.append(function)
    return function


def enqueue(
    name: str,
    *,
    about: str,
    by: User | None,
    back_to: str = "",
    due_at: datetime | None = None,
    **arguments: Any,
) -> Job:
    """Ask for work inside the caller's transaction; work that is open already is returned.

    ``about`` names what it is about, for example an order's number; ``arguments`` is whatever
    else the function needs, as JSON can keep it. It is done in the language that is active now.
    """
    if name not in KINDS:
        raise ValueError(f"No kind of work is named {name!r}.")
    now = timezone.now()
    facts = {
        "asked_by": by,
        "asked_at": now,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "arguments": arguments,
        "back_to": back_to,
        "due_at": due_at or now,
    }
    with transaction.atomic():
        job, is_new = _open_job(name, about, facts)
        while not is_new and not Job.objects.open().filter(pk=job.pk).update(asked_again=True):
            # It ended between the two statements: this is new work.
            job, is_new = _open_job(name, about, facts)
        if settings.WORK_IN_PLACE and job.due_at <= now:
            transaction.on_commit(lambda: work_off(job), robust=True)
    return job


def _open_job(name: str, about: str, facts: dict[str, Any]) -> tuple[Job, bool]:
    return Job.objects.get_or_create(kind=name, about=about, state=JobState.WAITING, defaults=facts)


def work_off(job: Job) -> bool:
    """Do one job here and now, unless somebody else holds it."""
    return work_off_next(Job.objects.filter(pk=job.pk))


def work_off_next(
    jobs: Any = None, *, stopping: Callable[[], bool] = lambda: False, owner: str = ""
) -> bool:
    """Take the job that waits longest, and do it; says whether there was one."""
    owner = owner or new_owner()
    job = (Job.objects.all() if jobs is None else jobs).take(owner)
    if job is None:
        return False
    with translation.override(job.language):
        _carry_out(Task(job=job, owner=owner, stopping=stopping))
    return True


def new_owner() -> str:
    """A name for one lease: host and process for people, the rest makes it the only one."""
    return f"{socket.gethostname()[:60]} {os.getpid()} {secrets.token_hex(4)}"


@dataclass
class Task:
    """A job in the hands of the one who does it."""

    job: Job
    owner: str
    stopping: Callable[[], bool] = field(default=lambda: False)

    @property
    def about(self) -> str:
        return self.job.about

    @property
    def by(self) -> User | None:
        """Who asked for it: in whose name its acts are recorded."""
        return self.job.asked_by

    @property
    def arguments(self) -> dict[str, Any]:
        return self.job.arguments

    @property
    def cursor(self) -> str:
        """Where the last step said it stood; empty before the first."""
        return self.job.cursor

    def expect(self, left: int) -> None:
        """Say how many steps are left to do, for the page that shows the progress."""
        with self._held() as job:
            job.total = job.done + left
            job.save(update_fields=["total"])

    def lead_to(self, address: str) -> None:
        """Name the page of the record that the work made, for the page of the job."""
        with self._held() as job:
            job.back_to = address
            job.save(update_fields=["back_to"])

    @contextmanager
    def step(self, count: int = 1, *, cursor: str | None = None) -> Iterator[None]:
        """One transaction around a part of the work, counted as ``count`` steps done.

        Raises ``LeaseLost`` when the job is no longer ours, ``Stopped`` when the worker ends.
        """
        with self._held() as job:
            yield
            job.done += count
            job.cursor = job.cursor if cursor is None else cursor
            # Attempts are counted from the last that got somewhere.
            job.attempts = 1
            job.lease_until = timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)
            job.save(update_fields=["done", "cursor", "attempts", "lease_until"])
        if self.stopping():
            raise Stopped

    @contextmanager
    def _held(self) -> Iterator[Job]:
        with transaction.atomic():
            job = Job.objects.select_for_update().get(pk=self.job.pk)
            if job.lease_owner != self.owner or not job.is_open:
                raise LeaseLost
            yield job
        self.job = job

    def begin(self) -> None:
        """What is asked for from here on is asked for again."""
        with self._held() as job:
            job.asked_again = False
            job.save(update_fields=["asked_again"])

    def end(self, state: JobState, *, problem: str = "", result: Document | None = None) -> None:
        with self._held() as job:
            job.give_back(due_at=timezone.now())
            if state == JobState.DONE and job.asked_again:
                job.attempts = 0
                job.save(update_fields=[*LEASE, "attempts"])
                return
            job.state, job.problem, job.result = state, problem, result
            job.ended_at = timezone.now()
            job.total = job.done if state == JobState.DONE else job.total
            job.save()

    def put_off(self, wait: timedelta = timedelta(0)) -> None:
        with self._held() as job:
            job.give_back(due_at=timezone.now() + wait)
            job.save(update_fields=LEASE)


def _carry_out(task: Task) -> None:
    """Do a job, and keep how it ended."""
    kind, job = KINDS.get(task.job.kind), task.job
    try:
        if kind is None:
            task.end(JobState.FAILED, problem=_("This kind of work is no longer known."))
        elif job.attempts > MOST_ATTEMPTS:
            task.end(JobState.FAILED, problem=_given_up())
        else:
            task.begin()
            result = kind.carry_out(task)
            task.end(JobState.DONE, result=result)
    except LeaseLost:
        logger.warning("Job %s was taken over by another worker.", job.pk)
    except Stopped:
        task.put_off()
    except ValidationError as refusal:
        task.end(JobState.FAILED, problem=" ".join(refusal.messages))
    except PermissionDenied as refusal:
        task.end(JobState.FAILED, problem=str(refusal) or _("This is no longer permitted."))
    except Exception:
        logger.exception("Job %s failed at attempt %s.", job.pk, task.job.attempts)
        _after_fault(task)


def _after_fault(task: Task) -> None:
    """Try again after a growing wait; give up when several attempts in a row got nowhere."""
    try:
        attempts = task.job.attempts
        if attempts >= MOST_ATTEMPTS:
            task.end(JobState.FAILED, problem=_given_up())
        else:
            task.put_off(WAITS[min(attempts, len(WAITS)) - 1])
    except LeaseLost:
        logger.warning("Job %s was taken over by another worker.", task.job.pk)


def _given_up() -> str:
    return _(
        "An unexpected fault stopped this work %(times)s times in a row. What was done so far is"
        " kept; the log says what happened."
    ) % {"times": MOST_ATTEMPTS}
