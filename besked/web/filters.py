"""The filters of a vacancy's applications, as an address holds them: page, action and API read them alike."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet

from besked import search
from besked.lib.text import clean_line
from besked.models import Application, Status

RANKS = ("1", "2", "3")
UNRANKED = "none"
OWED, OVERDUE, UNTOLD = "1", "overdue", "untold"
# Decided, and told by a letter: owed until it was delivered.
DECIDED = (Status.REJECTED, Status.HIRED)
# Owed nothing, and told of nothing: they withdrew, or were moved and their debt with them.
LEFT = (Status.WITHDRAWN, Status.TRANSFERRED)
LONGEST = 200  # characters of one filter


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; empty asks for nothing, and a value that nobody has matches nobody."""

    status: str = ""
    stage: str = ""
    rank: str = ""  # 1, 2, 3 or none
    language: str = ""
    owed: str = ""  # 1, overdue, or untold: decided but not told
    q: str = ""

    @staticmethod
    def read(given: Mapping[str, str]) -> "Filters":
        """From an address, cleaned."""
        return Filters(**{name: clean_line(given.get(name) or "", LONGEST) for name in asdict(Filters())})

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()

    def only(self, **asked: str) -> "Filters":
        """The same with other values."""
        return replace(self, **asked)

    def given(self) -> dict[str, str]:
        """What is asked for, by name."""
        return {name: value for name, value in asdict(self).items() if value}

    def encoded(self, **more: str) -> str:
        """As a query string, with whatever else belongs into it."""
        return urlencode(self.given() | {name: value for name, value in more.items() if value})

    def of(self, vacancy: int, today: dt.date) -> QuerySet[Application]:
        """Those of a vacancy's applications that are asked for."""
        plain = {name: value for name, value in self.given().items() if name in ("status", "stage", "language")}
        rows: QuerySet[Application] = Application.objects.filter(vacancy=vacancy, **plain)
        if self.rank:
            rows = _ranked(rows, self.rank)
        if self.owed:
            rows = _owed(rows, self.owed, today)
        return search.within(vacancy, rows, self.q) if self.q else rows


def _ranked(rows: QuerySet[Application], rank: str) -> QuerySet[Application]:
    if rank == UNRANKED:
        return rows.filter(rank=None)
    return rows.filter(rank=int(rank)) if rank in RANKS else rows.none()


def _owed(rows: QuerySet[Application], owed: str, today: dt.date) -> QuerySet[Application]:
    waiting = rows.filter(answered_at=None)
    if owed == OVERDUE:
        return waiting.filter(answer_by__lt=today)
    if owed == UNTOLD:
        return waiting.filter(status__in=DECIDED)
    return waiting if owed == OWED else rows.none()
