"""An interview's reminders in words: when each really leaves, or why none does."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from besked.calendar import letters, moments
from besked.calendar.rows import NUDGE, REMINDERS
from besked.desk.calendar.words import language
from besked.messaging.compose import Letter
from besked.models import COMING, Application, Channel, Interview, Message, MessageState, Reminding

HOW = {Channel.EMAIL: gettext_lazy("E-mail reminder"), Channel.SMS: gettext_lazy("SMS reminder")}
GONE = {
    MessageState.SENT: gettext_lazy("%(how)s: left %(when)s."),
    MessageState.MISSED: gettext_lazy("%(how)s: could not leave in time."),
    MessageState.FAILED: gettext_lazy("%(how)s: refused by the receiver."),
    MessageState.BOUNCED: gettext_lazy("%(how)s: came back."),
    MessageState.UNCERTAIN: gettext_lazy("%(how)s: uncertain whether it left."),
    MessageState.HELD: gettext_lazy("%(how)s: held back."),
}


def standing(interview: Interview, messages: Iterable[Message], now: dt.datetime) -> list[str]:
    """What is in the outbox for it; where nothing is, why not."""
    found = [one for one in messages if one.kind in REMINDERS and one.state != MessageState.CANCELLED]
    said = [_state(one, interview, now) for one in found]
    if not said and interview.is_ahead(now):
        return why_not(interview, interview.application, now)
    return said


def leaving(interview: Interview, found: Sequence[Letter], now: dt.datetime) -> list[str]:
    """What would be in the outbox after a change."""
    said = [
        _leaves(one.channel, one.leaves_at, interview) for one in found if one.family in REMINDERS and one.leaves_at
    ]
    return said or why_not(interview, interview.application, now)


def why_not(interview: Interview, row: Application, now: dt.datetime) -> list[str]:
    """The rule behind a reminder that doesn't exist."""
    if interview.reminder == Reminding.NONE:
        return [_("No reminder.")]
    if interview.starts_at is None:
        return [_("A reminder is planned as soon as a time is chosen.")]
    if interview.reply not in COMING:
        return [_("No reminder, because of the answer.")]
    if letters.moment_of(interview, now) is None:
        return [_too_late(interview)]
    if interview.reminder == Reminding.SMS and not letters.reachable(row):
        return [_("No SMS reminder: there is no mobile number.")]
    return [_("No reminder is waiting.")]


def _state(one: Message, interview: Interview, now: dt.datetime) -> str:
    if one.state not in GONE and one.not_before <= now:
        return _("%(how)s: about to leave.") % {"how": _how(one.channel, one.kind)}
    if one.state not in GONE:
        return _leaves(one.channel, one.not_before, interview, nudge=one.kind == NUDGE)
    at = one.sent_at or one.not_before
    return str(GONE[MessageState(one.state)]) % {"how": _how(one.channel, one.kind), "when": _when(at, interview)}


def _leaves(channel: str, at: dt.datetime, interview: Interview, *, nudge: bool = False) -> str:
    how = _how(channel, NUDGE if nudge else "")
    return _("%(how)s: leaves %(when)s.") % {"how": how, "when": _when(at, interview)}


def _how(channel: str, kind: str) -> str:
    return _("Question to choose a time") if kind == NUDGE else str(HOW[Channel(channel)])


def _when(at: dt.datetime, interview: Interview) -> str:
    return moments.words(at, interview.tz, language())


def _too_late(interview: Interview) -> str:
    words = ngettext(
        "No reminder: 09:00 on the day before has passed already.",
        "No reminder: 09:00, %(days)d days before, has passed already.",
        interview.days_before,
    )
    return words % {"days": interview.days_before}
