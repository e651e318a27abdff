"""How long the demo takes to start, and how much memory web and worker need: `python -m bench.running`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.figures import free_port, noise, verdict

PAGES = ("/jobs/", "/accounts/login/")


def main() -> None:
    """Prints seconds and megabytes."""
    with tempfile.TemporaryDirectory(prefix="besked-bench-") as folder:
        first, _, _ = _run(Path(folder))
        second, memory, each = _run(Path(folder))
    print(f"demo, with everything installed ({noise()}):")
    print(f"  first start to the first page {first:.1f} s, data and CVs included")
    print(f"  second start {second:.1f} s; {verdict(second, 3.0)}")
    print(f"  memory after 200 pages: {memory:.0f} MB (PSS, {each} processes); {verdict(memory, 300, unit=' MB')}")


def _run(folder: Path) -> tuple[float, float, int]:
    """Seconds to the first page; megabytes after two hundred; how many processes."""
    port = free_port()
    env = os.environ | {"BESKED_DATA_DIR": str(folder), "SMTP_URL": "demo:"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "besked", "demo", "--serve", "--bind", f"127.0.0.1:{port}"]
    start = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _page(port, PAGES[0]):
            time.sleep(0.02)
        took = time.monotonic() - start
        for number in range(200):
            _page(port, PAGES[number % 2])
        family = _family(process.pid)
        return took, sum(map(_pss, family)) / 1000, len(family)
    finally:
        process.terminate()
        process.wait(60)


def _page(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return bool(answer.read())
    except OSError:
        return False


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _pss(pid: int) -> int:
    """Kilobytes; memory that processes share is divided among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
