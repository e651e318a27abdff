"""A process that has everything loaded and forks workers on demand: real processes, a hundredth of a second each.

Orders come as lines of JSON on standard input, and each is answered with one line. Workers die with the nest.
"""

import ctypes
import gc
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import django
from django.conf import settings

PR_SET_PDEATHSIG = 1


def main() -> None:
    django.setup()
    from besked.worker import loop  # noqa: PLC0415 -- the settings have to be there first

    assert loop
    gc.freeze()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order, given = json.loads(line)
        print(json.dumps(start(given) if order == "start" else wait(**given)), flush=True)


def start(options: dict[str, Any]) -> int:
    """Fork a worker; return its process id."""
    if pid := os.fork():
        return pid
    code = 70
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        code = work(**options)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def wait(pid: int, seconds: float) -> int | None:
    """The exit code, negative for the signal that ended it; None when it goes on."""
    until = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            return None
        time.sleep(0.002)


def work(
    smtp_url: str, folder: str, *, drain: bool, sms_url: str = "", gate: str = "", trust: float = 20, **strikes: int
) -> int:
    """What `besked worker` does, but for the chores. With `gate` not before that file is there; `trust` as in deliver;
    `die_at` and `refuse_at` as in tests.worker.points.
    """
    from besked.worker import deliver, loop  # noqa: PLC0415 -- see main()
    from tests.worker import points  # noqa: PLC0415 -- see main()

    log = os.open(Path(folder) / "workers.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for standard in (1, 2):
        os.dup2(log, standard)
    settings.SMTP_URL, settings.SMS_URL, settings.BESKED_DATA_DIR = smtp_url, sms_url, Path(folder)
    while gate and not Path(gate).exists():
        time.sleep(0.001)
    loop.chores.do_all = lambda now: 0
    deliver.TRUST = trust
    for how, number in strikes.items():
        if number:
            getattr(points, how)(number)
    return loop.run(drain=drain)


if __name__ == "__main__":
    main()
