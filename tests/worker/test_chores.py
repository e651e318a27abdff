"""Chores beside the mail: they end when the worker is told to, however much is left to do."""

import datetime as dt
import threading
import time

import pytest

from besked.models import Run
from besked.worker import chores
from tests.cast import NOW


def test_chores_end_in_the_middle_of_much_work(monkeypatch):
    begun = threading.Event()

    def another_document(now):
        begun.set()
        return 1

    monkeypatch.setattr(chores, "do_all", another_document)
    thread = chores.chores()
    thread.seconds = 0.01
    thread.start()
    begun.wait(10)
    told = time.monotonic()
    thread.stop()

    assert (thread.is_alive(), time.monotonic() - told < 5) == (False, True)


def test_job_that_fails_is_tried_again():
    tried = []

    def job():
        tried.append(len(tried))
        if len(tried) < 3:
            raise ValueError

    thread = chores.Repeating("again", 0.01, job)
    thread.start()
    while len(tried) < 3:
        time.sleep(0.01)
    thread.stop()

    assert tried[:3] == [0, 1, 2]
    assert not thread.is_alive()


@pytest.mark.django_db
def test_hourly_chores_sweep_drafts_that_nobody_wrote_in():
    Run.objects.create(slug="email", actor="user:1", applications=[1], created_at=NOW)

    chores.hourly(NOW + dt.timedelta(hours=23))
    first_day = Run.objects.count()
    chores.hourly(NOW + dt.timedelta(hours=25))

    assert (first_day, Run.objects.count()) == (1, 0)
