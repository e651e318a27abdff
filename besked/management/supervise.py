"""Two processes that live and die together, forked from one that has everything loaded."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType

from django.db import connections

PATIENCE = 30  # seconds that a child has left once it was asked to stop
PR_SET_PDEATHSIG = 1

Job = Callable[[], int | None]


class Together:
    """Runs each job in a child. When one ends, or a stop is asked for, all are asked to stop."""

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        """Forks; the parent only waits from now on."""
        self.asked = False
        self.died = ""
        connections.close_all()
        gc.freeze()  # forked memory stays shared while the collector leaves it alone
        sys.stdout.flush()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked)
        signal.signal(signal.SIGALRM, lambda *_: self._send(signal.SIGKILL))
        self.children = {_fork(job): name for name, job in jobs.items()}

    def wait(self) -> str:
        """Waits until all have ended; returns the name of the one that ended without being asked, or nothing."""
        while self.children:
            pid, _status = os.wait()
            name = self.children.pop(pid, "")
            if name and not (self.asked or self.died):
                self.died = name
                self._stop()
        signal.alarm(0)
        return self.died

    def _asked(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self._stop()

    def _stop(self) -> None:
        self._send(signal.SIGTERM)
        signal.alarm(PATIENCE)

    def _send(self, number: int) -> None:
        for pid in list(self.children):
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def _fork(job: Job) -> int:
    """A child that does the job, and leaves without running what the parent put up for its own end."""
    if pid := os.fork():
        return pid
    code = 1
    try:
        _end_with_parent()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        code = job() or 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        code = 130
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _end_with_parent() -> None:
    """Where the system can (Linux): a parent that is killed takes its children along, so that the port is free."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
