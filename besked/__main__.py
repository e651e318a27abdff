"""`besked …`: the command line. Prepares the data folder and the key, then hands over to the commands."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from besked.lib.catalogs import compile_catalogs
from besked.lib.env import BadSetting, env_str

BAD_INPUT = 2


def prepare(folder: Path) -> None:
    """Makes the data folder and keeps a secret key in it, readable by its owner alone. Raises BadSetting."""
    key = folder / "secret.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not key.exists() and "BESKED_SECRET_KEY" not in os.environ and "BESKED_SECRET_KEY_FILE" not in os.environ:
            _keep(key)
    except OSError as fault:
        raise BadSetting(f"BESKED_DATA_DIR is {folder}, which can't be written to.") from fault


def _keep(key: Path) -> None:
    """Writes a key aside and puts it in its place at once: of two first starts at the same time one wins."""
    aside = key.with_name(f".{key.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
    with suppress(FileExistsError):
        os.link(aside, key)
    aside.unlink()


def main() -> None:
    """Runs one command; a wrong setting or an unknown command ends with one sentence instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besked.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- reads settings on import

    from besked.management import overview  # noqa: PLC0415 -- the same

    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        if name not in ("help", "--help", "-h", "--version"):
            prepare(Path(env_str("BESKED_DATA_DIR", "data")).resolve())
        compile_catalogs(Path(__file__).parent / "locale")
        if not overview.is_known(name):
            sys.stderr.write(f"There is no command “{name}”. See: besked help\n")
            sys.exit(BAD_INPUT)
        if name in ("help", "--help", "-h") and len(sys.argv) < 3:
            sys.stdout.write(f"{overview.overview()}\n")
        else:
            execute_from_command_line(sys.argv)
    except BadSetting as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
