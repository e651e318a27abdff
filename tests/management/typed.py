"""Commands as people type them: inside the test for what they do, as a process for how they end."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent


def typed(*words: Any) -> str:
    """What a command prints; raises what it raises."""
    out = io.StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def besked(data: Path, *words: Any, **env: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, over a data folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "besked", *map(str, words)],
        env=environment(data, **env), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def environment(data: Path, **env: str) -> dict[str, str]:
    """Nothing of the test's own settings, and no second database."""
    foreign = {"DATABASE_URL", "BESKED_SECRET_KEY", "SMTP_URL", "BESKED_DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {"BESKED_DATA_DIR": str(data), "PYTHONWARNINGS": "error"} | env
