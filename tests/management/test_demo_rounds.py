"""The demo's interviews: whatever day it is loaded, they lie on working days in working hours, in the right order."""

import datetime as dt
from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

import pytest

from besked.lib.workdays import is_workday
from besked.management.demo.answers import dated
from besked.management.demo.history import applications
from besked.management.demo.steps import Applied, Step
from besked.management.demo.story import VACANCIES
from besked.management.demo.times import office_day, timeline
from besked.models import InterviewFormat, InterviewKind, Reply

COUNTRIES = {"teacher": "DK", "it": "DK", "care": "DK", "nurse": "SE", "nursery": "NO", "data": "NL"}
FIRST = dt.datetime(2026, 11, 21, 13, 30, tzinfo=dt.UTC)
OPENS, CLOSES = dt.time(9), dt.time(16)


@pytest.fixture(scope="module")
def told() -> list[Applied]:
    """Those who are invited."""
    return [one for one in applications() if any(step.kind == "invite" for step in one.steps)]


def span(vacancy: str, step: Step, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
    """From when on the applicants of an invitation are expected, and the end of the first interview."""
    known = dated(step.answers, vacancy, now, COUNTRIES[vacancy])
    if "date" not in known:
        return None
    start = dt.datetime.fromisoformat(f"{known['date']}T{known['time']}").replace(
        tzinfo=ZoneInfo(VACANCIES[vacancy].zone)
    )
    return start, start + dt.timedelta(minutes=step.answers.get("duration", 45))


def pressed(told: list[Applied], now: dt.datetime) -> dict[tuple[str, str], dt.datetime]:
    """When each button was pressed: by the batch for colleagues, by the batch and the person for applicants."""
    times: dict[tuple[str, str], dt.datetime] = {}
    for one in told:
        for step, at in timeline(one, now, COUNTRIES[one.vacancy]):
            key = (step.batch, "" if step.by else one.person.name)
            times[key] = max(at, times.get(key, at))
    return times


@pytest.mark.parametrize("month", range(14))
def test_every_move_comes_after_the_one_before_whatever_the_day(told: list[Applied], month: int) -> None:
    for day in range(31):
        now = FIRST + dt.timedelta(days=31 * month + day)
        times = pressed(told, now)
        for one in told:
            steps = [
                step
                for step, _ in timeline(one, now, COUNTRIES[one.vacancy])
                if step.is_office or step.kind == "reject"
            ]
            moments = [times[step.batch, "" if step.by else one.person.name] for step in steps]
            assert moments == sorted(moments), (now, one.person.name)
            assert moments[-1] <= now


@pytest.mark.parametrize("month", range(14))
def test_interviews_lie_ahead_of_their_invitation_on_working_days(told: list[Applied], month: int) -> None:
    for day in range(31):
        now = FIRST + dt.timedelta(days=31 * month + day)
        times = pressed(told, now)
        for one in told:
            for step in one.steps:
                if step.kind in ("invite", "move") and (found := span(one.vacancy, step, now)):
                    start, end = found
                    assert times[step.batch, ""] < start, (now, step.batch)
                    assert is_workday(start.date(), COUNTRIES[one.vacancy])
                    assert OPENS <= start.time() < end.time() <= CLOSES


def test_nobody_said_how_an_interview_went_before_it_was_over(told: list[Applied]) -> None:
    now = FIRST + dt.timedelta(days=2)
    times = pressed(told, now)
    invitations = [(one, step) for one in told for step in one.steps if step.kind == "invite"]
    lasted: Counter[str] = Counter(step.batch for _, step in invitations)
    over: dict[str, dt.datetime] = {}
    for one, step in invitations:
        if found := span(one.vacancy, step, now):
            each = dt.timedelta(minutes=step.answers["duration"] + step.answers.get("break", 0))
            in_turn = step.answers["arrange"] == "sequence"
            over[step.batch] = found[1] + each * (lasted[step.batch] - 1 if in_turn else 0)

    judged = {key: at for key, at in times.items() if key[0].rsplit("-", 1)[0] in over and key[1] == ""}
    early = [
        step.batch
        for one in told
        for step in one.steps
        if step.kind in ("held", "no-show", "rate") and judged[step.batch, ""] <= over[step.batch.rsplit("-", 1)[0]]
    ]
    assert early == []
    assert {at.time() <= CLOSES for at in over.values()} == {True}


def test_every_kind_format_answer_and_move_is_in_the_story(told: list[Applied]) -> None:
    given = defaultdict(set)
    for one in told:
        for step in one.steps:
            for name, value in step.answers.items():
                given[name].add(str(value))

    moves = {step.kind for one in told for step in one.steps if step.is_office}
    assert moves == {"invite", "reply", "book", "move", "cancel-interview", "held", "no-show", "rate"}
    assert given["kind"] == set(InterviewKind.values)
    assert given["format"] == set(InterviewFormat.values)
    assert given["arrange"] == {"together", "sequence", "slots"}
    assert given["reply"] == set(Reply.values) - {Reply.AWAITING}
    assert given["reminder"] == {"email", "sms", "both"}


def test_today_is_the_next_working_day_where_today_is_none() -> None:
    saturday, monday = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)

    found = [[office_day("it", now, days, "DK").day for days in (-2, -1, 0, 1, 5)] for now in (saturday, monday)]

    assert found == [[19, 20, 23, 24, 30], [19, 20, 23, 24, 30]]
