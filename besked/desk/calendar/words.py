"""An interview in a colleague's words: when, where, what was answered, how it went. Never colour alone."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from besked.calendar.moments import DAY, day_words
from besked.models import Application, Interview, InterviewFormat, InterviewState, Reply
from besked.ui.times import short

REPLY_TONES = {Reply.AWAITING: "", Reply.ACCEPTED: "ok", Reply.NOT_ACCEPTED: "bad", Reply.OTHER_TIME: "warn"}
STATE_TONES = {
    InterviewState.PLANNED: "info",
    InterviewState.HELD: "ok",
    InterviewState.NO_SHOW: "bad",
    InterviewState.CANCELLED: "done",
}


class Mark(NamedTuple):
    """A word with the tone of its chip."""

    word: str
    tone: str


def language() -> str:
    """The reader's language, as our own words are filed."""
    return (get_language() or "en")[:2]


def reply(interview: Interview) -> Mark:
    """*Acc. time*: what they answered."""
    return Mark(str(Reply(interview.reply).label), REPLY_TONES[Reply(interview.reply)])


def state(interview: Interview) -> Mark:
    """Planned, held, did not come, cancelled."""
    return Mark(str(InterviewState(interview.state).label), STATE_TONES[InterviewState(interview.state)])


def clock(interview: Interview) -> str:
    """10:00–10:45, on the clocks of whoever looks."""
    if interview.starts_at is None or interview.ends_at is None:
        return _("No time yet")
    return f"{short(interview.starts_at, 'time')}–{short(interview.ends_at, 'time')}"


def abroad(interview: Interview) -> str:
    """What the clocks show where the interview is, if something else than here: "11:00 in Helsinki"."""
    if interview.starts_at is None:
        return ""
    here, there = timezone.localtime(interview.starts_at), interview.starts_at.astimezone(interview.tz)
    if here.utcoffset() == there.utcoffset():
        return ""
    city = interview.zone.rpartition("/")[2].replace("_", " ")
    return _("%(time)s in %(city)s") % {"time": f"{there:%H:%M}", "city": city}


def day(when: dt.date) -> str:
    """Tuesday 1 December; with the year where it is another than now."""
    words = day_words(when, language(), year=when.year != timezone.localdate().year)
    return words if language() not in DAY else words[:1].upper() + words[1:]


def when(interview: Interview) -> str:
    """The day and the time."""
    if interview.starts_at is None:
        return _("The applicant has not chosen a time yet.")
    return f"{day(timezone.localdate(interview.starts_at))}, {clock(interview)}"


def where(interview: Interview, row: Application) -> str:
    """The place, the number we call, or how people meet."""
    if interview.place:
        return interview.place
    if interview.format == InterviewFormat.PHONE and row.candidate.mobile:
        return row.candidate.mobile
    if interview.format == InterviewFormat.VIDEO and not interview.link:
        return _("The link is missing")
    return "" if interview.link else _("No place yet")
