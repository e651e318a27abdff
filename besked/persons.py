"""Who is the same person: somebody who has proven their address is one candidate, whatever they applied for."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from besked.lib.fold import fold
from besked.models import ActorKind, Application, Candidate, Document, Event, Link
from besked.search import index
from besked.selection import lock

# What a candidate may have left empty, and a later application of the same person tells.
FILLED = ("mobile", "address", "birth_date")


class Proven(NamedTuple):
    """Who the holder of a link is, and whether this was news."""

    candidate: Candidate
    is_new: bool


def prove(link: Link, now: dt.datetime) -> Proven:
    """The holder of the link says that the address is theirs; a second time changes nothing.

    Where somebody with the same address and name has proven it before, the applications join that candidate, except to
    vacancies to which that one has applied already. The number of queries doesn't depend on how many they are.
    Raises ValueError for a link that is about no application.
    """
    if link.application is None:
        raise ValueError("a link that is about no application proves nothing")
    with transaction.atomic():
        people = _lock_people(link.application.candidate_id)
        # Read anew: while we waited for the lock, the application may have joined another of these.
        mine = people[Application.objects.get(pk=link.application.pk).candidate_id]
        if mine.email_proven_at:
            return Proven(mine, is_new=False)
        rows = _lock_applications(mine)
        twin = next((one for one in people.values() if one.email_proven_at and _same_name(one, mine)), None)
        Candidate.objects.filter(pk=mine.pk).update(email_proven_at=now)
        mine.email_proven_at = now
        joined = _join(mine, twin, rows) if twin else []
        _record(rows, joined, twin, now)
        return Proven(twin if twin and joined else mine, is_new=True)


def _lock_people(candidate: int) -> dict[int, Candidate]:
    """Everybody with the candidate's address, locked in order: of two links pressed at once one sees the other."""
    key = Candidate.objects.values_list("email_key", flat=True).get(pk=candidate)
    rows = Candidate.objects.select_for_update(no_key=True).order_by("pk")
    return {one.pk: one for one in (rows.filter(email_key=key) if key else rows.filter(pk=candidate))}


def _same_name(one: Candidate, other: Candidate) -> bool:
    return fold(one.name) == fold(other.name)


def _lock_applications(candidate: Candidate) -> list[Application]:
    """Their applications, read once nobody else can change them: what is recorded says the status that they have."""
    ids = list(Application.objects.filter(candidate=candidate).values_list("pk", flat=True))
    lock(ids)
    return list(Application.objects.filter(pk__in=ids).order_by("pk"))


def _join(mine: Candidate, twin: Candidate, rows: Sequence[Application]) -> list[int]:
    """Moves what can be moved, and fills in what the twin had left empty; returns the applications that moved."""
    taken = set(Application.objects.filter(candidate=twin).values_list("vacancy", flat=True))
    ids = [row.pk for row in rows if row.vacancy_id not in taken]
    # Whoever is writing to them at this moment has the other candidate's data before them: the version tells.
    Application.objects.filter(pk__in=ids).update(candidate=twin, version=F("version") + 1)
    Document.objects.filter(application__in=ids).update(candidate=twin)
    told = {name: getattr(mine, name) for name in FILLED if getattr(mine, name) and not getattr(twin, name)}
    if ids and told:
        Candidate.objects.filter(pk=twin.pk).update(**told)
    index(ids)
    return ids


def _record(rows: Sequence[Application], joined: Sequence[int], twin: Candidate | None, now: dt.datetime) -> None:
    """A line in each history; where the application changed hands, from whom to whom."""
    Event.objects.bulk_create(
        Event(
            application=row,
            action="address-proven",
            actor_kind=ActorKind.APPLICANT,
            at=now,
            before=row.status,
            after=row.status,
            particulars={"joined": twin.pk, "was": row.candidate_id} if twin and row.pk in joined else {},
        )
        for row in rows
    )
