"""Runs a command with a fresh PostgreSQL of its own: `python -m tools.pg -- pytest …`. Nothing of it stays.

The cluster lives in a temporary folder, listens on 127.0.0.1 only, has a password made for this run, and syncs to disk
as a real one does. PostgreSQL refuses to run as root, so root hands it to an ordinary user of the machine.
"""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tools.need import POSTGRESQL_MISSING, postgresql

STOP_SECONDS = 20
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Cluster:
    """Where one temporary cluster lives. `user` is who runs it: None means whoever we are."""

    programs: Path
    folder: Path
    port: int
    password: str
    user: str | None

    @property
    def url(self) -> str:
        return f"postgresql://besked:{self.password}@127.0.0.1:{self.port}/besked"

    def start(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(self.programs / program), *arguments],
                user=self.user,
                group=pwd.getpwnam(self.user).pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
                env={"PATH": os.environ.get("PATH", ""), "PGPASSWORD": self.password, "LC_ALL": "C"},
            )

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]


def main(command: list[str]) -> int:
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        print("Say what to run: python -m tools.pg -- COMMAND …", file=sys.stderr)
        return 2
    if (programs := postgresql()) is None:
        print(POSTGRESQL_MISSING, file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    with cluster(Path(programs)) as url:
        return run(command, os.environ | {"DATABASE_URL": url})


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """The address of a cluster that runs until the block ends, however it ends."""
    folder = Path(tempfile.mkdtemp(prefix="besked-pg-"))
    try:
        it = Cluster(programs, folder, _free_port(), secrets.token_urlsafe(24), _runs_as())
        _prepare(it)
        server = it.start("postgres", "-D", str(folder / "data"))
        try:
            _create_database(it, server)
            yield it.url
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], env: Mapping[str, str]) -> int:
    """The command's own exit code; when we are told to leave, it is told first."""
    child = subprocess.Popen(command, env=env, preexec_fn=_die_with_parent)
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            stop(child, signal.SIGTERM)


def stop(server: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGINT) -> None:
    """SIGINT is PostgreSQL's fast stop: sessions are closed, nothing is left to recover."""
    server.send_signal(how)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _runs_as() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in known)


def _prepare(it: Cluster) -> None:
    secret = it.folder / "password"
    secret.write_text(it.password)
    if it.user:
        for path in (it.folder, secret):
            shutil.chown(path, it.user, pwd.getpwnam(it.user).pw_gid)
    account = ("--username=besked", "--auth=password", f"--pwfile={secret}")
    shape = ("--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions")
    if it.start("initdb", "-D", str(it.folder / "data"), *account, *shape).wait():
        raise SystemExit(f"PostgreSQL could not make a database cluster:\n{it.log()}")
    settings = {
        "listen_addresses": "'127.0.0.1'",
        "port": it.port,
        "unix_socket_directories": "''",
        "max_connections": 200,
    }
    with (it.folder / "data" / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = {value}\n" for name, value in settings.items())


def _create_database(it: Cluster, server: "subprocess.Popen[bytes]") -> None:
    """Asking for the database is also how we wait for the server."""
    until = time.monotonic() + 30
    while it.start("createdb", "-h", "127.0.0.1", "-p", str(it.port), "-U", "besked", "besked").wait():
        if server.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"PostgreSQL did not start:\n{it.log()}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    """Even kill -9 of this script leaves no server behind, where the system can do that (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGINT)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
