"""What an applicant's calendar is told: frozen with the letter, written as iCalendar when the letter leaves."""

import datetime as dt
import json
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from besked.calendar import ical
from besked.calendar.words import address
from besked.messaging.compose import Letter
from besked.models import Interview, InterviewKind, InterviewState, Message


def frozen(letter: Letter, interview: Interview) -> str:
    """The appointment as JSON; sender and moment are the message's own."""
    candidate = letter.about[0].candidate
    return json.dumps(
        {
            "uid": interview.uid,
            "sequence": interview.revision - 1,
            "starts_at": interview.starts_at.isoformat() if interview.starts_at else "",
            "ends_at": interview.ends_at.isoformat() if interview.ends_at else "",
            "summary": summary(letter, interview),
            "place": address(interview, letter.language, candidate.mobile).replace("\n", ", "),
            "url": interview.link,
            "description": interview.route,
            "cancelled": interview.state == InterviewState.CANCELLED,
        }
    )


def summary(letter: Letter, interview: Interview) -> str:
    """«First interview: Teacher», in the applicant's language."""
    return _summary(interview.kind, letter.about[0].vacancy.title(letter.language), letter.language)


@lru_cache(maxsize=1024)
def _summary(kind: str, vacancy: str, language: str) -> str:
    with translation.override(language):
        return _("%(kind)s: %(vacancy)s") % {"kind": InterviewKind(kind).label, "vacancy": vacancy}


def written(message: Message) -> str:
    """The iCalendar text that goes along with a message; the same at every try."""
    kept = json.loads(message.calendar)
    appointment = ical.Appointment(
        uid=kept["uid"],
        sequence=kept["sequence"],
        starts_at=dt.datetime.fromisoformat(kept["starts_at"]),
        ends_at=dt.datetime.fromisoformat(kept["ends_at"]),
        summary=kept["summary"],
        description=kept["description"],
        place=kept["place"],
        url=kept["url"],
        organizer=message.sender,
        organizer_name=message.sender_name,
        attendee=message.to,
        attendee_name=message.to_name,
        stamp=message.queued_at,
    )
    return ical.cancellation(appointment) if kept["cancelled"] else ical.invitation(appointment)
