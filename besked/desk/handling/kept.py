"""One's own drafts: further actions that were begun and kept, to go on with or to throw away."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from besked import runs
from besked.access import Actor
from besked.action import Words
from besked.actions import BY_SLUG
from besked.desk.handling.fetch import run_or_404
from besked.desk.handling.names import names
from besked.models import Run
from besked.ui.times import short
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

SIZE = 25


class Line(NamedTuple):
    """One draft: what, for whom, since when; `ends` is when it goes by itself because nothing was written in it."""

    pk: int
    label: Words
    people: str
    begun_at: dt.datetime
    ends: str


@require_safe
def kept(request: StaffRequest) -> HttpResponse:
    """The list, newest first."""
    try:
        found, later = page(_drafts(request.actor), ("-id",), request.GET.get("from", ""), SIZE)
    except BadCursor as fault:
        raise Http404 from fault
    context = {"lines": _lines(request.actor, found), "later": later, "first": request.GET.get("from")}
    return render(request, "desk/handling/kept.html", context)


@require_POST
def throw_away(request: StaffRequest, pk: int) -> HttpResponse:
    """Removes a draft of one's own; what was performed meanwhile stays."""
    run = run_or_404(request, pk)
    if not runs.throw_away(run.pk, request.actor):
        messages.warning(request, _("This is no draft of yours any more; nothing was thrown away."))
    else:
        messages.success(request, _("The draft is thrown away. Nothing was done with it."))
    return redirect("runs")


def written(actor: Actor) -> int:
    """In how many drafts of one's own something was written: one query."""
    return _drafts(actor).exclude(**runs.UNTOUCHED).count()


def _drafts(actor: Actor) -> QuerySet[Run]:
    return runs.drafts_of(actor).filter(slug__in=BY_SLUG)


def _lines(actor: Actor, found: Sequence[Run]) -> list[Line]:
    """With the first person's name each: one query."""
    known = names(actor, {run.applications[0] for run in found if run.applications})
    return [_line(run, known) for run in found]


def _line(run: Run, known: dict[int, str]) -> Line:
    untouched = not (run.answers or run.letters or run.people)
    ends = short(run.created_at + runs.UNTOUCHED_LIVES) if untouched else ""
    return Line(run.pk, BY_SLUG[run.slug].label, _people(run.applications, known), run.created_at, ends)


def _people(ids: Sequence[int], known: dict[int, str]) -> str:
    """Ida Ågård · Ida Ågård and 3 others · 4 people, where the first is nobody we may name."""
    first, others = known.get(ids[0], "") if ids else "", len(ids) - 1
    if not first:
        return ngettext("%(count)d person", "%(count)d people", len(ids)) % {"count": len(ids)}
    if not others:
        return first
    words = ngettext("%(name)s and %(count)d other", "%(name)s and %(count)d others", others)
    return words % {"name": first, "count": others}
