"""What an address asks of the calendar: which view, which days, whose interviews, of which kind, with which answer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from besked.access import Actor
from besked.acts.move import Move
from besked.desk.calendar.periods import WEEK, Span, month, parsed, week
from besked.lib.text import clean_line
from besked.models import Attendance, Interview, InterviewState, Reply, Tree

LIST, BY_WEEK, BY_MONTH = "", "week", "month"
ME, ALL = "me", "all"
CANCELLED = "cancelled"
PERIODS = ("", "week", "next", "month")
LONGEST = 40
LENGTH = dt.timedelta(hours=12)  # no interview is longer


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed; a value that nobody has matches nobody."""

    view: str = LIST
    period: str = ""  # one of PERIODS; days that are typed count more
    first: str = ""
    last: str = ""
    day: str = ""  # which week or month the grids show
    recruiter: str = ""  # me, all, or a colleague's number; empty: as it suits whoever looks
    department: str = ""
    kind: str = ""
    reply: str = ""  # an answer, or cancelled

    @staticmethod
    def read(given: Mapping[str, str]) -> "Asked":
        """From an address, cleaned."""
        found = Asked(**{name: clean_line(given.get(OUTSIDE.get(name, name)) or "", LONGEST) for name in NAMES})
        known = found.view in (LIST, BY_WEEK, BY_MONTH) and found.period in PERIODS
        return found if known else replace(found, view=LIST, period="")

    def query(self, **changes: str) -> str:
        """As a query string, with other values."""
        given = {**asdict(self), **changes}
        return urlencode({OUTSIDE.get(name, name): value for name, value in given.items() if value})

    def whose(self, actor: Actor) -> str:
        """Me for those who hold interviews; everybody's for those who only look."""
        return self.recruiter or (ME if Move.allows(actor) else ALL)

    @property
    def is_coming(self) -> bool:
        """Whether no days are named: what is ahead is meant, and what waits for a word."""
        return not (self.period or self.first or self.last)

    @property
    def narrows(self) -> bool:
        """Whether anything but the days is asked for."""
        return bool(self.recruiter or self.department or self.kind or self.reply)

    def faults(self) -> dict[str, str]:
        """What is wrong with the days, by field."""
        found = {
            name: _("This is no day of the calendar.") for name in ("first", "last", "day") if not self._fits(name)
        }
        if not found and self.first and self.last and self.first > self.last:
            found["last"] = _("The last day lies before the first.")
        return found

    def span(self, today: dt.date) -> Span:
        """The days of the list."""
        if self.first or self.last:
            return Span(self.as_day("first"), self.as_day("last"))
        named = {"week": week(today), "next": week(today + WEEK), "month": month(today)}
        return named.get(self.period, Span(None, None))

    def as_day(self, name: str) -> dt.date | None:
        """A typed day; None where there is none, or a wrong one."""
        return parsed(getattr(self, name)) if self._fits(name) else None

    def _fits(self, name: str) -> bool:
        try:
            parsed(getattr(self, name))
        except ValueError:
            return False
        return True


NAMES = tuple(asdict(Asked()))
OUTSIDE = {"first": "from", "last": "to"}


def narrowed(rows: QuerySet[Interview], asked: Asked, actor: Actor, tree: Tree) -> QuerySet[Interview]:
    """The part of the rows that the filters let through, whatever the days."""
    rows = _whose(rows, asked.whose(actor), actor)
    if asked.department:
        number = _number(asked.department)
        rows = rows.filter(
            application__vacancy__department__in=tree.below(number) if number in tree.by_id else [],
        )
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.reply == CANCELLED:
        return rows.filter(state=InterviewState.CANCELLED)
    rows = rows.exclude(state=InterviewState.CANCELLED)
    return rows.filter(reply=asked.reply if asked.reply in Reply.values else "?") if asked.reply else rows


def within(rows: QuerySet[Interview], span: Span, now: dt.datetime) -> QuerySet[Interview]:
    """Those that begin in these days; without days, those that have not ended."""
    if span == (None, None):
        return rows.filter(starts_at__gt=now - LENGTH, ends_at__gt=now)
    rows = rows.filter(starts_at__isnull=False)
    rows = rows.filter(starts_at__gte=span.begins) if span.begins else rows
    return rows.filter(starts_at__lt=span.ends) if span.ends else rows


def _whose(rows: QuerySet[Interview], whose: str, actor: Actor) -> QuerySet[Interview]:
    """One's own are those that one attends or has invited to."""
    if whose == ALL:
        return rows
    user = actor.user.pk if whose == ME and actor.user else _number(whose)
    attends = Q(Exists(Attendance.objects.filter(interview=OuterRef("pk"), user=user)))
    return rows.filter(attends | Q(by=user) if whose == ME else attends)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
