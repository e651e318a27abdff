"""What a colleague is told: how an applicant answered. In the colleague's language, never a decision."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from besked.calendar.letters import dressed
from besked.messaging.compose import Letter
from besked.models import Application, Interview, User


def letter(row: Application, interview: Interview, answer: str | Promise, text: str = "") -> Letter:
    """To whoever invited, else to the owner of the vacancy; `answer` is said in their language."""
    user = colleague(row, interview)
    with translation.override(user.language):
        values = {"answer": str(answer), "answertext": text, "page": page(row)}
    news = Letter("interview-answer", user.email, user.name, user.language, [row], values=values)
    return dressed(news, interview, interview.people)


def colleague(row: Application, interview: Interview) -> User:
    """Who is told."""
    return interview.by if interview.by and interview.by.is_active else row.vacancy.owner


def page(row: Application) -> str:
    """The application's address."""
    return f"{settings.BASE_URL}/applications/{row.pk}/"
