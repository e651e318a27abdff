"""Who gets which time, which times are offered, and what is worth knowing about them before anybody is invited."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from besked.actions.invite import Invite
from besked.actions.invite.plan import Plan
from besked.calendar import moments, reading, slottext
from besked.calendar.slotwords import clock
from besked.calendar.spans import Span
from besked.models import Application, Interview
from besked.performing import Preview

MOST = 100  # rows on the page


class Row(NamedTuple):
    """A person; `time` where each has their own, `day` where it differs from the row before."""

    pk: int
    name: str
    number: str
    day: str
    time: str
    hints: list[str]


class Offer(NamedTuple):
    """A time to choose from; `cap` people at most."""

    words: str
    cap: int
    hints: list[str]


class Times(NamedTuple):
    """The plan as the page shows it; `hints` are about the time itself."""

    arrange: str
    when: str
    hints: list[str]
    rows: list[Row]
    more: int
    days: list[tuple[str, list[Offer]]]
    remarks: list[str]
    faults: list[str]
    places: int


def times(action: Invite, seen: Preview, rows: Sequence[Application], answers: Mapping[str, Any]) -> Times:
    """What would be planned for these people, as far as it is known."""
    plan, arrange = action.plan or Plan(), str(answers.get("arrange") or "together")
    shared, own = _hints(seen, in_common=arrange != "sequence")
    found = slottext.parse(str(answers.get("slots") or ""), _today(action)) if arrange == "slots" else slottext.Slots()
    return Times(
        arrange,
        _when(plan, rows) if arrange == "together" else "",
        shared,
        _rows(rows[:MOST], plan, own, timed=arrange == "sequence"),
        max(len(rows) - MOST, 0),
        _days(found.spans, action),
        _lines(found.remarks),
        _lines(found.faults),
        sum(slot.cap for slot in plan.slots),
    )


def zone_words(action: Invite) -> str:
    """The clock on which times are read, as people name it: the place."""
    return action.zone.key.rpartition("/")[2].replace("_", " ")


def _today(action: Invite) -> dt.date:
    return action.now.astimezone(action.zone).date()


def _language() -> str:
    return (get_language() or "en")[:2]


def _hints(seen: Preview, *, in_common: bool) -> tuple[list[str], dict[int, list[str]]]:
    """About the time that all share, said once; and about each person."""
    shared: list[str] = []
    own: dict[int, list[str]] = {}
    for hint in seen.hints:
        if hint.rule == "slots":
            continue  # told beside the times themselves, while they are typed
        if hint.rule == "places" or (in_common and hint.rule == "busy"):
            shared.append(hint.reason)
        else:
            own.setdefault(hint.application, []).append(hint.reason)
    return list(dict.fromkeys(shared)), own


def _when(plan: Plan, rows: Sequence[Application]) -> str:
    """Tuesday 24 November at 10:00 · 45 minutes."""
    one = next((plan.interviews[row.pk] for row in rows if row.pk in plan.interviews), None)
    if one is None or one.starts_at is None:
        return ""
    return f"{_moment(one)} · {moments.duration_words(one.duration, _language())}"


def _moment(interview: Interview) -> str:
    return capfirst(moments.words(interview.starts_at, interview.zone, _language())) if interview.starts_at else ""


def _rows(rows: Sequence[Application], plan: Plan, own: Mapping[int, list[str]], *, timed: bool) -> list[Row]:
    found: list[Row] = []
    day = ""
    for row in rows:
        one = plan.interviews.get(row.pk)
        this_day, time = _day_and_time(one) if timed and one else ("", "")
        shown = this_day if this_day != day else ""
        day = this_day or day
        found.append(Row(row.pk, row.candidate.name, row.candidate.mobile, shown, time, own.get(row.pk, [])))
    return found


def _day_and_time(interview: Interview) -> tuple[str, str]:
    start, end = interview.local_start, interview.ends_at
    if start is None or end is None:
        return "", ""
    both = (moments.time_words(one.time(), _language()) for one in (start, end.astimezone(interview.tz)))
    return capfirst(moments.day_words(start.date(), _language())), "–".join(both)


def _days(spans: Sequence[Span], action: Invite) -> list[tuple[str, list[Offer]]]:
    """The offered times by day, each with the colleagues who are busy then."""
    taken, usual = _busy(spans, action), int(action.answers.get("cap") or 1)
    offers = [
        (span.day, Offer(f"{clock(span.begins)}–{clock(span.ends)}", span.cap if span.cap > 1 else usual, hints))
        for span, hints in zip(spans, taken, strict=True)
    ]
    grouped = groupby(offers, key=lambda offer: offer[0])
    return [(capfirst(moments.day_words(day, _language())), [offer for _day, offer in some]) for day, some in grouped]


def _busy(spans: Sequence[Span], action: Invite) -> list[list[str]]:
    """For each time the sentences about those who have another interview then: one query for all."""
    timed, users = action.answers.get("spans") or [], action.answers.get("recruiters") or ()
    if len(timed) != len(spans) or not spans or not users:
        return [[] for _span in spans]
    ends = [(start, start + dt.timedelta(minutes=span.minutes)) for start, span in timed]
    taken = reading.busy(list(users), min(ends)[0], max(end for _start, end in ends))
    words = _("%(name)s has another interview then")
    return [
        list(dict.fromkeys(words % {"name": one.user.name} for one in reading.clashes(taken, start, end)))
        for start, end in ends
    ]


def _lines(found: Sequence[tuple[int, str]]) -> list[str]:
    return [_("Line %(line)d: %(words)s") % {"line": line, "words": words} for line, words in found]
