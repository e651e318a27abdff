"""One request over one connection, with every wait ended: it is known whether anything can have arrived."""

from __future__ import annotations

import io
import socket
import ssl
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import Any, NamedTuple, cast

LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Server:
    """Where the gateway listens. *trust* holds the certificates to believe in, the system's when None."""

    host: str
    port: int
    secure: bool = False
    trust: ssl.SSLContext | None = field(default=None, repr=False)

    def open(self, patience: float) -> socket.socket:
        """Return a connection; raises OSError while nothing has been said yet."""
        opened = socket.create_connection((self.host, self.port), patience)
        if not self.secure:
            return opened
        try:
            return (self.trust or ssl.create_default_context()).wrap_socket(opened, server_hostname=self.host)
        except BaseException:
            opened.close()
            raise

    @property
    def name(self) -> str:
        """As the Host header names it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Answer(NamedTuple):
    """The gateway's answer: the status and the words below it."""

    status: int
    words: str


def ask(line: socket.socket, server: Server, target: str) -> None:
    """Hand the whole request over. After an OSError its last byte has provably not left, so nothing was asked."""
    lines = (f"GET {target} HTTP/1.1", f"Host: {server.name}", "User-Agent: Besked", "Connection: close", "", "")
    line.sendall("\r\n".join(lines).encode("ascii"))


def heard(line: socket.socket, patience: float) -> Answer:
    """Read the answer, in at most *patience* seconds. Raises OSError when it doesn't come whole and in HTTP's form."""
    try:
        response = HTTPResponse(cast(socket.socket, _Ear(line, patience)))
        response.begin()
        return Answer(response.status, response.read(LONGEST_ANSWER).decode("utf-8", "replace"))
    except HTTPException as error:
        raise ConnectionError("The gateway's answer can't be understood") from error


class _Ear(io.RawIOBase):
    """The connection, to read from until a deadline: a gateway that drips holds nobody up."""

    def __init__(self, line: socket.socket, patience: float) -> None:
        self._line = line
        self._end = monotonic() + patience

    def makefile(self, *args: Any, **kwargs: Any) -> io.BufferedReader:
        """What the standard library asks a connection for."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        self._line.settimeout(max(self._end - monotonic(), 0.001))
        return self._line.recv_into(into)
