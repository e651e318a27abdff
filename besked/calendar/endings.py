"""What happens to interviews ahead when an application is decided, and when that is taken back."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from besked.calendar import appointments, reading, rows, seats
from besked.messaging.compose import Letter
from besked.models import COMING, Interview, InterviewFormat, InterviewState, Run, in_chunks


def end(ids: Sequence[int], run: Run, now: dt.datetime) -> dict[int, Interview]:
    """Cancels the interviews ahead of these applications, with their letters; returns those the applicants know of."""
    ended: list[Interview] = []
    for chunk in in_chunks(list(ids)):
        ended.extend(Interview.objects.ahead(now).filter(application__in=chunk).order_by("pk"))
    if not ended:
        return {}
    for one in ended:
        one.state, one.ended_by, one.ended_at, one.seat = InterviewState.CANCELLED, run, now, None
        one.revision += 1
    Interview.objects.bulk_update(ended, ["state", "ended_by", "ended_at", "seat", "revision"], batch_size=500)
    known = rows.invited_already([one.pk for one in ended])
    rows.stop([one.pk for one in ended], run)
    return {one.application_id: one for one in ended if one.pk in known and one.starts_at}


def take_out(letters: Iterable[Letter], ended: Mapping[int, Interview]) -> None:
    """The letter that tells the decision takes the interview out of the applicant's calendar as well."""
    for letter in letters if ended else ():
        interview = ended.get(letter.about[0].pk) if letter.about else None
        if interview and letter.answers:
            letter.calendar = appointments.frozen(letter, interview)


def revive(run: Run, ids: Sequence[int], now: dt.datetime) -> set[int]:
    """Plans again what this run ended, where the time is free and ahead; returns the applications that lost one."""
    ended: list[Interview] = []
    for chunk in in_chunks(list(ids)):
        found = Interview.objects.standing().filter(ended_by=run, state=InterviewState.CANCELLED, application__in=chunk)
        ended.extend(reading.with_people(found.select_related("slot").order_by("pk")))
    if not ended:
        return set()
    ahead = [row for row in ended if row.is_open(now)]
    away = [row for row in ahead if row.slot_id and row.reply not in COMING]  # had left their seat before
    back = [*away, *seats.regained(_untaken([row for row in ahead if row not in away]))]
    for row in back:
        row.state, row.ended_by, row.ended_at = InterviewState.PLANNED, None, None
    Interview.objects.bulk_update(back, ["state", "ended_by", "ended_at", "seat"])
    rows.let_go([row.pk for row in back], now, [run.pk])
    rows.rename([row.pk for row in back])
    return {row.application_id for row in ended} - {row.application_id for row in back}


def _untaken(ended: list[Interview]) -> list[Interview]:
    """Those whose colleagues have no other interview then; a group shares its time, and a slot has its seats."""
    times = [(row.starts_at, row.ends_at) for row in ended if row.starts_at and row.ends_at]
    if not times:
        return ended
    people, first, last = {user for row in ended for user in row.people}, min(times)[0], max(end_ for _, end_ in times)
    clashing = _clashing(ended, reading.busy(people, first, last))
    if clashing:  # not with whoever was invited together with them
        clashing = _clashing(clashing, reading.busy(people, first, last, _beside(clashing)))
    return [row for row in ended if row not in clashing]


def _beside(ended: list[Interview]) -> set[int]:
    """Whoever was invited together with them to the same time."""
    runs, starts = {row.run_id for row in ended if row.run_id}, {row.starts_at for row in ended if row.starts_at}
    return set(Interview.objects.filter(run__in=runs, starts_at__in=starts).values_list("pk", flat=True))


def _clashing(ended: list[Interview], taken: list[reading.Busy]) -> list[Interview]:
    return [row for row in ended if _clash(row, taken)]


def _clash(row: Interview, taken: list[reading.Busy]) -> bool:
    if row.slot_id or row.starts_at is None or row.ends_at is None:
        return False
    theirs = [one for one in taken if one.user in row.people]
    found = reading.clashes(theirs, row.starts_at, row.ends_at)
    same = (row.starts_at, row.ends_at) if row.format == InterviewFormat.GROUP else None
    return any((one.starts_at, one.ends_at) != same for one in found)
