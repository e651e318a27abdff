"""The worker's side of the outbox: claim rows, open and close windows, put back what a dead worker left.

A window is at most ten rows in *sending*; one commit closes the last window and opens the next. Whatever a person or a
decision does meanwhile shows in the row itself: `open_window` takes only rows that are still claimed by this worker.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from besked.messaging import links, statements
from besked.models import About, Channel, Link, Message, MessageState, Worker

WINDOW = 10
BATCH = 200
SILENCE = dt.timedelta(seconds=30)
HELD_BY_WORKER = (MessageState.CLAIMED, MessageState.SENDING)
# What was claimed and counted as an attempt, though nothing of it can have left.
_AS_IT_WAS: dict[str, Any] = {"state": MessageState.QUEUED, "worker": "", "attempts": Greatest(F("attempts") - 1, 0)}


def claim(worker: str, now: dt.datetime, channel: Channel = Channel.EMAIL, limit: int = BATCH) -> list[Message]:
    """Claims due rows of a channel, oldest first, and makes the rows of their links. In the caller's transaction."""
    due = Message.objects.filter(state=MessageState.QUEUED, not_before__lte=now, channel=channel)
    due = due.order_by("not_before", "id")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:limit])
    Message.objects.filter(pk__in=ids, state=MessageState.QUEUED).update(state=MessageState.CLAIMED, worker=worker)
    rows = list(Message.objects.filter(pk__in=ids, state=MessageState.CLAIMED, worker=worker).order_by("pk"))
    _make_links(rows, now)
    return [row for row in rows if not _late(row, now)]


def _late(row: Message, now: dt.datetime) -> bool:
    """Marks what is too late to be useful."""
    if row.not_after is None or row.not_after >= now:
        return False
    Message.objects.filter(pk=row.pk, state=MessageState.CLAIMED).update(state=MessageState.MISSED, worker="")
    return True


def _make_links(rows: Sequence[Message], now: dt.datetime) -> None:
    with_links = [row for row in rows if links.purposes(row.body)]
    if not with_links:
        return
    abouts = About.objects.filter(message__in=with_links).order_by("-pk")
    about = {row.message_id: row.application_id for row in abouts}
    Link.objects.bulk_create(links.rows(with_links, now, about), ignore_conflicts=True)


def open_window(worker: str, rows: Sequence[Message]) -> set[int]:
    """Moves rows claimed → sending; returns those that still were ours: only these may leave."""
    ids = [row.pk for row in rows]
    if statements.open_window(worker, ids) == len(ids):
        return set(ids)
    still = Message.objects.filter(pk__in=ids, state=MessageState.SENDING, worker=worker)
    return set(still.values_list("pk", flat=True))


def mark_sent(worker: str, replies: Mapping[int, str], now: dt.datetime) -> None:
    """Closes rows that the relay took, each with the relay's own words."""
    if replies:
        statements.mark_sent(worker, {pk: reply[:500] for pk, reply in replies.items()}, now)


def held(**which: Any) -> QuerySet[Message]:
    """Rows in a worker's hand. “Not sent” says nothing new, but lets SQLite use the index without the sent ones."""
    return Message.objects.filter(~Q(state=MessageState.SENT), state__in=HELD_BY_WORKER, **which)


def in_hand(worker: str) -> int:
    """How many rows this worker still holds."""
    return held(worker=worker).count()


def sending(worker: str) -> list[int]:
    """The rows that are in this worker's open window."""
    return list(held(worker=worker, state=MessageState.SENDING).order_by().values_list("pk", flat=True))


def put_back(
    worker: str, row: Message, now: dt.datetime, delay: dt.timedelta, reply: str, *, counts: bool = True
) -> None:
    """A failure before the final dot: the same mail again, later. What doesn't count never makes it fail for good."""
    Message.objects.filter(pk=row.pk, state=MessageState.SENDING, worker=worker).update(
        state=MessageState.QUEUED,
        not_before=now + delay,
        worker="",
        reply=reply[:500],
        first_try_at=(row.first_try_at or now) if counts else row.first_try_at,
    )


def never_tried(worker: str, row: Message, reply: str) -> None:
    """The relay was not there: the mail goes back as it was."""
    mine = Message.objects.filter(pk=row.pk, state=MessageState.SENDING, worker=worker)
    mine.update(**_AS_IT_WAS, reply=reply[:500])


def never_left(rows: Iterable[Message]) -> None:
    """A worker that was given up for dead says which mails of its window it never began: they are not doubtful.

    The number of attempts is the fence: whoever sent such a mail meanwhile has raised it.
    """
    for row in rows:
        mine = Message.objects.filter(pk=row.pk, state=MessageState.UNCERTAIN, attempts=row.attempts + 1)
        mine.update(**_AS_IT_WAS, reply="")


def give_up(worker: str, ids: Iterable[int], state: MessageState, reply: str) -> None:
    """A refusal (failed: a to-do for the sender) or a doubt (uncertain: settled by a person, never re-sent)."""
    Message.objects.filter(pk__in=list(ids), state=MessageState.SENDING, worker=worker).update(
        state=state, worker="", reply=reply[:500]
    )


def unclaim(worker: str, sending: Iterable[int] = ()) -> None:
    """A worker that stops puts back what it did not begin."""
    held(worker=worker, state=MessageState.CLAIMED).update(state=MessageState.QUEUED, worker="")
    held(worker=worker, state=MessageState.SENDING, pk__in=list(sending)).update(**_AS_IT_WAS)


def empty_sensitive(ids: Iterable[int]) -> None:
    """Codes and sign-in links are not kept once they left."""
    Message.objects.filter(pk__in=list(ids), is_sensitive=True).update(body="")


def bury(worker: Worker, begun: frozenset[int] | None, answered: frozenset[int]) -> int:
    """Puts a dead worker's rows in order and forgets it; returns how many stay uncertain. In a transaction.

    `begun`: rows whose DATA may have begun, from the worker's journal; None where the journal can't be read (another
    machine), and then every row in *sending* is doubtful. `answered`: rows for which the journal has the relay's yes.
    """
    unclaim(worker.name)
    sending = held(worker=worker.name, state=MessageState.SENDING)
    if begun is not None:
        sending.exclude(pk__in=begun | answered).update(**_AS_IT_WAS)
    doubtful = sending.exclude(pk__in=answered).update(
        state=MessageState.UNCERTAIN, worker="", reply="The worker died while this message was leaving."
    )
    Worker.objects.filter(pk=worker.pk).delete()
    return doubtful


def adopt_orphans() -> int:
    """Rows held by a worker of which nothing is known any more; returns how many of them are doubtful. Rare."""
    holding = set(held().order_by().values_list("worker", flat=True))
    unknown = holding - set(Worker.objects.values_list("name", flat=True)) if holding else holding
    return sum(map(_adopt, sorted(unknown)))


def _adopt(worker: str) -> int:
    unclaim(worker)
    return held(worker=worker, state=MessageState.SENDING).update(
        state=MessageState.UNCERTAIN, worker="", reply="The worker vanished while this message was leaving."
    )


def beat(name: str, now: dt.datetime) -> bool:
    """A sign of life; False when this worker was given up for dead meanwhile."""
    return Worker.objects.filter(name=name).update(beat_at=now) == 1


def silent(now: dt.datetime) -> list[Worker]:
    """Workers that gave no sign of life for thirty seconds."""
    return list(Worker.objects.filter(beat_at__lt=now - SILENCE))
