"""Interviews as people's own calendars read them: an invitation, its cancellation, and the feed of a colleague."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from besked.lib.text import clean_line, clean_text

MAKER = "-//Besked//Besked//EN"
REFRESH = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An interview as a calendar knows it. Times are aware; texts may be anything that people type."""

    uid: str
    """The same for as long as the interview lives."""
    sequence: int
    """Rises with every change; a calendar leaves out what is older than what it has."""
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str
    description: str = ""
    place: str = ""
    url: str = ""
    """Where the applicant answers; anything but http and https is left out."""
    organizer: str = ""
    """The address that the letter comes from."""
    organizer_name: str = ""
    attendee: str = ""
    attendee_name: str = ""
    stamp: dt.datetime
    """When this is written."""
    cancelled: bool = False
    updated_at: dt.datetime | None = None
    """When the interview was last changed, where that is known."""


def invitation(appointment: Appointment) -> str:
    """The text to send with an invitation, and again with each change (`text/calendar; method=REQUEST`)."""
    return _text(_calendar("REQUEST"), [_event(appointment, cancelled=False, addressed=True)])


def cancellation(appointment: Appointment) -> str:
    """The text that takes the appointment out of calendars (`text/calendar; method=CANCEL`)."""
    return _text(_calendar("CANCEL"), [_event(appointment, cancelled=True, addressed=True)])


def published(appointment: Appointment) -> str:
    """One appointment to download. It asks for no answer, and names nobody but us."""
    return _text(_calendar("PUBLISH"), [_event(appointment, cancelled=appointment.cancelled, addressed=False)])


def feed(name: str, appointments: Iterable[Appointment]) -> str:
    """A calendar to subscribe to. It names no attendees, because a published one may not."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", vText(clean_line(name)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT1H"))  # the same for Outlook
    return _text(calendar, [_event(one, cancelled=one.cancelled, addressed=False) for one in appointments])


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    for key, value in (("version", "2.0"), ("prodid", MAKER), ("calscale", "GREGORIAN"), ("method", method)):
        calendar.add(key, value)
    return calendar


def _text(calendar: Calendar, events: Iterable[Event]) -> str:
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(one: Appointment, *, cancelled: bool, addressed: bool) -> Event:
    event = Event()
    event.add("uid", clean_line(one.uid))
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    _add_times(event, one)
    _add_words(event, one)
    _add_people(event, one, addressed=addressed)
    return event


def _add_times(event: Event, one: Appointment) -> None:
    """In UTC: no reader has to know our zones, nor when they change their clocks."""
    event.add("dtstamp", one.stamp.astimezone(dt.UTC))
    event.add("dtstart", one.starts_at.astimezone(dt.UTC))
    event.add("dtend", one.ends_at.astimezone(dt.UTC))
    if one.updated_at:
        event.add("last-modified", one.updated_at.astimezone(dt.UTC))


def _add_words(event: Event, one: Appointment) -> None:
    event.add("summary", clean_line(one.summary))
    if description := clean_text(one.description).strip():
        event.add("description", description)
    if place := clean_line(one.place, 500):
        event.add("location", place)
    url = clean_line(one.url, 2000).replace(" ", "%20")
    if url.lower().startswith(("http://", "https://")):
        event.add("url", vUri(url))


def _add_people(event: Event, one: Appointment, *, addressed: bool) -> None:
    if organizer := _person(one.organizer, one.organizer_name):
        event.add("organizer", organizer)
    if addressed and (attendee := _person(one.attendee, one.attendee_name)):
        # The reply page is the answer: a second way by mail would reach nobody.
        answer = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        attendee.params.update(answer)
        event.add("attendee", attendee)


def _person(address: str, name: str) -> vCalAddress | None:
    """Somebody with an address; without one, a calendar can't name them."""
    if not (reached := clean_line(address, 254).replace(" ", "")):
        return None
    person = vCalAddress(f"mailto:{reached}")
    # Older readers show the escape of a double quote as it stands.
    if shown := clean_line(name).replace('"', "'"):
        person.params["CN"] = shown
    return person
