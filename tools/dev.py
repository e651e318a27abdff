"""The house while one works on it: the demo data, a web server that follows changes, and a worker.

`python -m tools.dev 127.0.0.1:8000`. When one of the two ends, so does the other.
"""

import subprocess
import sys

BESKED = [sys.executable, "-m", "besked"]


def main(address: str) -> int:
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
