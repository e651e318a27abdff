"""An interview's rows in the outbox: whoever makes them untrue stops them in the same transaction."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from besked.models import STOPPABLE, Interview, Message, MessageState, Run, in_chunks

LEFT = (MessageState.SENT, MessageState.CLAIMED, MessageState.SENDING, MessageState.UNCERTAIN, MessageState.BOUNCED)
INVITATIONS = ("invitation", "choose-time")
NUDGE = "choose-time-reminder"
REMINDERS = ("reminder", "reminder-sms", NUDGE)
# How the key of a reminder begins that is about the appointment as it is now; an earlier one has a lower revision.
OF_NOW = Concat(Value("remind:"), "interview", Value(":"), "interview__revision", Value(":"), output_field=CharField())


def stop(interviews: Sequence[int], run: Run, *, kinds: Sequence[str] = ()) -> None:
    """Cancels what still waits about these interviews, all of it or some kinds; one update a chunk."""
    for chunk in in_chunks(list(interviews)):
        waiting = Message.objects.filter(interview__in=chunk, state__in=sorted(STOPPABLE))
        if kinds:
            waiting = waiting.filter(kind__in=kinds)
        waiting.update(state=MessageState.CANCELLED, stopped_by_id=run.pk, worker="", reply="")


def let_go(interviews: Sequence[int], now: dt.datetime, runs: Sequence[int] | None = None) -> None:
    """What was stopped, and would still be in time, waits again; a key that is in use by then stays with its row.

    `runs`: all that these runs stopped, an invitation that had not left yet too; None: the reminders that an answer
    stopped, but none of an earlier appointment.
    """
    for chunk in in_chunks(list(interviews)):
        stopped = Message.objects.filter(interview__in=chunk, state=MessageState.CANCELLED, stopped_by__isnull=False)
        stopped = stopped.filter(Q(not_after=None) | Q(not_after__gt=now))
        answered = Q(kind__in=REMINDERS, once__startswith=OF_NOW)
        stopped = stopped.filter(answered if runs is None else Q(stopped_by__in=runs))
        same = Message.objects.filter(once=OuterRef("once"), state__in=[*STOPPABLE, *LEFT])
        stopped.exclude(Exists(same)).update(state=MessageState.QUEUED, stopped_by=None)


def waiting_invitations(interviews: Sequence[int]) -> set[int]:
    """Interviews whose invitation has not left yet: whoever stops it owes the applicant another letter."""
    found: set[int] = set()
    for chunk in in_chunks(list(interviews)):
        waiting = Message.objects.filter(interview__in=chunk, state__in=sorted(STOPPABLE), kind__in=INVITATIONS)
        found |= set(waiting.values_list("interview", flat=True))
    return found


def rename(interviews: Sequence[int]) -> None:
    """Reminders that wait count as those of the appointment as it is now: its revision rose, its time is the same."""
    now = Interview.objects.filter(pk=OuterRef("interview")).values("revision")[:1]
    number, revision = Cast("interview", CharField()), Cast(Subquery(now), CharField())
    key = Concat(Value("remind:"), number, Value(":"), revision, Value(":"), "channel", output_field=CharField())
    for chunk in in_chunks(list(interviews)):
        waiting = Message.objects.filter(interview__in=chunk, state__in=sorted(STOPPABLE), once__startswith="remind:")
        waiting.update(once=key)


def invited_already(interviews: Sequence[int]) -> set[int]:
    """Interviews of which the applicant has got a letter, or may have."""
    found: set[int] = set()
    for chunk in in_chunks(list(interviews)):
        left = Message.objects.filter(interview__in=chunk, state__in=LEFT)
        found |= set(left.values_list("interview", flat=True))
    return found
