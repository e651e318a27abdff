"""Everything, from nothing: what the tests need, the fast checks, the suite on both databases, the browser.

`--soak` runs the long tests with their full numbers instead. A part that cannot run has failed.
"""

import sys

from tools import check
from tools.parts import Part, run_all

PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-q"]
HERE = ["--ignore=tests/browser", "--ignore=tests/test_house.py", "-n", "2"]
ON_POSTGRESQL = [PYTHON, "-m", "tools.pg", "--"]


def main(arguments: list[str]) -> int:
    return run_all(soak() if "--soak" in arguments else suite())


def suite() -> list[Part]:
    return [
        Part("chromium", [PYTHON, "-m", "tools.need", "chromium"]),
        Part("postgresql", [PYTHON, "-m", "tools.need", "postgresql"]),
        Part("kannel", [PYTHON, "-m", "tools.need", "kannel"]),
        *check.parts(),
        Part("suite on SQLite", [*PYTEST, *HERE]),
        Part("suite on PostgreSQL", [*ON_POSTGRESQL, *PYTEST, *HERE]),
        Part("browser", [*PYTEST, "tests/browser", "-n", "2"]),
    ]


def soak() -> list[Part]:
    long = [*PYTEST, "-m", "soak", "--soak"]
    return [Part("soak on SQLite", long), Part("soak on PostgreSQL", [*ON_POSTGRESQL, *long])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
