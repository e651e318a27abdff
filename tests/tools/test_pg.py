"""The temporary PostgreSQL: it hands on the command's answer, and nothing of it stays, however it ends."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.house import ROOT

ANNOUNCE = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"


def start(*command: str, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tools.pg", "--", *command],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )


def servers(folder: Path) -> list[str]:
    """Running processes that name the folder."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


@pytest.fixture
def folder():
    """A temporary folder that PostgreSQL's user may enter; pytest's own belongs to us alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_command_answers_and_nothing_stays(folder):
    process = start(sys.executable, "-c", "raise SystemExit(7)", folder=folder)
    process.communicate(timeout=60)

    assert process.returncode == 7
    assert list(folder.iterdir()) == []
    assert servers(folder) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_stops_the_server(folder, number):
    process = start(sys.executable, "-c", ANNOUNCE, folder=folder)
    address = process.stdout.readline()
    running = servers(folder)

    process.send_signal(number)
    process.communicate(timeout=60)

    assert address.startswith("postgresql://besked:")
    assert running != []
    assert list(folder.iterdir()) == []
    assert servers(folder) == []


def test_kill_stops_the_server_too(folder):
    process = start(sys.executable, "-c", ANNOUNCE, folder=folder)
    process.stdout.readline()

    process.kill()
    process.communicate(timeout=60)
    until = time.monotonic() + 20
    while servers(folder) and time.monotonic() < until:
        time.sleep(0.1)

    assert servers(folder) == []


def test_no_command_is_told():
    process = subprocess.run([sys.executable, "-m", "tools.pg"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert process.returncode == 2
    assert process.stderr == "Say what to run: python -m tools.pg -- COMMAND …\n"
