"""Brings what the tests need and pip cannot: Chromium, PostgreSQL, Kannel. Where it may not, it says so in a sentence.

`python -m tools.need chromium postgresql kannel` looks, installs what is missing, and prints where each is.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a person can do who reads this on a machine where we may not install anything.
CHROMIUM_MISSING = (
    "Chromium is missing and could not be installed: run `apt install chromium` as an administrator, "
    "or set BESKED_CHROMIUM to the browser's path."
)
POSTGRESQL_MISSING = (
    "PostgreSQL is missing and could not be installed: run `apt install postgresql` as an administrator, "
    "or set BESKED_PG_BIN to the folder that holds initdb."
)
KANNEL_MISSING = (
    "Kannel is missing and could not be installed, so SMS are tested against a stand-in for its protocol: "
    "run `apt install kannel-extras` as an administrator, or set BESKED_KANNEL to the folder with its programs."
)
KANNEL_FOLDERS = ("/usr/sbin", "/usr/lib/kannel/test", "/usr/local/sbin", "/usr/local/bin")


class Kannel(NamedTuple):
    """The programs of an SMS gateway, and of a telephone network for it to play with."""

    bearerbox: str
    smsbox: str
    fakesmsc: str


def main(wanted: list[str]) -> int:
    missing = 0
    for name in wanted:
        place = BRING[name]()
        print(place or WORDS[name], file=sys.stdout if place else sys.stderr, flush=True)
        missing += place is None and name not in OPTIONAL
    return int(missing > 0)


def chromium() -> str | None:
    """The path of a browser that starts, installed when none does."""
    return find_chromium() or (apt("chromium") and find_chromium()) or (playwright() and find_chromium()) or None


def postgresql() -> str | None:
    """The folder with initdb and postgres, installed when there is none."""
    return find_postgresql() or (apt("postgresql") and find_postgresql()) or None


def find_chromium() -> str | None:
    return next((path for path in browsers() if starts(path)), None)


def find_postgresql() -> str | None:
    return next((str(folder) for folder in postgresql_folders() if starts(str(folder / "postgres"))), None)


def kannel() -> str | None:
    """The gateway's main program, installed when there is none."""
    found = find_kannel() or (apt("kannel-extras") and find_kannel()) or None
    return found.bearerbox if found else None


def find_kannel() -> Kannel | None:
    folders = os.environ.get("BESKED_KANNEL") or os.pathsep.join((os.environ.get("PATH", ""), *KANNEL_FOLDERS))
    places = [shutil.which(program, path=folders) for program in Kannel._fields]
    found = [place for place in places if place and starts(place)]
    return Kannel(*found) if len(found) == len(places) else None


def browsers() -> Iterator[str]:
    if named := os.environ.get("BESKED_CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, BROWSERS))
    fetched = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    yield from map(str, sorted(fetched.glob("chromium-*/chrome-linux*/chrome"), reverse=True))


def postgresql_folders() -> Iterator[Path]:
    if named := os.environ.get("BESKED_PG_BIN"):
        yield Path(named)
        return
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)


def version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())


def starts(program: str) -> bool:
    """A file is not enough: some systems ship a placeholder that only prints how to get the real one."""
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def apt(package: str) -> bool:
    """Installs a package where this user may; the list of packages is fetched only when the first try fails."""
    if not (program := shutil.which("apt-get")) or (before := administrator()) is None:
        return False
    options = ["-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]
    install = [*before, program, "install", *options, package]
    return quiet(install) or (quiet([*before, program, "update", "-q"]) and quiet(install))


def administrator() -> list[str] | None:
    """What goes before a command to run it as root without being asked for a password; None where we may not."""
    prefix = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return prefix
    return ["sudo", "-n", *prefix] if shutil.which("sudo") and quiet(["sudo", "-n", "true"]) else None


def playwright() -> bool:
    """The browser that the test library itself can fetch, with the system's libraries where we may add those."""
    fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
    return quiet([*fetch, "--with-deps"] if os.geteuid() == 0 else fetch)


def quiet(command: list[str]) -> bool:
    """Runs a command; its words matter only when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False
    if done.returncode and "true" not in command:
        print((done.stderr or done.stdout).strip()[-600:], file=sys.stderr)
    return done.returncode == 0


BRING = {"chromium": chromium, "postgresql": postgresql, "kannel": kannel}
WORDS = {"chromium": CHROMIUM_MISSING, "postgresql": POSTGRESQL_MISSING, "kannel": KANNEL_MISSING}
OPTIONAL = frozenset({"kannel"})

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(BRING)))
