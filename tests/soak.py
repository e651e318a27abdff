"""Kills workers for as long as one likes: `python -m tests.soak --seeds 1000 --minutes 30`. Failing seeds are printed.

On PostgreSQL: `python -m tools.pg -- python -m tests.soak …`. One seed again: `--first 17 --seeds 1`.
"""

import argparse
import subprocess
import sys
import time

BATCH = 25


def main() -> int:
    """Batch after batch until all seeds were sown or the time is over; 1 where somebody was mailed twice or missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60)
    given = parser.parse_args()
    until, last, failed = time.monotonic() + 60 * given.minutes, given.first + given.seeds, 0
    first = given.first
    while first < last and time.monotonic() < until:
        end = min(first + BATCH, last)
        command = [sys.executable, "-m", "pytest", "-q", "-m", "soak", "--seeds", f"{first}:{end}", "tests/worker"]
        failed += subprocess.run(command, check=False).returncode != 0
        first = end
    print(f"{first - given.first:,} of {given.seeds:,} seeds; {failed} batches with failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
