"""Interviews as the calendar lists them: several people at one time in one run are one meeting."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from besked.calendar.reading import with_people
from besked.desk.calendar import words
from besked.desk.calendar.words import Mark
from besked.desk.overview.titles import titles_of
from besked.models import Interview, InterviewState

_COLUMNS = (
    *("pk", "run_id", "kind", "format", "starts_at", "ends_at", "duration", "zone", "place", "link", "slot_id"),
    *("reply", "reply_text", "state", "revision", "is_choice", "at"),
    *("application__language", "application__status", "application__vacancy_id"),
    *("application__candidate__given_name", "application__candidate__family_name", "application__candidate__mobile"),
)


class Person(NamedTuple):
    """One applicant's interview, in words."""

    pk: int
    application: int
    name: str
    kind: str
    clock: str
    abroad: str
    reply: Mark
    said: str
    state: Mark | None  # where it is more than planned
    vacancy: int
    title: str
    format: str
    where: str
    link: str
    recruiters: str
    language: str
    begun: bool


class Meeting(NamedTuple):
    """People who come at the same time."""

    key: tuple[int, dt.datetime | None]
    starts_at: dt.datetime | None
    people: list[Person]

    @property
    def first(self) -> Person:
        """Stands for the time and the place of them all."""
        return self.people[0]

    @property
    def is_group(self) -> bool:
        """Whether more than one comes."""
        return len(self.people) > 1


class Day(NamedTuple):
    """The meetings of a day."""

    date: dt.date | None
    words: str
    is_today: bool
    meetings: list[Meeting]


def columns(rows: QuerySet[Interview]) -> QuerySet[Interview]:
    """Only what the calendar shows."""
    return rows.select_related("application__candidate").only(*_COLUMNS)


def meetings(rows: Sequence[Interview], now: dt.datetime) -> list[Meeting]:
    """In the order of the rows: two queries, one for the colleagues and one for the titles."""
    titles = titles_of({row.application.vacancy_id for row in rows})
    found: dict[tuple[int, dt.datetime | None], Meeting] = {}
    for row in with_people(rows):
        key = (row.run_id or 0, row.starts_at) if row.starts_at and row.run_id else (-row.pk, None)
        meeting = found.setdefault(key, Meeting(key, row.starts_at, []))
        meeting.people.append(_person(row, titles.get(row.application.vacancy_id, ""), now))
    return list(found.values())


def days(found: Iterable[Meeting], now: dt.datetime) -> list[Day]:
    """Meetings by the day on which they begin, where people look at them."""
    listed: dict[dt.date | None, Day] = {}
    for one in found:
        date = timezone.localdate(one.starts_at) if one.starts_at else None
        if date not in listed:
            listed[date] = Day(date, words.day(date) if date else "", date == timezone.localdate(now), [])
        listed[date].meetings.append(one)
    return list(listed.values())


def _person(row: Interview, title: str, now: dt.datetime) -> Person:
    application = row.application
    return Person(
        pk=row.pk,
        application=row.application_id,
        name=application.candidate.name or _("Without a name"),
        kind=row.get_kind_display(),
        clock=words.clock(row),
        abroad=words.abroad(row),
        reply=words.reply(row),
        said=row.reply_text,
        state=words.state(row) if row.state != InterviewState.PLANNED else None,
        vacancy=application.vacancy_id,
        title=title,
        format=row.get_format_display(),
        where=words.where(row, application),
        link=row.link,
        recruiters=", ".join(user.name for user in row.people),
        language=application.language,
        begun=row.starts_at is not None and row.starts_at <= now,
    )
