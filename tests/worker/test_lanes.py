"""Mail and SMS leave side by side: neither waits for the other, and neither is sent by the other's road."""

import os
import signal
import time

import pytest

from besked.models import Channel, Message, Worker
from besked.worker.lane import Lane
from besked.worker.loop import Loop, run
from tests.gateway import Answer, FakeGateway, Fault
from tests.sink import Fault as MailFault
from tests.sink import Sink
from tests.sms.queued import sms

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = "127.0.0.1:9"


def by_channel() -> dict[tuple[str, str], int]:
    """How many messages of which channel are in which state."""
    found: dict[tuple[str, str], int] = {}
    for row in Message.objects.exclude(kind="receipt").values_list("channel", "state"):
        found[row] = found.get(row, 0) + 1
    return found


def until(true, seconds: float = 20) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, by_channel()
        time.sleep(0.01)


@pytest.fixture
def both(decided):
    """Three rejections by mail, three SMS, a letter by post: all are due."""
    decided(3)
    for _ in range(3):
        sms()
    sms(channel="post", to="Strandvej 1")


def test_each_channel_leaves_by_its_own_road(both, nest, tmp_path):
    with Sink(tmp_path) as sink, FakeGateway(reports=()) as gateway:
        code = nest.run(sink.url, tmp_path, sms_url=gateway.url)
        mails, texts = sink.mails(), gateway.received()

    assert (code, len(mails), len(texts)) == (0, 3, 3)
    assert by_channel() == {("email", "sent"): 3, ("sms", "sent"): 3, ("post", "queued"): 1}
    assert Worker.objects.count() == 0


def test_channel_without_an_address_waits_untouched(both, nest, tmp_path):
    with Sink(tmp_path) as sink, FakeGateway(reports=()) as gateway:
        codes = [nest.run(sink.url, tmp_path)]
        after_mail = by_channel()
        codes.append(nest.run("", tmp_path, sms_url=gateway.url))

    assert codes == [0, 0]
    assert after_mail == {("email", "sent"): 3, ("sms", "queued"): 3, ("post", "queued"): 1}
    assert by_channel() == {("email", "sent"): 3, ("sms", "sent"): 3, ("post", "queued"): 1}
    assert set(Message.objects.filter(channel="post").values_list("attempts", flat=True)) == {0}


def test_sms_alone_leave_where_no_mail_is_set_up(both, nest, tmp_path):
    with FakeGateway(reports=()) as gateway:
        code = nest.run("", tmp_path, sms_url=gateway.url)

    assert (code, by_channel()) == (0, {("email", "queued"): 3, ("sms", "sent"): 3, ("post", "queued"): 1})


def test_mail_server_that_is_down_or_refuses_stops_no_sms(both, nest, tmp_path):
    with FakeGateway(reports=()) as gateway:
        code = nest.run(f"smtp://{NOBODY}", tmp_path, sms_url=gateway.url)

    assert (code, by_channel()) == (1, {("email", "queued"): 3, ("sms", "sent"): 3, ("post", "queued"): 1})


@pytest.mark.parametrize("answer", [Answer(403, "Authorization failed for sendsms"), None])
def test_gateway_that_refuses_or_is_down_stops_no_mail(answer, both, nest, tmp_path):
    with Sink(tmp_path) as sink, FakeGateway(Fault("asked", answer=answer), reports=()) as gateway:
        url = gateway.url if answer else f"kannel://a:b@{NOBODY}"
        code = nest.run(sink.url, tmp_path, sms_url=url)

    assert (code, by_channel()) == (1, {("email", "sent"): 3, ("sms", "queued"): 3, ("post", "queued"): 1})
    assert not Message.objects.filter(channel="sms").exclude(first_try_at=None).exists()
    told = (tmp_path / "workers.log").read_text() + "".join(Message.objects.values_list("reply", flat=True))
    assert [word for word in ("s3cr", "+4520123456") if word in told] == []


def test_mail_server_that_takes_its_time_holds_up_no_sms(both, nest, tmp_path):
    with Sink(tmp_path, faults=[MailFault("reply", delay=20)]) as sink, FakeGateway(reports=()) as gateway:
        pid = nest.start(sink.url, tmp_path, drain=False, sms_url=gateway.url)
        until(lambda: by_channel().get(("sms", "sent")) == 3, 15)
        mails = by_channel()
        nest.kill(pid)

    assert ("email", "sent") not in mails


def test_worker_told_to_stop_ends_both_lanes(both, nest, tmp_path):
    with Sink(tmp_path) as sink, FakeGateway(reports=()) as gateway:
        pid = nest.start(sink.url, tmp_path, drain=False, sms_url=gateway.url)
        until(lambda: len(gateway.received()) == 3 and len(sink.mails()) == 3)
        until(lambda: Worker.objects.count() == 2)
        os.kill(pid, signal.SIGTERM)
        code = nest.wait(pid, 20)

    assert (code, Worker.objects.count(), list((tmp_path / "journals").iterdir())) == (0, 0, [])
    assert by_channel() == {("email", "sent"): 3, ("sms", "sent"): 3, ("post", "queued"): 1}


class Broken(Lane):
    """A lane with a mistake in it."""

    def forever(self) -> int:
        raise RuntimeError("a mistake")


def test_lane_that_breaks_ends_the_worker_so_that_somebody_starts_it_anew(settings, tmp_path):
    settings.BESKED_DATA_DIR = tmp_path
    loop = Loop([Lane(None), Broken(None, Channel.SMS)])

    loop._all_lanes(once=False)

    assert (loop.status, Worker.objects.count()) == (1, 0)


def test_address_that_no_provider_understands_ends_the_worker_with_a_sentence(settings, caplog):
    settings.SMS_URL = "kannel://nobody"

    status = run(drain=True)

    assert status == 2
    assert [record.getMessage() for record in caplog.records][-1:] == [
        "SMS_URL needs the user and the password that the gateway knows Besked by."
    ]
