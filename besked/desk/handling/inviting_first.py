"""First values of an invitation: what this person chose last for the same type of interview."""

from collections.abc import Sequence
from typing import Any

from besked.access import Actor
from besked.actions.invite import Invite
from besked.actions.invite.form import KIND_RIGHTS
from besked.calendar import reading
from besked.models import Application, InterviewFormat, InterviewKind, Reminding, Right, Run, RunState

REMEMBERED = ("format", "duration", "break", "place", "route", "reminder", "days_before")
USUAL: dict[str, Any] = {"duration": 45, "place": "", "route": "", "reminder": Reminding.EMAIL, "days_before": 1}


def first_values(action: Invite, rows: Sequence[Application], kind: str = "") -> dict[str, Any]:
    """For every question that can have one. Date and time are for people to choose."""
    chosen = kind or _kind(action, rows)
    user = action.actor.user
    return {
        "kind": chosen,
        "arrange": "together",
        "mail": "send",
        "recruiters": [user.email] if user else [],
        **of_kind(action.actor, chosen),
    }


def of_kind(actor: Actor, kind: str) -> dict[str, Any]:
    """What is remembered for a type of interview: one query."""
    usual = {**USUAL, "format": InterviewFormat.PHONE if kind == InterviewKind.TELEPHONE else InterviewFormat.IN_PERSON}
    mine = Run.objects.filter(user=actor.user, slug=Invite.slug, state=RunState.PERFORMED, answers__kind=kind)
    last = mine.order_by("-pk").values_list("answers", flat=True).first() or {}
    kept = {name: last[name] for name in REMEMBERED if last.get(name) not in (None, "")}
    if not actor.has(Right.SMS) and kept.get("reminder") not in (None, Reminding.NONE, Reminding.EMAIL):
        del kept["reminder"]  # the right to send SMS was taken back
    return {**usual, **kept}


def _kind(action: Invite, rows: Sequence[Application]) -> str:
    """The one after the last interview that all of them had; the first interview where they had none."""
    allowed = [kind for kind in InterviewKind.values if action.actor.has(KIND_RIGHTS[kind])]
    had = set(reading.reached([row.pk for row in rows], action.now).values()) if rows else set()
    wanted = InterviewKind.INTERVIEW1.value
    if len(had) == 1:
        after = InterviewKind.values.index(had.pop()) + 1
        wanted = InterviewKind.values[min(after, len(InterviewKind.values) - 1)]
    return wanted if wanted in allowed else next(iter(allowed), wanted)
