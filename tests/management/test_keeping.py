"""Backup and restore: everything comes back, and nothing leaves by itself afterwards."""

import sqlite3
import tarfile

import pytest
from django.db import connection
from django.utils import timezone

from besked.models import Application, Message
from tests.cast import Cast, applies
from tests.management.typed import besked


@pytest.fixture
def lived_in(data):
    """An instance with a file and generated people, of whom one has a letter waiting."""
    assert besked(data, "generate", "--vacancies", 1, "--applications", 3).returncode == 0
    (data / "files" / "a" / "b").mkdir(parents=True)
    (data / "files" / "a" / "b" / "abc").write_bytes(b"A CV")
    change(data, "UPDATE besked_message SET state='queued' WHERE id=1")
    change(data, "UPDATE besked_message SET state='sending' WHERE id=2")
    return data


def change(data, statement):
    with sqlite3.connect(data / "besked.sqlite3") as database:
        found = database.execute(statement).fetchall()
    database.close()
    return found


def test_restore_brings_everything_back_and_freezes(lived_in, tmp_path):
    key = (lived_in / "secret.key").read_text()
    saved = besked(lived_in, "backup", tmp_path / "b.tar")
    change(lived_in, "DELETE FROM besked_event")
    (lived_in / "files" / "a" / "b" / "abc").unlink()
    (lived_in / "secret.key").write_text("other" * 20)

    restored = besked(lived_in, "restore", tmp_path / "b.tar")

    assert (saved.returncode, restored.returncode, restored.stderr) == (0, 0, "")
    assert restored.stdout.startswith("Restored. 1 messages are held and 1 uncertain")
    assert change(lived_in, "SELECT count(*) FROM besked_event") == [(3,)]
    assert change(lived_in, "SELECT state FROM besked_message ORDER BY id") == [("held",), ("uncertain",), ("sent",)]
    assert (lived_in / "files" / "a" / "b" / "abc").read_bytes() == b"A CV"
    assert (lived_in / "secret.key").read_text() == key
    assert sorted(path.name for path in lived_in.iterdir()) == ["besked.sqlite3", "files", "secret.key"]
    assert besked(lived_in, "outbox", "release").stdout == "1 messages may leave now.\n"


def test_backup_is_for_its_owner_alone(lived_in, tmp_path):
    besked(lived_in, "backup", tmp_path / "b.tar")

    with tarfile.open(tmp_path / "b.tar") as tar:
        names = tar.getnames()
    assert names[0] == "besked.sqlite3"
    assert sorted(names[1:]) == ["files", "files/a", "files/a/b", "files/a/b/abc", "secret.key"]
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob(".besked*")] == []


def test_strange_archive_changes_nothing(lived_in, tmp_path):
    with tarfile.open(tmp_path / "strange.tar", "w") as tar:
        for name in ("besked.sqlite3", "../evil"):
            (tmp_path / "x").write_bytes(b"not a database")
            tar.add(tmp_path / "x", name)
    with tarfile.open(tmp_path / "damaged.tar", "w") as tar:
        tar.add(tmp_path / "x", "besked.sqlite3")

    strange, damaged = (besked(lived_in, "restore", tmp_path / f"{name}.tar") for name in ("strange", "damaged"))

    assert (strange.returncode, strange.stderr) == (2, "strange.tar is not a backup made by Besked.\n")
    assert (damaged.returncode, damaged.stderr) == (2, "The database in the backup is damaged.\n")
    assert change(lived_in, "SELECT count(*) FROM besked_event") == [(3,)]


def test_restore_beside_a_live_worker_is_refused(lived_in, tmp_path):
    besked(lived_in, "backup", tmp_path / "b.tar")
    change(lived_in, "INSERT INTO besked_worker (name, host, started_at, beat_at)"
                     " VALUES ('w', 'h', datetime('now'), datetime('now'))")  # fmt: skip

    ended = besked(lived_in, "restore", tmp_path / "b.tar")

    assert (ended.returncode, ended.stderr) == (2, "A worker is running; stop Besked first.\n")


def test_restore_works_with_the_suites_own_database(database_url, tmp_path):
    cast = Cast()
    ida = applies(cast.teacher, now=timezone.now())
    key = {"DATABASE_URL": database_url, "BESKED_SECRET_KEY": "x" * 40}
    saved = besked(tmp_path, "backup", tmp_path / "b.tar", **key)
    Application.objects.filter(pk=ida.pk).update(rank=1)
    connection.close()

    restored = besked(tmp_path, "restore", tmp_path / "b.tar", **key)

    assert (saved.returncode, saved.stderr, restored.returncode, restored.stderr) == (0, "", 0, "")
    assert Application.objects.get(pk=ida.pk).rank is None
    assert list(Message.objects.values_list("state", flat=True)) == ["held"]
