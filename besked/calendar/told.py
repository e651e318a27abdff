"""What the history says about an interview, in words: its kind and time, the answer, the stars."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from besked.calendar import moments
from besked.models import InterviewKind, Reply

TIMED = frozenset({"invite", "move", "book", "cancel-interview", "held", "no-show"})


def detail(action: str, told: Mapping[str, Any]) -> str:
    """The particulars of an event; nothing for those that are about something else."""
    parts = [_kind(told), _when(told)] if action in TIMED else []
    if action == "reply":
        parts = [_reply(told), f"“{told['text']}”" if told.get("text") else ""]
    if action == "rate":
        parts = [_("%(stars)s of 7 stars") % {"stars": told.get("stars", "")}]
    if told.get("interview") == "lost":
        parts = [_("The interview could not be planned again: its time has passed or is taken.")]
    return " · ".join(part for part in parts if part)


def _kind(told: Mapping[str, Any]) -> str:
    kind = str(told.get("kind", ""))
    return str(InterviewKind(kind).label) if kind in InterviewKind.values else ""


def _when(told: Mapping[str, Any]) -> str:
    at, zone = parse_datetime(str(told.get("starts_at") or "")), told.get("zone")
    return moments.words(at, str(zone), (get_language() or "en")[:2]) if at and zone else ""


def _reply(told: Mapping[str, Any]) -> str:
    reply = str(told.get("reply", ""))
    return str(Reply(reply).label) if reply in Reply.values else ""
