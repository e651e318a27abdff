"""Reports that come while a worker has the SMS in hand: between any two of its statements, and several at once."""

import pytest
from django.utils import timezone

from besked.answers.reports import take
from besked.messaging.transports import sms_transport_for
from besked.models import Channel, Message, Worker
from besked.worker.lane import Lane
from tests.gateway import FakeGateway
from tests.races.together import Halted, Meanwhile, at_once
from tests.sms.queued import sms

pytestmark = pytest.mark.django_db(transaction=True)
ENDS = {1: ("sent", "delivered"), 8: ("sent", "handed"), 16: ("bounced", "failed")}


@pytest.fixture
def gateway(tmp_path, settings):
    settings.BESKED_DATA_DIR = tmp_path
    with FakeGateway(reports=()) as running:
        yield running


@pytest.mark.parametrize("kind", list(ENDS))
def test_report_counts_between_any_two_statements_of_the_worker(kind, gateway):
    statement, reached, told = 1, True, 0

    while reached:
        row, other = sms(), sms()
        gateway.forget()
        with Halted(lambda: Lane(sms_transport_for(gateway.url), Channel.SMS).life(once=True), statement) as halted:
            left = row.body in [one.text for one in gateway.received()]
            report = Meanwhile(lambda row=row: take(row.pk, kind, timezone.now()), patience=0.05) if left else None
        reached = halted.reached
        assert report is None or report.end() is None

        row.refresh_from_db()
        other.refresh_from_db()
        assert (halted.answer, other.state) == (0, "sent")
        assert (row.state, row.report) == (ENDS[kind] if left else ("sent", ""))
        assert sorted(one.text for one in gateway.received()) == sorted([row.body, other.body])
        told += left
        statement += 1
    assert told >= 3
    assert Worker.objects.count() == 0


def test_reports_that_come_at_once_leave_the_strongest(gateway):
    rows = [sms(state="sent", sent_at=timezone.now()) for _ in range(5)]

    for row in rows:
        answers = at_once(*(lambda kind=kind, row=row: take(row.pk, kind, timezone.now()) for kind in (8, 2, 1, 1)))
        assert answers == [None] * 4

    assert set(Message.objects.values_list("state", "report")) == {("sent", "delivered")}
