"""Reads a stranger's file in a process of its own, so that a hostile one can neither stop nor kill the worker."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.documents.errand import MAX_PAGES, RESULT, SECONDS, Job, Result, page_file
from besked.documents.kinds import FileKind

# A little more than the reader allows itself in processor time: it may also have to wait for a busy machine.
PATIENCE = SECONDS + 10
_FAULTS = {0: "", -signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}
_HOUSE = Path(__file__).resolve().parents[2]

REASONS: dict[str, Promise] = {
    "damaged": _("The file can’t be read: it is damaged, or not quite what it says it is."),
    "password": _("The file can’t be read: it is protected by a password."),
    "memory": _("The file can’t be read: it needs more memory than a document should."),
    "time": _("The file can’t be read: it takes longer than a document should."),
}


@dataclass(frozen=True)
class Reading:
    """What a file says. `state` is done, none (no text in it, as in a scan) or failed; then `why` is a key of REASONS.

    `pages` counts what can be shown as pictures, `pictures` holds those already made, by number from 1.
    """

    state: str
    text: str = ""
    pages: int = 0
    why: str = ""
    pictures: dict[int, bytes] = field(default_factory=dict)


def read_file(kind: FileKind, path: Path, *, first: int = 1, last: int = 0) -> Reading:
    """Text, number of pages, and the pictures of pages `first` to `last`. Never raises for what is in the file."""
    with _folder() as out:
        fault = _run(Job(str(path.resolve()), kind.value, str(out), first=first, last=last))
        return _reading(out, fault)


def draw_file(kind: FileKind, path: Path, *, first: int, last: int) -> dict[int, bytes]:
    """The pictures of pages `first` to `last` alone, as WebP; without those that can't be drawn."""
    with _folder() as out:
        _run(Job(str(path.resolve()), kind.value, str(out), text=False, first=first, last=last))
        return _pictures(out)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="besked-read-") as name:
        yield Path(name)


def _run(job: Job) -> str:
    """Run the reader; return the fault where it did not end well, else an empty text."""
    command = [sys.executable, "-P", "-m", "besked.documents.reader", json.dumps(asdict(job))]
    # No environment of ours: whoever takes the reader over finds neither a password nor the secret key in it.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(_HOUSE), "PYTHONUTF8": "1"}
    try:
        ended = subprocess.run(
            command,
            cwd=job.out,
            env=environment,
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return "time"
    return _FAULTS.get(ended.returncode, "damaged")


def _reading(out: Path, fault: str) -> Reading:
    result = _result(out)
    if result is None:
        return Reading("failed", why=fault or "damaged")
    return Reading(result.state, result.text, result.pages, result.why, _pictures(out))


def _result(out: Path) -> Result | None:
    """What the reader wrote down before it ended; None where it did not come so far."""
    try:
        return Result(**json.loads((out / RESULT).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _pictures(out: Path) -> dict[int, bytes]:
    """The finished pictures: one that broke off has not the length that it says it has."""
    files = {number: out / page_file(number) for number in range(1, MAX_PAGES + 1)}
    return {number: data for number, file in files.items() if file.is_file() and _whole(data := file.read_bytes())}


def _whole(webp: bytes) -> bool:
    return len(webp) > 12 and int.from_bytes(webp[4:8], "little") + 8 == len(webp)
