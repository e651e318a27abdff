"""An interview in the words of a letter."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from besked.calendar.moments import day_words, duration_words, time_words
from besked.models import Interview, InterviewFormat, User


def interview_values(
    interview: Interview, people: Sequence[User], language: str, number: str = "", *, is_short: bool = False
) -> dict[str, str]:
    """The words that letters about an interview know; `number` is the applicant's, for a call.

    A short message names the place only, or else the link.
    """
    where = address(interview, language, number)
    start = interview.local_start
    names = joined(tuple(user.name for user in people), language)
    return {
        "interviewdate": day_words(start.date(), language, year=True) if start else "–",
        "interviewtime": time_words(start.time(), language) if start else "–",
        "duration": duration_words(interview.duration, language),
        "address": where.split("\n")[0] if is_short else where,
        "route": interview.route,
        "interviewer": names,
        "interviewers": names,
    }


def address(interview: Interview, language: str, number: str = "") -> str:
    """Where, or how: the place, the link, or that we call."""
    said = [part for part in (interview.place, interview.link) if part]
    if said:
        return "\n".join(said)
    with translation.override(language):
        if interview.format == InterviewFormat.PHONE:
            return _("by phone, we call %(number)s") % {"number": number} if number else _("by phone, we call you")
        if interview.format == InterviewFormat.VIDEO:
            return _("by video, we send you the link")
        return _("we will tell you the place")


@lru_cache(maxsize=1024)
def joined(names: tuple[str, ...], language: str) -> str:
    """«Anna, Bo and Carla», in the letter's language."""
    if len(names) < 2:
        return "".join(names)
    with translation.override(language):
        return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
