"""The list that somebody came from: the vacancy page's query string, resolved on the server."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from besked.access import Actor, visible_to
from besked.desk.overview.vacancy import SORTS
from besked.models import Application, Vacancy
from besked.web.drafts import LONGEST, parse_ids
from besked.web.filters import Filters

# By hand: Django's own union holds no two limited queries on SQLite.
_BOTH = "SELECT 0, one.* FROM ({}) one UNION ALL SELECT 1, one.* FROM ({}) one"


class Neighbour(NamedTuple):
    """Somebody beside one in a list, by the application's number."""

    pk: int
    name: str


class Neighbours(NamedTuple):
    """The people before and after one in a list."""

    before: Neighbour | None
    after: Neighbour | None


def ids_of(actor: Actor, asked: str) -> list[int]:
    """The ids behind `12?status=new`: a vacancy and its page's query string. Raises BadSelection, Http404."""
    number, _, query = asked.rpartition("/vacancies/")[2].partition("?")
    pks = parse_ids(number.strip("/"))
    vacancy = get_object_or_404(visible_to(actor, Vacancy.objects.all()), pk__in=pks[:1])
    rows, order = _listed(vacancy.pk, query)
    return list(rows.order_by(*order).values_list("pk", flat=True)[: LONGEST + 1])


def neighbours(application: Application, query: str) -> Neighbours:
    """Who stands before and after in the list: one query, whatever its length."""
    rows, order = _listed(application.vacancy_id, query)
    back = [name[1:] if name.startswith("-") else f"-{name}" for name in order]
    try:
        sides = [_next(rows, way, application).query.sql_with_params() for way in (back, order)]
    except EmptyResultSet:  # a filter that nobody can match
        return Neighbours(None, None)
    with connection.cursor() as cursor:
        cursor.execute(_BOTH.format(*(sql for sql, _ in sides)), [value for _, values in sides for value in values])
        found = {side: Neighbour(pk, f"{given} {family}".strip()) for side, pk, given, family in cursor.fetchall()}
    return Neighbours(found.get(0), found.get(1))


def _listed(vacancy: int, query: str) -> tuple[QuerySet[Application], Sequence[str]]:
    given = QueryDict(query)
    rows = Filters.read(given.dict()).of(vacancy, timezone.localdate())
    return rows, SORTS[given["sort"] if given.get("sort") in SORTS else ""][1]


def _next(rows: QuerySet[Application], order: Sequence[str], here: Application) -> QuerySet[Any, Any]:
    """The first row behind this one; the order is a column and the key."""
    column, key = order
    name, after = column.lstrip("-"), "lt" if column.startswith("-") else "gt"
    value = getattr(here, name)
    beyond = Q(**{f"{name}__{after}": value}) | Q(**{name: value, f"{key.lstrip('-')}__{after}": here.pk})
    found = rows.filter(Q(**{f"{name}__{after}e": value}), beyond).order_by(*order)
    return found.values_list("pk", "candidate__given_name", "candidate__family_name")[:1]
