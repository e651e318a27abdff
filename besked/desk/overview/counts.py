"""How many applications of a vacancy stand where: one grouped count answers every group of the page."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, Q

from besked.models import Application, Vacancy
from besked.web.filters import DECIDED, LEFT, OVERDUE, OWED, RANKS, UNRANKED, UNTOLD, Filters

NO_RANK = 0


class Group(NamedTuple):
    """So many applications that are alike."""

    status: str
    stage: str
    language: str
    rank: int  # NO_RANK where there is none
    n: int


class Counts(NamedTuple):
    """The groups, and who is owed an answer."""

    groups: Sequence[Group]
    owed: int
    overdue: int
    untold: int

    @property
    def total(self) -> int:
        """All applications."""
        return sum(group.n for group in self.groups)

    @property
    def left(self) -> int:
        """Those who withdrew or were moved: nobody owes them an answer here, and nobody gave one."""
        return sum(group.n for group in self.groups if group.status in LEFT)

    @property
    def answered(self) -> int:
        """Those who have had their answer."""
        return max(self.total - self.owed - self.left, 0)

    def by(self, *names: str) -> Counter[tuple[object, ...]]:
        """Sums by some of a group's columns, in one walk over the groups."""
        found: Counter[tuple[object, ...]] = Counter()
        pick = [Group._fields.index(name) for name in names]
        for group in self.groups:
            found[tuple(group[place] for place in pick)] += group.n
        return found

    def of(self, *, status: str = "", stage: str = "", language: str = "", rank: str = "") -> int:
        """Those who match all that is given; rank is 1, 2, 3 or none."""
        number = str(NO_RANK) if rank == UNRANKED else rank if rank in (*RANKS, "") else "-1"
        return sum(
            group.n
            for group in self.groups
            if status in ("", group.status)
            and stage in ("", group.stage)
            and language in ("", group.language)
            and number in ("", str(group.rank))
        )

    def matching(self, filters: Filters) -> int | None:
        """How many a list with these filters holds; None where only counting the rows can tell."""
        if filters.q:
            return None
        if not filters.owed:
            return self.of(status=filters.status, stage=filters.stage, language=filters.language, rank=filters.rank)
        if filters != Filters(owed=filters.owed):
            return None
        return {OWED: self.owed, OVERDUE: self.overdue, UNTOLD: self.untold}.get(filters.owed, 0)

    def languages(self) -> dict[str, int]:
        """The languages that people applied in, most first."""
        found = {str(code): n for (code,), n in self.by("language").items()}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def counts(vacancy: Vacancy, today: dt.date) -> Counts:
    """Three counts: groups, owed, and (where somebody was decided on) the untold.

    They count rows and not keys: PostgreSQL then needs nothing but the index.
    """
    rows = Application.objects.filter(vacancy=vacancy)
    names = ("status", "stage", "language", "rank")
    grouped = rows.values_list(*names).annotate(n=Count("*")).order_by()
    groups = [Group(status, stage, language, rank or NO_RANK, n) for status, stage, language, rank, n in grouped]
    owed = rows.owed().aggregate(n=Count("*"), late=Count("answer_by", filter=Q(answer_by__lt=today)))
    return Counts(groups, owed["n"], owed["late"], _untold(vacancy, groups))


def _untold(vacancy: Vacancy, groups: Sequence[Group]) -> int:
    if not any(group.status in DECIDED for group in groups):
        return 0
    return Application.objects.owed().filter(vacancy=vacancy, status__in=DECIDED).count()
