"""What calendars are given: read back letter by letter, and by khal, as somebody's own calendar would."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from besked.calendar import ical
from besked.calendar.ical import Appointment
from tests.khal import Khal

HOUR = dt.timedelta(hours=1)
START = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
CET = dt.timezone(HOUR)
FIRST = Appointment(
    uid="1@besked",
    sequence=1,
    starts_at=START.astimezone(CET),
    ends_at=START.astimezone(CET) + 3 * HOUR / 4,
    summary="Interview: Sygeplejerske",
    description="Kom til hovedindgangen.\nRing på.",
    place="Ågade 1, 8000 Aarhus C",
    url="https://example.org/reply/abc",
    organizer="job@example.org",
    organizer_name="Job i Ærø Kommune",
    attendee="asa@example.org",
    attendee_name="Åsa Øst",
    stamp=dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC),
    updated_at=dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC),
)
HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "a\nATTENDEE:mailto:evil@example.org",
    "a\rX-EVIL:1",
    "a\x00b\x07c",
    "a\x85X-EVIL:1\u2028X-EVIL:2\x0bX-EVIL:3",
    'a";X-EVIL="1:mailto:evil@example.org',
    "a;X-EVIL=1:b,c\\n\\",
    "æøå ÆØÅ ö" * 40,
    "👩‍👩‍👧‍👦🇩🇰" * 30,
    "\ud83d",
    "",
]
TEXTS = ("uid", "summary", "description", "place", "url", "organizer", "organizer_name", "attendee", "attendee_name")
KNOWN = {
    "BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "SEQUENCE", "STATUS", "DTSTAMP", "DTSTART", "DTEND",
    "LAST-MODIFIED", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "ORGANIZER", "ATTENDEE", "END", "X-WR-CALNAME",
    "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
}  # fmt: skip


def unfolded(text):
    """The lines as the standard means them, taken apart by hand: our own writer is not asked."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def event(text):
    [found] = Calendar.from_ical(text).walk("VEVENT")
    return found


def test_invitation_says_what_the_standard_asks():
    assert unfolded(ical.invitation(FIRST)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Besked//Besked//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "SUMMARY:Interview: Sygeplejerske",
        "DTSTART:20261124T090000Z",
        "DTEND:20261124T094500Z",
        "DTSTAMP:20261120T120000Z",
        "UID:1@besked",
        "SEQUENCE:1",
        'ATTENDEE;CN="Åsa Øst";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=FALSE:'
        "mailto:asa@example.org",
        "DESCRIPTION:Kom til hovedindgangen.\\nRing på.",
        "LAST-MODIFIED:20261120T110000Z",
        "LOCATION:Ågade 1\\, 8000 Aarhus C",
        'ORGANIZER;CN="Job i Ærø Kommune":mailto:job@example.org',
        "STATUS:CONFIRMED",
        "URL:https://example.org/reply/abc",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_cancellation_is_the_same_appointment_taken_back():
    asked, taken_back = event(ical.invitation(FIRST)), event(ical.cancellation(replace(FIRST, sequence=3)))

    assert Calendar.from_ical(ical.cancellation(FIRST))["METHOD"] == "CANCEL"
    assert (taken_back["STATUS"], taken_back["SEQUENCE"]) == ("CANCELLED", 3)
    assert {key for key in asked if asked[key] != taken_back.get(key)} == {"STATUS", "SEQUENCE"}


def test_feed_lists_everything_and_names_no_attendee():
    other = replace(FIRST, uid="2@besked", starts_at=START + 2 * HOUR, ends_at=START + 3 * HOUR, cancelled=True)
    text = ical.feed("Åses samtaler, 2026; alle", [FIRST, other])
    lines = unfolded(text)
    events = Calendar.from_ical(text).walk("VEVENT")

    assert lines[4:8] == [
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Åses samtaler\\, 2026\\; alle",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert [(str(one["UID"]), str(one["STATUS"])) for one in events] == [
        ("1@besked", "CONFIRMED"),
        ("2@besked", "CANCELLED"),
    ]
    assert [line for line in lines if line.startswith("ATTENDEE")] == []


def test_feed_without_appointments_is_a_calendar():
    assert unfolded(ical.feed("x", []))[-1] == "END:VCALENDAR"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "example.org", ""])
def test_only_web_addresses_are_linked(url):
    assert "URL" not in event(ical.invitation(replace(FIRST, url=url)))


def test_address_that_is_missing_leaves_its_person_out():
    bare = event(ical.invitation(replace(FIRST, organizer="", attendee=" \x00")))

    assert [key for key in ("ORGANIZER", "ATTENDEE") if key in bare] == []


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_line(field, text):
    check_whole(replace(FIRST, **{field: text}))


@settings(max_examples=200)
@given(texts=st.lists(st.text(max_size=300), min_size=len(TEXTS), max_size=len(TEXTS)))
def test_any_text_stays_in_its_line(texts):
    check_whole(replace(FIRST, **dict(zip(TEXTS, texts, strict=True))))


def check_whole(appointment):
    """One event, known lines only, none too long, no control characters: in all three forms."""
    for text in (ical.invitation(appointment), ical.cancellation(appointment), ical.feed("x", [appointment])):
        raw = text.encode()
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert [byte for byte in raw.replace(b"\r\n", b"") if byte in {*range(9), *range(10, 32), 127}] == []
        assert {line.replace(":", ";").partition(";")[0] for line in unfolded(text)} - KNOWN == set()
        assert text.count("\r\nBEGIN:VEVENT\r\n") == text.count("\r\nEND:VEVENT\r\n") == 1
        assert event(text)["DTSTART"].dt == START


def test_texts_come_back_as_they_were_written():
    name = "Ægir “Øl” Åström, cand.mag.; ph.d. \\ 👩‍🔬" * 3
    lines = "1. dør\n\tanden sal\n\n👍 " + "meget langt " * 50
    back = event(ical.invitation(replace(FIRST, summary=name, description=lines, attendee_name='Bo "B" Bø: ny^')))

    assert (str(back["SUMMARY"]), str(back["DESCRIPTION"])) == (name, lines.strip())
    assert back["ATTENDEE"].params["CN"] == "Bo 'B' Bø: ny^"


# A reader that people use


@pytest.fixture
def khal(tmp_path):
    return Khal(tmp_path)


def test_khal_shows_invitation_move_and_cancellation_as_one_event(khal):
    moved = replace(FIRST, sequence=2, starts_at=START + 26 * HOUR, ends_at=START + 27 * HOUR, place="Stuen")

    assert khal.reads(ical.invitation(FIRST)) == [
        "2026-11-24 10:00|10:45|Interview: Sygeplejerske|Ågade 1, 8000 Aarhus C|CONFIRMED "
    ]
    assert khal.reads(ical.invitation(moved)) == ["2026-11-25 12:00|13:00|Interview: Sygeplejerske|Stuen|CONFIRMED "]
    assert khal.reads(ical.cancellation(replace(moved, sequence=3))) == [
        "2026-11-25 12:00|13:00|Interview: Sygeplejerske|Stuen|CANCELLED "
    ]


def test_khal_shows_a_feed_and_long_names(khal):
    name = "Samtale med Ægir Øst-Åström 👩‍🔬, cand.mag.; ph.d.: " + "meget langt navn " * 8
    other = replace(FIRST, uid="2@besked", summary=name, starts_at=START + HOUR, ends_at=START + 2 * HOUR)

    shown = khal.reads(ical.feed("Åses samtaler", [FIRST, other]))

    assert [line.split("|")[2] for line in shown] == ["Interview: Sygeplejerske", name.strip()]
