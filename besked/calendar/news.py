"""What a colleague is told: how an applicant answered. In the colleague's language, never a decision."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.calendar import reading
from besked.calendar.letters import dressed
from besked.messaging.compose import Letter
from besked.messaging.vocabulary import STAFF_LETTERS
from besked.models import Application, Interview, Message, MessageState, Run, User

BACK = _("Withdrawal taken back")
LOST = _("The time of the interview has passed or belongs to somebody else by now. Please agree on a new one.")


def letter(row: Application, interview: Interview, answer: str | Promise, text: str | Promise = "") -> Letter:
    """To whoever invited, else to the owner of the vacancy; `answer` and `text` are said in their language."""
    user = colleague(row, interview)
    with translation.override(user.language):
        values = {"answer": str(answer), "answertext": str(text), "page": page(row)}
    news = Letter("interview-answer", user.email, user.name, user.language, [row], values=values)
    return dressed(news, interview, interview.people)


def taken_back(rows: Sequence[Application], lost: Collection[int], run: Run, now: dt.datetime) -> Iterable[Letter]:
    """Where applicants took a withdrawal back: to those who had heard of it, and wherever the interview is lost."""
    ids = [row.pk for row in rows]
    heard = Message.objects.filter(run=run, kind__in=STAFF_LETTERS).exclude(state=MessageState.CANCELLED).exists()
    ahead = reading.ahead(ids, now) if heard else {}
    gone = Interview.objects.filter(ended_by=run, application__in=list(lost)).order_by("pk") if lost else []
    ended = {one.application_id: one for one in reading.with_people(gone)}
    for row in rows:
        if interview := ended.get(row.pk) or ahead.get(row.pk):
            yield letter(row, interview, BACK, LOST if row.pk in ended else "")


def colleague(row: Application, interview: Interview) -> User:
    """Who is told."""
    return interview.by if interview.by and interview.by.is_active else row.vacancy.owner


def page(row: Application) -> str:
    """The application's address."""
    return f"{settings.BASE_URL}/applications/{row.pk}/"
