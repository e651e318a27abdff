"""What the page of one interview shows: how it stands, its forms, its reminders, its history."""

import datetime as dt
from typing import Any, NamedTuple

from django.utils import timezone

from besked.access import Actor
from besked.action import AnswersForm
from besked.acts import ACTS
from besked.acts.move import Move
from besked.calendar import seats
from besked.calendar.reading import with_people
from besked.desk.calendar import reminders, words
from besked.desk.calendar.dressing import can_be_moved
from besked.desk.calendar.history import history
from besked.desk.calendar.looking import Look
from besked.desk.calendar.stars import stars
from besked.desk.calendar.taking import Attempt, attempt
from besked.desk.calendar.undoing import done, undoable
from besked.desk.overview.titles import titles_of
from besked.models import Interview, InterviewState, Message, Right
from besked.web.http import StaffRequest


class Fault(NamedTuple):
    """Why something was not done, and which act it was."""

    slug: str
    words: str


class Facts(NamedTuple):
    """How the interview stands, in words."""

    when: str
    abroad: str
    where: str
    reply: words.Mark
    state: words.Mark
    recruiters: str
    reminders: list[str]


def facts(row: Interview, now: dt.datetime) -> Facts:
    """One query, for what is in the outbox; the colleagues are loaded already."""
    kept = (
        Message.objects.filter(interview=row).only("kind", "channel", "state", "not_before", "sent_at").order_by("pk")
    )
    return Facts(
        words.when(row),
        words.abroad(row),
        words.where(row, row.application),
        words.reply(row),
        words.state(row),
        ", ".join(user.name for user in row.people),
        reminders.standing(row, kept, now),
    )


def context(
    request: StaffRequest,
    row: Interview,
    now: dt.datetime,
    *,
    typed: Attempt | None = None,
    seen_before: Look | None = None,
    fault: Fault | None = None,
) -> dict[str, Any]:
    """Everything on the page; `typed` is what was not done, `seen_before` a look at it."""
    with_people([row])
    given = stars(row.application_id)
    title = titles_of({row.application.vacancy_id})
    return {
        "interview": row,
        "application": row.application,
        "title": title.get(row.application.vacancy_id, ""),
        "facts": facts(row, now),
        "stars": given,
        "history": history(row),
        "fault": fault,
        "look": seen_before,
        "tried": typed.action.slug if typed else "",
        "done": done(request.actor, request.GET.get("done", ""), now),
        "undo": _undo(request.actor, row, now),
        "moving": bool(request.GET.get("date")),
        **_forms(request, row, now, typed),
    }


def _forms(request: StaffRequest, row: Interview, now: dt.datetime, typed: Attempt | None) -> dict[str, Any]:
    """The forms that make sense now: those of acts that would not be refused anyway."""
    begun = row.starts_at is not None and row.starts_at <= now
    planned, may_handle = row.state == InterviewState.PLANNED, request.actor.has(Right.HANDLE)
    attends = request.user.pk in {user.pk for user in row.people}
    wanted = {
        "move": can_be_moved(row) and Move.allows(request.actor),
        "cancel-interview": planned and Move.allows(request.actor),
        "reply": planned and may_handle,
        "held": begun and row.state in (InterviewState.PLANNED, InterviewState.NO_SHOW) and may_handle,
        "no-show": begun and row.state in (InterviewState.PLANNED, InterviewState.HELD) and may_handle,
        "rate": attends and begun and row.state in (InterviewState.PLANNED, InterviewState.HELD) and may_handle,
    }
    asked = {slug: _form(request, slug, row, now, typed) for slug in wanted if wanted[slug]}
    offers = seats.offered(row, now) if planned and row.is_choice and may_handle else []
    names = {slug.replace("-", "_"): form for slug, form in asked.items()}
    return {"forms": names, "offers": [(offer, words.day(_date(offer.slot.starts_at))) for offer in offers]}


def _form(request: StaffRequest, slug: str, row: Interview, now: dt.datetime, typed: Attempt | None) -> AnswersForm:
    """What was typed, else what stands; a new time may come with the address, from a drop in the grid."""
    if typed and typed.action.slug == slug:
        return typed.form
    form = attempt(request.actor, slug, [row], None, now).form
    for name in ("date", "time") if slug == "move" else ():
        if given := request.GET.get(name, "")[:10]:
            form.initial[name] = given
    return form


def _undo(actor: Actor, row: Interview, now: dt.datetime) -> int:
    """The run that said how it went, while it can be taken back by whoever looks."""
    run = row.ended_by if row.state in (InterviewState.HELD, InterviewState.NO_SHOW) else None
    own = run is not None and (actor.is_administrator or run.actor == actor.key)
    return run.pk if run and own and undoable(run, now) and ACTS[run.slug].allows(actor) else 0


def _date(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
