"""Files in a folder: written aside, forced to the disk, then renamed; a power cut leaves a whole file or none."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from besked.documents.stored import Stored, checked, checked_part, new_key

_CHUNK = 256 * 1024
# Hidden and never a key, so that a half-written file is taken for nothing else.
_ASIDE = ".aside-"


class FolderStore:
    """A store below one folder, two levels of sixteen: few enough to exist soon, many enough for millions of files."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def save(self, data: BinaryIO) -> Stored:
        """Keep what `data` holds from its beginning. When this returns, it has reached the disk. Raises OSError."""
        key = new_key()
        data.seek(0)
        size, sha256 = self._write(self.path_for(key), data, durable=True)
        return Stored(key, size, sha256)

    def save_part(self, key: str, part: str, data: BinaryIO) -> None:
        """Keep something made from the file `key`. It can be made again, so it isn't forced to the disk."""
        self._write(self._part(key, part), data, durable=False)

    def open_key(self, key: str) -> BinaryIO:
        """The file, open for reading. Raises FileNotFoundError."""
        return self.path_for(key).open("rb")

    def open_part(self, key: str, part: str) -> BinaryIO | None:
        """What was made from the file, open for reading, or None where it has not been made."""
        with suppress(FileNotFoundError):
            return self._part(key, part).open("rb")
        return None

    def path_for(self, key: str) -> Path:
        """Where the file lies, for the process that reads it."""
        return self.root / checked(key)[0] / key[1] / key

    def delete(self, key: str) -> None:
        """Remove the file and all that was made from it; one that is gone already is fine."""
        path = self.path_for(key)
        for part in path.parent.glob(f"{key}.*"):
            part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)

    def old_keys(self, before: float) -> Iterator[set[str]]:
        """Keys of files last written before the Unix time `before`, folder by folder; clears half-written ones away."""
        for folder in sorted(self.root.glob("[0-9a-f]/[0-9a-f]")):
            yield set(_old_keys(folder, before))

    def _part(self, key: str, part: str) -> Path:
        path = self.path_for(key)
        return path.with_name(f"{path.name}.{checked_part(part)}")

    def _write(self, path: Path, data: BinaryIO, *, durable: bool) -> tuple[int, str]:
        self._make(path.parent)
        aside = path.with_name(f"{_ASIDE}{new_key()}")
        try:
            with aside.open("xb") as file:
                written = _copy(data, file)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            aside.rename(path)
        finally:
            aside.unlink(missing_ok=True)
        if durable:
            _sync(path.parent)
        return written

    def _make(self, folder: Path) -> None:
        """Make the folder; each new one is forced to the disk in the one above it."""
        if folder.is_dir():
            return
        if folder != self.root:
            self._make(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync(folder.parent)
        else:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _copy(data: BinaryIO, file: BinaryIO) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while chunk := data.read(_CHUNK):
        digest.update(chunk)
        size += file.write(chunk)
    return size, digest.hexdigest()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _old_keys(folder: Path, before: float) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.stat(follow_symlinks=False).st_mtime >= before:
                continue
            if entry.name.startswith(_ASIDE):
                Path(entry.path).unlink(missing_ok=True)
            else:
                yield entry.name.partition(".")[0]
