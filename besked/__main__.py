"""`besked …`: the command line. Prepares the data folder and the key, then hands over to the commands."""

import os
import secrets
import sys
from pathlib import Path

from besked.lib.catalogs import compile_catalogs
from besked.lib.env import BadSetting, env_str

KEYLESS = {"--help", "help", "--version"}


def prepare(folder: Path) -> None:
    """Makes the data folder and keeps a secret key in it, readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "secret.key"
    if not key.exists() and "BESKED_SECRET_KEY" not in os.environ and "BESKED_SECRET_KEY_FILE" not in os.environ:
        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))


def main() -> None:
    """Runs one command; a wrong setting ends with one sentence instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besked.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- reads settings on import

    try:
        if not KEYLESS.intersection(sys.argv[1:2]):
            prepare(Path(env_str("BESKED_DATA_DIR", "data")).resolve())
        compile_catalogs(Path(__file__).parent / "locale")
        execute_from_command_line(sys.argv)
    except BadSetting as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
