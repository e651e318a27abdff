"""Judges the outbox against the ledger of the mail server, which survives everything we do to the workers."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.utils import timezone

from besked.answers import settled_by_person, wrongly_kept
from besked.messaging import outbox
from besked.models import Application, Message, MessageState, Worker
from tests.invariants import disagreeing_statuses
from tests.sink import Mail, Sink

AFTER_THE_RELAY = {MessageState.SENT, MessageState.UNCERTAIN}


def wrongs(mails: Sequence[Mail]) -> list[str]:
    """Everything that must never be, while no worker runs and whatever became of them. One sentence each."""
    rows = {row.message_id: row for row in Message.objects.defer("body")}
    taken = Counter(mail.message_id for mail in mails)
    return [
        *(f"{key} was mailed {times} times" for key, times in taken.items() if times > 1),
        *(f"{key} was mailed, and nobody queued it" for key in taken if key not in rows),
        *(
            f"{key} was mailed, and is {rows[key].state}"
            for key in taken
            if key in rows and rows[key].state not in AFTER_THE_RELAY
        ),
        *(
            f"{mail.message_id} went to {mail.rcpt}"
            for mail in mails
            if mail.message_id in rows and mail.rcpt != rows[mail.message_id].to
        ),
        *(f"{row} is shown as sent, and was never mailed" for row in rows.values() if _invented(row, taken)),
        *(f"{row} is held by nobody who lives" for row in rows.values() if row.state in ("claimed", "sending")),
        *(f"{row} has the wrong debt" for row in wrongly_kept()),
        *disagreeing_statuses(),
    ]


def _invented(row: Message, taken: Counter[str]) -> bool:
    return row.state == MessageState.SENT and row.message_id not in taken


def states() -> dict[str, int]:
    """How many messages are in which state."""
    return dict(Counter(Message.objects.values_list("state", flat=True)))


def settle_doubts(sink: Sink) -> int:
    """What a person does who looks into the mail server's log; how many were doubtful."""
    now, arrived = timezone.now(), {mail.message_id for mail in sink.mails()}
    doubtful = list(Message.objects.filter(state=MessageState.UNCERTAIN))
    for row in doubtful:
        if row.message_id in arrived:
            assert settled_by_person(row.pk, now)
        else:
            assert outbox.settle_as_queued(row.pk, now)
    return len(doubtful)


def all_due() -> None:
    """What waits for a second try is due now: a test has no minutes to give."""
    Message.objects.filter(state=MessageState.QUEUED).update(not_before=timezone.now())


def finished() -> list[str]:
    """What is left to be done after the last worker: nothing at all, and everybody is answered."""
    waiting = Message.objects.exclude(state=MessageState.SENT)
    return [
        *map(str, waiting),
        *map(str, Application.objects.filter(status="rejected", answered_at=None)),
        *map(str, Worker.objects.all()),
    ]


def fall_silent(seconds: float = 60) -> None:
    """All workers gave their last sign of life so long ago."""
    Worker.objects.update(beat_at=timezone.now() - dt.timedelta(seconds=seconds))
