"""Letters about an interview: their words, their calendar entry, and the reminders, which are rows with a date."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from besked.calendar import appointments, moments
from besked.calendar.words import interview_values
from besked.lib.phones import BadPhone, clean_phone
from besked.messaging.compose import Letter
from besked.messaging.writing import Edits
from besked.models import Application, Channel, Interview, InterviewState, Reminding, Run, User

Write = Callable[..., Letter]  # Action.letter
CHANNELS = {
    Reminding.NONE: (),
    Reminding.EMAIL: (Channel.EMAIL,),
    Reminding.SMS: (Channel.SMS,),
    Reminding.BOTH: (Channel.EMAIL, Channel.SMS),
}
FAMILIES = {Channel.EMAIL: "reminder", Channel.SMS: "reminder-sms"}
WITH_CALENDAR = {"invitation", "interview-moved", "time-chosen", "interview-cancelled"}


def dressed(letter: Letter, interview: Interview, people: Sequence[User], *, confirm: bool = False) -> Letter:
    """The letter with the interview's words, its calendar entry, and where asked the link for an answer."""
    candidate = letter.about[0].candidate
    letter.interview = interview
    is_short = letter.channel == Channel.SMS
    known = interview_values(interview, people, letter.language, candidate.mobile, is_short=is_short)
    letter.values = {**known, **letter.values}
    letter.confirm = confirm and letter.channel == Channel.EMAIL
    if letter.family in WITH_CALENDAR and interview.starts_at:
        letter.calendar = appointments.frozen(letter, interview)
    return letter


def cancellation(write: Write, row: Application, interview: Interview, leaves_at: dt.datetime) -> Letter:
    """The letter that takes an interview back, as it will be once it is cancelled: its row is not changed here."""
    ended = copy(interview)
    ended.state, ended.revision = InterviewState.CANCELLED, interview.revision + 1
    letter = write("interview-cancelled", to=row, values={"cancelreason": ""}, leaves_at=leaves_at)
    return dressed(letter, ended, interview.people)


def reminders(
    write: Write, row: Application, interview: Interview, now: dt.datetime, *, last: dt.datetime | None = None
) -> Iterable[Letter]:
    """The reminders that can still be of use; for those who choose their time, the nudge before the `last` of them."""
    if interview.starts_at is None:
        if leaves := nudge_of(interview, now, last):
            once = _key(interview, "")
            yield write("choose-time-reminder", to=row, leaves_at=leaves, not_after=last, once=once)
        return
    moment = moment_of(interview, now)
    if moment is None:
        return
    for channel in CHANNELS[Reminding(interview.reminder)]:
        if channel == Channel.SMS and not reachable(row):
            continue
        letter = write(FAMILIES[channel], to=row, once=_key(interview, channel), channel=channel)
        letter.leaves_at, letter.not_after = moment
        if channel == Channel.SMS:
            letter.to = row.candidate.mobile
        yield letter


def moment_of(interview: Interview, now: dt.datetime) -> moments.Moment | None:
    """When its reminder leaves: at nine so many days before; else, where wished, two hours before; else never."""
    if interview.starts_at is None or interview.reminder == Reminding.NONE:
        return None
    regular = moments.reminder(interview.starts_at, interview.tz, interview.days_before, now)
    if regular or not interview.short_notice:
        return regular
    return moments.short_notice(interview.starts_at, now)


def nudge_of(interview: Interview, now: dt.datetime, last: dt.datetime | None) -> dt.datetime | None:
    """When whoever chose no time is asked again; never once the last of the times has passed."""
    leaves = moments.nudge(now, interview.tz)
    return leaves if last is None or leaves < last else None


def length(interview: Interview) -> dt.timedelta:
    """How long it takes."""
    return dt.timedelta(minutes=interview.duration)


def kept_texts(interviews: Mapping[int, Interview], people: Edits) -> Edits:
    """The reminders as they were edited when these people were invited, beside what is edited now."""
    kept: dict[str, dict[str, Mapping[str, str]]] = {}
    for pk, interview in interviews.items():
        if interview.run:
            kept[str(pk)] = _reminder_texts(interview.run, interview.application)
    for key, families in people.items():
        kept[key] = {**kept.get(key, {}), **families}
    return kept


def _reminder_texts(run: Run, row: Application) -> dict[str, Mapping[str, str]]:
    """What was written for everybody in the language, and over it what was written for this person."""
    texts = {
        family: {**_part(run.letters, family, row.language), **_part(run.people, str(row.pk), family)}
        for family in FAMILIES.values()
    }
    return {family: text for family, text in texts.items() if text}


def _part(edits: Any, first: str, second: str) -> dict[str, str]:
    """One text of stored edits; nothing where they have another shape."""
    found = edits.get(first, {}) if isinstance(edits, dict) else {}
    text = found.get(second, {}) if isinstance(found, dict) else {}
    return dict(text) if isinstance(text, dict) else {}


def reachable(row: Application) -> bool:
    """Whether an SMS can be sent to them."""
    try:
        clean_phone(row.candidate.mobile, "")
    except BadPhone:
        return False
    return True


def _key(interview: Interview, channel: str) -> str:
    """One reminder a channel and revision, however often somebody presses; a move may ask to choose once more."""
    what = f"remind:{{interview}}:{interview.revision}:{channel}"
    if not channel:
        what = f"nudge:{{interview}}:{interview.revision}"
    return what if interview.pk is None else what.replace("{interview}", str(interview.pk))
