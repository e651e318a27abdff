"""What happened to one interview, newest first: invited, answered, moved, held, taken back."""

import datetime as dt
from typing import NamedTuple

from besked.acts import ACTS
from besked.calendar import told
from besked.desk.handling.timeline import sentence
from besked.models import Event, Interview

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
        Line(event.at, sentence(event, interview.application.candidate.name), _detail(event, interview))
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


def _detail(event: Event, interview: Interview) -> str:
    """As the application's history has it, without the type, which stands above; and why it was cancelled."""
    if event.action == "cancel-interview":
        return interview.cancel_reason
    return told.detail(event.action, {**event.particulars, "kind": ""})
