"""When reminders leave, in words; and where there is none, the sentence why."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from besked.actions.invite import Invite
from besked.actions.invite.plan import Plan
from besked.calendar import moments
from besked.calendar.letters import nudge_of
from besked.models import Application, Interview, Reminding


class Reminders(NamedTuple):
    """`leaving`: sentences with real times. `missed`: why there is none. `offer`: when a short one could leave."""

    leaving: list[str]
    missed: list[str]
    offer: str


def reminders(action: Invite, rows: Sequence[Application]) -> Reminders:
    """For the interviews of these people; nothing while there is no plan."""
    plan = action.plan or Plan()
    planned = [plan.interviews[row.pk] for row in rows if row.pk in plan.interviews]
    if not planned:
        return Reminders([], [], "")
    if planned[0].is_choice:
        return Reminders(_to_choose(planned[0], action.now, plan.last), [], "")
    if planned[0].reminder == Reminding.NONE:
        return Reminders([], [], "")
    return _timed([one for one in planned if one.starts_at], action.now)


def words(moment: dt.datetime, interview: Interview) -> str:
    """A moment on the interview's clock, in the reader's language."""
    return moments.words(moment, interview.zone, (get_language() or "en")[:2])


def _to_choose(interview: Interview, now: dt.datetime, last: dt.datetime | None) -> list[str]:
    """Nobody knows yet when the reminder leaves; whoever chooses nothing is asked again, while there is a time."""
    nudge, leaves = _("Whoever has chosen no time is asked again on %(moment)s."), nudge_of(interview, now, last)
    told = [nudge % {"moment": words(leaves, interview)}] if leaves else []
    if interview.reminder != Reminding.NONE:
        sentence = ngettext(
            "The reminder leaves %(days)d day before the time that somebody chooses, at 09:00.",
            "The reminder leaves %(days)d days before the time that somebody chooses, at 09:00.",
            interview.days_before,
        )
        told.append(sentence % {"days": interview.days_before})
    return told


def _timed(planned: Sequence[Interview], now: dt.datetime) -> Reminders:
    regular = {id(one): _regular(one, now) for one in planned}
    late = [one for one in planned if regular[id(one)] is None]
    short = {id(one): moments.short_notice(one.starts_at, now) for one in late if one.starts_at}
    leaving = Counter(words(moment.not_before, one) for one in planned if (moment := regular[id(one)]))
    if late and late[0].short_notice:
        leaving.update(words(moment.not_before, one) for one in late if (moment := short[id(one)]))
    offers = [words(moment.not_before, one) for one in late if (moment := short[id(one)])]
    return Reminders(_sentences(leaving), _missed(late, has_offer=bool(offers)), offers[0] if offers else "")


def _regular(interview: Interview, now: dt.datetime) -> moments.Moment | None:
    if interview.starts_at is None:
        return None
    return moments.reminder(interview.starts_at, interview.tz, interview.days_before, now)


def _sentences(leaving: Counter[str]) -> list[str]:
    if len(leaving) == 1:
        return [_("The reminder leaves on %(moment)s.") % {"moment": next(iter(leaving))}]
    return [
        ngettext("%(count)d reminder leaves on %(moment)s.", "%(count)d reminders leave on %(moment)s.", count)
        % {"count": count, "moment": moment}
        for moment, count in leaving.items()
    ]


def _missed(late: Sequence[Interview], *, has_offer: bool) -> list[str]:
    """The moment that has passed, named once."""
    if not late:
        return []
    sentence = ngettext(
        "There is no reminder %(days)d day before: %(moment)s has passed.",
        "There is no reminder %(days)d days before: %(moment)s has passed.",
        late[0].days_before,
    )
    told = [sentence % {"days": late[0].days_before, "moment": words(_morning(late[0]), late[0])}]
    if not has_offer:
        told.append(_("The interview begins in less than two hours; no reminder can be of use."))
    return told


def _morning(interview: Interview) -> dt.datetime:
    """Nine o'clock on the day of the reminder."""
    start = interview.local_start or dt.datetime.now(interview.tz)
    return moments.at(start.date() - dt.timedelta(days=interview.days_before), moments.MORNING, interview.tz)
