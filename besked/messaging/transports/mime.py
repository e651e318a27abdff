"""Turns a frozen mail into the bytes that leave: seven bits, short lines, and no way to smuggle in a header."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from besked.lib.text import clean_line
from besked.messaging.transports.wire import Attachment, Wire

ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
MESSAGE_ID = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
CONTENT_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; ?[a-z-]+=[A-Za-z0-9._-]+)*", re.IGNORECASE | re.ASCII)
METHOD = re.compile(r"^METHOD:(REQUEST|CANCEL|PUBLISH)\r?$", re.MULTILINE | re.IGNORECASE)
OWN_HEADERS = frozenset(
    [
        "date",
        "from",
        "to",
        "cc",
        "bcc",
        "sender",
        "reply-to",
        "subject",
        "message-id",
        "mime-version",
        "return-path",
        "received",
    ]
)
# RFC 5322 asks for lines of at most 78 characters and forbids more than 998; an encoded word holds at most 75.
SHORT, LONGEST, WORD_BYTES = 76, 990, 39
TEXT_LIMIT = 10_000
# One decision writes thousands of mails with the same sender and subject.
RECENT = 64


class UnfitMail(ValueError):
    """A mail that can't be written down; the message says what is wrong with it."""


def build(wire: Wire, date: datetime) -> bytes:
    """Return the mail with CRLF line ends; the same wire gives the same bytes except for the date.

    Raises UnfitMail with one sentence when an address, the message id or a header can't stand in a mail.
    """
    parts = [_content(wire), *map(_file_part, _files(wire))]
    lines = [*_headers(wire, date), *(_multipart("mixed", wire, parts) if len(parts) > 1 else parts[0])]
    return "\r\n".join(lines).encode("ascii")


def checked_address(address: str) -> str:
    """Return the address if it can stand in an SMTP command: ASCII, one @, nothing quoted. Raises UnfitMail."""
    if len(address) > 254 or not ADDRESS.fullmatch(address):
        raise UnfitMail("The address can't be used in mail: " + clean_line(address, 100))
    return address


def _headers(wire: Wire, date: datetime) -> Iterator[str]:
    yield "Date: " + format_datetime(date)
    yield _mailbox("From", wire.sender_name, wire.sender)
    yield _mailbox("To", wire.to_name, wire.to)
    if wire.reply_to:
        yield _mailbox("Reply-To", "", wire.reply_to)
    yield _text_header("Subject", wire.subject)
    yield "Message-ID: " + _message_id(wire.message_id)
    if wire.language:
        yield _text_header("Content-Language", wire.language)
    for name, value in wire.headers.items():
        yield _further(name, value)
    yield "MIME-Version: 1.0"


def _message_id(message_id: str) -> str:
    bare = message_id.removeprefix("<").removesuffix(">")
    if len(bare) > LONGEST - 20 or not MESSAGE_ID.fullmatch(bare):
        raise UnfitMail("The message id can't stand in a mail: " + clean_line(message_id, 100))
    return f"<{bare}>"


@lru_cache(maxsize=RECENT)
def _further(name: str, value: str) -> str:
    """A header from outside: never one of ours twice, and never cut into words a machine couldn't read."""
    taken = name.lower() in OWN_HEADERS or name.lower().startswith("content-")
    line = f"{name}: {clean_line(value, TEXT_LIMIT)}"
    if taken or not HEADER_NAME.fullmatch(name) or not line.isascii() or len(line) > LONGEST:
        raise UnfitMail("The header can't be added to a mail: " + clean_line(name, 100))
    return line


@lru_cache(maxsize=RECENT)
def _text_header(name: str, text: str) -> str:
    clean = clean_line(text, TEXT_LIMIT)
    if _is_plain(clean) and len(name) + 2 + len(clean) <= SHORT:
        return f"{name}: {clean}"
    return f"{name}: {_encoded_words(clean)}"


@lru_cache(maxsize=RECENT)
def _mailbox(header: str, name: str, address: str) -> str:
    clean = clean_line(name, TEXT_LIMIT)
    bracketed = f"<{checked_address(address)}>"
    if not clean:
        return f"{header}: {bracketed}"
    if _is_plain(clean) and len(clean) + len(header) < SHORT // 2:
        quoted = clean.replace("\\", "\\\\").replace('"', '\\"')
        return f'{header}: "{quoted}"\r\n {bracketed}'
    return f"{header}: {_encoded_words(clean)}\r\n {bracketed}"


def _is_plain(text: str) -> bool:
    return text.isascii() and "=?" not in text


def _encoded_words(text: str) -> str:
    """RFC 2047: base64 words on lines of their own; a letter is never split over two of them."""
    return "\r\n ".join(f"=?utf-8?b?{b64encode(piece).decode()}?=" for piece in _pieces(text, WORD_BYTES))


def _pieces(text: str, limit: int) -> Iterator[bytes]:
    raw, start = text.encode(), 0
    while start < len(raw):
        end = min(start + limit, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        yield raw[start:end]
        start = end


def _content(wire: Wire) -> list[str]:
    """The text, and beside it the appointment as another way of saying the same, for readers that know calendars."""
    text = _text_part("text/plain", wire.body)
    if not wire.calendar:
        return text
    appointment = _text_part(f"text/calendar; method={_method(wire.calendar)}", wire.calendar)
    return [*_multipart("alternative", wire, [text, appointment])]


def _method(calendar: str) -> str:
    """What the appointment asks of its reader. Raises UnfitMail."""
    if found := METHOD.search(calendar):
        return found[1].upper()
    raise UnfitMail("The appointment doesn't say whether it is a request, a cancellation or a publication.")


def _files(wire: Wire) -> list[Attachment]:
    """What is attached; the appointment once more, for readers that open nothing but files."""
    invitation = Attachment("invite.ics", "application/ics", _crlf(wire.calendar).encode("utf-8", "replace"))
    return [*([invitation] if wire.calendar else []), *wire.attachments]


def _text_part(kind: str, body: str) -> list[str]:
    """Quoted-printable: survives every relay, keeps short lines short, readable for whoever looks at the source."""
    coded = b2a_qp(_crlf(body).encode("utf-8", "replace"), istext=True).decode()
    return [f"Content-Type: {kind}; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", coded]


def _crlf(body: str) -> str:
    """With the line ends of mail, and one at the end."""
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    return (text if text.endswith("\n") else text + "\n").replace("\n", "\r\n")


def _multipart(kind: str, wire: Wire, parts: Iterable[list[str]]) -> Iterator[str]:
    # Neither base64 nor quoted-printable can hold "=_", so this never occurs inside a part.
    boundary = "=_" + hashlib.sha256(f"{kind} {wire.message_id}".encode()).hexdigest()[:32]
    yield f'Content-Type: multipart/{kind}; boundary="{boundary}"'
    yield ""
    for part in parts:
        yield f"--{boundary}"
        yield from part
    yield f"--{boundary}--"
    yield ""


def _file_part(file: Attachment) -> list[str]:
    kind = file.content_type if CONTENT_TYPE.fullmatch(file.content_type) else "application/octet-stream"
    coded = encodebytes(file.data).decode().replace("\n", "\r\n")
    disposition = "Content-Disposition: attachment" + _file_name(file.name)
    return [f"Content-Type: {kind}", disposition, "Content-Transfer-Encoding: base64", "", coded]


def _file_name(name: str) -> str:
    """RFC 2231: percent-encoded and, where it is long, in numbered pieces."""
    clean = clean_line(name, 255).replace("/", "_").replace("\\", "_") or "file"
    if re.fullmatch(r"[A-Za-z0-9 ._()+-]{1,50}", clean):
        return f';\r\n filename="{clean}"'
    pieces = ["utf-8''", *(quote(piece, safe="") for piece in _pieces(clean, 18))]
    return "".join(f";\r\n filename*{number}*={piece}" for number, piece in enumerate(pieces))
