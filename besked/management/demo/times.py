"""The story's calendar: days that count back from today become times, and nobody decides on a Sunday."""

import datetime as dt
from operator import itemgetter
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


def office_day(vacancy: str, now: dt.datetime, days: int, country: str) -> dt.date:
    """Return the working day `days` from now; 0 is today, or the next one where today is none."""
    day, step = local_day(vacancy, now, 0), dt.timedelta(days=1 if days >= 0 else -1)
    while days >= 0 and not is_workday(day, country):
        day += step
    for _ in range(abs(days)):
        day += step
        while not is_workday(day, country):
            day += step
    return day


def timeline(applied: Applied, now: dt.datetime, country: str) -> list[tuple[Step, dt.datetime]]:
    """Return the steps with their times, in order and each after the one before; `country` has the holidays."""
    last, told = received_at(applied, now), []
    timed = [(_step_at(applied.vacancy, step, now, country), step) for step in applied.steps]
    for at, step in sorted(timed, key=itemgetter(0)):
        last = max(at, last + _GAP)
        told.append((step, last))
    return told


def _step_at(vacancy: str, step: Step, now: dt.datetime, country: str) -> dt.datetime:
    if not step.days:
        return now
    if step.is_office:
        day, clock = office_day(vacancy, now, -step.days, country), dt.time.fromisoformat(step.clock)
        return dt.datetime.combine(day, clock, ZoneInfo(VACANCIES[vacancy].zone))
    days = step.days
    while step.by and not is_workday(local_day(vacancy, now, -days), country):
        days += 1
    return moment(vacancy, now, days, step.clock)
