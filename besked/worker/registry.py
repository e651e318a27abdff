"""Workers know of each other by a row with a heartbeat; who is silent for thirty seconds is buried by the others."""

import datetime as dt
import logging
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction

from besked.answers import answered_by, settle
from besked.answers.reports import catch_up, settle_reported
from besked.messaging import delivery
from besked.models import Message, Worker
from besked.selection import lock
from besked.worker.journal import read_dead, remove, this_host

log = logging.getLogger("besked.worker")


def journals() -> Path:
    """Where the journals of this machine lie."""
    return Path(settings.BESKED_DATA_DIR) / "journals"


def register(now: dt.datetime) -> Worker:
    """A new worker with a name of its own."""
    name = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
    return Worker.objects.create(name=name, host=this_host(), started_at=now, beat_at=now)


def bury_the_dead(now: dt.datetime) -> int:
    """Puts the rows of dead workers in order; returns how many messages are doubtful now."""
    here = this_host()
    silent = delivery.silent(now)
    ended = [worker for worker in Worker.objects.filter(host=here) if read_dead(journals(), worker.name) is not None]
    dead = {worker.pk: worker for worker in [*silent, *ended]}.values()
    doubtful = sum(_bury(worker, here) for worker in dead) + delivery.adopt_orphans()
    return doubtful - settle_reported(now) if doubtful else 0


def _bury(worker: Worker, here: str) -> int:
    read = read_dead(journals(), worker.name) if worker.host == here else None
    begun, answered = read if read else (None, frozenset())
    with transaction.atomic():
        if not Worker.objects.select_for_update().filter(pk=worker.pk).exists():
            return 0
        taken = _taken(worker, answered)
        doubtful = delivery.bury(worker, begun, taken)
    if read:
        remove(journals(), worker.name)
    log.warning("Worker %s ended without a word; %d messages are doubtful.", worker.name, doubtful)
    return doubtful


def _taken(worker: Worker, answered: frozenset[int]) -> frozenset[int]:
    """Rows of a dead worker that its relay had taken: they are sent, and their answers delivered."""
    rows = Message.objects.filter(pk__in=answered, state="sending", worker=worker.name)
    mine = frozenset(rows.values_list("pk", flat=True))
    if mine:
        told = answered_by(sorted(mine))
        lock(told)  # applications before messages, as undo does
        reply = "Taken by the relay; noted in the worker's journal."
        delivery.mark_sent(worker.name, dict.fromkeys(mine, reply), worker.beat_at)
        settle(told, worker.beat_at)
        catch_up(mine, worker.beat_at)
    return mine
