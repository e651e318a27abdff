"""The files of one application: those that come now, checked one by one, and those kept from before an error."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple, cast

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from besked.careers import kept
from besked.careers.kept import Kept
from besked.documents import store
from besked.documents.check import MAX_FILES, MAX_TOTAL, check_file
from besked.documents.faults import MEGABYTE, Rejected
from besked.documents.kinds import FileKind
from besked.documents.names import clean_name
from besked.lib.text import clean_line
from besked.models import DocumentKind
from besked.receive import Upload
from besked.web.uploads import refused

# What each file field is for.
FIELDS = {"cv": DocumentKind.CV, "documents": DocumentKind.OTHER}


class Fresh(NamedTuple):
    """A file that came with this request and is fine."""

    field: str
    file: BinaryIO
    name: str
    size: int
    kind: FileKind


@dataclass
class Files:
    """What there is; `faults` are sentences, each with the field it belongs to."""

    slug: str
    kept: list[Kept] = field(default_factory=list)
    fresh: list[Fresh] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was sent, not even a faulty file."""
        return not (self.kept or self.fresh or self.faults)

    def uploads(self) -> list[Upload]:
        """All of them, in the store for good. Raises OSError where the disk refuses."""
        return [*kept.own_copies(self.kept), *self.keep()]

    def keep(self) -> list[Upload]:
        """Stores the fresh ones, for the next try as well, and returns them. Raises OSError where the disk refuses."""
        stored: list[Upload] = []
        while self.fresh:
            stored.append(_stored(self.fresh[0]))
            self.kept.append(Kept(stored[-1], self.slug))
            self.fresh.pop(0)
        return stored


def collect(request: HttpRequest, slug: str, *, unseen: bool = False) -> Files:
    """Reads and checks what was posted; nothing is stored yet. `unseen` leaves out what came with this request."""
    files = Files(slug)
    if not unseen:
        _collect_fresh(files, request)
    _collect_kept(files, request.POST.getlist("kept"), set(request.POST.getlist("drop")))
    _count(files)
    return files


def _collect_fresh(files: Files, request: HttpRequest) -> None:
    for field_name, name, code in refused(request):
        if field_name in FIELDS:
            files.faults.append((field_name, _told(name, _total() if code == "total" else Rejected(code).sentence)))
    for field_name in FIELDS:
        for file in request.FILES.getlist(field_name):
            _check(files, field_name, file)


def _check(files: Files, field_name: str, sent: "UploadedFile[Any]") -> None:
    name, size, file = sent.name or "", sent.size or 0, cast("BinaryIO", sent.file)
    try:
        files.fresh.append(Fresh(field_name, file, name, size, check_file(name, file, size)))
    except Rejected as fault:
        files.faults.append((field_name, _told(name, fault.sentence)))


def _collect_kept(files: Files, notes: list[str], dropped: set[str]) -> None:
    """A new CV takes the place of the one kept; what is dropped, or can't be found any more, is gone."""
    has_cv = any(one.field == "cv" for one in files.fresh)
    lost = False
    for note in dict.fromkeys(notes[:MAX_FILES]):
        try:
            one = kept.found(note, files.slug)
        except (signing.BadSignature, TypeError, ValueError):
            lost = True
            continue
        if one.upload.key not in dropped and not (has_cv and one.upload.kind == DocumentKind.CV):
            files.kept.append(one)
    if lost:
        files.faults.append(("documents", _("A file from before is no longer here. Please choose it once more.")))


def _count(files: Files) -> None:
    """Leaves out what is too much, the last first."""
    size, number = sum(one.upload.size for one in files.kept), len(files.kept)
    taken: list[Fresh] = []
    for one in files.fresh:
        size, number = size + one.size, number + 1
        if number > MAX_FILES:
            words = _("It is one too many: send at most %(most)d files.") % {"most": MAX_FILES}
        elif size > MAX_TOTAL:
            words = _total()
        else:
            taken.append(one)
            continue
        size, number = size - one.size, number - 1
        files.faults.append((one.field, _told(one.name, words)))
    files.fresh = taken


def _total() -> str:
    return _("All files together may have %(megabytes)d MB. Leave it out, or make it smaller.") % {
        "megabytes": MAX_TOTAL // MEGABYTE
    }


def _told(name: str, words: str) -> str:
    """A fault with the name of its file."""
    shown = clean_line(name, limit=80) or _("A file without a name")
    return _("%(file)s: %(fault)s") % {"file": shown, "fault": words}


def _stored(one: Fresh) -> Upload:
    stored = store.save(one.file)
    name = clean_name(one.name, one.kind)
    return Upload(FIELDS[one.field], name, one.kind.content_type, stored.size, stored.key, stored.sha256)
