"""Opens the connection to the relay: encrypted and signed in as SMTP_URL asks, or not at all."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from enum import StrEnum

from besked.messaging.transports.answers import Step, lost, refused, stopped
from besked.messaging.transports.line import Line, Reply
from besked.messaging.transports.wire import Outcome


class Security(StrEnum):
    """Encryption: used where the relay offers it, required (with a valid certificate), or from the first byte."""

    OFFERED = "offered"
    REQUIRED = "required"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server we hand over to. *trust* holds the certificates to believe in, the system's when None."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    security: Security = Security.OFFERED
    trust: ssl.SSLContext | None = field(default=None, repr=False)


class Refusal(Exception):
    """No connection that could carry mail; *outcome* says what that means for the mail in hand."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reply)
        self.outcome = outcome


def open_line(relay: Relay, patience: float) -> Line:
    """Return a connection ready for MAIL, with *patience* seconds for each wait. Raises Refusal."""
    try:
        line = Line(relay.host, relay.port, patience, _from_first_byte(relay))
        try:
            _greet(line, relay)
        except BaseException:
            line.close()
            raise
    except smtplib.SMTPResponseException as error:
        words = error.smtp_error
        reply = Reply(error.smtp_code, words if isinstance(words, bytes) else words.encode())
        raise Refusal(refused(Step.CONNECT, reply)) from error
    except ssl.SSLCertVerificationError as error:
        raise Refusal(stopped(f"The mail server's certificate isn't valid: {error.verify_message}")) from error
    except OSError as error:
        raise Refusal(lost(error)) from error
    return line


def _greet(line: Line, relay: Relay) -> None:
    line.introduce()
    if relay.security is not Security.IMPLICIT:
        _encrypt(line, relay)
    if relay.user and not (reply := line.sign_in(relay.user, relay.password)).accepted:
        raise Refusal(refused(Step.CONNECT, reply))


def _encrypt(line: Line, relay: Relay) -> None:
    """STARTTLS. Where it is only offered a refused one is no reason to keep the mail; where required it is."""
    required = relay.security is Security.REQUIRED
    if not line.has_extn("starttls"):
        if required:
            raise Refusal(stopped("The mail server offers no encryption (STARTTLS), and SMTP_URL requires it"))
        return
    reply = line.secure(_checked(relay) if required else _unchecked(), relay.host)
    if required and reply.code != 220:
        raise Refusal(refused(Step.CONNECT, reply))


def _from_first_byte(relay: Relay) -> ssl.SSLContext | None:
    return _checked(relay) if relay.security is Security.IMPLICIT else None


def _checked(relay: Relay) -> ssl.SSLContext:
    return relay.trust or ssl.create_default_context()


def _unchecked() -> ssl.SSLContext:
    """Encryption that is merely offered is better than none even with a certificate nobody signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
