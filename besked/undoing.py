"""Taking back: per person, while nothing has left and nobody has built on it. Here too: who writes a status."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F, Max, Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from besked.access import Actor
from besked.answers import settle
from besked.calendar import news
from besked.calendar.endings import revive
from besked.messaging import outbox
from besked.messaging.compose import Composer
from besked.messaging.vocabulary import STAFF_LETTERS
from besked.messaging.writing import Writing
from besked.models import (
    FACTS,
    STOPPABLE,
    About,
    ActorKind,
    Application,
    Event,
    Fact,
    Message,
    MessageState,
    Run,
    RunState,
    Slot,
    Tree,
    in_chunks,
)
from besked.runs import Refusal
from besked.selection import load, lock

if TYPE_CHECKING:
    from besked.action import Action

WITHOUT_MESSAGE = dt.timedelta(hours=24)
REMEMBERED = ("stage", "decided_at", "offer_sent_at")


def window_end(now: dt.datetime) -> dt.datetime:
    """When a decisive letter may leave."""
    return now + dt.timedelta(minutes=settings.UNDO_MINUTES)


def signed(facts: Iterable[Model], run: Run, actor: Actor, now: dt.datetime) -> Iterable[Model]:
    """Facts with who, when and in which run."""
    for fact in facts:
        if isinstance(fact, Fact):
            fact.by_id, fact.at = actor.user.pk if actor.user else None, now
        if isinstance(fact, Fact | Slot):
            fact.run_id = run.pk
        yield fact


def remembered(application: Application) -> dict[str, Any]:
    """What a taking back must be able to restore."""
    return {name: getattr(application, name) for name in REMEMBERED}


def write_status(ids: Sequence[int], status: str | None, changes: Mapping[str, Any]) -> None:
    """The only writer of a status: one update a chunk. `round` rises with it, so that a new decision can be told."""
    entering: dict[str, Any] = {"status": status, "round": F("round") + 1} if status else {}
    written = {**entering, **changes, "version": F("version") + 1}
    for chunk in in_chunks(sorted(ids)):
        Application.objects.filter(pk__in=chunk).update(**written)


def undo(run: Run, action: Action) -> tuple[list[int], list[Refusal]]:
    """See Action.undo(). Locks applications by id, then messages by id, as the worker does."""
    try:
        return _undo(run, action)
    except OperationalError:  # a deadlock: once more, from the start
        return _undo(run, action)


def _undo(run: Run, action: Action) -> tuple[list[int], list[Refusal]]:
    actor, now = action.actor, action.now
    with transaction.atomic():
        ids = sorted(run.result.get("done", []))
        lock(ids)
        events, stuck = _last_events(ids), _stuck(run, ids)
        built_on = action.unused(run, ids)
        why = {pk: _why_not(run, events.get(pk), stuck.get(pk), now) or str(built_on.get(pk, "")) for pk in ids}
        if not action.undoable:
            why = dict.fromkeys(ids, _("This can't be taken back."))
        refused = [Refusal(pk, words) for pk, words in why.items() if words]
        named = {refusal.application for refusal in refused}
        back = [pk for pk in ids if pk not in named]
        if back:
            action.take_back(run, back)
            _take_back(run, actor, {pk: events[pk] for pk in back}, now)
        if ids and not refused:
            Run.objects.filter(pk=run.pk).update(state=RunState.UNDONE)
    return back, refused


def _last_events(ids: Sequence[int]) -> dict[int, Event]:
    """The last event of each application: two queries a chunk."""
    found: dict[int, Event] = {}
    for chunk in in_chunks(ids):
        newest = Event.objects.filter(application__in=chunk).values("application").annotate(last=Max("pk")).order_by()
        last = Event.objects.filter(pk__in=newest.values("last")).select_related("user")
        found.update({event.application_id: event for event in last})
    return found


def _stuck(run: Run, ids: Sequence[int]) -> dict[int, str]:
    """Applications with a message of this run that can no longer be stopped, and its state. Locks the messages."""
    messages = Message.objects.select_for_update().filter(run=run).exclude(kind__in=STAFF_LETTERS).order_by("pk")
    states = dict(messages.values_list("pk", "state"))
    gone = {pk: state for pk, state in states.items() if state not in STOPPABLE and state != MessageState.CANCELLED}
    stuck: dict[int, str] = {}
    for chunk in in_chunks(sorted(gone)):
        abouts = About.objects.filter(message__in=chunk)
        stuck.update({about.application_id: gone[about.message_id] for about in abouts})
    return stuck


def _why_not(run: Run, event: Event | None, stuck: str | None, now: dt.datetime) -> str:
    if stuck:
        return _("The letter has left: %(state)s.") % {"state": MessageState(stuck).label}
    if event is None or event.run_id != run.pk or event.action != run.slug:
        return _("Something has happened since.")
    if not run.result.get("messages") and now - (run.performed_at or now) > WITHOUT_MESSAGE:
        return _("More than 24 hours have passed.")
    return ""


def _take_back(run: Run, actor: Actor, events: Mapping[int, Event], now: dt.datetime) -> None:
    ids = sorted(events)
    for chunk in in_chunks(ids):
        _cancel(run, chunk, ids)
        for fact in FACTS:
            fact._default_manager.filter(run=run, application__in=chunk, undone_at=None).update(undone_at=now)
    lost = revive(run, ids, now)
    for (before, was), some in _alike(events).items():
        write_status(some, before or None, {name: _value(value) for name, value in was})
    Event.objects.bulk_create(
        Event(
            application_id=pk,
            run=run,
            action="undo",
            actor_kind=actor.kind,
            user=actor.user,
            at=now,
            before=event.after,
            after=event.before,
            particulars={"of": run.slug} | ({"interview": "lost"} if pk in lost else {}),
        )
        for pk, event in events.items()
    )
    settle(ids, now)
    if actor.kind == ActorKind.APPLICANT:
        _tell(run, actor, ids, lost, now)


def _tell(run: Run, actor: Actor, ids: Sequence[int], lost: set[int], now: dt.datetime) -> None:
    """Tells the colleagues that applicants are back, and whose interview is lost."""
    rows = load(actor, ids)
    writing = Writing(Composer(Tree(), [row.vacancy for row in rows], None, now), {}, {})
    letters = [writing.render(letter) for letter in news.taken_back(rows, lost, run, now)]
    outbox.queue(letters, writing.composer, run=run, not_before=now)


def _cancel(run: Run, chunk: Sequence[int], ids: Sequence[int]) -> None:
    """Cancels the run's letters about these people; a letter that is also about somebody who stays is left."""
    mine = About.objects.filter(message__run=run, application__in=chunk).values("message")
    shared = About.objects.filter(message__run=run).exclude(application__in=ids).values("message")
    waiting = Message.objects.filter(pk__in=mine, state__in=sorted(STOPPABLE)).exclude(pk__in=shared)
    waiting.update(state=MessageState.CANCELLED, reply="", worker="")


def _alike(events: Mapping[int, Event]) -> dict[tuple[str, tuple[tuple[str, Any], ...]], list[int]]:
    """Applications by the status and columns they go back to, so that each group is one update."""
    groups: dict[tuple[str, tuple[tuple[str, Any], ...]], list[int]] = defaultdict(list)
    for pk, event in events.items():
        was = tuple(sorted(event.particulars.get("was", {}).items()))
        groups[event.before if event.before != event.after else "", was].append(pk)
    return groups


def _value(value: Any) -> Any:
    """A remembered time comes back from JSON as text."""
    return (parse_datetime(value) or value) if isinstance(value, str) and "T" in value else value
