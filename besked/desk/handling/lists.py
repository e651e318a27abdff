"""The list that somebody came from: the vacancy page's filters as a query string, resolved on the server."""

from typing import NamedTuple

from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from besked import search
from besked.access import Actor, visible_to
from besked.models import Application, ApplicationQuerySet, Vacancy
from besked.web.drafts import LONGEST


class Neighbours(NamedTuple):
    """The people before and after one in a list."""

    before: Application | None
    after: Application | None


def filtered(rows: ApplicationQuerySet, query: QueryDict) -> ApplicationQuerySet:
    """The part of a vacancy's applications that a query string asks for."""
    plain = {name: query[name] for name in ("status", "stage", "language") if query.get(name)}
    found = rows.filter(**plain)
    if rank := query.get("rank"):
        found = found.filter(rank=int(rank) if rank in ("1", "2", "3") else None)
    if owed := query.get("owed"):
        found = found.overdue(timezone.localdate()) if owed == "overdue" else found.owed()
    words = query.get("q", "").strip()
    return found.filter(pk__in=search.matching(Application.objects.all(), words).values("pk")) if words else found


def ids_of(actor: Actor, asked: str) -> list[int]:
    """The ids behind `12?status=new`: a vacancy and its page's query string. Raises Http404."""
    number, _, query = asked.rpartition("/vacancies/")[2].partition("?")
    number = number.strip("/")
    vacancy = get_object_or_404(visible_to(actor, Vacancy.objects.all()), pk=int(number) if number.isdigit() else 0)
    rows = filtered(Application.objects.filter(vacancy=vacancy), QueryDict(query))
    return list(visible_to(actor, rows).order_by("received_at", "pk").values_list("pk", flat=True)[: LONGEST + 1])


def neighbours(application: Application, listed: str) -> Neighbours:
    """Who stands before and after in the list: two queries, whatever its length."""
    rows = filtered(Application.objects.filter(vacancy=application.vacancy_id), QueryDict(listed))
    rows = rows.select_related("candidate")
    at, pk = application.received_at, application.pk
    earlier = rows.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk)).order_by("-received_at", "-pk")
    later = rows.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=pk)).order_by("received_at", "pk")
    return Neighbours(earlier.first(), later.first())
