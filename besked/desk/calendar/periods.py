"""Stretches of days in a calendar: weeks, months and what somebody typed, as moments between which interviews begin."""

import calendar
import datetime as dt
from typing import NamedTuple

from django.utils import timezone

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
YEARS = (2000, 2100)  # that calendars of ours know


class Span(NamedTuple):
    """From the first day to the last, both included; None: open."""

    first: dt.date | None
    last: dt.date | None

    @property
    def begins(self) -> dt.datetime | None:
        """Midnight before the first day."""
        return midnight(self.first) if self.first else None

    @property
    def ends(self) -> dt.datetime | None:
        """Midnight after the last day."""
        return midnight(self.last + DAY) if self.last else None

    @property
    def days(self) -> list[dt.date]:
        """Every day of a closed span."""
        if self.first is None or self.last is None:
            return []
        return [self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day, on the clocks of whoever looks."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def week(day: dt.date) -> Span:
    """Monday to Sunday."""
    monday = day - dt.timedelta(days=day.weekday())
    return Span(monday, monday + WEEK - DAY)


def month(day: dt.date) -> Span:
    """From the first to the last."""
    return Span(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def weeks_of(span: Span) -> list[list[dt.date]]:
    """Whole weeks that cover a span."""
    if span.first is None or span.last is None:
        return []
    days = Span(week(span.first).first, week(span.last).last).days
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def parsed(text: str) -> dt.date | None:
    """A day as an address has it. Raises ValueError for anything that is none, or too far away."""
    if not text:
        return None
    day = dt.date.fromisoformat(text)
    if not YEARS[0] <= day.year < YEARS[1]:
        raise ValueError(text)
    return day
