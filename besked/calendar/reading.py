"""Interviews as questions, set-based: which one counts now, how far somebody has come, who is busy then."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from besked.models import COMING, Attendance, Interview, InterviewQuerySet, InterviewState, User, in_chunks

NO_LONGER = (InterviewState.CANCELLED,)


def current(ids: Sequence[int]) -> dict[int, Interview]:
    """The newest interview of each application that was not cancelled, with the colleagues who attend."""
    found: dict[int, Interview] = {}
    for chunk in in_chunks(ids):
        rows = _whole().filter(application__in=chunk).exclude(state__in=NO_LONGER)
        found.update({row.application_id: row for row in with_people(rows.order_by("pk"))})
    return found


def ahead(ids: Sequence[int], now: dt.datetime) -> dict[int, Interview]:
    """The newest interview of each application that is planned and has not begun."""
    return {pk: interview for pk, interview in current(ids).items() if interview.is_ahead(now)}


def named(ids: Sequence[int], interviews: Sequence[int]) -> dict[int, Interview]:
    """Interviews by their numbers, where they belong to one of these applications."""
    rows = _whole().filter(pk__in=list(interviews), application__in=list(ids))
    return {row.application_id: row for row in with_people(rows)}


def _whole() -> InterviewQuerySet:
    """With the slot, the run and whoever invited."""
    return Interview.objects.standing().select_related("application", "slot", "by", "run")


def with_people(rows: "Iterable[Interview]") -> list[Interview]:
    """Interviews with `people`, the colleagues who attend, loaded: one query for all."""
    found = list(rows)
    attending: dict[int, list[User]] = {}
    for one in Attendance.objects.filter(interview__in=[row.pk for row in found]).select_related("user"):
        attending.setdefault(one.interview_id, []).append(one.user)
    for row in found:
        row.people = attending.get(row.pk, [])
    return found


def reached(ids: Sequence[int], now: dt.datetime) -> dict[int, str]:
    """The kind of the last interview that each application really had."""
    found: dict[int, str] = {}
    for chunk in in_chunks(ids):
        rows = Interview.objects.happened(now).filter(application__in=chunk).order_by("ends_at", "pk")
        found.update(dict(rows.values_list("application", "kind")))
    return found


class Busy(NamedTuple):
    """That a colleague is in another interview then."""

    user: User
    starts_at: dt.datetime
    ends_at: dt.datetime


def busy(
    users: Collection[User], first: dt.datetime, last: dt.datetime, leaving_out: Collection[int] = ()
) -> list[Busy]:
    """The interviews of these colleagues between two moments: one query, whatever their number."""
    theirs = Attendance.objects.filter(
        interview__state=InterviewState.PLANNED,
        interview__reply__in=COMING,
        user__in=list(users),
        interview__undone_at=None,
        interview__starts_at__lt=last,
        interview__ends_at__gt=first,
    ).exclude(interview__in=list(leaving_out))
    return [
        Busy(row.user, row.interview.starts_at, row.interview.ends_at)
        for row in theirs.select_related("user", "interview")
        if row.interview.starts_at and row.interview.ends_at
    ]


def clashes(taken: Sequence[Busy], starts_at: dt.datetime, ends_at: dt.datetime) -> list[Busy]:
    """Those that overlap."""
    return [one for one in taken if one.starts_at < ends_at and starts_at < one.ends_at]
