"""What happened to one interview, newest first: invited, answered, moved, held, taken back."""

import datetime as dt
from typing import NamedTuple

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from besked.actions import BY_SLUG
from besked.acts import ACTS
from besked.acts.rate import STARS
from besked.calendar import moments
from besked.desk.calendar.words import language
from besked.models import ActorKind, Event, Interview, Reply

TIMED = ("invite", "move", "book")
MOST = 200  # events of an application


class Line(NamedTuple):
    """One thing that happened."""

    at: dt.datetime
    words: str
    detail: str


def history(interview: Interview) -> list[Line]:
    """One query."""
    rows = Event.objects.filter(application=interview.application_id).select_related("user").order_by("-pk")[:MOST]
    found = list(rows)
    runs = {event.run_id for event in found if _is_about(event, interview)}
    return [
        _line(event, interview)
        for event in found
        if _is_about(event, interview) or (event.action == "undo" and event.run_id in runs)
    ]


def last_change(interview: Interview) -> str:
    """Who changed it last, and how."""
    lines = history(interview)
    return lines[0].words if lines else ""


def _is_about(event: Event, interview: Interview) -> bool:
    if event.action in ACTS:
        return bool(event.particulars.get("interview", interview.pk) == interview.pk)
    return (
        event.run_id is not None
        and event.run_id in (interview.run_id, interview.ended_by_id)
        and event.action != "undo"
    )


def _line(event: Event, interview: Interview) -> Line:
    name = interview.application.candidate.name
    people = {"by": _who(event, name), "name": name}
    slug = str(event.particulars.get("of", "")) if event.action == "undo" else event.action
    action = ACTS.get(slug) or BY_SLUG.get(slug)
    if event.action == "undo":
        words = _("%(by)s took back: %(action)s") % {**people, "action": action.label if action else slug}
    elif event.action == "reply" and event.user:
        words = _("%(by)s noted the answer of %(name)s") % people
    else:
        words = str(action.past) % people if action else event.action
    return Line(event.at, words, _detail(event, interview))


def _who(event: Event, name: str) -> str:
    if event.user:
        return event.user.name
    return name if event.actor_kind == ActorKind.APPLICANT else str(ActorKind(event.actor_kind).label)


def _detail(event: Event, interview: Interview) -> str:
    """The answer with its words; the time; the stars."""
    told = event.particulars
    if event.action == "reply":
        said = [str(Reply(told["reply"]).label)] if told.get("reply") in Reply.values else []
        return " · ".join([*said, *([f"“{told['text']}”"] if told.get("text") else [])])
    if event.action == "rate":
        return _("%(stars)d of %(most)d stars") % {"stars": told.get("stars", 0), "most": STARS}
    if event.action == "cancel-interview":
        return interview.cancel_reason
    at = parse_datetime(str(told.get("starts_at") or "")) if event.action in TIMED else None
    return moments.words(at, interview.tz, language()) if at else ""
