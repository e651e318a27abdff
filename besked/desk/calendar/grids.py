"""A week and a month as tables of links; each cell says its day, so that an interview can be dropped there."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import ngettext

from besked.desk.calendar import words
from besked.desk.calendar.asked import BY_WEEK, Asked
from besked.desk.calendar.meetings import Meeting, columns, meetings
from besked.desk.calendar.periods import DAY, WEEK, Span, month, week, weeks_of
from besked.models import Interview
from besked.ui.times import short

MOST = 400  # interviews in a grid
IN_CELL = 4  # meetings in a day of the month
HOURS = (8, 17)


class Item(NamedTuple):
    """A meeting as a link, and where dropping it leads."""

    url: str
    move: str  # empty: it can't be moved
    clock: str
    label: str
    note: str
    tone: str


class Cell(NamedTuple):
    """An hour of a day, or a whole day."""

    date: dt.date
    hour: int | None
    items: list[Item]
    more: int
    is_other: bool  # outside the month
    url: str

    @property
    def is_today(self) -> bool:
        """Whether it is this day."""
        return self.date == timezone.localdate()


def grid(rows: QuerySet[Interview], asked: Asked, now: dt.datetime) -> dict[str, Any]:
    """The context of a grid page: three queries, whatever it holds."""
    today = timezone.localdate(now)
    day = asked.as_day("day") or today
    span = week(day) if asked.view == BY_WEEK else month(day)
    shown = week(day) if asked.view == BY_WEEK else Span(weeks_of(span)[0][0], weeks_of(span)[-1][-1])
    found = list(_between(rows, shown)[: MOST + 1])
    listed = meetings(found[:MOST], now)
    table = _hours(listed, shown, asked) if asked.view == BY_WEEK else _weeks(listed, span, asked)
    return {
        "table": table,
        "title": _title(span, asked),
        "heads": [(one, words.day(one)) for one in shown.days[:7]],
        "today": today,
        "too_many": MOST if len(found) > MOST else 0,
        "before": asked.query(day=((span.first or day) - (WEEK if asked.view == BY_WEEK else DAY)).isoformat()),
        "after": asked.query(day=((span.last or day) + DAY).isoformat()),
        "now_query": asked.query(day=""),
        "is_now": (span.first or day) <= today <= (span.last or day),
        "as_list": _list_of(asked, shown),
    }


def _between(rows: QuerySet[Interview], span: Span) -> QuerySet[Interview]:
    rows = rows.filter(starts_at__gte=span.begins, starts_at__lt=span.ends)
    return columns(rows).order_by("starts_at", "pk")


def _title(span: Span, asked: Asked) -> str:
    if span.first is None or span.last is None:
        return ""
    if asked.view == BY_WEEK:
        return f"{short(span.first, 'day')} – {short(span.last, 'date')}"
    words = formatted(span.first, "F Y")
    return words[:1].upper() + words[1:]


def _hours(found: list[Meeting], span: Span, asked: Asked) -> list[tuple[str, list[Cell]]]:
    """One row for each hour, from eight to five or as far as the interviews go."""
    placed: dict[tuple[dt.date, int], list[Item]] = {}
    for one in found:
        if one.starts_at:
            local = timezone.localtime(one.starts_at)
            placed.setdefault((local.date(), local.hour), []).append(_item(one, asked))
    hours = {hour for _day, hour in placed} | set(HOURS)
    return [
        (f"{hour:02}:00", [Cell(day, hour, placed.get((day, hour), []), 0, False, "") for day in span.days])
        for hour in range(min(hours), max(hours) + 1)
    ]


def _weeks(found: list[Meeting], span: Span, asked: Asked) -> list[tuple[str, list[Cell]]]:
    """One row for each week."""
    placed: dict[dt.date, list[Item]] = {}
    for one in found:
        if one.starts_at:
            placed.setdefault(timezone.localdate(one.starts_at), []).append(_item(one, asked))
    return [
        (str(days[0].isocalendar().week), [_cell(day, placed.get(day, []), span, asked) for day in days])
        for days in weeks_of(span)
    ]


def _cell(day: dt.date, items: list[Item], span: Span, asked: Asked) -> Cell:
    shown = items if len(items) <= IN_CELL else items[: IN_CELL - 1]
    outside = span.first is None or day.month != span.first.month
    return Cell(day, None, shown, len(items) - len(shown), outside, _list_of(asked, Span(day, day)))


def _list_of(asked: Asked, span: Span) -> str:
    first, last = (one.isoformat() if one else "" for one in span)
    return asked.query(view="", period="", day="", first=first, last=last)


def _item(one: Meeting, asked: Asked) -> Item:
    """One person, or how many; a group leads to the list of its day."""
    ids = "&".join(f"interview={person.pk}" for person in one.people)
    person, count = one.first, len(one.people)
    date = timezone.localdate(one.starts_at) if one.starts_at else None
    day_list, page = _list_of(asked, Span(date, date)), f"/interviews/{person.pk}/"
    label = ngettext("%(count)d person", "%(count)d people", count) % {"count": count} if one.is_group else person.name
    return Item(
        url=f"/calendar/?{day_list}" if one.is_group else page,
        move="" if any(p.state for p in one.people) else f"/calendar/act/?do=move&{ids}" if one.is_group else page,
        clock=person.clock.partition("–")[0],
        label=label,
        note=person.title if one.is_group else (person.state or person.reply).word,
        tone="info" if one.is_group else (person.state or person.reply).tone,
    )
