"""What somebody who plans interviews should know beforehand; none of it keeps anybody back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from besked.calendar import moments, reading
from besked.models import Interview, Slot, User


class Hint(NamedTuple):
    """About whom, under which rule, in words."""

    application: int
    rule: str
    words: str


def busy(planned: Mapping[int, Interview], users: Sequence[User], leaving_out: Sequence[int] = ()) -> list[Hint]:
    """Where a colleague has another interview then: one query."""
    times = [(row.starts_at, row.ends_at) for row in planned.values() if row.starts_at and row.ends_at]
    if not times:
        return []
    taken = reading.busy(users, min(start for start, _end in times), max(end for _start, end in times), leaving_out)
    return [
        Hint(pk, "busy", _busy_words(one, row))
        for pk, row in planned.items()
        if row.starts_at and row.ends_at
        for one in _once(reading.clashes(taken, row.starts_at, row.ends_at))
    ]


def _once(found: Sequence[reading.Busy]) -> list[reading.Busy]:
    """A group is one meeting, however many come to it."""
    return list(dict.fromkeys(found))


def _busy_words(one: reading.Busy, row: Interview) -> str:
    when = moments.words(one.starts_at, row.tz, (get_language() or "en")[:2])
    return _("%(name)s has another interview then (%(when)s).") % {"name": one.user.name, "when": when}


def invited(planned: Mapping[int, Interview], now: dt.datetime) -> list[Hint]:
    """Who has an interview ahead already: one query."""
    ahead = Interview.objects.ahead(now).filter(application__in=list(planned))
    return [
        Hint(row.application_id, "invited", _("Already invited: %(kind)s.") % {"kind": row.get_kind_display()})
        for row in ahead.order_by("pk")
    ]


def too_few(slots: Sequence[Slot], planned: Mapping[int, Interview]) -> list[Hint]:
    """More people than places to choose from."""
    places = sum(slot.cap for slot in slots)
    if not slots or places >= len(planned):
        return []
    words = _("There are %(places)d places for %(people)d people.") % {"places": places, "people": len(planned)}
    return [Hint(next(iter(planned)), "places", words)]


def left_over(remarks: Sequence[tuple[int, str]], planned: Mapping[int, Interview]) -> list[Hint]:
    """Time of a line that makes no whole slot."""
    first = next(iter(planned), 0)
    return [
        Hint(first, "slots", _("Line %(line)d: %(words)s") % {"line": line, "words": words})
        for line, words in remarks
        if first
    ]
