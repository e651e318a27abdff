"""A stand-in for an SMS gateway: Kannel's HTTP protocol with faults on demand, and a ledger of what it has taken."""

from __future__ import annotations

import os
import signal
import threading
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, NamedTuple, Self
from urllib.parse import parse_qsl, quote, urlsplit

from besked.lib.sms import gsm7

USER, PASSWORD = "besked", "s3cr#t/:@"
Step = Literal["asked", "taken", "answered"]


def address(port: int, password: str = PASSWORD, path: str = "/cgi-bin/sendsms") -> str:
    """What SMS_URL would say."""
    return f"kannel://{USER}:{quote(password, safe='')}@127.0.0.1:{port}{path}?from=Besked"


class Sms(NamedTuple):
    """What arrived at the telephone."""

    to: str
    sender: str
    text: str


class Answer(NamedTuple):
    """A status and the words below it."""

    status: int
    words: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: when a request was *asked*, when its message was *taken* and not yet confirmed, or *answered*.

    *kill* is a process id that gets SIGKILL; *drop* closes the connection without another word; *answer* takes the
    place of the gateway's. *after* requests are let through first, then it strikes *times* times (0: always).
    """

    step: Step
    answer: Answer | None = None
    drop: bool = False
    delay: float = 0
    kill: int = 0
    after: int = 0
    times: int = 0


class FakeGateway:
    """`with FakeGateway(Fault("taken", drop=True)) as gateway: … gateway.url … gateway.received()`.

    Each message is reported as *reports*, in this order, where an address for that was given.
    """

    def __init__(self, *faults: Fault, reports: tuple[int, ...] = (8, 1)) -> None:
        self.queries: list[dict[str, str]] = []
        self._reports = reports
        self._ledger: list[Sms] = []
        self._telling: list[threading.Thread] = []
        self.plan(*faults)

    @property
    def url(self) -> str:
        return address(int(self._server.server_address[1]))

    def plan(self, *faults: Fault) -> None:
        """Replace all faults, also while the server runs; the counters start anew."""
        self._faults = [(fault, [0]) for fault in faults]

    def received(self) -> list[Sms]:
        """What has arrived."""
        return list(self._ledger)

    def forget(self) -> None:
        """Empty the ledger."""
        self._ledger.clear()
        self.queries.clear()

    def __enter__(self) -> Self:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                gateway._handle(self)

            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        for thread in self._telling:
            thread.join(10)

    def _handle(self, request: BaseHTTPRequestHandler) -> None:
        place = urlsplit(request.path)
        query = dict(parse_qsl(place.query, keep_blank_values=True))
        self.queries.append(query)
        asked = self._struck("asked")
        answer = (asked and asked.answer) or judged(place.path, query)
        if asked and asked.drop:
            return
        if answer.status == 202:
            self._ledger.append(Sms(query["to"], query["from"], as_heard(query)))
            if (taken := self._struck("taken")) and taken.drop:
                return
            answer = (taken and taken.answer) or answer
        _say(request, answer)
        self._struck("answered")
        if answer.status == 202 and "dlr-url" in query:
            self._telling.append(threading.Thread(target=self._tell, args=(query["dlr-url"],)))
            self._telling[-1].start()

    def _struck(self, step: Step) -> Fault | None:
        """The fault that is due at this step, its delay and its kill done."""
        for fault, passes in self._faults:
            if fault.step != step:
                continue
            passes[0] += 1
            if passes[0] > fault.after and (not fault.times or passes[0] <= fault.after + fault.times):
                time.sleep(fault.delay)
                if fault.kill:
                    os.kill(fault.kill, signal.SIGKILL)
                return fault
        return None

    def _tell(self, report_url: str) -> None:
        with suppress(OSError):  # nobody at home: Kannel gives up, too
            for kind in self._reports:
                urllib.request.urlopen(report_url.replace("%d", str(kind)), timeout=10).close()


def judged(path: str, query: Mapping[str, str]) -> Answer:
    """What Kannel says to a request."""
    if path != "/cgi-bin/sendsms":
        return Answer(404, "")
    if (query.get("username"), query.get("password")) != (USER, PASSWORD):
        return Answer(403, "Authorization failed for sendsms")
    if not query.get("to"):
        return Answer(400, "Empty receiver number not allowed, rejected")
    return Answer(202, "0: Accepted for delivery")


def as_heard(query: Mapping[str, str]) -> str:
    """The text as it comes out of the network: the seven-bit alphabet has no other letters than its own."""
    if query["coding"] == "2":
        return query["text"]
    return "".join(letter if gsm7(letter) else "?" for letter in query["text"])


def _say(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    request.send_response(answer.status)
    request.end_headers()
    request.wfile.write(answer.words.encode())
    request.wfile.flush()
