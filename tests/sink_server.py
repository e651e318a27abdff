"""The sink's own process: aiosmtpd with a fault plan read from a file. Started by sink.py, ends with its parent."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
import signal
import ssl
import sys
import time
from collections import Counter
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HEADERS = BytesHeaderParser()


class Ledger:
    """Append-only lines, each written by one system call, so a kill never leaves half a truth."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write(self, line: object) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")


class Plan:
    """The faults in force, read again whenever their file was replaced."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = (0, 0)
        self._faults: list[dict[str, Any]] = []
        self._passes: Counter[tuple[int, str]] = Counter()
        self._era = 0
        self._connections = 0

    def next_connection(self) -> int:
        """The number of a new connection, from one in each era."""
        self._refresh()
        self._connections += 1
        return self._connections

    def striking(self, step: str, to: str) -> list[dict[str, Any]]:
        """The faults that strike now; every call counts as one pass."""
        self._refresh()
        faults = enumerate(self._faults)
        return [fault for number, fault in faults if fault["step"] == step and self._strikes(number, fault, to)]

    def _strikes(self, number: int, fault: dict[str, Any], to: str) -> bool:
        if fault["to"] and fault["to"] != to.partition("@")[0]:
            return False
        key = (number, to if fault["each"] else "")
        passed = self._passes[key]
        self._passes[key] += 1
        return passed >= fault["after"] and (not fault["times"] or passed < fault["after"] + fault["times"])

    def _refresh(self) -> None:
        file = self._path.stat()
        if (stamp := (file.st_ino, file.st_mtime_ns)) != self._seen:
            self._seen = stamp
            plan = json.loads(self._path.read_text())
            self._faults = plan["faults"]
            if plan["era"] != self._era:
                self._era, self._connections = plan["era"], 0
            self._passes.clear()


class House:
    """What all connections share: settings, plan and ledger."""

    def __init__(self, folder: Path) -> None:
        self.settings: dict[str, Any] = json.loads((folder / "settings.json").read_text())
        self.plan = Plan(folder / "plan.json")
        self.ledger = Ledger(folder / "ledger.jsonl")
        self.talk = Ledger(folder / "talk.jsonl") if self.settings["talk"] else None
        self.tls: ssl.SSLContext | None = None
        if self.settings["certificate"]:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*self.settings["certificate"])

    def relay(self) -> Relay:
        return Relay(self)

    def signs_in(self, server: object, session: object, envelope: object, how: str, data: LoginPassword) -> AuthResult:
        user, password = self.settings["login"]
        right = (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=right, handled=False, auth_data=user if right else None)

    def store(self, relay: Relay, session: Session, envelope: Envelope) -> None:
        """Write the ledger's line for one mail."""
        content = bytes(envelope.original_content or b"")
        head, _, body = content.partition(b"\r\n\r\n")
        self.ledger.write(
            {
                "message_id": str(HEADERS.parsebytes(head)["Message-ID"]),
                "sender": envelope.mail_from,
                "rcpt": ",".join(envelope.rcpt_tos),
                "sha": hashlib.sha256(body).hexdigest(),
                "size": len(content),
                "connection": relay.number,
                "tls": session.ssl is not None or bool(self.settings["implicit"]),
                "user": session.auth_data or "",
                "raw": content.decode("latin-1") if self.settings["raw"] else "",
                "at": time.time(),
            }
        )


class Relay(SMTP):
    """One connection. Every step first asks the plan whether something goes wrong here."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.to = ""
        self.number = house.plan.next_connection()
        super().__init__(
            self,
            hostname="sink.example",
            data_size_limit=house.settings["size"],
            enable_SMTPUTF8=house.settings["smtputf8"],
            tls_context=None if house.settings["implicit"] else house.tls,
            auth_required=bool(house.settings["login"]),
            auth_require_tls=False,
            authenticator=house.signs_in if house.settings["login"] else None,
            loop=asyncio.get_running_loop(),
        )

    async def goes_wrong(self, step: str, argument: str | None = None) -> str:
        """Act out the plan at this step; a word means: handled, stop here."""
        if self.house.talk:
            self.house.talk.write([self.number, step, argument or ""])
        for fault in self.house.plan.striking(step, self.to):
            await asyncio.sleep(fault["delay"])
            if fault["kill"]:
                os.kill(fault["kill"], signal.SIGKILL)
            if fault["drop"]:
                self._writer.transport.abort()
                return "dropped"
            if fault["reply"]:
                return str(fault["reply"])
        return ""

    async def refused(self, step: str, argument: str | None = None) -> bool:
        """Like goes_wrong, and says the planned reply."""
        wrong = await self.goes_wrong(step, argument)
        if wrong and wrong != "dropped":
            await self.push(wrong.encode())
        if wrong.startswith("421"):
            self._writer.close()
        return bool(wrong)

    async def _handle_client(self) -> None:
        if await self.refused("connect"):
            self._writer.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self.refused("ehlo", hostname):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:
        if not await self.refused("ehlo", hostname):
            await super().smtp_HELO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self.refused("starttls", arg):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self.refused("auth"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        self.to = ""
        if not await self.refused("mail", arg):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        self.to = (arg or "").partition("<")[2].partition(">")[0]
        if not await self.refused("rcpt", arg):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str) -> None:
        if not await self.refused("rset", arg):
            await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self.refused("quit", arg):
            await super().smtp_QUIT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self.refused("data", arg):
            return
        if fault := self.house.plan.striking("body", self.to):
            await self.fail_in_body(fault)
            return
        await super().smtp_DATA(arg)
        await self.goes_wrong("sent")

    async def fail_in_body(self, faults: list[dict[str, Any]]) -> None:
        """Read the beginning of the content, then act; the rest is never read, so the connection ends here."""
        await self.push("354 Go on")
        await self._reader.read(200)
        for fault in faults:
            if fault["kill"]:
                os.kill(fault["kill"], signal.SIGKILL)
        self._writer.transport.abort()

    async def handle_EHLO(
        self, server: object, session: Session, envelope: Envelope, hostname: str, replies: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*replies[:-1], "250-PIPELINING", replies[-1]] if self.house.settings["pipelining"] else replies

    async def handle_DATA(self, server: object, session: Session, envelope: Envelope) -> str:
        wrong = await self.goes_wrong("dot")
        if not wrong:
            self.house.store(self, session, envelope)
            wrong = await self.goes_wrong("reply")
        if wrong.startswith("421"):
            asyncio.get_running_loop().call_later(0.05, self._writer.close)
        return wrong or "250 2.0.0 Taken"


async def serve(folder: Path) -> None:
    """Listen, say the port, and go on until the parent lets go of our standard input."""
    house = House(folder)
    tls = house.tls if house.settings["implicit"] else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(house.relay, "127.0.0.1", house.settings["port"], ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    orphaned = asyncio.Event()
    loop.add_reader(0, orphaned.set)
    await orphaned.wait()


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    asyncio.run(serve(Path(sys.argv[1])))
