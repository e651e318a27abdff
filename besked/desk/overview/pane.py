"""The reading pane: one application beside the list, in brief; without scripts the application's own page opens."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from besked.desk.handling import timeline
from besked.desk.handling.application import RANKS
from besked.desk.handling.application import found as application_or_404
from besked.desk.handling.dossier import dossier
from besked.desk.handling.menu import first, menu
from besked.desk.handling.sentences import state_sentence
from besked.models import Application, Document, DocumentKind, Message, Right, Tree
from besked.web.http import StaffRequest

LETTER, CV = 900, 1400  # characters of the beginnings
EVENTS = 4


class Excerpt(NamedTuple):
    """The beginning of a text, and whether there is more."""

    text: str
    more: bool


@require_safe
@vary_on_headers("HX-Request")
def pane(request: StaffRequest, pk: int, application: int) -> HttpResponse:
    """A part of the vacancy's page; asked for on its own it leads to the application's page."""
    row = application_or_404(request, application)
    if row.vacancy_id != pk:
        raise Http404
    if not request.htmx:
        return redirect("application", pk=application)
    return render(request, "desk/overview/pane.html", _context(request, row, timezone.now()))


def _context(request: StaffRequest, row: Application, now: dt.datetime) -> dict[str, Any]:
    beside = dossier(row)
    items = menu(row, request.actor)
    return {
        "application": row,
        "sentence": _sentence(row, beside.messages, beside.above, now),
        "is_late": row.is_owed and row.answer_by is not None and row.answer_by < timezone.localdate(now),
        "letter": excerpt(row.letter, LETTER),
        "cv": excerpt(_cv(beside.documents), CV),
        "documents": beside.documents,
        "entries": timeline.timeline(row, beside)[:EVENTS],
        "notes": len(beside.notes),
        "menu": items,
        "buttons": first(items),
        "here": back(row, request.GET.get("list", "")),
        "listed": request.GET.get("list", ""),
        "ranks": RANKS,
        "may_handle": request.actor.has(Right.HANDLE),
    }


def _sentence(row: Application, messages: Sequence[Message], tree: Tree, now: dt.datetime) -> str:
    answers = [message for message in messages if message.once == f"answer:{row.pk}:{row.round}"]
    return state_sentence(row, answers[-1] if answers else None, tree, now)


def back(row: Application, listed: str) -> str:
    """The vacancy's page with the list as it was and this person open, to come back to."""
    query = QueryDict(listed, mutable=True)
    query["open"] = str(row.pk)
    return f"{reverse('vacancy', args=[row.vacancy_id])}?{query.urlencode()}"


def _cv(documents: Sequence[Document]) -> str:
    return next((document.text for document in documents if document.kind == DocumentKind.CV and document.text), "")


def excerpt(text: str, most: int) -> Excerpt:
    """The beginning, cut between words."""
    plain = text.strip()
    if len(plain) <= most:
        return Excerpt(plain, more=False)
    return Excerpt(plain[:most].rpartition(" ")[0] or plain[:most], more=True)
