"""kill -9 while SMS leave: nobody twice, at most one doubt, and what the network said counts."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone

from besked.models import Message, MessageState, Worker
from tests.gateway import FakeGateway, Fault
from tests.sms.queued import sms
from tests.worker.court import all_due, states

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 25


def wrongs(gateway: FakeGateway) -> list[str]:
    """What must never be, while no worker runs."""
    heard = Counter(one.text for one in gateway.received())
    rows = dict(Message.objects.values_list("body", "state"))
    return [
        *(f"{text} was sent {times} times" for text, times in heard.items() if times > 1),
        *(f"{text} has left, and is {rows[text]}" for text in heard if rows[text] not in ("sent", "uncertain")),
        *(
            f"{text} is shown as sent, and never left"
            for text, is_ in rows.items()
            if is_ == "sent" and not heard[text]
        ),
        *(f"{text} is held by nobody who lives" for text, is_ in rows.items() if is_ in ("claimed", "sending")),
        *map(str, Worker.objects.all()),
    ]


def settle(gateway: FakeGateway) -> int:
    """What a person does who looks into the gateway's log; how many were doubtful."""
    heard = {one.text for one in gateway.received()}
    doubtful = list(Message.objects.filter(state=MessageState.UNCERTAIN))
    for row in doubtful:
        Message.objects.filter(pk=row.pk).update(state="sent" if row.body in heard else "queued")
    return len(doubtful)


def finish(nest, gateway: FakeGateway, folder: Path) -> None:
    """One more worker sends what is left."""
    gateway.plan()
    all_due()
    nest.run("", folder, sms_url=gateway.url)


@pytest.mark.parametrize("after", [0, 13])
@pytest.mark.parametrize("step", ["asked", "taken", "answered"])
def test_worker_killed_by_the_gateway_leaves_at_most_one_doubt(step, after, nest, tmp_path):
    for _ in range(PEOPLE):
        sms()

    with FakeGateway(reports=()) as gateway:
        gate = tmp_path / "gate"
        pid = nest.start("", tmp_path, sms_url=gateway.url, gate=str(gate))
        gateway.plan(Fault(step, kill=pid, after=after, times=1))
        gate.touch()
        killed = nest.wait(pid)
        gateway.plan()
        drained = nest.run("", tmp_path, sms_url=gateway.url)
        first, doubts = wrongs(gateway), settle(gateway)
        finish(nest, gateway, tmp_path)

    assert (killed, drained, first, wrongs(gateway)) == (-9, 0, [], [])
    assert (len(gateway.received()), states()) == (PEOPLE, {"sent": PEOPLE})
    assert doubts == (1 if step != "answered" else 0) or (step == "answered" and doubts == 1)


def test_worker_killed_before_any_step_of_its_own_harms_nobody(nest, tmp_path):
    """The loop of the n-th step: until a worker gets through without reaching its n."""
    tomorrow = timezone.now() + dt.timedelta(days=1)
    waiting = [sms(not_before=tomorrow).pk for _ in range(160)]
    found, most, step, code = [], 0, 0, -9

    with FakeGateway(reports=()) as gateway:
        while code == -9 and waiting:
            step, due, waiting = step + 1, waiting[:2], waiting[2:]
            Message.objects.filter(pk__in=due).update(not_before=timezone.now())
            code = nest.run("", tmp_path, sms_url=gateway.url, die_at=step)
            nest.run("", tmp_path, sms_url=gateway.url)
            found += [f"step {step}: {words}" for words in wrongs(gateway)]
            most = max(most, settle(gateway))
        finish(nest, gateway, tmp_path)

    assert (found, code, most, wrongs(gateway)) == ([], 0, 1, [])
    assert step > 25
    assert states() == {"sent": 160}


def test_gateway_that_never_answers_leaves_doubts_that_nobody_sends_again(nest, tmp_path):
    for _ in range(3):
        sms()

    with FakeGateway(Fault("taken", drop=True), reports=()) as gateway:
        codes = [nest.run("", tmp_path, sms_url=gateway.url) for _ in range(3)]

    assert (codes, states(), len(gateway.received())) == ([0, 0, 0], {"uncertain": 3}, 3)


def test_report_settles_what_a_killed_worker_left_in_doubt(nest, tmp_path):
    told, untold = sms(), sms()

    with FakeGateway(reports=()) as gateway:
        gate = tmp_path / "gate"
        pid = nest.start("", tmp_path, sms_url=gateway.url, gate=str(gate))
        gateway.plan(Fault("taken", kill=pid, times=1))
        gate.touch()
        nest.wait(pid)
        # The report was quicker than whoever buries the worker.
        Message.objects.filter(pk=told.pk).update(report="delivered", reported_at=timezone.now())
        gateway.plan()
        nest.run("", tmp_path, sms_url=gateway.url)

    told.refresh_from_db()
    assert (told.state, told.reply) == ("sent", "The network reported this message.")
    assert (wrongs(gateway), len(gateway.received()), untold.pk > told.pk) == ([], 2, True)
