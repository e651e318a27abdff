"""How far people have come: the stage follows once an interview's end has passed, and only forward."""

import datetime as dt
from collections.abc import Sequence

from besked.calendar.reading import reached
from besked.models import OPEN, Application, Interview, InterviewKind, InterviewQuerySet, Stage, in_chunks

ORDER = (Stage.REVIEW, Stage.TELEPHONE, Stage.INTERVIEW1, Stage.INTERVIEW2, Stage.INTERVIEW3)
LONGEST = dt.timedelta(hours=12)  # an interview; by its beginning it is found in an index
MARGIN = dt.timedelta(hours=1)  # for what was noted or moved just behind our back


def advance(now: dt.datetime, since: dt.datetime | None = None) -> int:
    """Moves open applications on to the interviews that ended since then (None: ever); returns how many.

    One query where nothing has ended; else one more for each kind of interview.
    """
    ended = Interview.objects.happened(now)
    if since:
        ended = ended.filter(starts_at__gt=since - MARGIN - LONGEST, ends_at__gt=since - MARGIN)
    behind = ended.filter(application__status__in=OPEN)
    kinds = set(behind.order_by().values_list("kind", flat=True).distinct())
    return sum(_advance(kind, ended) for kind in InterviewKind.values if kind in kinds)


def go_on(ids: Sequence[int], kind: str) -> None:
    """They had an interview of this kind: noted late, it takes nobody back from a later one."""
    for chunk in in_chunks(ids):
        Application.objects.filter(pk__in=chunk, stage__in=_before(Stage(kind))).update(stage=kind)


def fall_back(ids: Sequence[int], now: dt.datetime) -> None:
    """After all not interviewed: the stage is the one that their other interviews brought them to."""
    had = reached(ids, now)
    for stage in ORDER:
        some = [pk for pk in ids if had.get(pk, Stage.REVIEW) == stage]
        later = ORDER[ORDER.index(stage) + 1 :]
        for chunk in in_chunks(some):
            Application.objects.filter(pk__in=chunk, status__in=OPEN, stage__in=later).update(stage=stage)


def _advance(kind: str, ended: InterviewQuerySet) -> int:
    stage = Stage(kind)
    people = ended.filter(kind=kind).values("application")
    return Application.objects.filter(pk__in=people, status__in=OPEN, stage__in=_before(stage)).update(stage=stage)


def _before(stage: Stage) -> tuple[Stage, ...]:
    return ORDER[: ORDER.index(stage)]
