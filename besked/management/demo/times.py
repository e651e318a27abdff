"""The story's calendar: days that count back from today become times, and nobody decides on a Sunday."""

import datetime as dt
from zoneinfo import ZoneInfo

from besked.lib.workdays import is_workday
from besked.management.demo.steps import Applied, Step
from besked.management.demo.story import VACANCIES

_GAP = dt.timedelta(minutes=2)


def local_day(vacancy: str, now: dt.datetime, days: int) -> dt.date:
    """Return the day `days` from now (negative: ago) where the vacancy is; its deadline, for one."""
    return now.astimezone(ZoneInfo(VACANCIES[vacancy].zone)).date() + dt.timedelta(days=days)


def moment(vacancy: str, now: dt.datetime, days: int, clock: str) -> dt.datetime:
    """Return the time `days` ago by the clock of where the vacancy is."""
    day = local_day(vacancy, now, -days)
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), ZoneInfo(VACANCIES[vacancy].zone))


def received_at(applied: Applied, now: dt.datetime) -> dt.datetime:
    """Return when the application came."""
    return moment(applied.vacancy, now, applied.days, applied.clock)


def timeline(applied: Applied, now: dt.datetime, country: str) -> list[tuple[Step, dt.datetime]]:
    """Return the steps with their times, in order and each after the one before; `country` has the holidays."""
    last, told = received_at(applied, now), []
    for step in sorted(applied.steps, key=lambda step: (-step.days, step.clock)):
        last = max(_step_at(applied.vacancy, step, now, country), last + _GAP)
        told.append((step, last))
    return told


def _step_at(vacancy: str, step: Step, now: dt.datetime, country: str) -> dt.datetime:
    if not step.days:
        return now
    days = step.days
    while step.by and not is_workday(local_day(vacancy, now, -days), country):
        days += 1
    return moment(vacancy, now, days, step.clock)
