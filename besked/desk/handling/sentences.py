"""Sentences about an application's state: what a colleague would say when asked how it stands."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.lib.workdays import workdays_between
from besked.models import Application, Message, MessageState, Tree
from besked.ui.times import short
from besked.web.filters import LEFT


def state_sentence(application: Application, answer: Message | None, tree: Tree, now: dt.datetime) -> str:
    """Whether the person waits, since when, and what is left of the promise; `answer` is the letter that tells."""
    if application.answered_at and application.status in LEFT:
        return _("No answer is owed since %(day)s.") % {"day": short(application.answered_at, "date")}
    if application.answered_at:
        return _("Answered on %(day)s.") % {"day": short(application.answered_at, "date")}
    if answer and (told := _on_its_way(answer, now)):
        return told
    return " ".join([_waiting(application, now), *_promise(application, tree, now)])


def days_waiting(application: Application, now: dt.datetime) -> int:
    """Days since the application came."""
    return max((timezone.localdate(now) - timezone.localdate(application.received_at)).days, 0)


def _waiting(application: Application, now: dt.datetime) -> str:
    days = days_waiting(application, now)
    if not days:
        return _("Came today.")
    return ngettext("Waiting %(days)d day.", "Waiting %(days)d days.", days) % {"days": days}


def _promise(application: Application, tree: Tree, now: dt.datetime) -> list[str]:
    if application.answer_by is None:
        return []
    country = tree.country(application.vacancy.department_id)
    left = workdays_between(timezone.localdate(now), application.answer_by, country)
    if application.answer_by < timezone.localdate(now):
        late = ngettext(
            "The answer is %(days)d working day late.", "The answer is %(days)d working days late.", max(-left, 1)
        )
        return [late % {"days": max(-left, 1)}]
    if not left:
        return [_("Promise: an answer today.")]
    words = ngettext("Promise: %(days)d working day left.", "Promise: %(days)d working days left.", left)
    return [words % {"days": left}]


def _on_its_way(answer: Message, now: dt.datetime) -> str:
    """How far the letter is that tells the decision; nothing where it was stopped."""
    at = {"time": short(answer.not_before)}
    words = {
        MessageState.DRAFT: _("Decided, and not told yet: the letter waits for your word."),
        MessageState.QUEUED: _("Decided. The letter leaves at %(time)s.") % at
        if answer.not_before > now
        else _("Decided. The letter is about to leave."),
        MessageState.CLAIMED: _("Decided. The letter is about to leave."),
        MessageState.SENDING: _("Decided. The letter is leaving now."),
        MessageState.HELD: _("Decided, and not told: the letter is held back."),
        MessageState.FAILED: _("Decided, and not told: the receiver refused the letter."),
        MessageState.BOUNCED: _("Decided, and not told: the letter came back."),
        MessageState.UNCERTAIN: _("Decided. It is uncertain whether the letter left."),
    }
    return words.get(MessageState(answer.state), "")
