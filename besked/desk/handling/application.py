"""The application page: how it stands, what was sent in, what happened, what can be done."""

import datetime as dt
from typing import Any, NamedTuple

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from besked.access import visible_to
from besked.desk.calendar.box import box
from besked.desk.handling import timeline
from besked.desk.handling.dossier import dossier
from besked.desk.handling.forms import NoteForm
from besked.desk.handling.lists import Neighbours, neighbours
from besked.desk.handling.menu import first, menu
from besked.desk.handling.persons import NOBODY, others
from besked.desk.handling.sentences import state_sentence
from besked.documents.errand import MAX_PAGES
from besked.models import Application, Document, Language, Message, Right, Status, Tree
from besked.web.http import StaffRequest

RANKS = (1, 2, 3)


@require_safe
def application(request: StaffRequest, pk: int) -> HttpResponse:
    """The page."""
    return show(request, found(request, pk), NoteForm())


def found(request: StaffRequest, pk: int) -> Application:
    """The application, if this person may know of it, with candidate and vacancy. Raises Http404."""
    rows = Application.objects.select_related("candidate", "vacancy")
    return get_object_or_404(visible_to(request.actor, rows), pk=pk)


def show(request: StaffRequest, row: Application, note: NoteForm, status: int = 200) -> HttpResponse:
    """Renders the page; with what was typed into the note."""
    return render(request, "desk/handling/application.html", _context(request, row, note), status=status)


def _context(request: StaffRequest, row: Application, note: NoteForm) -> dict[str, Any]:
    now = timezone.now()
    listed, show_ = request.GET.get("list"), request.GET.get("show", "")
    beside = dossier(row)
    items = menu(row, request.actor)
    return {
        "application": row,
        "vacancy_title": beside.title,
        "sentence": _sentence(row, beside.messages, beside.above, now),
        "is_late": row.is_owed and row.answer_by is not None and row.answer_by < timezone.localdate(now),
        "is_saved": row.status != Status.SAVED and timeline.is_saved(beside),
        "menu": items,
        "buttons": first(items),
        "documents": [_paper(document) for document in beside.documents],
        "language": Language(row.language).label if row.language in Language.values else row.language,
        "notes": beside.notes,
        "interviews": box(row, beside.events, request.actor, now),
        "entries": timeline.timeline(row, beside, show_ if show_ in timeline.KINDS else ""),
        "show": show_,
        "shows": _shows(request, show_),
        "others": others(row, request.actor) if beside.has_others else NOBODY,
        "near": neighbours(row, listed) if listed is not None else Neighbours(None, None),
        "listed": listed,
        "note": note,
        "note_count": len(beside.notes),
        "ranks": RANKS,
        "may_handle": request.actor.has(Right.HANDLE),
        "here": request.get_full_path(),
    }


def _sentence(row: Application, messages: Any, tree: Tree, now: dt.datetime) -> str:
    answers: list[Message] = [message for message in messages if message.once == f"answer:{row.pk}:{row.round}"]
    return state_sentence(row, answers[-1] if answers else None, tree, now)


def _paper(document: Document) -> dict[str, Any]:
    """A document with its page numbers, as far as pages are drawn."""
    return {"it": document, "pages": range(1, min(document.pages, MAX_PAGES) + 1)}


class Show(NamedTuple):
    """A filter of the timeline."""

    key: str
    label: str
    address: str


def _shows(request: StaffRequest, show_: str) -> list[Show]:
    """All, actions, letters, notes; whatever else stands in the address stays."""
    labels = (("", _("All")), ("events", _("Actions")), ("letters", _("Letters")), ("notes", _("Notes")))
    return [Show(key, label, _with(request.GET, show=key)) for key, label in labels]


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = value
    return changed.urlencode()
