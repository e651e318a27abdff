"""Where files are kept, by settings: a folder today, and room for another store beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from besked.documents.folder import FolderStore
from besked.documents.stored import Stored
from besked.lib.env import BadSetting


class Store(Protocol):
    """A place for files. A key comes from `save`; any other text raises ValueError before a path is made of it."""

    def save(self, data: BinaryIO) -> Stored: ...
    def save_part(self, key: str, part: str, data: BinaryIO) -> None: ...
    def open_key(self, key: str) -> BinaryIO: ...
    def open_part(self, key: str, part: str) -> BinaryIO | None: ...
    def path_for(self, key: str) -> Path: ...
    def delete(self, key: str) -> None: ...
    def old_keys(self, before: float) -> Iterator[set[str]]: ...


def store() -> Store:
    """The store that STORAGE_URL names, a folder in the data folder where it names none. Raises BadSetting."""
    if settings.STORAGE_URL.startswith("s3://"):
        raise BadSetting("STORAGE_URL names S3 storage, which needs the storage extra, not in this version.")
    if settings.STORAGE_URL:
        raise BadSetting("STORAGE_URL must begin with s3:// or be left out; files are then kept in the data folder.")
    return FolderStore(Path(settings.BESKED_DATA_DIR) / "files")


def save(data: BinaryIO) -> Stored:
    """Keep a file for good; commit the row that names it only after this. Raises OSError where the disk refuses."""
    return store().save(data)


def open_key(key: str) -> BinaryIO:
    """The file, open for reading. Raises FileNotFoundError."""
    return store().open_key(key)


def path_for(key: str) -> Path:
    """A path at which the file can be read on this machine."""
    return store().path_for(key)


def delete(key: str) -> None:
    """Remove the file and the page images made from it; one that is gone already is fine."""
    store().delete(key)
