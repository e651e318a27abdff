"""What the worker does beside the mail: documents, doomed files, tallies, how far people have come, closing."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.utils import timezone

from besked.answers import tally
from besked.answers.closing import finish_closing
from besked.calendar.stages import advance
from besked.documents import jobs
from besked.runs import sweep_drafts

log = logging.getLogger("besked.worker")


def do_all(now: dt.datetime) -> int:
    """One round of chores; returns how many documents were read."""
    read = jobs.read_pending(5, now)
    TALLIES.keep(now)
    STAGES.keep(now)
    finish_closing(now)
    return read


class Tallies:
    """Counts at most a tenth of the time: at a million applications one count takes most of a second."""

    def __init__(self) -> None:
        """The first count is due at once."""
        self.due = 0.0

    def keep(self, now: dt.datetime) -> None:
        """Counts anew where it is time."""
        start = time.monotonic()
        if start < self.due:
            return
        tally.recount(now)
        self.due = start + 10 * (time.monotonic() - start)


TALLIES = Tallies()


class Stages:
    """Who has been interviewed meanwhile: first everybody, then only those whose interview has ended since."""

    def __init__(self) -> None:
        """Nobody was looked at yet."""
        self.last: dt.datetime | None = None

    def keep(self, now: dt.datetime) -> None:
        """Moves them on."""
        advance(now, self.last)
        self.last = now


STAGES = Stages()


def hourly(now: dt.datetime) -> None:
    """What may wait: files whose day of grace is over, drafts that nobody wrote in."""
    jobs.remove_doomed(now)
    jobs.sweep_orphans(now)
    sweep_drafts(now)


class Repeating(threading.Thread):
    """Calls something every few seconds over a connection of its own; one failure does not end it."""

    def __init__(self, name: str, seconds: float, job: Callable[[], object]) -> None:
        """Does not start yet."""
        super().__init__(name=name, daemon=True)
        self.seconds, self.job, self.ended = seconds, job, threading.Event()

    def run(self) -> None:
        """Until stop() is called."""
        while not self.ended.wait(self.seconds):
            try:
                close_old_connections()
                self.job()
            except Exception:
                log.exception("%s failed and will be tried again.", self.name)
        connection.close()

    def stop(self) -> None:
        """Ends the thread; waits for the job at hand."""
        self.ended.set()
        self.join(timeout=35)


def chores() -> Repeating:
    """The thread that does the chores every three seconds, and the slow ones once an hour."""
    last = [timezone.now()]

    def job() -> None:
        now = timezone.now()
        while do_all(now) and not thread.ended.is_set():
            now = timezone.now()
        if now - last[0] > dt.timedelta(hours=1):
            last[0] = now
            hourly(now)

    thread = Repeating("chores", 3.0, job)
    return thread
