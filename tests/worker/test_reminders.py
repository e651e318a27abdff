"""Reminders with a running worker: over both clock changes of 2027, in eight zones, moved, declined and cancelled.

What is expected is worked out from the interview's own clock, never by the code that planned the reminder. The
worker's clock goes in steps of five minutes; where nothing is due, only that is asked.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

from besked.access import applicant
from besked.messaging.transports import transport_for
from besked.models import Application, Interview, Message, Vacancy
from besked.worker.lane import Lane
from tests.cast import Cast, act, vacancy
from tests.crowd import crowd
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
ZONES = (
    "Europe/Copenhagen",
    "Europe/Stockholm",
    "Europe/Oslo",
    "Europe/Amsterdam",
    "Europe/Helsinki",
    "Atlantic/Reykjavik",
    "Atlantic/Faroe",
    "America/Nuuk",
)
DAYS = (1, 2, 3, 5, 7)
PEOPLE = 28  # one every eight hours and three quarters: ten days, all hours
STEP = dt.timedelta(minutes=5)
TEN_MINUTES = dt.timedelta(minutes=10)
SEASONS = {
    "spring": dt.datetime(2027, 3, 11, 10, 7, tzinfo=dt.UTC),
    "autumn": dt.datetime(2027, 10, 14, 10, 7, tzinfo=dt.UTC),
}


def answers(season: dt.datetime, days: int) -> dict[str, object]:
    """From half past midnight, eleven days on, one after the other around the clock."""
    return {
        "kind": "interview2",
        "format": "video",
        "arrange": "sequence",
        "date": (season.date() + dt.timedelta(days=11)).isoformat(),
        "time": "00:30",
        "duration": 45,
        "break": 480,
        "recruiters": ["bo@havnsund.example"],
        "mail": "none",
        "reminder": "email",
        "days_before": days,
    }


def planned(cast: Cast, season: dt.datetime) -> None:
    """Five times twenty-eight people in each zone; some are moved, some cancelled, some decline, some withdraw."""
    for zone in ZONES:
        place = vacancy(cast.school, cast.bo, zone=zone)
        for days in DAYS:
            _invited(cast, place, season, days)


def _invited(cast: Cast, place: Vacancy, season: dt.datetime, days: int) -> None:
    rows = crowd(place, PEOPLE, season)
    act("invite", cast.bo_acts, rows, answers=answers(season, days), now=season)
    later, hour = season + dt.timedelta(hours=1), f"{8 + days}:15"
    moved = {"date": (season.date() + dt.timedelta(days=16)).isoformat(), "time": hour, "mail": "none"}
    act("move", cast.bo_acts, rows[:4], answers=moved, now=later)
    act("cancel-interview", cast.bo_acts, rows[4:7], answers={"mail": "none"}, now=later)
    for row in rows[7:9]:
        act("reply", _himself(row), [row], answers={"reply": "not_accepted"}, now=later)
    act("withdraw", cast.bo_acts, rows[9:10], now=later)
    Message.objects.exclude(kind="reminder").update(state="sent", sent_at=season)


def _himself(row: Application):
    return applicant(frozenset({row.candidate_id}))


def moments(season: dt.datetime) -> Iterator[dt.datetime]:
    """The worker's clock for four weeks."""
    yield from (season + STEP * number for number in range(28 * 24 * 12))


def expected(interview: Interview, season: dt.datetime) -> dt.datetime | None:
    """The day of the reminder on the interview's own clock, at nine; None for those who must get none."""
    if interview.state != "planned" or interview.reply == "not_accepted":
        return None
    zone = ZoneInfo(interview.zone)
    day = interview.starts_at.astimezone(zone).replace(tzinfo=None) - dt.timedelta(days=interview.days_before)
    return day.replace(hour=9, minute=0)


@pytest.mark.parametrize("season", SEASONS)
def test_every_reminder_leaves_at_nine_on_the_interviews_clock_once(season, tmp_path) -> None:
    start, cast = SEASONS[season], Cast()
    with time_machine.travel(start, tick=False):
        planned(cast, start)

    with Sink(tmp_path, raw=False) as sink:
        lane = Lane(transport_for(sink.url))
        for now in moments(start):
            with time_machine.travel(now, tick=False):
                if Message.objects.filter(state="queued", not_before__lte=now).exists():
                    lane.life(once=True)
        mails = sink.mails()

    interviews = {row.pk: row for row in Interview.objects.all()}
    sent = Message.objects.filter(kind="reminder", state="sent")
    left = {row.interview_id: row.sent_at for row in sent}
    due = {pk: when for pk, row in interviews.items() if (when := expected(row, start))}
    late = {
        pk: (when, left[pk])
        for pk, when in due.items()
        if not when <= left[pk].astimezone(ZoneInfo(interviews[pk].zone)).replace(tzinfo=None) < when + TEN_MINUTES
    }
    assert len(interviews) == len(ZONES) * len(DAYS) * PEOPLE == 1120
    assert (set(left), late) == (set(due), {})
    assert len(mails) == len({mail.message_id for mail in mails}) == sent.count() == len(due)


@pytest.mark.parametrize(
    ("back", "state"),
    [
        (dt.datetime(2027, 3, 28, 12, 59, tzinfo=dt.UTC), "sent"),  # the same afternoon: still of use
        (dt.datetime(2027, 3, 28, 19, 1, tzinfo=dt.UTC), "missed"),  # one minute past nine in the evening
        (dt.datetime(2027, 3, 29, 7, 30, tzinfo=dt.UTC), "missed"),
    ],
)
def test_reminder_of_a_worker_that_was_down_leaves_while_it_is_of_use(back, state, tmp_path) -> None:
    start, cast = SEASONS["spring"], Cast()
    (row,) = crowd(cast.teacher, 1, start)
    monday = answers(start, 1) | {"date": "2027-03-29", "time": "13:00"}
    act("invite", cast.bo_acts, [row], answers=monday, now=start)

    with Sink(tmp_path, raw=False) as sink, time_machine.travel(back, tick=False):
        Lane(transport_for(sink.url)).life(once=True)

    assert Message.objects.get(kind="reminder").state == state
