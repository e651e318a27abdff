"""The SMTP connection: smtplib's, with strict replies, a limit on each wait, real TLS and sign-in, and pipelining."""

from __future__ import annotations

import smtplib
import socket
import ssl
from base64 import b64encode
from time import monotonic
from typing import NamedTuple

LONGEST_REPLY = 65_536
ENDLESS = "The mail server's answer doesn't end"
EHLO_UNKNOWN = {500, 502, 504}
# Handed to the kernel piece by piece: each piece has its own time limit, however large the mail.
PIECE = 262_144


class Reply(NamedTuple):
    """The relay's answer to one command."""

    code: int
    words: bytes

    @property
    def accepted(self) -> bool:
        """Whether the relay agreed."""
        return 200 <= self.code < 300


class Line(smtplib.SMTP):
    """A connection on which every wait ends and every reply is read whole.

    Opening it raises OSError, or smtplib.SMTPConnectError when the greeting is a refusal. *patience* is the longest
    wait for one reply in seconds. With *wrap* the connection is encrypted from the first byte.
    """

    sock: socket.socket

    def __init__(self, host: str, port: int, patience: float, wrap: ssl.SSLContext | None = None) -> None:
        self.patience = patience
        self._wrap = wrap
        self._unread = bytearray()
        try:
            super().__init__(host, port, local_hostname=_own_name(), timeout=patience)
        except BaseException:
            self.close()  # a greeting that never came leaves an open socket
            raise

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened = socket.create_connection((host, port), timeout)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._wrap.wrap_socket(opened, server_hostname=host) if self._wrap else opened

    @property
    def in_step(self) -> bool:
        """Whether nothing unasked for has come in: a stray reply would be taken for the answer to the next command."""
        return not self._unread

    def getreply(self) -> Reply:
        """Read one reply to its last line. Raises OSError when it doesn't come whole, in time and in SMTP's form."""
        deadline, words, total = monotonic() + self.patience, [], 0
        while True:
            line = self._readline(deadline)
            total += len(line)
            if total > LONGEST_REPLY:
                raise smtplib.SMTPServerDisconnected(ENDLESS)
            if not line[:3].isdigit() or line[3:4] not in b" -\r\n":
                raise smtplib.SMTPServerDisconnected("The mail server's answer can't be understood")
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                return Reply(int(line[:3]), b"\n".join(words))

    def _readline(self, deadline: float) -> bytes:
        while (end := self._unread.find(b"\n")) < 0:
            if len(self._unread) > LONGEST_REPLY:
                raise smtplib.SMTPServerDisconnected(ENDLESS)
            self.sock.settimeout(max(deadline - monotonic(), 0.001))
            came = self.sock.recv(8192)
            if not came:
                raise smtplib.SMTPServerDisconnected("The mail server closed the connection")
            self._unread += came
        line = bytes(self._unread[: end + 1])
        del self._unread[: end + 1]
        return line

    def ask(self, command: bytes) -> Reply:
        """Send one command, with its line end, and read the reply."""
        self.say(command)
        return self.getreply()

    def say(self, content: bytes) -> None:
        """Hand everything to the operating system. After an OSError the last byte has provably not left."""
        for start in range(0, len(content), PIECE):
            view = memoryview(content)[start : start + PIECE]
            while view:
                self.sock.settimeout(self.patience)
                view = view[self.sock.send(view) :]

    def introduce(self) -> None:
        """EHLO, or HELO where that is unknown. Raises smtplib.SMTPHeloError when the relay won't talk to us."""
        code, words = self.ehlo()
        if code in EHLO_UNKNOWN:
            code, words = self.helo()
        if code != 250:
            raise smtplib.SMTPHeloError(code, words)

    def secure(self, context: ssl.SSLContext, host: str) -> Reply:
        """STARTTLS, then greet anew. Raises OSError when encryption fails; a reply other than 220 changes nothing."""
        reply = self.ask(b"STARTTLS\r\n")
        if reply.code != 220:
            return reply
        if self._unread:
            # Words sent in clear after the 220 would be read as if they had come encrypted.
            raise smtplib.SMTPServerDisconnected("The mail server went on in clear after STARTTLS")
        self.sock = context.wrap_socket(self.sock, server_hostname=host)
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False
        self.introduce()
        return reply

    def sign_in(self, user: str, password: str) -> Reply:
        """AUTH PLAIN or LOGIN with UTF-8, which smtplib's own can't. 504 when the relay offers neither."""
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            return self.ask(b"AUTH PLAIN " + _coded(f"\0{user}\0{password}"))
        if "LOGIN" not in offered:
            return Reply(504, b"The mail server offers no sign-in that we know (PLAIN, LOGIN)")
        reply = self.ask(b"AUTH LOGIN " + _coded(user))
        return self.ask(_coded(password)) if reply.code == 334 else reply


def _coded(text: str) -> bytes:
    return b64encode(text.encode()) + b"\r\n"


def _own_name() -> str:
    """How we introduce ourselves; never looked up, since a slow name server would delay every connection."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
