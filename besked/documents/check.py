"""Is this file what it says, and is it one we take? Decided by what is inside; the name only has to agree."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from besked.documents.archives import check_archive, is_archive
from besked.documents.faults import MAX_SIZE, MEGABYTE, Rejected
from besked.documents.images import check_image
from besked.documents.kinds import FileKind
from besked.documents.names import extension
from besked.documents.pdf import check_pdf
from besked.documents.plain import decode

# How much one application may carry; the form counts, because only it sees all the files together.
MAX_FILES = 10
MAX_TOTAL = 25 * MEGABYTE
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANK = b"\x00\t\n\x0b\x0c\r "


def check_file(name: str, data: BinaryIO | Path, size: int) -> FileKind:
    """The kind of the file, from what is inside. `size` in bytes, as claimed; the real one counts as well.

    Raises Rejected with one sentence for the person who sent it. An open file is left at its beginning.
    """
    with _opened(data) as file:
        _check_size(file, size)
        kind = _kind(file, name)
        _check_ending(name, kind)
        _look_inside(file, kind)
        file.seek(0)
    return kind


def sniff(head: bytes) -> FileKind | None:
    """The kind that the first bytes show. Archives and plain text need a longer look: None."""
    # Only blanks may stand before a PDF's mark: a web page in front of it would be a PDF and a page at once.
    if head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK).startswith(b"%PDF-"):
        return FileKind.PDF
    marks = {b"\x89PNG\r\n\x1a\n": FileKind.PNG, b"\xff\xd8\xff": FileKind.JPG, b"{\\rtf": FileKind.RTF}
    return next((kind for mark, kind in marks.items() if head.startswith(mark)), None)


@contextmanager
def _opened(data: BinaryIO | Path) -> Iterator[BinaryIO]:
    if isinstance(data, Path):
        with data.open("rb") as file:
            yield file
    else:
        yield data


def _check_size(file: BinaryIO, claimed: int) -> None:
    real = file.seek(0, 2)
    file.seek(0)
    if real == 0:
        raise Rejected("empty")
    if max(real, claimed) > MAX_SIZE:
        raise Rejected("large")


def _kind(file: BinaryIO, name: str) -> FileKind:
    head = file.read(1024)
    file.seek(0)
    if head.startswith(_OLD_OFFICE):
        raise Rejected(_old_office_fault(file))
    found = check_archive(file) if is_archive(head) else sniff(head) or _text(file)
    if found is None:
        raise _wrong_kind(name)
    return found


def _text(file: BinaryIO) -> FileKind | None:
    try:
        decode(file.read())
    except ValueError:
        return None
    return FileKind.TXT


def _old_office_fault(file: BinaryIO) -> str:
    # Office wraps a protected DOCX in the old container, under this name.
    return "password" if "EncryptedPackage".encode("utf-16-le") in file.read() else "old_word"


def _check_ending(name: str, kind: FileKind) -> None:
    # A phone may leave the ending out; then the contents alone decide.
    if (ending := extension(name)) and ending not in kind.extensions:
        raise _wrong_kind(name)


def _wrong_kind(name: str) -> Rejected:
    ending = extension(name)
    if any(ending in kind.extensions for kind in FileKind):
        return Rejected("mismatch", extension=ending)
    return Rejected("kind")


def _look_inside(file: BinaryIO, kind: FileKind) -> None:
    look: dict[FileKind, Callable[[BinaryIO], None]] = {
        FileKind.PDF: check_pdf,
        FileKind.JPG: check_image,
        FileKind.PNG: check_image,
    }
    file.seek(0)
    if kind in look:
        look[kind](file)
