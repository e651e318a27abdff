"""All figures, on both databases: `python -m bench`, or `make bench`. Nothing else should run on the machine meanwhile.

`--quick` takes few rounds: to see that everything works, not to quote. `--only bulk,drain` leaves the others out.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tools.need import POSTGRESQL_MISSING, postgresql
from tools.pg import cluster

PYTHON = sys.executable
# part → (module and arguments, arguments of a quick run)
ONCE = {
    "smtp": ("bench.floors_smtp", "--rounds 3"),
    "start": ("bench.running", ""),
}
EACH = {
    "bulk": ("bench.place bulk", "--rounds 3"),
    "bulk-10000": ("bench.place bulk --people 10000 --rounds 5", "--rounds 1"),
    "invite": ("bench.place invite", "--rounds 3"),
    "drain": ("bench.place drain", "--rounds 3 --letters 500 --waiting 20000"),
    "apply": ("bench.place post", "--rounds 3 --posts 20"),
    "pages": ("bench.pages 12000", "--rounds 5"),
    "calendar": ("bench.place calendar", "--rounds 5"),
}


def main() -> int:
    """Measures part after part; 1 where one of them couldn't be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds")
    parser.add_argument("--only", default=",".join([*ONCE, *EACH]), help="parts, with commas between")
    parser.add_argument("--databases", default="sqlite,postgresql", help="one or both")
    given = parser.parse_args()
    wanted = given.only.split(",")
    if unknown := set(wanted) - {*ONCE, *EACH}:
        parser.error(f"There is no part {', '.join(sorted(unknown))}; parts are {', '.join([*ONCE, *EACH])}.")
    well = [_measure(part, ONCE[part], {}, quick=given.quick) for part in wanted if part in ONCE]
    for database in given.databases.split(","):
        print(f"\n=== {database}", flush=True)
        for part in (one for one in wanted if one in EACH):
            with _database(database) as environment:
                well.append(_measure(part, EACH[part], environment, quick=given.quick))
    return 0 if all(well) else 1


@contextmanager
def _database(name: str) -> Iterator[Mapping[str, str]]:
    """What a process has to know of a fresh one; on SQLite each part makes its own file."""
    programs = postgresql()
    if name == "postgresql" and programs is None:
        sys.exit(POSTGRESQL_MISSING)
    with cluster(Path(str(programs))) if name == "postgresql" else nullcontext("") as url:
        yield {"DATABASE_URL": url} if url else {}


def _measure(part: str, command: tuple[str, str], environment: Mapping[str, str], *, quick: bool) -> bool:
    print(f"\n--- {part}", flush=True)
    words = " ".join(command if quick else command[:1]).split()
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | dict(environment)
    return subprocess.run([PYTHON, "-m", *words], env=env, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
