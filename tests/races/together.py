"""Several things at once: threads that start together, and one that is halted between two of its statements."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")
PATIENCE = 60  # seconds until a test gives up on threads that wait for each other


def at_once(*jobs: Callable[[], T]) -> list[T]:
    """Does all of them at the same time, each over a connection of its own; their answers in order, or the fault."""
    start, answers = threading.Barrier(len(jobs)), list[Any]([None]) * len(jobs)

    def work(place: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(PATIENCE)
            answers[place] = jobs[place]()
        except BaseException as fault:
            answers[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,), daemon=True) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "somebody waits for ever"
    return answers


class Halted:
    """Runs a job in a thread and halts it before its n-th statement; *ended* is False when it never got there.

    What is done inside the `with` block happens in the middle of the job; leaving the block lets the job go on.
    """

    def __init__(self, job: Callable[[], Any], statement: int) -> None:
        self.job, self.left = job, statement
        self.there, self.go_on = threading.Event(), threading.Event()
        self.reached, self.answer = False, None
        self.thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> "Halted":
        self.thread.start()
        assert self.there.wait(PATIENCE)
        return self

    def __exit__(self, *error: object) -> None:
        self.go_on.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive(), "somebody waits for ever"

    def _work(self) -> None:
        try:
            with connection.execute_wrapper(self._statement):
                self.answer = self.job()
        except BaseException as fault:
            self.answer = fault
        finally:
            self.there.set()
            connection.close()

    def _statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            self.reached = True
            self.there.set()
            self.go_on.wait(PATIENCE)
        return execute(sql, params, many, context)


class Meanwhile:
    """Something done in a thread while another is halted: it may finish, or wait for a lock until that one goes on."""

    def __init__(self, job: Callable[[], Any], patience: float = 0.15) -> None:
        self.job, self.answer = job, None
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()
        self.thread.join(patience)

    def _work(self) -> None:
        try:
            self.answer = self.job()
        except BaseException as fault:
            self.answer = fault
        finally:
            connection.close()

    def end(self) -> Any:
        """Its answer, once it has one."""
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive(), "somebody waits for ever"
        return self.answer
