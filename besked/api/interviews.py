"""Interviews: listed by time, read, and changed; a change is an act, by the same road as everywhere."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.params import functions as ask
from pydantic import BaseModel

from besked.access import visible_to
from besked.api.bodies import Line, PageAsked, Text
from besked.api.kinds import Address, Id, Moment, one_of, whole
from besked.api.lists import fetch, listed
from besked.models import Interview, InterviewFormat, InterviewState, Reply
from besked.web import taking
from besked.web.http import StaffRequest
from besked.web.problems import against_rules, unfit
from besked.web.taking import Wish

router = Router(tags=["Interviews"])
FORMATS: Any = one_of(InterviewFormat.values)
REPLIES: Any = one_of(Reply.values)
ENDINGS: Any = one_of([InterviewState.HELD, InterviewState.NO_SHOW, InterviewState.CANCELLED])
MAIL: Any = one_of(("send", "none"))
Minutes: Any = whole(5, 720)
ACTS = {InterviewState.HELD: "held", InterviewState.NO_SHOW: "no-show", InterviewState.CANCELLED: "cancel-interview"}
APPOINTMENT = ("duration", "place", "route", "link", "format", "recruiters")


class InterviewShape(Schema):
    """One applicant's interview. `starts_at` is null while they have not chosen a time."""

    id: int
    application: int
    name: str
    kind: str
    format: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    duration: int
    zone: str
    place: str
    route: str
    link: str
    recruiters: list[str]
    reply: str
    reply_text: str
    replied_at: dt.datetime | None
    state: str
    cancel_reason: str
    reminder: str
    days_before: int
    revision: int


class Interviews(Schema):
    """A page of interviews."""

    items: list[InterviewShape]
    next: str | None


BEGINS: Any = ask.Query(None, alias="from", description="Those that begin at this moment or later.")
BEFORE: Any = ask.Query(None, description="Those that begin before this moment.")


class InterviewChange(BaseModel):
    """A new appointment, or an answer noted by hand, or how it went: one of the three at a time."""

    starts_at: Moment | None = None
    duration: Minutes | None = None
    place: Line | None = None
    route: Text | None = None
    link: Line | None = None
    format: FORMATS | None = None
    recruiters: list[Address] | None = None
    mail: MAIL | None = None
    reply: REPLIES | None = None
    text: Line | None = None
    state: ENDINGS | None = None
    reason: Line | None = None


def interview_shape(row: Interview) -> dict[str, Any]:
    """Needs application__candidate and recruiters."""
    same = (
        "id", "kind", "format", "starts_at", "ends_at", "duration", "zone", "place", "route", "link", "reply",
        "reply_text", "replied_at", "state", "cancel_reason", "reminder", "days_before", "revision",
    )  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "application": row.application_id,
        "name": row.application.candidate.name,
        "recruiters": [user.email for user in row.recruiters.all()],
    }


def _whole() -> QuerySet[Interview]:
    return Interview.objects.standing().select_related("application__candidate").prefetch_related("recruiters")


@router.get("/interviews", response=Interviews, summary="Interviews")
def interview_list(
    request: StaffRequest, asked: Query[PageAsked], begins: Moment | None = BEGINS, to: Moment | None = BEFORE
) -> dict[str, Any]:
    """In the order in which they were planned; those without a time yet only where no period is asked for."""
    rows = visible_to(request.actor, _whole())
    if begins:
        rows = rows.filter(starts_at__gte=_moment("from", begins))
    if to:
        rows = rows.filter(starts_at__lt=_moment("to", to))
    return listed(request, rows, ("id",), interview_shape, asked)


@router.get("/interviews/{id}", response=InterviewShape, summary="An interview")
def interview_one(request: StaffRequest, id: Id) -> dict[str, Any]:
    """One interview."""
    return interview_shape(fetch(request.actor, _whole(), id))


@router.patch("/interviews/{id}", response=InterviewShape, summary="Change an interview")
def change_interview(request: StaffRequest, id: Id, body: InterviewChange) -> dict[str, Any]:
    """A letter goes out and the calendar entry follows, unless `mail` is none. What speaks against it: 409."""
    row = fetch(request.actor, _whole(), id)
    slug, answers = _act(row, body)
    wish = Wish(slug, [row.application_id], answers={"interview": row.pk, **answers})
    result = taking.take(wish, request.actor, timezone.now())
    if result.refused:
        raise against_rules([{"field": "", "message": refusal.reason} for refusal in result.refused])
    return interview_shape(fetch(request.actor, _whole(), id))


def _act(row: Interview, body: InterviewChange) -> tuple[str, dict[str, Any]]:
    """Which act is meant, with its answers. Raises ProblemError unless it is exactly one."""
    given = body.model_dump(exclude_none=True)
    meant: list[tuple[str, dict[str, Any]]] = []
    if {"starts_at", *APPOINTMENT} & set(given):
        meant.append(("move", _appointment(row, given)))
    if body.reply is not None:
        meant.append(("reply", {"reply": body.reply, "text": body.text or ""}))
    if body.state is not None:
        meant.append((ACTS[InterviewState(body.state)], {"reason": body.reason or "", "mail": body.mail or "send"}))
    if len(meant) != 1:
        words = _("Change one at a time: the appointment, the answer, or the state.")
        raise against_rules([{"field": "", "message": words}])
    return meant[0]


def _appointment(row: Interview, given: dict[str, Any]) -> dict[str, Any]:
    answers = {name: given[name] for name in (*APPOINTMENT, "mail") if name in given}
    if "starts_at" in given:
        local = _moment("starts_at", given["starts_at"], row.tz)
        answers |= {"date": local.date().isoformat(), "time": local.time().isoformat()}
    return answers


def _moment(field: str, text: str, zone: dt.tzinfo = dt.UTC) -> dt.datetime:
    """A moment on the clock of a zone; one without an offset is read on the clock of the setting's zone."""
    try:
        if found := parse_datetime(text):
            return (timezone.make_aware(found) if timezone.is_naive(found) else found).astimezone(zone)
    except (ValueError, OverflowError):  # no such day, or one that the zone's calendar does not reach
        pass
    raise unfit([{"field": field, "message": _("This must be a moment, as in 2027-01-31T09:00:00+01:00.")}])
