"""kill -9 at every step of a delivery, one after the other: nobody twice, nobody missed, every doubt in sight."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from besked.models import Message
from tests.sink import Fault, Sink
from tests.worker.court import all_due, finished, settle_doubts, states, wrongs

BEFORE_THE_CONTENT = ("connect", "ehlo", "mail", "rcpt", "data")
DOUBTFUL = ("body", "dot", "reply")


def die_in(step: str, nest, sink: Sink, folder: Path, *, after: int) -> int | None:
    """A worker that the mail server kills at this step of a later mail."""
    gate = folder / "gate"
    pid = nest.start(sink.url, folder, gate=str(gate))
    sink.plan(Fault(step, kill=pid, after=after, times=1))
    gate.touch()
    return nest.wait(pid)


@pytest.mark.parametrize("after", [0, 13])
@pytest.mark.parametrize("step", ["mail", "rcpt", "data", *DOUBTFUL, "sent"])
def test_worker_killed_by_the_relay_leaves_at_most_one_doubt(step, after, nest, decided, tmp_path):
    decided(25)

    with Sink(tmp_path) as sink:
        killed = die_in(step, nest, sink, tmp_path, after=after)
        sink.plan()
        drained = nest.run(sink.url, tmp_path)
        first, doubts = wrongs(sink.mails()), settle_doubts(sink)
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (killed, drained, first, wrongs(mails), finished(), len(mails)) == (-9, 0, [], [], [], 25)
    assert doubts == (1 if step in DOUBTFUL else 0) or (step == "sent" and doubts == 1)


@pytest.mark.parametrize("step", ["connect", "ehlo"])
def test_worker_killed_before_the_first_mail_leaves_no_doubt(step, nest, decided, tmp_path):
    decided(25)

    with Sink(tmp_path) as sink:
        killed = die_in(step, nest, sink, tmp_path, after=0)
        sink.plan()
        drained = nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (killed, drained, wrongs(mails), finished(), len(mails)) == (-9, 0, [], [], 25)
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}


def test_worker_killed_before_any_step_of_its_own_harms_nobody(nest, decided, tmp_path):
    """The loop of the n-th step: until a worker gets through without reaching its n."""
    decided(200, due=timezone.now() + dt.timedelta(days=1))
    letters = list(Message.objects.order_by("pk").values_list("pk", flat=True))
    found, most, step, code = [], 0, 0, -9

    with Sink(tmp_path) as sink:
        while code == -9 and letters:
            step, due, letters = step + 1, letters[:2], letters[2:]
            Message.objects.filter(pk__in=due).update(not_before=timezone.now())
            code = nest.run(sink.url, tmp_path, die_at=step)
            nest.run(sink.url, tmp_path)
            found += [f"step {step}: {words}" for words in wrongs(sink.mails())]
            most = max(most, settle_doubts(sink))
        all_due()
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert found == []
    assert (code, most, wrongs(mails), finished(), len(mails)) == (0, 1, [], [], 200)
    assert step > 40
    assert states() == {"sent": 200}


def test_database_that_fails_at_any_statement_or_commit_makes_no_doubt(nest, decided, tmp_path):
    """The same loop, with a database that fails once, or commits and says that it didn't."""
    decided(200, due=timezone.now() + dt.timedelta(days=1))
    letters = list(Message.objects.order_by("pk").values_list("pk", flat=True))
    log, found, codes, step = tmp_path / "workers.log", [], [], 0

    with Sink(tmp_path) as sink:
        while letters and (step == 0 or f"refused at step {step}:" in log.read_text()):
            step, due, letters = step + 1, letters[:3], letters[3:]
            Message.objects.filter(pk__in=due).update(not_before=timezone.now())
            codes.append(nest.run(sink.url, tmp_path, refuse_at=step))
            forgotten = Message.objects.filter(state__in=("claimed", "sending")) if codes[-1] == 0 else ()
            found += [f"step {step}: {row} was forgotten" for row in forgotten]
            nest.run(sink.url, tmp_path)
            found += [f"step {step}: {words}" for words in wrongs(sink.mails())]
        doubts = settle_doubts(sink)
        all_due()
        nest.run(sink.url, tmp_path)
        mails = sink.mails()

    assert (found, doubts, wrongs(mails), len(mails)) == ([], 0, [], 200)
    assert states() == {"sent": 200}
    assert step > 20
    assert codes.count(0) > step // 2  # most are overcome at once, without another worker's help
