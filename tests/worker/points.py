"""Strikes the process it runs in at its n-th step: statement, commit, word to the relay, line of the journal.

Either it is killed before the step, or the database refuses: a statement fails, a commit is done and then denied.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection

from besked.messaging.transports.line import Line
from besked.messaging.transports.sms import kannel
from besked.worker.journal import Journal

Step = Callable[[str], None]
OUTSIDE = (
    (Line, ("say", "getreply")),
    (kannel, ("ask", "heard")),
    (Journal, ("begun", "answered", "returned", "clear", "close")),
)


def die_at(number: int) -> None:
    """From now on, count; step *number* is never taken."""

    def killed(name: str) -> None:
        print(f"killed before step {number}: {name}", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    step = _counting(number, killed)
    connection.execute_wrappers.append(_statement(step))
    _before(connection, "_commit", step)
    for owner, names in OUTSIDE:
        for name in names:
            _before(owner, name, step)


def refuse_at(number: int) -> None:
    """From now on, count statements and commits; number *number* goes wrong, once."""

    def refused(name: str) -> None:
        print(f"refused at step {number}: {name}", file=sys.stderr, flush=True)
        raise OperationalError("the server closed the connection unexpectedly")

    step = _counting(number, refused)
    connection.execute_wrappers.append(_statement(step))
    committed = connection._commit

    def commit() -> None:
        committed()
        step("commit")

    connection._commit = commit


def _counting(number: int, strike: Step) -> Step:
    left = [number]

    def step(name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            strike(name)

    return step


def _statement(step: Step) -> Callable[..., Any]:
    def statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        step(sql.split(None, 1)[0])
        return execute(sql, params, many, context)

    return statement


def _before(owner: Any, name: str, step: Step) -> None:
    taken = getattr(owner, name)

    def counted(*args: Any, **kwargs: Any) -> Any:
        step(name)
        return taken(*args, **kwargs)

    setattr(owner, name, counted)
