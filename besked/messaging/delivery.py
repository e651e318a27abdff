"""The worker's side of the outbox: claim rows, open and close windows, put back what a dead worker left.

A window is at most ten rows in *sending*; one commit closes the last window and opens the next. Whatever a person or a
decision does meanwhile shows in the row itself: `open_window` takes only rows that are still claimed by this worker.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Case, F, Q, Value, When

from besked.messaging import links
from besked.models import About, Link, Message, MessageState, Worker

WINDOW = 10
BATCH = 200
SILENCE = dt.timedelta(seconds=30)


def any_due(now: dt.datetime) -> bool:
    """Whether there is anything to claim."""
    return Message.objects.filter(state=MessageState.QUEUED, not_before__lte=now).exists()


def claim(worker: str, now: dt.datetime, limit: int = BATCH) -> list[Message]:
    """Claims due rows for a worker, oldest first, and makes the rows of their links. In the caller's transaction."""
    due = Message.objects.filter(state=MessageState.QUEUED, not_before__lte=now).order_by("not_before", "id")
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


def open_window(worker: str, rows: Sequence[Message], now: dt.datetime) -> set[int]:
    """Moves rows claimed → sending; returns those that still were ours: only these may leave."""
    ids = [row.pk for row in rows]
    mine = Message.objects.filter(pk__in=ids, state=MessageState.CLAIMED, worker=worker)
    moved = mine.update(
        state=MessageState.SENDING,
        attempts=F("attempts") + 1,
    )
    if moved == len(ids):
        return set(ids)
    still = Message.objects.filter(pk__in=ids, state=MessageState.SENDING, worker=worker)
    return set(still.values_list("pk", flat=True))


def mark_sent(worker: str, ids: Iterable[int], now: dt.datetime, reply: str = "") -> int:
    """Closes rows that the relay took. A row that was given up as uncertain meanwhile is settled by this reply."""
    mine = Q(state=MessageState.SENDING, worker=worker) | Q(state=MessageState.UNCERTAIN)
    rows = Message.objects.filter(mine, pk__in=list(ids))
    return rows.update(state=MessageState.SENT, sent_at=now, worker="", reply=reply[:500])


def mark_all_sent(worker: str, replies: dict[int, str], now: dt.datetime) -> None:
    """mark_sent() for a window, each row with the relay's own words: one statement."""
    mine = Q(state=MessageState.SENDING, worker=worker) | Q(state=MessageState.UNCERTAIN)
    words = Case(*(When(pk=pk, then=Value(reply[:500])) for pk, reply in replies.items()), default=Value(""))
    Message.objects.filter(mine, pk__in=list(replies)).update(
        state=MessageState.SENT, sent_at=now, worker="", reply=words
    )


def in_hand(worker: str) -> int:
    """How many rows this worker still holds."""
    return Message.objects.filter(worker=worker, state__in=(MessageState.CLAIMED, MessageState.SENDING)).count()


def put_back(worker: str, row: Message, now: dt.datetime, delay: dt.timedelta, reply: str) -> None:
    """A failure before the final dot: the same mail again, later."""
    Message.objects.filter(pk=row.pk, state=MessageState.SENDING, worker=worker).update(
        state=MessageState.QUEUED,
        not_before=now + delay,
        worker="",
        reply=reply[:500],
        first_try_at=row.first_try_at or now,
    )


def give_up(worker: str, ids: Iterable[int], state: MessageState, reply: str) -> None:
    """A refusal (failed: a to-do for the sender) or a doubt (uncertain: settled by a person, never re-sent)."""
    Message.objects.filter(pk__in=list(ids), state=MessageState.SENDING, worker=worker).update(
        state=state, worker="", reply=reply[:500]
    )


def unclaim(worker: str, sending: Iterable[int] = ()) -> None:
    """A worker that stops puts back what it did not begin."""
    never_begun = Q(state=MessageState.CLAIMED) | Q(state=MessageState.SENDING, pk__in=list(sending))
    Message.objects.filter(never_begun, worker=worker).update(state=MessageState.QUEUED, worker="")


def empty_sensitive(ids: Iterable[int]) -> None:
    """Codes and sign-in links are not kept once they left."""
    Message.objects.filter(pk__in=list(ids), is_sensitive=True).update(body="")


def bury(worker: Worker, begun: frozenset[int] | None, answered: frozenset[int]) -> int:
    """Puts a dead worker's rows in order and forgets it; returns how many stay uncertain. In a transaction.

    `begun`: rows whose DATA may have begun, from the worker's journal; None where the journal can't be read (another
    machine), and then every row in *sending* is doubtful. `answered`: rows for which the journal has the relay's yes.
    """
    mine = Message.objects.filter(worker=worker.name)
    mine.filter(state=MessageState.CLAIMED).update(state=MessageState.QUEUED, worker="")
    sending = mine.filter(state=MessageState.SENDING)
    if begun is not None:
        sending.exclude(pk__in=begun | answered).update(state=MessageState.QUEUED, worker="")
    doubtful = sending.exclude(pk__in=answered).update(
        state=MessageState.UNCERTAIN, worker="", reply="The worker died while this message was leaving."
    )
    Worker.objects.filter(pk=worker.pk).delete()
    return doubtful


def beat(name: str, now: dt.datetime) -> bool:
    """A sign of life; False when this worker was given up for dead meanwhile."""
    return Worker.objects.filter(name=name).update(beat_at=now) == 1


def silent(now: dt.datetime) -> list[Worker]:
    """Workers that gave no sign of life for thirty seconds."""
    return list(Worker.objects.filter(beat_at__lt=now - SILENCE))
