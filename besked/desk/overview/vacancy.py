"""A vacancy's page: groups with counts, the list of applications, the pane to read in, the dock to act from."""

import datetime as dt
import re
from typing import Any, NamedTuple
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from besked.desk.overview.chips import chips
from besked.desk.overview.counts import counts
from besked.desk.overview.dock import dock, tongues
from besked.desk.overview.head import head, vacancy_or_404
from besked.desk.overview.lines import Lines, Way, columns
from besked.desk.overview.rail import Rail, language_label, shown
from besked.models import Application, Status, Vacancy
from besked.web.filters import OVERDUE, OWED, RANKS, UNRANKED, UNTOLD, Filters
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

SIZE = 50
# sort → (label, order); each order has an index of its own
SORTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (gettext_lazy("oldest first"), ("received_at", "pk")),
    "newest": (gettext_lazy("Newest first"), ("-received_at", "-pk")),
    "name": (gettext_lazy("By family name"), ("name_key", "pk")),
}


class Order(NamedTuple):
    """One way of sorting; `query` is the list's address in it."""

    label: str
    query: str
    current: bool


class Choice(NamedTuple):
    """One value of a filter."""

    value: str
    label: str
    current: bool


class Asked(NamedTuple):
    """What the address asks for."""

    filters: Filters
    sort: str
    cursor: str
    open: int

    @property
    def query(self) -> str:
        """The list itself as a query string, without the place in it."""
        return self.filters.encoded(sort=self.sort)


@require_safe
def vacancy(request: StaffRequest, pk: int) -> HttpResponse:
    """The page; everything that narrows the list stands in the address."""
    now = timezone.now()
    found, asked = vacancy_or_404(request, pk), _asked(request)
    return render(request, "desk/overview/vacancy.html", _context(request, found, asked, now))


def _asked(request: StaffRequest) -> Asked:
    given = request.GET
    sort, number = given.get("sort", ""), given.get("open", "")
    shown = int(number) if re.fullmatch(r"[0-9]{1,18}", number) else 0
    return Asked(Filters.read(given), sort if sort in SORTS else "", given.get("from", ""), shown)


def _context(request: StaffRequest, found: Vacancy, asked: Asked, now: dt.datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    counted = counts(found, today)
    rows, later = _rows(request, found, asked, today)
    sections = Rail(counted, asked.filters, asked.sort).sections()
    number = counted.matching(asked.filters)
    if number is None:
        number = _number(found, asked, today) if later or asked.cursor else len(rows)
    return {
        "vacancy": found,
        "head": head(found, request.actor, today),
        "counts": counted,
        "progress": counted.owed - counted.overdue,
        "sections": sections,
        "shown": shown(sections),
        "rows": Lines(now, Way(quote(asked.query), asked.open)).rows(rows),
        "number": number,
        "words": _words(number, asked.filters),
        "dock": dock(request.actor),
        "tongues": tongues(rows, counted, asked.filters),
        "asked": asked,
        "chips": chips(asked.filters, asked.sort),
        "sorts": [
            Order(str(label), asked.filters.encoded(sort=name), name == asked.sort)
            for name, (label, _columns) in SORTS.items()
        ],
        "choices": _choices(asked.filters, counted.languages()),
        "later": _later(asked, later),
        "first": f"?{asked.query}" if asked.cursor else "",
        "here": request.get_full_path(),
    }


def _rows(request: StaffRequest, found: Vacancy, asked: Asked, today: dt.date) -> tuple[list[Application], str | None]:
    """A page of the list. Who may see the vacancy sees all that applied to it."""
    rows = asked.filters.of(found.pk, today)
    try:
        return page(columns(rows, request.actor), SORTS[asked.sort][1], asked.cursor, SIZE)
    except BadCursor as fault:
        raise Http404 from fault


def _number(found: Vacancy, asked: Asked, today: dt.date) -> int:
    return asked.filters.of(found.pk, today).count()


def _later(asked: Asked, cursor: str | None) -> str:
    return f"?{asked.filters.encoded(sort=asked.sort, **{'from': cursor})}" if cursor else ""


def _words(number: int, filters: Filters) -> str:
    """How many are listed, as the head of the list says it."""
    if filters:
        return _("%(number)d found") % {"number": number}
    return _("%(number)d applications") % {"number": number} if number != 1 else _("1 application")


def _choices(filters: Filters, languages: dict[str, int]) -> list[tuple[str, str, list[Choice]]]:
    """The filters as fields: name, label, values."""
    ranks = {rank: _("Rank %(number)s") % {"number": rank} for rank in RANKS} | {UNRANKED: _("Unranked")}
    answers = {OWED: _("Owed an answer"), OVERDUE: _("Past the promised day"), UNTOLD: _("Decided, not told")}
    fields = (
        ("status", _("Status"), {str(status): str(status.label) for status in Status}),
        ("rank", _("Ranking"), ranks),
        ("language", _("Language"), {code: language_label(code) for code in languages}),
        ("owed", _("Answers"), answers),
    )
    given = filters.given()
    return [
        (name, label, [Choice(value, word, given.get(name) == value) for value, word in values.items()])
        for name, label, values in fields
    ]
