"""From the outbox through the worker and the gateway to the telephone, and the report back over HTTP."""

import time

import pytest

from besked.messaging.transports import sms_transport_for
from besked.models import Channel, Message
from besked.worker.lane import Lane
from tests.gateway import Sms
from tests.sms.queued import TO, sms

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_home(settings, live_server, tmp_path):
    """A house that gateways can reach."""
    settings.BASE_URL, settings.BESKED_DATA_DIR = live_server.url, tmp_path


def drained(gateway) -> int:
    """A worker until nothing is due."""
    return Lane(sms_transport_for(gateway.url), Channel.SMS).life(once=True)


def reported(pk: int) -> Message:
    """The row, as soon as the network has said that the telephone has it."""
    end = time.monotonic() + 20
    while (row := Message.objects.get(pk=pk)).report != "delivered" and time.monotonic() < end:
        time.sleep(0.02)
    return row


def test_sms_leaves_arrives_and_is_reported(at_home, gateway) -> None:
    row = sms(body="Hej Søren, på gensyn i Łódź 😀")

    status = drained(gateway)

    told = reported(row.pk)
    assert (status, told.state, told.report, told.attempts) == (0, "sent", "delivered", 1)
    assert gateway.received() == [Sms(TO, "Besked", "Hej Søren, på gensyn i Łódź 😀")]


def test_number_as_typed_is_made_international(at_home, gateway) -> None:
    row = sms(to="20 12 34 56")

    drained(gateway)

    assert reported(row.pk).state == "sent"
    assert [one.to for one in gateway.received()] == ["+4520123456"]


def test_number_that_is_none_is_a_task_and_nothing_is_asked(at_home, gateway) -> None:
    row = sms(to="see the CV")

    status = drained(gateway)

    row.refresh_from_db()
    assert (status, row.state, row.reply) == (0, "failed", "This is no number that an SMS can be sent to.")
    assert gateway.received() == []


def test_many_leave_and_each_is_reported(at_home, gateway) -> None:
    rows = [sms() for _ in range(25)]

    drained(gateway)

    assert {reported(row.pk).state for row in rows} == {"sent"}
    assert sorted(one.text for one in gateway.received()) == sorted(row.body for row in rows)
