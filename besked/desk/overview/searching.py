"""Search over everything visible: people by their words, newest first, and vacancies by title or reference."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from besked import search
from besked.access import visible_to
from besked.desk.overview.titles import titles, titles_of
from besked.desk.overview.vacancies import named
from besked.lib.text import clean_line
from besked.models import Application, Vacancy
from besked.ui.marks import STATUS_TONES, chip
from besked.ui.times import short
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

SIZE, VACANCIES, LONGEST = 50, 8, 200
COLUMNS = ("pk", "candidate__given_name", "candidate__family_name", "status", "stage", "vacancy_id", "received_at")


class Hit(NamedTuple):
    """A person's application."""

    pk: int
    name: str
    vacancy: str
    status: SafeString
    received: str


@require_safe
def find(request: StaffRequest) -> HttpResponse:
    """The page; an empty query says what can be looked for."""
    words, place = clean_line(request.GET.get("q", ""), LONGEST), request.GET.get("from", "")
    rows, later = _people(request, words, place) if words else ([], None)
    context = {
        "q": words,
        "people": _hits(rows),
        "vacancies": _vacancies(request, words) if words and not place else [],
        "later": later and f"?{urlencode({'q': words, 'from': later})}",
        "first": place and f"?{urlencode({'q': words})}",
        "now": timezone.now(),
    }
    return render(request, "desk/overview/search.html", context)


def _people(request: StaffRequest, words: str, place: str) -> tuple[list[Any], str | None]:
    rows = search.matching(visible_to(request.actor, Application.objects.all()), words)
    try:
        return page(cast("QuerySet[Application]", rows.values_list(*COLUMNS, named=True)), ("-pk",), place, SIZE)
    except BadCursor as fault:
        raise Http404 from fault


def _hits(rows: Sequence[Any]) -> list[Hit]:
    """Titles are read at once, and each status and day is put into words once."""
    called = titles_of({row.vacancy_id for row in rows}) if rows else {}
    states: dict[tuple[str, str], SafeString] = {}
    days: dict[dt.date, str] = {}
    return [_hit(row, called, states, days) for row in rows]


def _hit(row: Any, called: dict[int, str], states: dict[tuple[str, str], SafeString], days: dict[dt.date, str]) -> Hit:
    state, day = (row.status, row.stage), timezone.localdate(row.received_at)
    if state not in states:
        states[state] = chip(Application(status=row.status, stage=row.stage).status_word, STATUS_TONES[row.status])
    if day not in days:
        days[day] = short(day, "date")
    name = f"{row.candidate__given_name} {row.candidate__family_name}".strip() or _("Without a name")
    return Hit(row.pk, name, called.get(row.vacancy_id, ""), states[state], days[day])


def _vacancies(request: StaffRequest, words: str) -> list[Vacancy]:
    rows = visible_to(request.actor, Vacancy.objects.filter(named(words)))
    return list(rows.select_related("department").prefetch_related(titles()).order_by("-pk")[:VACANCIES])
