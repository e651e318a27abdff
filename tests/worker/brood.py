"""The test's side of the nest: start workers, wait for them, kill them, start the next."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent


class Nest:
    """Workers on one database. A context manager: all of them end with it."""

    def __init__(self, database_url: str) -> None:
        env = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "besked.settings"}
        command = [sys.executable, "-m", "tests.worker.nest"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, env=env, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        assert self._heard() == "ready"

    def start(self, smtp_url: str, folder: Path, *, drain: bool = True, **options: Any) -> int:
        """A worker that drains the outbox (or goes on, without *drain*); its process id."""
        return int(self._ask("start", {"smtp_url": smtp_url, "folder": str(folder), "drain": drain, **options}))

    def wait(self, pid: int, seconds: float = 30) -> int | None:
        """Its exit code, negative for the signal that ended it; None when it still runs after *seconds*."""
        code = self._ask("wait", {"pid": pid, "seconds": seconds})
        return None if code is None else int(code)

    def run(self, smtp_url: str, folder: Path, **options: Any) -> int | None:
        """A worker from start to end; its exit code."""
        return self.wait(self.start(smtp_url, folder, **options))

    def kill(self, pid: int) -> int | None:
        """kill -9, whatever it does."""
        os.kill(pid, signal.SIGKILL)
        return self.wait(pid)

    def _ask(self, order: str, given: Mapping[str, Any]) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([order, given]) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The nest is gone.")
        return json.loads(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
