"""Work off what waits: jobs, messages to send, and what has to be looked at now and again."""

import logging
import os
import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.db.utils import InterfaceError

from office import outbox, work

logger = logging.getLogger(__name__)

REGULARLY = 60.0


class Command(BaseCommand):
    help = (
        "Does long work and sends messages, until it is told to stop (SIGTERM, SIGINT). Any"
        " number may run at once; one that is killed is replaced by the others."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="end when nothing is due")
        parser.add_argument(
            "--poll", type=float, default=2.0, help="seconds between two looks (2)", metavar="S"
        )
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="end when this parent process is gone"
        )
        parser.add_argument(
            "--only", choices=["jobs", "mail"], help="leave the rest to other workers"
        )

    def handle(self, *, once, poll, only, with_parent, **options):
        self.only, self.parent = only, with_parent
        self.ending = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.end)
        self.stdout.write("The worker is ready.")
        self.stdout.flush()
        next_round = time.monotonic()
        while not self.ending and not self.is_orphan():
            if time.monotonic() >= next_round:
                self.look_round()
                next_round = time.monotonic() + REGULARLY
            busy = self.take_one()
            if not busy and once:
                break
            if not busy:
                self.pause(poll)
        self.stdout.write("The worker ends.")

    def end(self, *_signal):
        """Finish the step in hand, and no more."""
        self.ending = True

    def is_orphan(self):
        return self.parent is not None and os.getppid() != self.parent

    def pause(self, seconds):
        until = time.monotonic() + seconds
        while not self.ending and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))

    def take_one(self):
        """Do one job and send one message, where any waits; says whether there was anything."""
        close_old_connections()
        try:
            sent = self.only != "jobs" and outbox.deliver_next()
            worked = self.only != "mail" and work.work_off_next(stopping=lambda: self.ending)
        except (OperationalError, InterfaceError):
            # The database is away or busy: leases run out, and what was held is taken up again.
            logger.exception("The database did not answer.")
            self.pause(5)
            return False
        return sent or worked

    def look_round(self):
        for function in work.REGULAR if self.only != "mail" else []:
            close_old_connections()
            try:
                function()
            except Exception:
                logger.exception("%s failed; it is called again.", function.__qualname__)
