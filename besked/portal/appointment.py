"""An interview in the words of its page: when, on whose clock, where, with whom; and as a file for a calendar."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from besked.calendar import appointments, ical
from besked.calendar.moments import day_words, duration_words, time_words, words
from besked.calendar.words import address
from besked.messaging.writing import letter_to
from besked.models import InterviewState, Reply, Slot
from besked.portal.invitations import Invitation

ZONES: dict[str, Promise] = {
    "Europe/Copenhagen": gettext_lazy("Danish time"),
    "Europe/Stockholm": gettext_lazy("Swedish time"),
    "Europe/Oslo": gettext_lazy("Norwegian time"),
    "Europe/Amsterdam": gettext_lazy("Dutch time"),
    "Europe/Helsinki": gettext_lazy("Finnish time"),
    "Atlantic/Reykjavik": gettext_lazy("Icelandic time"),
    "America/Nuuk": gettext_lazy("time in Nuuk"),
}


@dataclass(frozen=True)
class Choice:
    """A time that can be chosen, or could be until somebody else did."""

    slot: Slot
    hours: str
    starts_at: dt.datetime  # on the clock of the interview
    is_taken: bool
    is_own: bool


@dataclass(frozen=True)
class Appointment:
    """How the page tells it, in the language of the page."""

    invitation: Invitation

    @property
    def starts_at(self) -> dt.datetime | None:
        """The start, on the clock of the interview's zone."""
        return self.invitation.interview.local_start

    @property
    def day(self) -> str:
        """«Tuesday 24 November 2026»."""
        return day_words(self.starts_at.date(), _language(), year=True) if self.starts_at else ""

    @property
    def hours(self) -> str:
        """«10:00–10:45»."""
        it = self.invitation.interview
        return _hours(it.starts_at, it.ends_at, it.tz) if it.starts_at and it.ends_at else ""

    @property
    def until(self) -> str:
        """Until when an answer can be changed: the start, in words."""
        it = self.invitation.interview
        return words(it.starts_at, it.tz, _language()) if it.starts_at else ""

    @property
    def said_at(self) -> str:
        """When they answered last, in words."""
        it = self.invitation.interview
        return words(it.replied_at, it.tz, _language()) if it.replied_at else ""

    @property
    def zone(self) -> str:
        """Whose clock it is: «Danish time»."""
        name = self.invitation.interview.zone
        return str(ZONES.get(name) or _("time in %(city)s") % {"city": name.rpartition("/")[2].replace("_", " ")})

    @property
    def duration(self) -> str:
        """«45 minutes»."""
        return duration_words(self.invitation.interview.duration, _language())

    @property
    def place(self) -> str:
        """Where, or how."""
        it = self.invitation
        return address(it.interview, _language(), it.application.candidate.mobile)

    @property
    def days(self) -> list[tuple[str, list[Choice]]]:
        """The times to choose from, day by day."""
        found = self.invitation.days
        return [(day_words(day, _language(), year=True), [self._choice(*it) for it in some]) for day, some in found]

    @property
    def has_places(self) -> bool:
        """Whether any of the times can still be chosen."""
        return any(not choice.is_taken for _day, some in self.days for choice in some)

    def _choice(self, slot: Slot, left: int) -> Choice:
        it = self.invitation.interview
        own = slot.pk == it.slot_id and it.seat is not None and it.reply == Reply.ACCEPTED
        start = slot.starts_at.astimezone(it.tz)
        return Choice(slot, _hours(start, slot.ends_at, it.tz), start, not left and not own, own)


def calendar_file(invitation: Invitation) -> str:
    """The appointment as iCalendar, the same event as in the letters; nothing where there is no time yet.

    It holds no link of ours: calendars are shared.
    """
    interview, visit = invitation.interview, invitation.visit
    letter = letter_to(invitation.application, "invitation", interview.kind, _language())
    if not (invitation.has_time and interview.starts_at and interview.ends_at):
        return ""
    return ical.published(
        ical.Appointment(
            uid=interview.uid,
            sequence=interview.revision - 1,
            starts_at=interview.starts_at,
            ends_at=interview.ends_at,
            summary=appointments.summary(letter, interview),
            description=interview.route,
            place=Appointment(invitation).place.replace("\n", ", "),
            url=interview.link,
            organizer=visit.link.message.sender,
            organizer_name=visit.link.message.sender_name,
            stamp=visit.now,
            cancelled=interview.state == InterviewState.CANCELLED,
        )
    )


def _hours(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> str:
    both = (time_words(moment.astimezone(zone).time(), _language()) for moment in (start, end))
    return "–".join(both)


def _language() -> str:
    return (get_language() or "en")[:2]
