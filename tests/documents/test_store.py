"""The file store: whole files under random names, nothing outside its folder, nothing left behind."""

import hashlib
import os
import time
from io import BytesIO

import pytest

from besked.documents import store as place
from besked.documents.folder import FolderStore
from besked.lib.env import BadSetting


class Broken(BytesIO):
    """A file whose second piece can't be read, as when the connection or the disk goes."""

    def read(self, size=-1):
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().read(size)


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "files")


def files(store):
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_saved_file_can_be_read_again(store):
    stored = store.save(BytesIO(b"a letter"))

    with store.open_key(stored.key) as file:
        assert file.read() == b"a letter"
    assert (stored.size, stored.sha256) == (8, hashlib.sha256(b"a letter").hexdigest())


def test_file_is_saved_from_its_beginning(store):
    data = BytesIO(b"a letter")
    data.read(3)

    assert store.save(data).size == 8


def test_same_file_twice_is_kept_twice(store):
    keys = {store.save(BytesIO(b"the same")).key for _ in range(2)}

    assert files(store) == sorted(keys)


def test_file_lies_two_folders_down(store):
    key = store.save(BytesIO(b"x")).key

    assert store.path_for(key) == store.root / key[0] / key[1] / key


def test_folder_is_for_the_owner_alone(store):
    key = store.save(BytesIO(b"x")).key

    assert [oct(folder.stat().st_mode & 0o777) for folder in store.path_for(key).parents][:3] == ["0o700"] * 3


def test_broken_upload_leaves_nothing(store):
    with pytest.raises(OSError, match="No space"):
        store.save(Broken(b"x" * 400_000))

    assert files(store) == []


def test_file_reaches_the_disk_before_its_name(store, monkeypatch):
    order = []
    sync, rename = os.fsync, type(store.root).rename
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle)))
    monkeypatch.setattr(type(store.root), "rename", lambda path, to: (order.append("rename"), rename(path, to))[1])
    store.save(BytesIO(b"makes the folders"))
    order.clear()

    store._write(store.root / "name", BytesIO(b"x"), durable=True)

    assert order == ["sync", "rename", "sync"]


@pytest.mark.parametrize(
    "key",
    [
        "",
        "x",
        "../../etc/passwd",
        "0" * 31,
        "0" * 33,
        "0" * 32 + "\n",
        "A" * 32,
        "/" + "0" * 31,
        "٠" * 32,
        "0" * 32 + ".p1.webp",
    ],
)
def test_anything_but_a_key_is_refused(store, key):
    for use in (store.open_key, store.path_for, store.delete):
        with pytest.raises(ValueError, match="not a key"):
            use(key)


@pytest.mark.parametrize("part", ["", "../x", "p0.webp", "p100.webp", "p1.webp\n", "p1.png", "P1.webp"])
def test_anything_but_a_part_is_refused(store, part):
    key = store.save(BytesIO(b"x")).key

    with pytest.raises(ValueError, match="not a part"):
        store.open_part(key, part)


def test_parts_go_with_their_file(store):
    gone, kept = (store.save(BytesIO(b"x")).key for _ in range(2))
    for key in (gone, kept):
        store.save_part(key, "p1.webp", BytesIO(b"picture"))

    store.delete(gone)

    assert files(store) == [kept, f"{kept}.p1.webp"]


def test_deleting_twice_is_fine(store):
    key = store.save(BytesIO(b"x")).key

    store.delete(key)
    store.delete(key)

    with pytest.raises(FileNotFoundError):
        store.open_key(key)


def test_part_that_was_not_made_is_none(store):
    assert store.open_part("0" * 32, "p1.webp") is None


def test_old_files_are_found_and_half_written_ones_cleared(store):
    old, new = (store.save(BytesIO(b"x")).key for _ in range(2))
    half = store.path_for(old).with_name(".aside-1")
    half.write_bytes(b"half")
    for path in (store.path_for(old), half):
        os.utime(path, (1, 1))

    found = set().union(*store.old_keys(time.time() - 60))

    assert (found, files(store)) == ({old}, sorted([old, new]))


def test_settings_choose_the_folder(settings, tmp_path):
    settings.BESKED_DATA_DIR = tmp_path

    key = place.save(BytesIO(b"x")).key

    assert place.path_for(key).is_relative_to(tmp_path / "files")
    with place.open_key(key) as file:
        assert file.read() == b"x"
    place.delete(key)
    assert not place.path_for(key).exists()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("s3://bucket", "STORAGE_URL names S3 storage, which needs the storage extra, not in this version."),
        ("ftp://host", "STORAGE_URL must begin with s3:// or be left out; files are then kept in the data folder."),
    ],
)
def test_unknown_storage_stops_with_a_sentence(settings, url, sentence):
    settings.STORAGE_URL = url

    with pytest.raises(BadSetting) as refusal:
        place.store()

    assert str(refusal.value) == sentence
