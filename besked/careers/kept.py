"""Files that outlive an error in the form: they lie in the store, and the form carries a signed note of each."""

import datetime as dt
from dataclasses import asdict
from typing import NamedTuple

from django.core import signing

from besked.documents import store
from besked.models import Document
from besked.receive import Upload

SALT = "besked.careers.kept"
# Files that no row names are swept after 24 hours; a note must end well before.
LIVES = dt.timedelta(hours=20)


class Kept(NamedTuple):
    """A file from before, and the note that the form carries for it."""

    upload: Upload
    note: str

    @property
    def name(self) -> str:
        """Its name, for the list."""
        return self.upload.name


def keep(upload: Upload, slug: str) -> Kept:
    """Writes the note; it is good for this vacancy alone."""
    return Kept(upload, signing.dumps(asdict(upload), salt=f"{SALT}:{slug}", compress=True))


def found(note: str, slug: str) -> Kept:
    """The file behind a note. Raises BadSignature where it isn't ours, is too old, or the file is gone."""
    upload = Upload(**signing.loads(note, salt=f"{SALT}:{slug}", max_age=LIVES))
    if not store.path_for(upload.key).is_file():
        raise signing.BadSignature("the file is gone")
    return Kept(upload, note)


def own_copies(kept: list[Kept]) -> list[Upload]:
    """The files, copied where an application has them already: no two applications share a file."""
    used = set()
    if kept:
        used = set(Document.objects.filter(key__in=[one.upload.key for one in kept]).values_list("key", flat=True))
    return [_copied(one.upload) if one.upload.key in used else one.upload for one in kept]


def _copied(upload: Upload) -> Upload:
    with store.open_key(upload.key) as file:
        stored = store.save(file)
    return Upload(upload.kind, upload.name, upload.content_type, stored.size, stored.key, stored.sha256)
