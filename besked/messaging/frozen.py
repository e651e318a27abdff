"""An outbox that was restored from a backup: what waited then may have left since, so nothing leaves by itself."""

import datetime as dt

from django.db import transaction

from besked.models import Message, MessageState

FROZEN = "Restored from a backup: it may have left before. `besked outbox release` lets it go."


def freeze() -> tuple[int, int]:
    """Holds whatever waits, and calls uncertain what was leaving; how many of each."""
    waiting = Message.objects.filter(state__in=[MessageState.QUEUED, MessageState.CLAIMED])
    leaving = Message.objects.filter(state=MessageState.SENDING)
    with transaction.atomic():
        held = waiting.update(state=MessageState.HELD, reply=FROZEN, worker="")
        return held, leaving.update(state=MessageState.UNCERTAIN, reply=FROZEN, worker="")


def thaw(now: dt.datetime) -> int:
    """Lets go what freeze() holds, and only that; how many."""
    frozen = Message.objects.filter(state=MessageState.HELD, reply=FROZEN)
    return frozen.update(state=MessageState.QUEUED, reply="", queued_at=now)
