"""The worker delivers: each person once, and then they are answered."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from besked.messaging.transports import transport_for
from besked.models import Application, Link, Message, Worker
from besked.worker.lane import Lane
from tests.cast import NOW, Cast, act, applies
from tests.sink import Fault, Sink

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"type": "review", "reason": "others"}


@pytest.fixture(autouse=True)
def later():
    """A minute after everything was queued."""
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=True):
        yield


def drain(url: str) -> int:
    """One worker until nothing is due."""
    return Lane(transport_for(url)).life(once=True)


def decided(settings, people: int) -> tuple[Cast, list[Application]]:
    """So many rejected people, whose letters may leave at once."""
    settings.UNDO_MINUTES = 0
    cast = Cast()
    found = [applies(cast.teacher, f"Ida{n} Berg") for n in range(people)]
    act("reject", cast.bo_acts, found, answers=ANSWERS)
    return cast, found


def test_worker_delivers_receipts_and_answers_once(settings, tmp_path) -> None:
    decided(settings, 12)

    with Sink(tmp_path) as sink:
        status = drain(sink.url)
        mails = sink.mails()

    assert status == 0
    assert len(mails) == len({mail.message_id for mail in mails}) == 24
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert Application.objects.owed().count() == 0
    assert Link.objects.filter(purpose="proof").count() == 12
    assert Worker.objects.count() == 0


def test_worker_keeps_doubt_and_refusal_apart(settings, tmp_path) -> None:
    _, (ida, bea, cleo) = decided(settings, 3)
    Message.objects.filter(kind="receipt").update(state="sent")
    local = [person.candidate.email.partition("@")[0] for person in (ida, bea, cleo)]
    faults = [Fault("reply", drop=True, to=local[0]), Fault("dot", reply="550 5.1.1 No such user", to=local[1])]

    with Sink(tmp_path, faults=faults) as sink:
        drain(sink.url)

    states = {m.to.partition("@")[0]: m.state for m in Message.objects.filter(kind="rejection")}
    assert states == {local[0]: "uncertain", local[1]: "failed", local[2]: "sent"}
    assert set(Application.objects.owed().values_list("pk", flat=True)) == {ida.pk, bea.pk}


def test_worker_puts_back_what_can_not_have_arrived(settings, tmp_path) -> None:
    decided(settings, 1)
    Message.objects.filter(kind="receipt").update(state="sent")

    with Sink(tmp_path, faults=[Fault("rcpt", reply="451 4.7.1 Later")]) as sink:
        drain(sink.url)

    letter = Message.objects.get(kind="rejection")
    assert (letter.state, letter.attempts, letter.worker) == ("queued", 1, "")
    assert letter.not_before > timezone.now()


def test_worker_burns_no_row_on_a_relay_that_is_down(settings) -> None:
    decided(settings, 3)

    status = drain("smtp://127.0.0.1:9")

    assert status == 1
    assert set(Message.objects.values_list("state", "attempts", "first_try_at")) == {("queued", 0, None)}
    assert Message.objects.filter(not_before__gt=timezone.now()).count() == 0
    assert Message.objects.exclude(reply="").count() == 1
