"""The calendar's page: the list by day, or a grid; everything that narrows it stands in the address."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from besked.access import visible_to
from besked.acts import ACTS
from besked.desk.calendar import fields, grids
from besked.desk.calendar.asked import LIST, Asked, narrowed, within
from besked.desk.calendar.feed import address
from besked.desk.calendar.meetings import Meeting, columns, days, meetings
from besked.desk.calendar.undoing import Done, done
from besked.desk.overview.dock import dock
from besked.desk.overview.rail import language_label
from besked.models import Interview, InterviewState, Tree
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

SIZE = 50
MOST = 20  # of those who wait for a word, or for a time
LOOK_BACK = dt.timedelta(days=14)
BULK = ("held", "no-show", "move", "cancel-interview")


@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """The page."""
    now, asked = timezone.now(), Asked.read(request.GET)
    tree = request.actor.tree or Tree()
    rows = narrowed(visible_to(request.actor, Interview.objects.standing()), asked, request.actor, tree)
    context = {
        "asked": asked,
        "faults": asked.faults(),
        "fields": fields.fields(asked, request.actor, tree),
        "views": fields.views(asked),
        "here": request.get_full_path(),
        "done": _done(request, now),
    }
    if asked.view != LIST:
        context |= grids.grid(rows, asked, now)
        return render(request, "desk/calendar/grid.html", context)
    context |= {"periods": fields.periods(asked), "feed": address(request.user), **_listed(request, rows, asked, now)}
    return render(request, "desk/calendar/list.html", context)


def _done(request: StaffRequest, now: dt.datetime) -> Done | None:
    return done(request.actor, request.GET.get("done", ""), now)


def _listed(request: StaffRequest, rows: QuerySet[Interview], asked: Asked, now: dt.datetime) -> dict[str, Any]:
    """The page of the list; before its first page, who waits for a word and who for a time."""
    cursor = request.GET.get("after", "")
    ahead, later = _page(within(rows, asked.span(timezone.localdate(now)), now), cursor)
    late, choosing = _waiting(rows, now) if asked.is_coming and not cursor else ([], [])
    found = meetings([*late[:MOST], *choosing[:MOST], *ahead], now)
    ids = [{row.pk for row in some} for some in (late[:MOST], choosing[:MOST])]
    parts = [[one for one in found if one.first.pk in some] for some in ids]
    shown = [person for one in found for person in one.people]
    return {
        "late": days(parts[0], now),
        "more_late": len(late) > MOST,
        "choosing": parts[1],
        "more_choosing": len(choosing) > MOST,
        "days": days([one for one in found if one.first.pk not in ids[0] | ids[1]], now),
        "empty": not shown,
        "later": later and f"?{asked.query()}&after={later}",
        "first": f"?{asked.query()}" if cursor else "",
        "acts": [(slug, ACTS[slug].label) for slug in BULK if ACTS[slug].allows(request.actor)],
        "dock": dock(request.actor),
        **_tongues(found),
    }


def _page(rows: QuerySet[Interview], cursor: str) -> tuple[list[Interview], str | None]:
    try:
        return page(columns(rows), ("starts_at", "pk"), cursor, SIZE)
    except BadCursor as fault:
        raise Http404 from fault


def _waiting(rows: QuerySet[Interview], now: dt.datetime) -> tuple[list[Interview], list[Interview]]:
    """Over, and nobody said how it went; and those who have still to choose. One more than is shown, of each."""
    planned = columns(rows.filter(state=InterviewState.PLANNED))
    over = planned.filter(starts_at__gt=now - LOOK_BACK, ends_at__lte=now)
    return list(over.order_by("starts_at", "pk")[: MOST + 1]), list(
        planned.filter(starts_at=None).order_by("-pk")[: MOST + 1]
    )


def _tongues(found: list[Meeting]) -> dict[str, Any]:
    """What the dock says of languages."""
    people = [person for one in found for person in one.people]
    return {
        "languages": " ".join(f"{person.pk}:{person.language}" for person in people),
        "language_names": {code: language_label(code) for code in sorted({person.language for person in people})},
    }
