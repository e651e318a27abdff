"""The letters of the story leave, as the worker would have sent them then, and some come to grief."""

import datetime as dt

from django.conf import settings
from django.db.models import F

from besked.answers import answered_by, settle
from besked.messaging.delivery import claim, give_up, mark_sent, open_window
from besked.messaging.outbox import hold
from besked.models import Channel, Message, MessageState

_WORKER = "demo"
_EVERYTHING = 100_000
_TAKEN = {Channel.EMAIL: "250 2.0.0 demo mailbox", Channel.SMS: "demo phone"}
_REPLIES = {
    MessageState.FAILED: "550 5.1.1 No such mailbox here",
    MessageState.UNCERTAIN: "The connection broke after the whole letter was handed over.",
    MessageState.BOUNCED: "552 5.2.2 Mailbox full",
}
_A_MOMENT = dt.timedelta(seconds=20)
_HELD = "The applicant has withdrawn since this was written."


def send_receipts() -> None:
    """Every receipt left half a minute after its application came."""
    rows = Message.objects.filter(kind="receipt", state=MessageState.QUEUED)
    latest = rows.order_by("-not_before").values_list("not_before", flat=True).first()
    if latest:
        sent = _leave(latest)
        Message.objects.filter(pk__in=sent).update(sent_at=F("queued_at") + dt.timedelta(seconds=30))


def leave_until(at: dt.datetime) -> None:
    """Let everything leave that was due before, each row at its time: reminders, and news to colleagues."""
    due = Message.objects.filter(state=MessageState.QUEUED, not_before__lt=at)
    for moment in sorted(set(due.values_list("not_before", flat=True))):
        for channel in (Channel.EMAIL, Channel.SMS):
            _leave(min(moment + _A_MOMENT, at), channel=channel)


def send(run_id: int, outcome: str, decided: dt.datetime) -> None:
    """Let the letters of a run meet their outcome; queued and draft ones stay as they are."""
    if outcome == MessageState.HELD:
        for pk in Message.objects.filter(run=run_id).values_list("pk", flat=True):
            hold(pk, _HELD)
    elif outcome in (MessageState.SENT, *_REPLIES):
        at = decided + dt.timedelta(minutes=settings.UNDO_MINUTES, seconds=40)
        ids = _leave(at, outcome)
        settle(answered_by(ids), at)


def _leave(at: dt.datetime, outcome: str = MessageState.SENT, channel: Channel = Channel.EMAIL) -> list[int]:
    """Everything that is due by then; nothing else waits, because the story is told in order."""
    rows = claim(_WORKER, at, channel, limit=_EVERYTHING)
    ids = sorted(open_window(_WORKER, rows))
    if outcome in (MessageState.FAILED, MessageState.UNCERTAIN):
        give_up(_WORKER, ids, MessageState(outcome), _REPLIES[MessageState(outcome)])
        return ids
    mark_sent(_WORKER, dict.fromkeys(ids, _TAKEN[channel]), at)
    if outcome == MessageState.BOUNCED:
        Message.objects.filter(pk__in=ids).update(state=MessageState.BOUNCED, reply=_REPLIES[MessageState.BOUNCED])
    return ids
