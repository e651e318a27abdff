"""Runs named commands one after another, tells how each ended and how long it took, and forgets none of them."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# An operator's own settings must not decide what the tests see.
FOREIGN = ("DATABASE_URL", "STORAGE_URL", "SMTP_URL", "SMS_URL", "BOUNCE_URL", "BESKED_DATA_DIR", "BESKED_DEBUG")


@dataclass(frozen=True)
class Part:
    """One command of a check. `env` is added to a clean environment."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    name: str
    code: int
    seconds: float

    def __str__(self) -> str:
        words = "ok" if self.code == 0 else f"FAILED (exit {self.code})"
        return f"  {self.name:<24} {self.seconds:7.1f} s  {words}"


def run_all(parts: Sequence[Part]) -> int:
    """Runs every part, also after one failed; prints the table; 0 only when all of them ended well."""
    outcomes = [run(part) for part in parts]
    print("\n" + "\n".join(map(str, outcomes)))
    print(f"  {'together':<24} {sum(outcome.seconds for outcome in outcomes):7.1f} s", flush=True)
    return int(any(outcome.code for outcome in outcomes))


def run(part: Part) -> Outcome:
    print(f"\n── {part.name}", flush=True)
    env = {name: value for name, value in os.environ.items() if name not in FOREIGN} | dict(part.env)
    started = time.monotonic()
    try:
        code = subprocess.run(list(part.command), check=False, cwd=ROOT, env=env).returncode
    except FileNotFoundError:
        print(f"{part.command[0]} is not there")
        code = 127
    return Outcome(part.name, code, time.monotonic() - started)
