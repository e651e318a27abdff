"""A worker's life: paused and revived, told to stop, on another boot, with a relay or a database that goes away."""

import datetime as dt
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from besked.messaging import delivery
from besked.models import Message, Worker
from besked.worker.journal import Journal, this_host
from besked.worker.registry import bury_the_dead
from tests.sink import Fault, Sink
from tests.worker.brood import ROOT
from tests.worker.court import all_due, fall_silent, finished, settle_doubts, states, wrongs

pytestmark = pytest.mark.django_db(transaction=True)


def until(true, seconds: float = 20) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


def command_line(database_url: str, sink: Sink, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """The command as people start it."""
    env = os.environ | {"DATABASE_URL": database_url, "SMTP_URL": sink.url, "BESKED_DATA_DIR": str(folder)}
    with (folder / "command.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "besked", "worker", *options], cwd=ROOT, env=env, stdout=log, stderr=log
        )


def disturb_the_database() -> None:
    """PostgreSQL loses every connection but ours; SQLite has a writer that takes its time."""
    if connection.vendor == "postgresql":
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")
    else:
        with transaction.atomic():
            Worker.objects.update(beat_at=timezone.now())
            time.sleep(0.3)


@pytest.mark.parametrize("moment", ["data", "reply"])
def test_paused_worker_is_buried_and_wakes_without_harm(moment, nest, decided, tmp_path):
    decided(30)

    with Sink(tmp_path, faults=[Fault(moment, delay=1.0, after=4, times=1)]) as sink:
        paused = nest.start(sink.url, tmp_path)
        until(lambda: len(sink.mails()) >= 4)
        os.kill(paused, signal.SIGSTOP)
        fall_silent()
        other = nest.run(sink.url, tmp_path)
        while_paused, doubtful = wrongs(sink.mails()), states()["uncertain"]
        os.kill(paused, signal.SIGCONT)
        revived = nest.wait(paused)
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (other, revived, while_paused, 1 <= doubtful <= 10) == (0, 0, [], True)
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 30)


def test_paused_worker_sends_nothing_that_others_sent_meanwhile(nest, decided, tmp_path):
    decided(30)

    with Sink(tmp_path, faults=[Fault("data", delay=1.0, after=4, times=1)]) as sink:
        paused = nest.start(sink.url, tmp_path, trust=0)
        until(lambda: len(sink.mails()) >= 4)
        time.sleep(0.2)  # it waits for the relay now, with a letter in its hand
        os.kill(paused, signal.SIGSTOP)
        fall_silent()
        nest.run(sink.url, tmp_path)
        doubts = settle_doubts(sink)
        nest.run(sink.url, tmp_path)
        before = len(sink.mails())
        os.kill(paused, signal.SIGCONT)
        revived = nest.wait(paused)
        mails = sink.mails()

    assert (revived, before, 1 <= doubts <= 10) == (0, 30, True)
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 30)


def test_revived_worker_says_what_it_never_began(nest, decided, tmp_path):
    decided(30)

    with Sink(tmp_path, faults=[Fault("data", delay=1.0, after=4, times=1)]) as sink:
        paused = nest.start(sink.url, tmp_path, trust=0)
        until(lambda: len(sink.mails()) >= 4)
        time.sleep(0.2)
        os.kill(paused, signal.SIGSTOP)
        fall_silent()
        nest.run(sink.url, tmp_path)
        doubtful = states()["uncertain"]
        os.kill(paused, signal.SIGCONT)
        nest.wait(paused)
        left = states()
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (doubtful, left) == (10, {"sent": 24, "queued": 6})
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 30)


def test_worker_without_a_row_of_its_own_begins_anew_before_it_claims(nest, decided, tmp_path):
    with Sink(tmp_path, faults=[Fault("mail", delay=30, after=5)], talk=True) as sink:
        idle = nest.start(sink.url, tmp_path, drain=False, trust=0)
        until(lambda: Worker.objects.exists())
        os.kill(idle, signal.SIGSTOP)
        fall_silent()
        bury_the_dead(timezone.now())
        gone = Worker.objects.count()
        decided(20)
        os.kill(idle, signal.SIGCONT)
        until(
            lambda: sum(line.split()[1] == "mail" for line in sink.talk()) == 6
        )  # the sixth is held: nothing doubtful
        holders = set(Message.objects.filter(state="sending").values_list("worker", flat=True))
        known = set(Worker.objects.values_list("name", flat=True))
        nest.kill(idle)
        sink.plan()
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (gone, len(holders), holders <= known) == (0, 1, True)
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 20)


def test_command_stops_within_seconds_when_told_to(database_url, decided, tmp_path):
    decided(300)

    with Sink(tmp_path, faults=[Fault("reply", delay=0.02)]) as sink:
        worker = command_line(database_url, sink, tmp_path)
        until(lambda: len(sink.mails()) >= 15)
        told = time.monotonic()
        worker.terminate()
        code = worker.wait(20)
        took, mails = time.monotonic() - told, sink.mails()

    assert (code, took < 10, wrongs(mails)) == (0, True, [])
    assert states() == {"sent": len(mails), "queued": 300 - len(mails)}
    assert Worker.objects.count() == 0
    assert list((tmp_path / "journals").iterdir()) == []


def test_command_drains_what_a_killed_one_left(database_url, decided, tmp_path):
    decided(40)

    with Sink(tmp_path) as sink:
        killed = command_line(database_url, sink, tmp_path)
        sink.plan(Fault("reply", kill=killed.pid, after=17, times=1))
        codes = [killed.wait(20)]
        sink.plan()
        codes.append(command_line(database_url, sink, tmp_path, "--drain").wait(30))
        doubts = settle_doubts(sink)
        mails = sink.mails()

    assert (codes, doubts) == ([-9, 0], 1)
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 40)


def test_journal_of_another_boot_is_not_believed(decided, tmp_path, settings):
    settings.BESKED_DATA_DIR = tmp_path
    decided(3)
    now = timezone.now()
    hosts = {"here": this_host(), "before": this_host().rpartition("/")[0] + "/another-boot"}
    for row, (name, host) in zip(Message.objects.order_by("pk"), hosts.items(), strict=False):
        Worker.objects.create(name=name, host=host, started_at=now, beat_at=now - dt.timedelta(seconds=31))
        Message.objects.filter(pk=row.pk).update(state="sending", worker=name, attempts=1)
        Journal(tmp_path / "journals", name).close(settled=False)

    doubts = bury_the_dead(now)

    assert doubts == 1
    assert list(Message.objects.order_by("pk").values_list("state", "attempts")) == [
        ("queued", 0),
        ("uncertain", 1),
        ("queued", 0),
    ]


def test_rows_of_a_worker_that_nobody_knows_are_put_in_order(decided):
    decided(3)
    claimed, sending, _ = Message.objects.order_by("pk")
    Message.objects.filter(pk=claimed.pk).update(state="claimed", worker="ghost")
    Message.objects.filter(pk=sending.pk).update(state="sending", worker="ghost", attempts=1)

    doubts = delivery.adopt_orphans()

    assert doubts == 1
    assert list(Message.objects.order_by("pk").values_list("state", "worker")) == [
        ("queued", ""),
        ("uncertain", ""),
        ("queued", ""),
    ]


def test_newborn_journal_has_no_name_until_it_is_locked(tmp_path, monkeypatch):
    seen, lock = [], fcntl.flock

    def watched(fd: int, how: int) -> None:
        seen.append([path.name for path in tmp_path.iterdir()])
        lock(fd, how)

    monkeypatch.setattr(fcntl, "flock", watched)
    Journal(tmp_path, "me").close(settled=False)

    assert seen == [["me.new"]]
    assert [path.name for path in tmp_path.iterdir()] == ["me.journal"]


def test_worker_goes_on_after_its_database_was_away(nest, decided, tmp_path):
    decided(200)

    with Sink(tmp_path, faults=[Fault("reply", delay=0.005)]) as sink:
        worker = nest.start(sink.url, tmp_path, drain=False)
        for mails in (20, 60, 100):
            until(lambda mails=mails: len(sink.mails()) >= mails)
            disturb_the_database()
        until(lambda: len(sink.mails()) == 200, 60)
        until(lambda: states() == {"sent": 200}, 60)
        os.kill(worker, signal.SIGTERM)
        code, mails = nest.wait(worker), sink.mails()

    assert (code, wrongs(mails), finished()) == (0, [], [])


def test_relay_that_comes_back_gets_everything_once(nest, decided, tmp_path):
    decided(15)
    sink = Sink(tmp_path).start()
    sink.stop()

    down = nest.run(sink.url, tmp_path)
    untouched = set(Message.objects.values_list("state", "attempts", "first_try_at"))
    with sink:
        up = nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (down, untouched, up) == (1, {("queued", 0, None)}, 0)
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 15)


def test_relay_that_goes_away_in_the_middle_gets_the_rest_later(nest, decided, tmp_path):
    decided(15)
    sink = Sink(tmp_path, faults=[Fault("mail", reply="421 4.3.2 Closing", after=6)])

    with sink:
        nest.run(sink.url, tmp_path)
        before = states()
        sink.plan()
        all_due()
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert before["sent"] == 6
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 15)


@pytest.mark.parametrize(
    ("step", "reply", "tried"),
    [("auth", "535 5.7.8 Wrong password", 0), ("connect", "554 5.7.1 Go away", 0), ("mail", "530 5.7.0 Sign in", 1)],
)
def test_relay_that_refuses_us_burns_no_letter(step, reply, tried, nest, decided, tmp_path):
    decided(12)

    with Sink(tmp_path, faults=[Fault(step, reply=reply)], login=("besked", "secret")) as sink:
        codes = [nest.run(sink.url, tmp_path) for _ in range(3)]
        kept = (states(), Message.objects.exclude(first_try_at=None).count())
        tries = Message.objects.filter(attempts__gt=0).count()
        sink.plan()
        all_due()
        codes.append(nest.run(sink.url, tmp_path))
        mails = sink.mails()

    assert codes == [1, 1, 1, 0]
    assert (kept, tries) == (({"queued": 12}, 0), 3 * tried)
    assert (wrongs(mails), finished(), len(mails)) == ([], [], 12)
