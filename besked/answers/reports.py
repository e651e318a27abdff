"""Delivery reports of SMS: what the network says later about a message, believed when it settles something."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from besked.answers import answered_by, settle
from besked.messaging import statements
from besked.messaging.reports import DELIVERED, FAILED, HANDED, STRENGTH
from besked.models import Channel, Message, MessageState

# The report types of the gateway's protocol: 1 delivered, 2 not deliverable, 4 buffered, 8 handed over, 16 refused.
TYPES = {1: DELIVERED, 2: FAILED, 4: HANDED, 8: HANDED, 16: FAILED}
WORDS = {
    2: "The network could not deliver this message.",
    16: "The network refused this message.",
}
ARRIVED = "The network reported this message."
# It left, whatever we thought of it: also where a person had it sent again, and it waits.
LEFT_AFTER_ALL = frozenset(
    {MessageState.QUEUED, MessageState.CLAIMED, MessageState.HELD, MessageState.UNCERTAIN, MessageState.FAILED}
)
CAME_BACK = frozenset({MessageState.SENT, MessageState.UNCERTAIN})


def take(message_id: int, kind: int, now: dt.datetime) -> None:
    """Notes what a report says. Twice, late or weaker than what is known, it changes nothing; nor does a type that
    settles nothing. While the message is in a worker's hand, the worker draws the conclusion."""
    said = TYPES.get(kind)
    if said is None:
        return
    told = answered_by([message_id])
    with transaction.atomic():
        statements.lock(told)  # applications before messages, as undo does
        row = Message.objects.select_for_update().get(pk=message_id)
        if STRENGTH[said] <= STRENGTH[row.report]:
            return
        Message.objects.filter(pk=row.pk).update(report=said, reported_at=now)
        row.report = said
        if _conclude(row, now, WORDS.get(kind, ARRIVED)):
            settle(told, now)


def settle_reported(now: dt.datetime) -> int:
    """Doubtful messages of which the network has said more than their worker could; returns how many."""
    doubtful = Message.objects.filter(state=MessageState.UNCERTAIN, channel=Channel.SMS).exclude(report="")
    with transaction.atomic():
        return catch_up(list(doubtful.values_list("pk", flat=True)), now)


def catch_up(ids: Iterable[int], now: dt.datetime) -> int:
    """Draws the conclusions for rows that a worker held when their report came; returns how many it moved. In the
    caller's transaction."""
    rows = Message.objects.filter(pk__in=list(ids), channel=Channel.SMS).exclude(report="").defer("body", "calendar")
    moved = [row.pk for row in rows if _conclude(row, now, WORDS[2] if row.report == FAILED else ARRIVED)]
    if moved:
        told = answered_by(moved)
        statements.lock(told)
        settle(told, now)
    return len(moved)


def _conclude(row: Message, now: dt.datetime, words: str) -> bool:
    """Moves the row to where its report says it is; False where that is what is known already."""
    mine = Message.objects.filter(pk=row.pk, state=row.state)
    if row.report == FAILED:
        return row.state in CAME_BACK and mine.update(state=MessageState.BOUNCED, worker="", reply=words) == 1
    if not _may_count_as_sent(row):
        return False
    return mine.update(state=MessageState.SENT, worker="", reply=words, sent_at=row.sent_at or now) == 1


def _may_count_as_sent(row: Message) -> bool:
    """A failed or bounced message has given its once-key away: a newer one may hold it."""
    if row.state == MessageState.BOUNCED and row.report != DELIVERED:
        return False
    if row.state not in LEFT_AFTER_ALL | {MessageState.BOUNCED}:
        return False
    released = row.state in (MessageState.FAILED, MessageState.BOUNCED)
    return not (released and row.once and statements.taken([row.once]))
