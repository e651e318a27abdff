"""Times that applicants can book, typed as text: each line one or several slots, or a sentence about what is wrong."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext

from besked.calendar.moments import duration_words
from besked.calendar.slotday import day_of
from besked.calendar.slotwords import (
    BREAK,
    CAP,
    EVERY,
    RANGE,
    SlotFault,
    clock,
    example,
    language,
    not_understood,
    said,
)
from besked.calendar.spans import Placed, Span, meeting
from besked.lib.text import clean_line

MOST_SLOTS = 200
MOST_SEATS = 200
LONGEST_LINE = 200
SHORTEST, LONGEST = 5, 12 * 60  # minutes of a slot
WHOLE_DAY = 24 * 60
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Slots:
    """What was understood, in the order of time. Faults and remarks are sentences with the number of their line."""

    spans: list[Span] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    """What must be mended before anything is offered."""
    remarks: list[tuple[int, str]] = field(default_factory=list)
    """What is worth knowing: time that is left over."""


class _Asked(NamedTuple):
    """What a line says beside its day and its times; None where it says nothing."""

    every: int | None
    pause: int | None
    cap: int | None


def parse(lines: str | Sequence[str], today: dt.date, language: str | None = None) -> Slots:
    """Reads lines like "tue 24 10:00-12:00 every 45 break 10 x3" in five languages; empty lines are passed over.

    `language` is the reader's, else the active one: that of the sentences, and of the few words that are ambiguous.
    Times that a clock change leaves out are found by `moments.at`, because they depend on the zone. Never raises.
    """
    with translation.override(language or translation.get_language() or "en"):
        return _read(_LINE_END.split(lines) if isinstance(lines, str) else lines, today)


def _read(lines: Sequence[str], today: dt.date) -> Slots:
    slots, found = Slots(), list[Placed]()
    for number, line in enumerate(lines, 1):
        try:
            for span, remark in _line(line, today):
                found.append((span, number))
                slots.remarks += [(number, remark)] if remark else []
            _check_count(found)
        except SlotFault as fault:
            slots.faults.append((number, str(fault)))
        if len(found) > MOST_SLOTS or len(slots.faults) > MOST_SLOTS:
            break
    slots.faults = sorted(slots.faults + _overlaps(found), key=itemgetter(0))
    slots.spans = sorted(span for span, _ in found)
    return slots


def _line(line: str, today: dt.date) -> Iterator[tuple[Span, str]]:
    """The slots of one line, each with a remark or none."""
    if len(line) > LONGEST_LINE:
        raise SlotFault(gettext("This line is too long. Write, for example: %(example)s") % {"example": example(today)})
    if not (text := clean_line(line, LONGEST_LINE)):
        return
    asked, rest = _asked(text)
    windows, rest = _windows(rest)
    if not windows:
        raise _timeless(text, rest, today)
    times = [_times(window) for window in windows]
    day = day_of(rest, today)
    for start, end in times:
        yield from _cut(day, start, end, asked)


def _asked(text: str) -> tuple[_Asked, str]:
    """What the line asks for, and the line without it."""
    found: list[int | None] = []
    for pattern in (EVERY, BREAK, CAP):
        match = pattern.search(text)
        found.append(int(match[1]) if match else None)
        text = pattern.sub(" ; ", text, count=1)
    asked = _Asked(*found)
    if asked.cap is not None and not 1 <= asked.cap <= MOST_SEATS:
        raise SlotFault(gettext("A slot has room for 1 to %(most)s people.") % {"most": MOST_SEATS})
    if asked.pause is not None and asked.every is None:
        raise SlotFault(gettext("A break needs the length of each interview, too: write, for example, “every 45”."))
    return asked, text


def _windows(text: str) -> tuple[list[re.Match[str]], str]:
    """The times from … to …, and the text without them."""
    found = list(RANGE.finditer(text))
    # "24-11 10-12" begins with a date, not with a time.
    if len(found) > 1 and not re.search(r"[0-9]", RANGE.sub("", text)) and re.fullmatch(r"[0-9-]+", found[0][0]):
        found = found[1:]
    for window in reversed(found):
        text = f"{text[: window.start()]} ; {text[window.end() :]}"
    return found, text


def _timeless(text: str, rest: str, today: dt.date) -> SlotFault:
    """What to say about a line without times: more, where its day at least is understood."""
    try:
        day_of(rest, today)
    except SlotFault:
        return not_understood(text, today)
    return SlotFault(gettext("The time is missing. Write, for example: %(example)s") % {"example": example(today)})


def _times(window: re.Match[str]) -> tuple[int, int]:
    """Start and end in minutes since midnight."""
    start, end = (_minutes(window[hour], window[hour + 1]) for hour in (1, 3))
    if start >= end:
        raise SlotFault(gettext("%(end)s is not after %(start)s.") % {"start": clock(start), "end": clock(end)})
    return start, end


def _minutes(hour: str, minute: str | None) -> int:
    total = int(hour) * 60 + int(minute or 0)
    if total > WHOLE_DAY or int(minute or 0) > 59:
        typed = f"{hour}:{minute or '00'}"
        raise SlotFault(gettext("%(time)s is not a time of day.") % {"time": typed})
    return total


def _cut(day: dt.date, start: int, end: int, asked: _Asked) -> Iterator[tuple[Span, str]]:
    """One slot, or as many as fit whole; the last one has the remark about what is left over."""
    length = end - start if asked.every is None else asked.every
    _check_length(length)
    words = {"start": clock(start), "end": clock(end), "duration": duration_words(length, language())}
    begins = range(start, end - length + 1, length + (asked.pause or 0))
    if not begins:
        raise SlotFault(gettext("There is no room for %(duration)s between %(start)s and %(end)s.") % words)
    left = begins[-1] + length
    remark = gettext("%(start)s–%(end)s is left over: there is no room for another %(duration)s.")
    for begin in begins:
        last = begin == begins[-1] and left < end
        yield (
            Span(day, dt.time(*divmod(begin, 60)), length, asked.cap or 1),
            remark % {**words, "start": clock(left)} if last else "",
        )


def _check_length(minutes: int) -> None:
    words = {"least": duration_words(SHORTEST, language()), "most": duration_words(LONGEST, language())}
    if minutes < SHORTEST:
        raise SlotFault(gettext("A slot takes at least %(least)s.") % words)
    if minutes > LONGEST:
        raise SlotFault(gettext("A slot takes at most %(most)s. To make several, write how long each is.") % words)


def _check_count(found: Sequence[Placed]) -> None:
    if len(found) > MOST_SLOTS:
        raise SlotFault(gettext("That makes more than %(most)s slots. Offer fewer.") % {"most": MOST_SLOTS})


def _overlaps(found: Sequence[Placed]) -> list[tuple[int, str]]:
    """A sentence for each two lines (or each line) with slots at the same time, naming the first two that meet."""
    faults: dict[tuple[int, int], str] = {}
    sentence = gettext("%(day)s: %(one)s overlaps %(other)s (line %(line)s).")
    for (other, first), (one, second) in meeting(found):
        earlier, later = sorted((first, second))
        if first > second:
            other, one = one, other
        words = {"day": said(one.day), "one": _said(one), "other": _said(other), "line": earlier}
        faults.setdefault((later, earlier), sentence % words)
    return [(later, fault) for (later, _), fault in sorted(faults.items())]


def _said(span: Span) -> str:
    return f"{clock(span.begins)}–{clock(span.ends)}"
