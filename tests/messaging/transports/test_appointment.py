"""A mail with an appointment: one that calendars offer to keep, and that everybody else can read and open."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from besked.messaging.transports import Attachment
from besked.messaging.transports.mime import UnfitMail, build
from tests.messaging.transports.letters import wire

DATE = datetime(2026, 11, 21, 12, tzinfo=UTC)
LINES = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Besked//EN",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "UID:7@besked.example",
    "DTSTAMP:20261121T120000Z",
    "DTSTART:20261124T090000Z",
    "SUMMARY:Samtale på Ærø. Første linje er lang nok til at blive foldet over f",
    " lere linjer i kalenderen",
    "DESCRIPTION:=2E . \\n.",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
)
ICS = "\r\n".join(LINES)


def read(**changes):
    """The mail as its reader gets it."""
    return message_from_bytes(build(wire(**{"calendar": ICS, **changes}), DATE), policy=policy.default)


def shape(part) -> object:
    """The kinds of a mail's parts, as they lie in each other."""
    kind = part.get_content_type()
    return (kind, *map(shape, part.iter_parts())) if part.is_multipart() else kind


def test_appointment_is_beside_the_text_and_attached() -> None:
    mail = read()

    inside = ("multipart/alternative", "text/plain", "text/calendar")
    assert shape(mail) == ("multipart/mixed", inside, "application/ics")
    assert mail.get_body().get_content() == "Kære Jørgen\r\n\r\nTak for din ansøgning.\r\n"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["invite.ics"]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "PUBLISH"])
def test_appointment_says_in_its_type_what_it_asks_for(method) -> None:
    mail = read(calendar=ICS.replace("REQUEST", method))

    (calendar,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert calendar["Content-Type"] == f'text/calendar; method="{method}"; charset="utf-8"'
    assert dict(calendar["Content-Type"].params) == {"method": method, "charset": "utf-8"}


def test_appointment_arrives_byte_for_byte_in_both_places() -> None:
    mail = read()

    said = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_subtype() in ("calendar", "ics")]
    assert said == [ICS.encode(), ICS.encode()]
    assert [Calendar.from_ical(one).events[0]["UID"] for one in said] == ["7@besked.example"] * 2


def test_line_ends_become_those_that_calendars_demand() -> None:
    mail = read(calendar=ICS.replace("\r\n", "\n").rstrip())

    assert {part.get_payload(decode=True) for part in mail.iter_attachments()} == {ICS.encode()}


def test_other_files_stay_behind_the_appointment() -> None:
    mail = read(attachments=[Attachment("kort.pdf", "application/pdf", b"%PDF")])

    assert [part.get_filename() for part in mail.iter_attachments()] == ["invite.ics", "kort.pdf"]


def test_boundaries_differ_and_occur_in_no_part() -> None:
    mail = read(body="--=_x\n=_" * 9)

    outer, inner = mail.get_boundary(), next(mail.iter_parts()).get_boundary()
    assert outer != inner
    assert [part.get_content_type() for part in mail.walk()][3] == "text/calendar"


@pytest.mark.parametrize(
    "calendar", ["x", "METHOD:REPLY", " METHOD:REQUEST", "METHOD:REQUEST;X", "SUMMARY:METHOD:REQUEST"]
)
def test_appointment_without_a_method_that_we_send_is_refused(calendar) -> None:
    with pytest.raises(UnfitMail, match=r"^The appointment doesn't say whether it is a request, a cancellation or"):
        read(calendar=calendar)


def test_mail_without_an_appointment_is_plain_text() -> None:
    assert shape(read(calendar="")) == "text/plain"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300), st.text(max_size=200))
def test_whatever_it_says_arrives(summary, body) -> None:
    calendar = ICS.replace("Samtale", summary)

    mail = read(calendar=calendar, body=body)

    (attached,) = mail.iter_attachments()
    assert attached.get_payload(decode=True) == calendar.encode()
