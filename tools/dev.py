"""The house while one works on it: the demo data, a web server that follows changes, and a worker.

`python -m tools.dev 127.0.0.1:8000`. When one of the two ends, so does the other.
"""

import signal
import subprocess
import sys
from types import FrameType

BESKED = [sys.executable, "-m", "besked"]


def main(address: str) -> int:
    signal.signal(signal.SIGTERM, _leave)
    subprocess.run([*BESKED, "demo", "--no-serve"], check=True)
    running = [subprocess.Popen([*BESKED, "worker"]), subprocess.Popen([*BESKED, "runserver", address])]
    try:
        return running[1].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _leave(number: int, frame: FrameType | None) -> None:
    """Ends as on Ctrl-C, so that nothing stays behind."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
