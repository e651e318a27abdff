"""Web and worker in one: they serve, stop together, and take a killed one for the end of both."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.management.typed import ROOT, environment


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def page(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10) as answer:
            return answer.read().decode()
    except OSError:
        return ""


@contextmanager
def serving(data, command="serve", **env):
    """A server that answers, its port, and how long it took; killed at the end where it still runs."""
    port, start = free_port(), time.monotonic()
    words = [sys.executable, "-m", "besked", command, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        words, env=environment(data, **env), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        while not page(port):
            assert process.poll() is None, process.stdout.read()
            assert time.monotonic() - start < 60
            time.sleep(0.02)
        yield process, port
    finally:
        process.kill()
        process.communicate()


def children(pid):
    """Direct children, by what they run; Linux tells."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def family(pid):
    return [pid, *(member for child in children(pid) for member in family(child))]


def whole_family(pid, size):
    """The family once all of it is born: the first page may be answered before the last process is there."""
    end = time.monotonic() + 20
    while len(members := family(pid)) < size and time.monotonic() < end:
        time.sleep(0.05)
    return members


def pss(pid):
    """Memory in MB, with a fair share of what is shared."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_stops_when_asked(data, number):
    with serving(data, SMTP_URL="demo:") as (process, port):
        shown = page(port)
        members = whole_family(process.pid, 5)
        process.send_signal(number)
        ended = process.wait(30)

    assert "Besked" in shown
    assert len(members) == 5  # itself, the web server with two processes, the worker
    assert ended == 0
    assert [pid for pid in members if Path(f"/proc/{pid}").exists()] == []


def test_serve_ends_when_one_of_the_two_dies(data):
    with serving(data, SMTP_URL="demo:") as (process, _port):
        whole_family(process.pid, 5)
        worker = next(pid for pid in children(process.pid) if not children(pid))
        os.kill(worker, signal.SIGKILL)
        ended = process.wait(40)
        said = process.stdout.read()

    assert ended == 1
    assert said.splitlines()[-1] == "The worker process ended by itself, so Besked has stopped."


def test_killed_serve_leaves_nobody_behind(data):
    with serving(data, SMTP_URL="demo:") as (process, _port):
        members = whole_family(process.pid, 5)
        process.kill()
        process.wait(10)
        end = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in members) and time.monotonic() < end:
            time.sleep(0.1)

    assert [pid for pid in members if Path(f"/proc/{pid}").exists()] == []


def test_all_processes_together_stay_small(data):
    with serving(data, SMTP_URL="demo:") as (process, port):
        for _ in range(30):
            page(port)
        used = sum(pss(pid) for pid in family(process.pid))

    assert used < 300


def test_web_alone_has_no_worker(data):
    with serving(data, "web") as (process, _port):
        assert len(whole_family(process.pid, 3)) == 3


def test_static_files_come_with_their_hash(data):
    with serving(data, "web") as (_process, port):
        address = next(part for part in page(port).split('"') if part.startswith("/static/css/"))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as answer:
            kept = answer.headers["Cache-Control"]

    assert len(address.split(".")) == 3
    assert "immutable" in kept
