"""Seats of the times that applicants choose: first come; a constraint of the database refuses the second."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q

from besked.models import Interview, Slot


class Offer(NamedTuple):
    """A time to choose from, and how many seats it has left."""

    slot: Slot
    left: int


def offered(interview: Interview, now: dt.datetime) -> list[Offer]:
    """The times ahead that this applicant was offered, full ones too: one query."""
    taken = Count("interviews", filter=Q(interviews__seat__isnull=False))
    rows = Slot.objects.filter(run=interview.run_id, starts_at__gt=now).annotate(taken=taken).order_by("starts_at")
    return [Offer(row, max(row.cap - row.taken, 0)) for row in rows]


def last_offered(runs: Collection[int]) -> dict[int, dt.datetime]:
    """When the last of the times begins that each of these runs offered: one query, none for no run."""
    if not runs:
        return {}
    found = Slot.objects.filter(run__in=runs).values("run").order_by().annotate(last=Max("starts_at"))
    return dict(found.values_list("run", "last"))


class Free:
    """Seats handed out one after the other: of several people in one run, no two get the same."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._left: dict[int, list[int]] = {}

    def take(self, slot: Slot) -> int | None:
        """The lowest free seat; None where all are taken. One query a slot, which is locked inside a transaction."""
        if slot.pk not in self._left:
            self._left[slot.pk] = _free(slot)
        left = self._left[slot.pk]
        return left.pop(0) if left else None


def _free(slot: Slot) -> list[int]:
    """The lowest first. Before the transaction, a look without a lock must do."""
    if connection.in_atomic_block:
        used = _used({slot.pk})[slot.pk]
    else:
        taken = Interview.objects.filter(slot=slot, seat__isnull=False)
        used = {seat or 0 for seat in taken.values_list("seat", flat=True)}
    return [seat for seat in range(1, slot.cap + 1) if seat not in used]


def regained(rows: Sequence[Interview]) -> list[Interview]:
    """Those that need no seat, and those that get one again: two queries."""
    used = _used({row.slot_id for row in rows if row.slot_id})
    back: list[Interview] = []
    for row in rows:
        if row.slot is not None:
            taken = used[row.slot.pk]
            row.seat = next((seat for seat in range(1, row.slot.cap + 1) if seat not in taken), None)
            taken.add(row.seat or 0)
        if row.slot is None or row.seat:
            back.append(row)
    return back


def _used(slots: set[int]) -> dict[int, set[int]]:
    """The seats that are taken in these slots, which are locked."""
    used: dict[int, set[int]] = {row.pk: set() for row in _locked(slots)}
    taken = Interview.objects.filter(slot__in=slots, seat__isnull=False)
    for row in taken:
        used[row.slot_id or 0].add(row.seat or 0)
    return used


def _locked(slots: set[int]) -> list[Slot]:
    """In the order of their numbers: any other order deadlocks."""
    return list(Slot.objects.select_for_update().filter(pk__in=slots).order_by("pk"))
