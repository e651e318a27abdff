"""Sets up an instance to measure in, then measures one part of it: `python -m bench.place bulk …`.

The database is that of DATABASE_URL, else SQLite in a folder that is thrown away afterwards.
"""

import importlib
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

PARTS = ("bulk", "calendar", "desk", "drain", "invite", "post")


def main(arguments: list[str]) -> None:
    """Runs bench.PART.main(folder, arguments)."""
    part, *given = arguments
    if part not in PARTS:
        sys.exit(f"Parts are: {', '.join(PARTS)}.")
    with tempfile.TemporaryDirectory(prefix="besked-bench-") as folder:
        os.environ |= environment(Path(folder))
        django.setup()
        call_command("migrate", verbosity=0)
        importlib.import_module(f"bench.{part}").main(Path(folder), given)
        connections.close_all()


def environment(folder: Path) -> dict[str, str]:
    """What a process needs that shall work on this instance."""
    return {
        "DJANGO_SETTINGS_MODULE": "besked.settings",
        "BESKED_DATA_DIR": str(folder),
        "BESKED_SECRET_KEY": "a secret that only the bench knows, and long enough to be one",
        "BESKED_UNDO_MINUTES": "0",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'bench.sqlite3'}",
    }


if __name__ == "__main__":
    main(sys.argv[1:])
