"""Fills the environment from a hashed list and makes the command `besked` in it, without building a package.

Runs before anything is installed, so it uses the standard library only: `python tools/install.py requirements.txt`.
"""

import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Path(sys.prefix)


def main(lists: list[str]) -> int:
    if sys.prefix == sys.base_prefix:
        print("Run this with the environment's own Python: .venv/bin/python tools/install.py …", file=sys.stderr)
        return 1
    for name in lists:
        if code := subprocess.run(command(name), check=False, cwd=ROOT).returncode:
            print(f"{name} could not be installed: is a package index within reach?", file=sys.stderr)
            return code
    link()
    return 0


def command(name: str) -> list[str]:
    """The quick installer where it is there, else the slow one. Neither removes what the other list brought."""
    checked = ["--require-hashes", "-r", name]
    uv = ENVIRONMENT / "bin" / "uv"
    if uv.exists():
        return [str(uv), "pip", "install", "--quiet", "--python", sys.executable, "--compile-bytecode", *checked]
    return [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *checked]


def link() -> None:
    """A path file and a two-line script: works offline, and a change in the code needs no new installation."""
    Path(sysconfig.get_path("purelib"), "besked.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    script = ENVIRONMENT / "bin" / "besked"
    # -P keeps the folder one happens to stand in from shadowing the standard library.
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m besked "$@"\n', encoding="utf-8")
    script.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
