"""The real Kannel: its boxes as ordinary processes in a temporary folder, and a telephone network to play with."""

from __future__ import annotations

import ctypes
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import unquote_to_bytes

from tests.gateway import PASSWORD, USER, Sms, address
from tools.need import Kannel

CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {password}
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = network
port = {network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = {user}
password = "{password}"
concatenation = true
max-messages = 10
"""
ENTRY = re.compile(r"Got message \d+: <(.*?)>$", re.MULTILINE)
HEAD = re.compile(r"(\S+) (\S+) (text|ucs-2|data|udh (\S+) data) ")


class KannelGateway:
    """`with KannelGateway(find_kannel(), folder) as gateway: … gateway.url … gateway.received()`."""

    def __init__(self, programs: Kannel, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._ports = dict(zip(("admin", "boxes", "network", "sendsms"), free_ports(4), strict=True))
        self._running: list[subprocess.Popen[bytes]] = []
        self._seen = 0

    @property
    def url(self) -> str:
        return address(self._ports["sendsms"])

    def received(self) -> list[Sms]:
        """What has arrived since the last forget()."""
        return messages(self._log("fakesmsc")[self._seen :])

    def forget(self) -> None:
        """What has arrived by now is no longer told of."""
        self._seen = len(self._log("fakesmsc"))

    def __enter__(self) -> Self:
        settings = self._folder / "kannel.conf"
        settings.write_text(CONFIGURATION.format(**self._ports, user=USER, password=PASSWORD))
        self._start("bearerbox", str(settings))
        self._until(lambda: is_open(self._ports["boxes"]) and is_open(self._ports["network"]))
        self._start("smsbox", str(settings))
        # It would make up messages of its own; -m 0 leaves it with receiving.
        self._start("fakesmsc", "-H", "127.0.0.1", "-r", str(self._ports["network"]), "-m", "0", "1 2 text x")
        self._until(lambda: is_open(self._ports["sendsms"]) and "client connected" in self._log("bearerbox"))
        return self

    def __exit__(self, *error: object) -> None:
        for process in reversed(self._running):
            process.kill()  # there is nothing to save
            process.wait(10)

    def _start(self, program: str, *arguments: str) -> None:
        command = [getattr(self._programs, program), *arguments]
        with (self._folder / f"{program}.log").open("wb") as log:
            self._running.append(
                subprocess.Popen(
                    command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_die_with_us
                )
            )

    def _log(self, program: str) -> str:
        return (self._folder / f"{program}.log").read_text(errors="replace")

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not true():
            assert time.monotonic() < end, self._log("bearerbox")[-2000:]
            time.sleep(0.05)


def messages(log: str) -> list[Sms]:
    """The messages of the network's log that have arrived whole: the parts put together, the lines too."""
    whole: dict[tuple[bool, int], list[Part]] = {}
    last: list[Part] = []
    for place, entry in enumerate(ENTRY.findall(log)):
        if not (found := HEAD.match(entry)):  # the log knows no line breaks: each line comes as a message
            last[-1] = last[-1]._replace(said=last[-1].said + b"\n" + entry.encode())
            continue
        sender, to, kind, header = found.groups()
        reference, of = unquote_to_bytes(header)[3:5] if header else (place, 1)
        body = entry[found.end() :]
        said = body.encode() if kind == "text" else unquote_to_bytes(body.replace("+", " "))
        last = whole.setdefault((bool(header), reference), [])
        last.append(Part(to, sender, of, said))
    return [_put_together(parts) for parts in whole.values() if len(parts) == parts[0].of]


class Part(NamedTuple):
    """One part of a message that has so many."""

    to: str
    sender: str
    of: int
    said: bytes


def _put_together(parts: list[Part]) -> Sms:
    return Sms(parts[0].to, parts[0].sender, _decoded(b"".join(part.said for part in parts)))


def _decoded(said: bytes) -> str:
    """The log doesn't say how parts are written. In UTF-8 our texts have no control letter but the line break."""
    two_bytes = any(byte < 32 and byte != 10 for byte in said)
    return said.decode("utf-16-be") if two_bytes else said.decode()


def is_open(port: int) -> bool:
    """Whether somebody listens there; found out without connecting, for the network takes one caller only."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def free_ports(count: int) -> list[int]:
    """So many ports that nobody uses now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _die_with_us() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
