"""One letter of the outbox: as it will leave, its headers and history, and what can still be done with it."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from besked.answers import settled_by_person
from besked.desk.handling.fetch import may_change, message_or_404
from besked.desk.handling.forms import MessageForm, SmsForm
from besked.desk.handling.letters import Piece
from besked.desk.handling.outbox import demo_channels
from besked.lib.placeholders import compile_text
from besked.messaging import links, outbox
from besked.messaging.replies import shown
from besked.messaging.vocabulary import LINKS
from besked.models import STOPPABLE, Channel, Language, Message, MessageState
from besked.web.http import StaffRequest

# What the telephone network has said of an SMS.
REPORTS: dict[str, Any] = {
    "handed": gettext_lazy("Handed to the telephone network"),
    "delivered": gettext_lazy("Arrived on the telephone"),
    "failed": gettext_lazy("Not delivered by the telephone network"),
}
WAITING = (MessageState.DRAFT, MessageState.QUEUED)


class Move(NamedTuple):
    """Something that can be done with a message in some states, and what comes of it."""

    label: Any
    consequence: Any
    states: frozenset[str]
    do: Callable[[Message, dt.datetime], bool]
    done: Any


MOVES: dict[str, Move] = {
    "release": Move(
        gettext_lazy("Release"),
        gettext_lazy("It leaves at its time, or at once where that has passed."),
        frozenset({MessageState.DRAFT, MessageState.HELD}),
        lambda message, now: outbox.release(message.pk, now),
        gettext_lazy("Released."),
    ),
    "send-now": Move(
        gettext_lazy("Send now"),
        gettext_lazy("It leaves within seconds, and can't be taken back."),
        frozenset(STOPPABLE),
        lambda message, now: outbox.send_now(message.pk, now),
        gettext_lazy("It is about to leave."),
    ),
    "hold": Move(
        gettext_lazy("Hold"),
        gettext_lazy("It waits until somebody releases it."),
        frozenset(WAITING),
        lambda message, now: outbox.hold(message.pk, "Held back by a person."),
        gettext_lazy("Held back."),
    ),
    "cancel": Move(
        gettext_lazy("Don't send"),
        gettext_lazy("It never leaves. Whoever it would have told is still owed an answer."),
        frozenset(STOPPABLE),
        lambda message, now: outbox.cancel(message.pk, "Stopped by a person."),
        gettext_lazy("It will not be sent."),
    ),
    "retry": Move(
        gettext_lazy("Try again"),
        gettext_lazy("The same letter is sent once more."),
        frozenset({MessageState.FAILED}),
        lambda message, now: outbox.retry(message.pk, now),
        gettext_lazy("It is sent once more."),
    ),
    "settle-sent": Move(
        gettext_lazy("It arrived"),
        gettext_lazy("Counts as sent: you have asked, or seen an answer to it."),
        frozenset({MessageState.UNCERTAIN}),
        lambda message, now: settled_by_person(message.pk, now),
        gettext_lazy("It counts as sent."),
    ),
    "settle-queued": Move(
        gettext_lazy("It did not arrive"),
        gettext_lazy("The same letter is sent again."),
        frozenset({MessageState.UNCERTAIN}),
        lambda message, now: outbox.settle_as_queued(message.pk, now),
        gettext_lazy("It is sent again."),
    ),
}


@require_safe
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter."""
    row = message_or_404(request, pk)
    form = _form_of(row)(initial={"to": row.to, "subject": row.subject, "body": row.body})
    return _page(request, row, form, editing="edit" in request.GET)


@require_POST
def act(request: StaffRequest, pk: int) -> HttpResponse:
    """Does one of MOVES, or changes what the letter says. Who comes second is told so."""
    row, what = message_or_404(request, pk), request.POST.get("do", "")
    if not may_change(request, row):
        raise PermissionDenied(_("You don't have the right to do this."))
    if what == "edit":
        return _edit(request, row)
    if what not in MOVES:
        messages.error(request, _("Choose what to do with the letter."))
    elif MOVES[what].do(row, timezone.now()):
        messages.success(request, MOVES[what].done)
    else:
        messages.warning(request, _beaten(row))
    return redirect("message", pk=pk)


def _form_of(row: Message) -> type[MessageForm]:
    return SmsForm if row.channel == Channel.SMS else MessageForm


def _edit(request: StaffRequest, row: Message) -> HttpResponse:
    form = _form_of(row)(request.POST)
    if row.is_sensitive or not form.is_valid():
        return _page(request, row, form, editing=True, status=422)
    try:
        changed = outbox.edit(row, **form.cleaned_data)
    except outbox.StrayLink as fault:
        form.add_error("body", str(fault))
        return _page(request, row, form, editing=True, status=422)
    if changed:
        messages.success(request, _("Changed."))
        return redirect("message", pk=row.pk)
    form.add_error(None, _beaten(row))
    return _page(request, message_or_404(request, row.pk), form, editing=True, status=409)


def _beaten(row: Message) -> str:
    """How the message stands now, when somebody was first."""
    state = Message.objects.values_list("state", flat=True).get(pk=row.pk)
    return _("Somebody was first: the letter is now “%(state)s”.") % {"state": MessageState(state).label}


def _page(request: StaffRequest, row: Message, form: MessageForm, *, editing: bool, status: int = 200) -> HttpResponse:
    changeable = may_change(request, row)
    real = row.channel in demo_channels() and row.state == MessageState.SENT and not row.is_sensitive
    context = {
        "message": row,
        "reply": shown(row.reply),
        "language": Language(row.language).label if row.language in Language.values else row.language,
        "about": list(row.applications.select_related("candidate", "vacancy").prefetch_related("vacancy__texts")),
        "pieces": [] if row.is_sensitive else _pieces(row.body),
        "real": links.real(row) if real else "",
        "moves": [(key, move) for key, move in MOVES.items() if changeable and row.state in move.states],
        "can_edit": changeable and row.state in STOPPABLE and not row.is_sensitive,
        "may_change": changeable,
        "form": form,
        "editing": editing and changeable and not row.is_sensitive and (row.state in STOPPABLE or status != 200),
        "history": _history(row),
    }
    return render(request, "desk/handling/message.html", context, status=status)


def _pieces(body: str) -> list[Piece]:
    """The letter with its links masked: nobody who reads here can answer as the applicant."""
    segments = compile_text(body).segments
    kinds = [(part, place % 2 and part in LINKS) for place, part in enumerate(segments)]
    return [
        Piece(_("[personal link]"), "link") if is_link else Piece(part if place % 2 == 0 else f"{{{part}}}", "plain")
        for place, (part, is_link) in enumerate(kinds)
        if part
    ]


def _history(row: Message) -> list[tuple[str, dt.datetime]]:
    """When what happened to it, oldest first."""
    steps = [
        (_("Written"), row.queued_at),
        (_("First attempt"), row.first_try_at),
        (_("Sent"), row.sent_at),
        (REPORTS.get(row.report), row.reported_at),
    ]
    return [(str(words), at) for words, at in steps if words and at]
