"""A real mail server in a process of its own, with faults on demand and a ledger that survives every crash."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import quote

SERVER = Path(__file__).with_name("sink_server.py")
STOP_SECONDS = 10

Step = Literal[
    "connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "body", "dot", "reply", "sent", "rset", "quit"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong at one step of the conversation.

    *body* is the middle of the content (it always cuts the connection), *dot* comes before the mail is stored,
    *reply* between storing it and the 250, *sent* right after the 250. A reply of 421 also closes. Delays are in
    seconds. *kill* is a process id that gets SIGKILL, while the server goes on (and stores a whole mail) unless
    *drop* is set too. *after* passes are let through first, then it strikes *times* times (0: always), counted
    over all mails, or for each recipient when *each* is set. *to* limits it to one local part.
    """

    step: Step
    reply: str = ""
    drop: bool = False
    delay: float = 0
    kill: int = 0
    to: str = ""
    after: int = 0
    times: int = 0
    each: bool = False


def greylist(tries: int) -> Fault:
    """Refuse the first *tries* deliveries to each recipient for the time being."""
    return Fault("rcpt", reply="451 4.7.1 Greylisted, try again later", times=tries, each=True)


@dataclass(frozen=True, slots=True)
class Mail:
    """One line of the ledger: a mail the server has taken. *sha* is over the content after the headers."""

    message_id: str
    sender: str
    rcpt: str
    sha: str
    size: int
    connection: int
    tls: bool
    user: str
    raw: bytes = b""
    at: float = 0.0

    @property
    def message(self) -> EmailMessage:
        """The mail as a mail reader sees it (only when the sink keeps raw mails)."""
        return message_from_bytes(self.raw, policy=policy.default)


class Sink:
    """The server: `with Sink(tmp_path, faults=[Fault("dot", reply="552 Full")]) as sink: ... sink.mails()`.

    *certificate* (certificate and key file) offers STARTTLS, or TLS from the first byte with *implicit*; *login*
    (user, password) is required when given; *size* in bytes is announced and enforced; *raw* keeps whole mails;
    *talk* records each command. The folder may be reused: its ledger goes on.
    """

    def __init__(
        self,
        folder: Path,
        *,
        faults: Iterable[Fault] = (),
        certificate: tuple[Path, Path] | None = None,
        implicit: bool = False,
        login: tuple[str, str] | None = None,
        size: int = 33_554_432,
        pipelining: bool = False,
        smtputf8: bool = False,
        raw: bool = True,
        talk: bool = False,
        port: int = 0,
    ) -> None:
        self.folder = folder / "sink"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = port
        self._login = login
        self._scheme = "smtps" if implicit else "smtp"
        self._settings: dict[str, Any] = {
            "certificate": [str(path) for path in certificate or ()],
            "implicit": implicit,
            "login": login,
            "size": size,
            "pipelining": pipelining,
            "smtputf8": smtputf8,
            "raw": raw,
            "talk": talk,
        }
        self._process: subprocess.Popen[str] | None = None
        self._era = 0
        self.plan(*faults)

    @property
    def url(self) -> str:
        """What SMTP_URL would say."""
        login = "{}:{}@".format(*(quote(word, safe="") for word in self._login)) if self._login else ""
        return f"{self._scheme}://{login}127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The server's process, for tests that pause it."""
        assert self._process is not None
        return self._process.pid

    def plan(self, *faults: Fault) -> None:
        """Replace all faults, also while the server runs; the counters start anew."""
        self._write("plan.json", {"era": self._era, "faults": [asdict(fault) for fault in faults]})

    def forget(self) -> None:
        """Empty ledger, talk and plan and count connections from one again, as if just started."""
        self._era += 1
        self.plan()
        for name in ("ledger.jsonl", "talk.jsonl"):
            (self.folder / name).write_bytes(b"")

    def start(self) -> Self:
        """Listen, if it doesn't yet; every start takes the same port. Returns once connections are accepted."""
        if self._process is not None:
            return self
        self._write("settings.json", self._settings | {"port": self.port})
        with (self.folder / "errors.log").open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, str(SERVER), str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        if not said:
            self.stop()
            raise RuntimeError((self.folder / "errors.log").read_text())
        self.port = int(said)
        return self

    def stop(self) -> None:
        """Kill the server. What it had taken stays in the ledger."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait(STOP_SECONDS)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def mails(self) -> list[Mail]:
        """Every mail taken so far, in order of arrival."""
        return [Mail(**line | {"raw": line["raw"].encode("latin-1")}) for line in self._lines("ledger.jsonl")]

    def talk(self) -> list[str]:
        """Every step so far as `connection step argument` (only with *talk*)."""
        return ["{} {} {}".format(*line).rstrip() for line in self._lines("talk.jsonl")]

    def _lines(self, name: str) -> list[Any]:
        path = self.folder / name
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def _write(self, name: str, content: object) -> None:
        fresh = self.folder / f"{name}.new"
        fresh.write_text(json.dumps(content))
        fresh.replace(self.folder / name)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()
