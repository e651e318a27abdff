"""Reminders to people who choose their time: written now, though nobody knows yet when they leave."""

import copy
import datetime as dt
from collections.abc import Iterator, Sequence

from besked.action import Action
from besked.actions.invite import Invite
from besked.calendar import letters
from besked.messaging.compose import Letter
from besked.models import Application, Interview
from besked.performing import Preview


def later(action: Action, seen: Preview) -> list[Letter]:
    """As they would read for the last time that is offered; nothing for any other draft."""
    if not isinstance(action, Invite) or action.plan is None or action.plan.last is None:
        return []
    return list(_reminders(action, seen.ready, action.plan.last))


def are_faulty(action: Action, seen: Preview) -> bool:
    """Whether one of them could not leave: it would keep somebody from choosing a time."""
    return any(seen.writing.faults(letter) for letter in later(action, seen))


def _reminders(action: Invite, rows: Sequence[Application], start: dt.datetime) -> Iterator[Letter]:
    interviews = action.plan.interviews if action.plan else {}
    for row in rows:
        if row.pk in interviews:
            timed = _timed(interviews[row.pk], start)
            for letter in letters.reminders(action.letter, row, timed, action.now):
                yield letters.dressed(letter, timed, list(action.answers["recruiters"]))


def _timed(interview: Interview, start: dt.datetime) -> Interview:
    """The same interview at a time; never stored."""
    found = copy.copy(interview)
    found.starts_at, found.ends_at = start, start + letters.length(interview)
    return found
