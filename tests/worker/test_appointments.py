"""An applicant's calendar follows the interview: what leaves by mail, read by a calendar that people use."""

import datetime as dt

import pytest
import time_machine

from besked.messaging.transports import transport_for
from besked.models import Application, Message
from besked.worker.lane import Lane
from tests.cast import NOW, Cast, act, applies
from tests.khal import Khal
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "place": "Skolegade 1",
}


def sent(sink: Sink, minutes: int) -> str:
    """Drains, and returns the appointment of the newest mail."""
    with time_machine.travel(NOW + dt.timedelta(minutes=minutes), tick=False):
        Lane(transport_for(sink.url)).life(once=True)
    mail = sink.mails()[-1].message
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/calendar",
        "application/ics",
    ]
    attached = next(part for part in mail.walk() if part.get_content_type() == "application/ics")
    return attached.get_payload(decode=True).decode()


def test_invited_moved_and_cancelled_is_one_event_in_a_calendar(settings, tmp_path) -> None:
    settings.UNDO_MINUTES = 0
    cast = Cast()
    row = applies(cast.teacher)
    Message.objects.update(state="sent")
    (tmp_path / "khal").mkdir()
    khal, later = Khal(tmp_path / "khal"), NOW + dt.timedelta(hours=2)

    with Sink(tmp_path) as sink:
        act("invite", cast.bo_acts, [row], answers=ANSWERS)
        invited = khal.reads(sent(sink, 1))
        act("move", cast.bo_acts, [row], answers={"time": "13:00", "place": "Stuen"}, now=later)
        moved = khal.reads(sent(sink, 121))
        act("cancel-interview", cast.bo_acts, [row], answers={"reason": "Sygdom"}, now=later)
        cancelled = khal.reads(sent(sink, 122))

    assert invited == ["2026-12-01 10:00|10:45|1. samtale: Lærer|Skolegade 1|CONFIRMED "]
    assert moved == ["2026-12-01 13:00|13:45|1. samtale: Lærer|Stuen|CONFIRMED "]
    assert cancelled == ["2026-12-01 13:00|13:45|1. samtale: Lærer|Stuen|CANCELLED "]


def test_rejection_takes_the_interview_ahead_out_of_the_calendar(settings, tmp_path) -> None:
    settings.UNDO_MINUTES = 0
    cast = Cast()
    row = applies(cast.teacher)
    Message.objects.update(state="sent")
    (tmp_path / "khal").mkdir()
    khal, later = Khal(tmp_path / "khal"), NOW + dt.timedelta(hours=2)

    with Sink(tmp_path) as sink:
        act("invite", cast.bo_acts, [row], answers=ANSWERS)
        khal.reads(sent(sink, 1))
        act("reject", cast.bo_acts, [Application.objects.get()], answers={"reason": "others"}, now=later)
        shown = khal.reads(sent(sink, 121))

    assert shown == ["2026-12-01 10:00|10:45|1. samtale: Lærer|Skolegade 1|CANCELLED "]
