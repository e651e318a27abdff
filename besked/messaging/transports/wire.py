"""What goes over the wire and what comes back: plain frozen values, so that a transport needs no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

QUICK, SLOW = "quick", "slow"
REPLY_LIMIT = 500


class Phase(StrEnum):
    """How far one mail has got. Each value names what has begun, not what has ended.

    Up to ENVELOPE nothing can have arrived. From DATA (the relay asked for the content) until its answer to the
    final dot nobody knows. DONE: the relay has taken the mail.
    """

    CONNECT = "connect"
    ENVELOPE = "envelope"
    DATA = "data"
    DONE = "done"


class OutcomeKind(StrEnum):
    """What became of one attempt.

    RETRY: nothing can have arrived. FAILED: refused for good, a person has to look. UNCERTAIN: the content has
    left and no answer came. STOP: the relay refuses us, whatever the mail; nothing else should be tried.
    """

    SENT = "sent"
    RETRY = "retry"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. The content type may carry parameters (`text/calendar; method=REQUEST`)."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wire:
    """One message ready to leave: everything frozen, links already real.

    An empty *return_path* means the sender's address, an empty *reply_to* none. *headers* are further ones,
    such as Auto-Submitted; they may not replace those made here. *calendar* is an appointment (RFC 5545) that goes
    along with a mail. Of an SMS, *to* is a number (E.164), and *report_url* where the gateway tells what became of it.
    """

    id: int
    message_id: str
    sender: str
    sender_name: str
    reply_to: str
    return_path: str
    to: str
    to_name: str
    language: str
    subject: str
    body: str
    headers: Mapping[str, str]
    attachments: Sequence[Attachment]
    calendar: str = ""
    report_url: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt, with the relay's own words (at most 500 characters, one line).

    *retry_class* is empty unless kind is RETRY: "quick" when the connection is to blame, "slow" for the recipient.
    """

    kind: OutcomeKind
    reply: str
    retry_class: str = ""


Mark = Callable[[Phase], None]


class Transport(Protocol):
    """A way out of the house. One per worker; not to be shared between threads."""

    def deliver(self, wire: Wire, mark: Mark) -> Outcome:
        """Try once. *mark* is called as each phase begins; what it raises ends the attempt and comes through."""
        ...

    def close(self) -> None:
        """Let go of the connection. Never raises; the next deliver opens a new one."""
        ...


def one_line(words: str) -> str:
    """Return what a stranger's server said as one clean line that fits the outbox."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(shown.split())[:REPLY_LIMIT]
