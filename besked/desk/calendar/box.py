"""The *Interview* box of the application page: how each interview stands, and what colleagues thought."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from besked.access import Actor
from besked.acts.move import Move
from besked.calendar.reading import with_people
from besked.desk.calendar import reminders, words
from besked.desk.calendar.stars import Stars, stars
from besked.desk.calendar.taking import mark
from besked.models import Application, Event, Interview, InterviewState, Message, Right

ABOUT = ("invite", "rate")


class Card(NamedTuple):
    """One interview."""

    it: Interview
    when: str
    abroad: str
    where: str
    people: str
    reply: words.Mark
    state: words.Mark
    reminders: list[str]
    seen: str
    may_move: bool
    may_say: bool  # how it went


class Box(NamedTuple):
    """The newest first, and the stars."""

    cards: Sequence[Card]
    stars: Stars


def box(row: Application, events: Iterable[Event], actor: Actor, now: dt.datetime) -> Box | None:
    """Nothing, and no query, for whoever was never invited; else four queries, however many interviews."""
    if not any(event.action in ABOUT for event in events):
        return None
    rows = Interview.objects.standing().filter(application=row.pk).order_by("-pk")
    found = with_people(rows)
    kept = list(
        Message.objects.filter(interview__in=[one.pk for one in found]).order_by("pk").defer("body", "calendar")
    )
    for one in found:
        one.application = row
    given = stars(row.pk)
    return Box([_card(one, kept, actor, now) for one in found], given) if found or given.given else None


def _card(one: Interview, kept: Iterable[Message], actor: Actor, now: dt.datetime) -> Card:
    begun = one.starts_at is not None and one.starts_at <= now
    planned = one.state == InterviewState.PLANNED
    return Card(
        one,
        words.when(one),
        words.abroad(one),
        words.where(one, one.application),
        ", ".join(user.name for user in one.people),
        words.reply(one),
        words.state(one),
        reminders.standing(one, [message for message in kept if message.interview_id == one.pk], now)
        if planned
        else [],
        mark([one]),
        planned and Move.allows(actor),
        planned and begun and actor.has(Right.HANDLE),
    )
