"""Backup and restore: the database first, the files second; a restored outbox is frozen before anybody can send."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from besked.management.base import BadInput
from besked.messaging.delivery import SILENCE
from besked.messaging.frozen import freeze
from besked.models import Worker

SQLITE, DUMP, FILES, KEY = "besked.sqlite3", "besked.dump", "files", "secret.key"


def back_up(target: Path) -> None:
    """Writes one tar; it appears whole under its name, or not at all. Raises BadInput."""
    data = Path(settings.BESKED_DATA_DIR)
    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent}.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".besked-backup-") as place:
        aside = Path(place)
        database = _dump(aside)
        handle = os.open(aside / "backup.tar", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            tar.add(database, database.name)
            for name in (FILES, KEY):
                if (data / name).exists():
                    tar.add(data / name, name)
            tar.close()
            os.fsync(file.fileno())
        (aside / "backup.tar").rename(target)


def _dump(aside: Path) -> Path:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(aside / SQLITE)])
        return aside / SQLITE
    _postgres("pg_dump", "--format=custom", f"--file={aside / DUMP}")
    return aside / DUMP


def _postgres(tool: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's own tools on our database. Raises BadInput."""
    it: dict[str, Any] = connection.settings_dict
    if shutil.which(tool) is None:
        raise BadInput(f"{tool} is not installed on this machine; it comes with PostgreSQL's client tools.")
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(it[key]) for name, key in names.items() if it.get(key)}
    ran = subprocess.run([tool, *arguments], env=os.environ | given, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise BadInput(f"{tool} failed: {ran.stderr.strip()}")


def restore(source: Path) -> tuple[int, int]:
    """Puts a backup in place of what is there; how many messages are held, and how many uncertain. Raises BadInput."""
    data = Path(settings.BESKED_DATA_DIR)
    _check_idle()
    with tempfile.TemporaryDirectory(dir=data, prefix=".besked-restore-") as place:
        aside = Path(place)
        _unpack(source, aside)
        counts = _put_database(aside, data)
        _put_files(aside, data)
    return counts


def _check_idle() -> None:
    """A worker would go on sending from the old database. One that isn't there, or is broken, has no worker."""
    try:
        alive = Worker.objects.filter(beat_at__gte=timezone.now() - SILENCE).exists()
    except DatabaseError:
        alive = False
    connections.close_all()
    if alive:
        raise BadInput("A worker is running; stop Besked first.")


def _unpack(source: Path, aside: Path) -> None:
    try:
        with tarfile.open(source) as tar:
            names = {name.split("/")[0] for name in tar.getnames()}
            if not names & {SQLITE, DUMP} or names - {SQLITE, DUMP, FILES, KEY}:
                raise BadInput(f"{source.name} is not a backup made by Besked.")
            tar.extractall(aside, filter="data")
    except (OSError, tarfile.TarError) as fault:
        raise BadInput(f"{source} can't be read as a backup.") from fault
    wanted = SQLITE if connection.vendor == "sqlite" else DUMP
    if not (aside / wanted).is_file():
        raise BadInput("The backup is of another kind of database than DATABASE_URL names.")


def _put_database(aside: Path, data: Path) -> tuple[int, int]:
    if connection.vendor != "sqlite":
        into = f"--dbname={connection.settings_dict['NAME']}"
        _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", into, str(aside / DUMP))
        return freeze()
    _check_whole(aside / SQLITE)
    with _instead(aside / SQLITE):
        counts = freeze()  # before it is in place: no worker ever sees it thawed
    target = Path(connection.settings_dict["NAME"])
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    beside = target.with_name(f".{target.name}.restored")
    shutil.move(aside / SQLITE, beside)  # another file system, perhaps
    beside.replace(target)
    return counts


def _check_whole(file: Path) -> None:
    try:
        with sqlite3.connect(file) as database:
            if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise BadInput("The database in the backup is damaged.")
    except sqlite3.DatabaseError as fault:
        raise BadInput("The database in the backup is damaged.") from fault


@contextmanager
def _instead(file: Path) -> Iterator[None]:
    """Another SQLite file under our connection."""
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _put_files(aside: Path, data: Path) -> None:
    """Files of the backup join those that are there: names are random, so nothing is overwritten by another thing."""
    if (aside / KEY).is_file():
        (aside / KEY).replace(data / KEY)
    for file in sorted((aside / FILES).rglob("*")) if (aside / FILES).is_dir() else ():
        if file.is_file():
            target = data / file.relative_to(aside)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.replace(target)
