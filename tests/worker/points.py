"""Kills the process it runs in before its n-th step: statement, commit, word to the relay, line of the journal."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from django.db import connection

from besked.messaging.transports.line import Line
from besked.worker.journal import Journal


def die_at(number: int) -> None:
    """From now on, count; step *number* is never taken."""
    left = [number]

    def step(name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            print(f"killed before step {number}: {name}", file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        step(sql.split(None, 1)[0])
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(statement)
    _before(connection, "_commit", step)
    for owner, names in ((Line, ("say", "getreply")), (Journal, ("begun", "answered", "returned", "clear", "close"))):
        for name in names:
            _before(owner, name, step)


def _before(owner: Any, name: str, step: Callable[[str], None]) -> None:
    taken = getattr(owner, name)

    def counted(*args: Any, **kwargs: Any) -> Any:
        step(name)
        return taken(*args, **kwargs)

    setattr(owner, name, counted)
