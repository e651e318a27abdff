"""Seats of the times that applicants choose: first come; a constraint of the database refuses the second."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet

from besked.models import Interview, Slot


def offered(interview: Interview) -> QuerySet[Slot]:
    """The times this applicant can choose from, with how many `taken` seats each has."""
    taken = Count("interviews", filter=Q(interviews__seat__isnull=False))
    return Slot.objects.filter(run=interview.run_id).annotate(taken=taken).order_by("starts_at")


def free(interview: Interview) -> QuerySet[Slot]:
    """Those with a seat left."""
    return offered(interview).filter(taken__lt=F("cap"))


def take(slot: Slot) -> int | None:
    """The lowest free seat; None where all are taken. Locks the slot: call it inside the transaction that books."""
    used = _used({slot.pk})[slot.pk]
    return next((seat for seat in range(1, slot.cap + 1) if seat not in used), None)


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
    for slot, seat in taken.values_list("slot", "seat"):
        used[slot].add(seat)
    return used


def _locked(slots: set[int]) -> list[Slot]:
    """In the order of their numbers: any other order deadlocks."""
    return list(Slot.objects.select_for_update().filter(pk__in=slots).order_by("pk"))
