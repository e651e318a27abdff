"""Files that outlive an error in the form: they lie in the store, and the form carries a signed note of each."""

import datetime as dt
from dataclasses import asdict, dataclass
from functools import cached_property

from django.core import signing

from besked.documents import store
from besked.models import Document
from besked.receive import Upload

SALT = "besked.careers.kept"
# Files that no row names are swept after 24 hours; a note must end well before.
LIVES = dt.timedelta(hours=20)


@dataclass(frozen=True)
class Kept:
    """A file in the store that the form carries along, for one vacancy alone."""

    upload: Upload
    slug: str
    before: str = ""  # the note it came with, where it has been kept already

    @property
    def name(self) -> str:
        """Its name, for the list."""
        return self.upload.name

    @cached_property
    def note(self) -> str:
        """What the form carries: it keeps the time at which the file was stored."""
        return self.before or signing.dumps(asdict(self.upload), salt=f"{SALT}:{self.slug}", compress=True)


def found(note: str, slug: str) -> Kept:
    """The file behind a note. Raises BadSignature where it isn't ours, is too old, or the file is gone."""
    upload = Upload(**signing.loads(note, salt=f"{SALT}:{slug}", max_age=LIVES))
    if not store.path_for(upload.key).is_file():
        raise signing.BadSignature("the file is gone")
    return Kept(upload, slug, note)


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
