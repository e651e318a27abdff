"""The bytes that leave: read back they say what was frozen, and nothing typed anywhere becomes a header."""

import re
from base64 import b64decode
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besked.lib.text import clean_line
from besked.messaging.transports import Attachment
from besked.messaging.transports.mime import UnfitMail, build, checked_address
from tests.messaging.transports.letters import wire

DATE = datetime(2026, 11, 21, 19, 5, tzinfo=UTC)
HEADERS = [
    "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version",
    "Content-Type", "Content-Transfer-Encoding",
]  # fmt: skip
NAMES = [
    "Jens Hansen",
    "Jørgen Ærø",
    'Jens "Bcc: a@b" Hansen',
    "O'Neill, Anne \\ Marie",
    "van der 't Hout",
    "Nguyễn Thị Ánh",
    "X",
    "=?utf-8?b?SGVq?=",
    "a@b.example",
    "<script>",
    "محمد علي",
    "👩‍👩‍👧",
    "å" * 300,
    "n" * 300,
    "ord " * 75,
]
EVIL = ["\r\n", "\n", "\r", "\0", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1b", "\x7f"]


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def name_and_address(header: str) -> tuple[str, str]:
    """By the older parser: the newer one puts spaces between the words of a long name, which RFC 2047 forbids."""
    name, address = parseaddr(header)
    return str(make_header(decode_header(name))), address


def assert_fit_for_the_wire(raw: bytes) -> None:
    assert raw.isascii()
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\0", raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_build_writes_what_was_frozen() -> None:
    mail = read(build(wire(), DATE))

    assert mail.keys() == HEADERS
    assert mail["Date"].datetime == DATE
    assert mail["Message-ID"] == "<7.abc@besked.example>"
    assert str(mail["From"]) == "Søndersø Kommune <job@kommune.example>"
    assert str(mail["To"]) == "Jørgen Ærø <jorgen@post.example>"
    assert mail["Reply-To"] == "anna.holm@kommune.example"
    assert mail["Subject"] == "Svar på din ansøgning"
    assert mail["Content-Language"] == "da"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content() == "Kære Jørgen\r\n\r\nTak for din ansøgning.\r\n"


def test_build_gives_the_same_bytes_except_for_the_date() -> None:
    files = [Attachment("cv.pdf", "application/pdf", b"%PDF")]
    later = DATE.replace(year=2027)

    first, again, second = (build(wire(attachments=files), date) for date in (DATE, DATE, later))

    assert first == again
    changed = [line for line, other in zip(first.split(b"\r\n"), second.split(b"\r\n"), strict=True) if line != other]
    assert changed == [b"Date: Sat, 21 Nov 2026 19:05:00 +0000"]


def test_build_leaves_out_what_is_empty() -> None:
    raw = build(wire(reply_to="", to_name="", sender_name="", language="", headers={}), DATE)

    assert read(raw).keys() == ["Date", "From", "To", "Subject", *HEADERS[5:6], *HEADERS[8:]]
    assert b"From: <job@kommune.example>\r\nTo: <jorgen@post.example>\r\n" in raw


@pytest.mark.parametrize("name", NAMES)
def test_name_is_read_back_as_it_was(name) -> None:
    raw = build(wire(to_name=name, sender_name=name), DATE)

    assert_fit_for_the_wire(raw)
    mail = message_from_bytes(raw)
    assert [name_and_address(mail[header]) for header in ("To", "From")] == [
        (name.strip(), "jorgen@post.example"),
        (name.strip(), "job@kommune.example"),
    ]


@pytest.mark.parametrize(
    "subject",
    [*NAMES, "s" * 3_000, "æ" * 3_000, "et langt emne " * 200, "👩‍👩‍👧" * 400, ": = ? _ ?=", "Re: Fwd: [x] #1"],
)
def test_subject_is_read_back_as_it_was(subject) -> None:
    raw = build(wire(subject=subject), DATE)

    assert_fit_for_the_wire(raw)
    assert str(read(raw)["Subject"]) == subject.strip()
    # Some readers decode word by word, so no letter may be split over two.
    for word in re.findall(rb"=\?utf-8\?b\?([^?]+)\?=", raw):
        b64decode(word).decode()


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("field", ["subject", "to_name", "sender_name", "language"])
def test_nothing_typed_becomes_a_header(field, evil) -> None:
    raw = build(wire(**{field: f"Hej{evil}Bcc: other@c.example{evil}{evil}<b>body</b>"}), DATE)

    assert_fit_for_the_wire(raw)
    mail = read(raw)
    assert mail.keys() == HEADERS
    assert mail.get_content() == read(build(wire(), DATE)).get_content()


@pytest.mark.parametrize("evil", EVIL)
def test_header_value_from_outside_stays_one_header(evil) -> None:
    mail = read(build(wire(headers={"X-Run": f"7{evil}Bcc: other@c.example"}), DATE))

    assert mail.keys() == [*HEADERS[:7], "X-Run", *HEADERS[8:]]


@pytest.mark.parametrize("name", ["Bcc", "to", "FROM", "Content-Type", "X Y", "X:Y", "", "X\n", "Ø", "1", "x" * 80])
def test_header_that_is_ours_or_no_name_is_refused(name) -> None:
    with pytest.raises(UnfitMail, match=r"^The header can't be added to a mail: "):
        build(wire(headers={name: "x"}), DATE)


@pytest.mark.parametrize("value", ["æ", "x" * 1_000])
def test_header_value_that_needs_coding_is_refused(value) -> None:
    with pytest.raises(UnfitMail, match=r"^The header can't be added to a mail: X-Run$"):
        build(wire(headers={"X-Run": value}), DATE)


@pytest.mark.parametrize(
    "message_id", ["", "<>", "7", "<a b@c>", "<a@b>x", "<a@b\r\n>", "<@b>", "<a@>", "å@b", "x" * 1_000 + "@b"]
)
def test_message_id_that_is_none_is_refused(message_id) -> None:
    with pytest.raises(UnfitMail, match=r"^The message id can't stand in a mail: "):
        build(wire(message_id=message_id), DATE)


def test_message_id_may_come_without_its_brackets() -> None:
    assert read(build(wire(message_id="7.abc@besked.example"), DATE))["Message-ID"] == "<7.abc@besked.example>"


@pytest.mark.parametrize(
    "address", ["a@b.example", "o'neill+x@b-c.example", "a.b_c=d@localhost", "a@xn--sndersa-q1ac.example"]
)
def test_address_that_mail_can_carry_is_taken(address) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b c",
        "<a@b>",
        "a@b>",
        "a@b\r\n",
        "a\0@b",
        "ø@b",
        "a@ø",
        '"a b"@c',
        "a,b@c",
        "a@-b",
        "a@b.",
        "a@[::1]",
        "a@" + "b" * 254,
    ],
)
def test_address_that_mail_cannot_carry_is_refused(address) -> None:
    with pytest.raises(UnfitMail, match=r"^The address can't be used in mail: "):
        checked_address(address)


@pytest.mark.parametrize(
    "name",
    ["cv.pdf", "Mit CV (ny).pdf", "ansøgning æøå.pdf", "æ" * 255, "x" * 255, 'a"b;c.pdf', "你好.docx", "%2e%2e.pdf"],
)
def test_attachment_keeps_its_name_and_content(name) -> None:
    data = bytes(range(256)) * 500

    raw = build(
        wire(attachments=[Attachment(name, "application/pdf", data), Attachment("b.txt", "text/plain", b"x")]), DATE
    )

    assert_fit_for_the_wire(raw)
    mail = read(raw)
    parts = list(mail.iter_parts())
    assert mail.get_content_type() == "multipart/mixed"
    assert parts[0].get_content() == "Kære Jørgen\r\n\r\nTak for din ansøgning.\r\n"
    assert [(part.get_filename(), part.get_content_type()) for part in parts[1:]] == [
        (name, "application/pdf"),
        ("b.txt", "text/plain"),
    ]
    assert parts[1].get_content() == data


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\x.pdf", "C:_x.pdf"),
        ("a\r\nBcc: x.pdf", "a Bcc: x.pdf"),
        ("\0", "file"),
    ],
)
def test_attachment_name_is_made_harmless(name, shown) -> None:
    (part,) = read(build(wire(attachments=[Attachment(name, "application/pdf", b"")]), DATE)).iter_attachments()

    assert part.get_filename() == shown


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("text/calendar; method=REQUEST; charset=utf-8", "text/calendar; method=REQUEST; charset=utf-8"),
        ("application/pdf\r\nBcc: a@b", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("\u212aind/x", "application/octet-stream"),
        ('text/html; name="x"', "application/octet-stream"),
    ],
)
def test_attachment_type_is_taken_or_neutral(given, sent) -> None:
    raw = build(wire(attachments=[Attachment("x.bin", given, b"")]), DATE)

    assert f"\r\nContent-Type: {sent}\r\nContent-Disposition: attachment".encode() in raw


TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)


@given(subject=TEXT, name=TEXT, body=TEXT)
def test_whatever_is_typed_arrives(subject, name, body) -> None:
    raw = build(wire(subject=subject, to_name=name, sender_name=name, body=body), DATE)

    assert_fit_for_the_wire(raw)
    mail = read(raw)
    assert mail.keys() == HEADERS
    assert str(mail["Subject"]) == clean_line(subject)
    written = body.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    expected = written if written.endswith("\n") else written + "\n"
    assert mail.get_payload(decode=True) == expected.replace("\n", "\r\n").encode()


@given(name=st.text(min_size=1, max_size=255), data=st.binary(max_size=2_000))
def test_whatever_is_attached_arrives(name, data) -> None:
    raw = build(wire(attachments=[Attachment(name, "application/pdf", data)]), DATE)

    assert_fit_for_the_wire(raw)
    (part,) = read(raw).iter_attachments()
    assert part.get_filename() == (clean_line(name, 255).replace("/", "_").replace("\\", "_") or "file")
    assert part.get_payload(decode=True) == data
