"""SMTP over one kept-open connection, with the phase of each mail known: the phase decides between retry and doubt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from besked.messaging.transports.answers import Step, lost, refused, unsettled
from besked.messaging.transports.line import Line, Reply
from besked.messaging.transports.mime import UnfitMail, build, checked_address
from besked.messaging.transports.opening import Refusal, Relay, open_line
from besked.messaging.transports.wire import Mark, Outcome, OutcomeKind, Phase, Wire, one_line

GOODBYE_SECONDS = 5.0


class Letter:
    """What is said to the relay about one mail. Raises UnfitMail for an address that can't be said."""

    def __init__(self, wire: Wire, date: datetime) -> None:
        self.mail = f"MAIL FROM:<{checked_address(wire.return_path or wire.sender)}>\r\n".encode("ascii")
        self.rcpt = f"RCPT TO:<{checked_address(wire.to)}>\r\n".encode("ascii")
        self._wire = wire
        self._date = date

    @cached_property
    def content(self) -> bytes:
        """The mail with its dots doubled and the final dot in place. Raises UnfitMail."""
        return build(self._wire, self._date).replace(b"\r\n.", b"\r\n..") + b".\r\n"


class Stale(Exception):
    """The relay had closed the kept-open connection, or sent us away from it, before the content was asked for."""


class SmtpTransport:
    """Delivers over one connection, opened with the first mail and again whenever the relay has closed it.

    *before_dot* is the longest wait in seconds for anything up to the end of the content, *after_dot* for the
    answer to it (ten minutes, RFC 5321 section 4.5.3.2.6: giving up earlier makes doubt where there need be none).
    """

    def __init__(self, relay: Relay, before_dot: float = 30, after_dot: float = 600) -> None:
        self._relay = relay
        self._before_dot = before_dot
        self._after_dot = after_dot
        self._line: Line | None = None

    def deliver(self, wire: Wire, mark: Mark) -> Outcome:
        """Try once; see Transport. A connection the relay closed between two mails is replaced once, silently."""
        try:
            letter = Letter(wire, timezone.now())
            with suppress(Stale):
                return self._attempt(letter, mark)
            return self._attempt(letter, mark)
        except Refusal as refusal:
            return refusal.outcome
        except UnfitMail as error:
            self._drop()
            return Outcome(OutcomeKind.FAILED, one_line(str(error)))
        except BaseException:
            # A mark that raised, or the process being stopped: no unfinished mail may stay on the line.
            self._drop()
            raise

    def close(self) -> None:
        """Say goodbye and close."""
        if self._line is not None:
            self._line.patience = GOODBYE_SECONDS
            with suppress(OSError):
                self._line.ask(b"QUIT\r\n")
            self._drop()

    def _attempt(self, letter: Letter, mark: Mark) -> Outcome:
        kept = self._kept_line()
        line = kept or self._new_line(mark)
        mark(Phase.ENVELOPE)
        try:
            outcome = self._envelope(line, letter)
        except OSError as error:
            self._drop()
            outcome = lost(error)
        if outcome is None:
            return self._content(line, letter, mark)
        if kept and self._line is None:
            raise Stale
        return outcome

    def _kept_line(self) -> Line | None:
        """The open connection, unless something unasked for has come in over it."""
        return self._line if self._line and self._line.in_step else None

    def _new_line(self, mark: Mark) -> Line:
        self._drop()
        mark(Phase.CONNECT)
        self._line = open_line(self._relay, self._before_dot)
        return self._line

    def _envelope(self, line: Line, letter: Letter) -> Outcome | None:
        """MAIL, RCPT, DATA; None when the relay now waits for the content. Raises OSError."""
        for step, reply in _answers(line, letter):
            if not (reply.code == 354 if step is Step.DATA else reply.accepted):
                self._reset(line, reply)
                return refused(step, reply)
        return None

    def _content(self, line: Line, letter: Letter, mark: Mark) -> Outcome:
        """Everything from the relay's go-ahead to its answer after the final dot."""
        mark(Phase.DATA)
        try:
            line.say(letter.content)
        except OSError as error:
            # The final dot is the last byte handed over, so the relay throws away what it has.
            self._drop()
            return lost(error)
        try:
            line.patience = self._after_dot
            outcome = refused(Step.DOT, line.getreply())
        except OSError as error:
            self._drop()
            return unsettled(error)
        line.patience = self._before_dot
        if outcome.kind is OutcomeKind.UNCERTAIN:
            self._drop()
        if outcome.kind is OutcomeKind.SENT:
            mark(Phase.DONE)
        return outcome

    def _reset(self, line: Line, reply: Reply) -> None:
        """Clear the refused envelope; where that can't be done the next mail gets a new connection."""
        try:
            cleared = reply.code != 421 and 400 <= reply.code < 600 and line.ask(b"RSET\r\n").accepted
        except OSError:
            cleared = False
        if not cleared:
            self._drop()

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError):
                line.close()


def _answers(line: Line, letter: Letter) -> Iterator[tuple[Step, Reply]]:
    """The relay's answers up to the go-ahead; sender and recipient go together where the relay takes that."""
    together = line.has_extn("pipelining")
    line.say(letter.mail + letter.rcpt if together else letter.mail)
    size = len(letter.content)  # written only now: the relay reads in the meantime
    first = line.getreply()
    # Whatever the first answer is, the second comes too and must not be left on the line, unless it is a goodbye.
    second = line.getreply() if together and first.code != 421 else first
    yield Step.MAIL, first
    yield Step.RCPT, second if together else line.ask(letter.rcpt)
    yield Step.DATA, _too_large(line, size) or line.ask(b"DATA\r\n")


def _too_large(line: Line, size: int) -> Reply | None:
    limit = line.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        return Reply(552, f"The mail has {size} bytes, and the mail server takes at most {limit}".encode())
    return None
