"""DOCX and ODT are archives: counted and measured from their table of contents, before anything is unpacked."""

import re
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from besked.documents.faults import MEGABYTE, Rejected
from besked.documents.kinds import FileKind

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * MEGABYTE
MAX_RATIO = 100
# A small file of blanks packs well and harms nobody.
HARMLESS = MEGABYTE
# Generous for 2,000 entries; a longer table is not read at all, because reading it already costs memory.
MAX_TABLE = MEGABYTE
# As much of a part as is looked at here; the whole is read later, in a process of its own.
_HEAD = 256 * 1024
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_MACROS = re.compile(r"application/vnd\.ms-word\.(document|template)\.macroenabled", re.IGNORECASE)
_DECLARATION = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_END = b"PK\x05\x06"
# zipfile and zlib each have their own words for a broken archive.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, KeyError)


def is_archive(head: bytes) -> bool:
    """Whether a file that begins with `head` is packed."""
    return head.startswith((b"PK\x03\x04", _END))


def check_archive(file: BinaryIO) -> FileKind | None:
    """DOCX, ODT, or None for any other archive. Raises Rejected where it is dangerous, protected or damaged."""
    _check_table(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive.infolist())
            return _document(archive)
    except _BROKEN as error:
        raise Rejected("damaged") from error


def _check_table(file: BinaryIO) -> None:
    """Ask the end record how long the table is, so that 100,000 entries are never read into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    start = tail.rfind(_END)
    if start < 0 or len(tail) - start < 22:
        raise Rejected("damaged")
    entries, table = struct.unpack("<HI", tail[start + 10 : start + 16])
    if entries > MAX_ENTRIES or table > MAX_TABLE:
        raise Rejected("entries")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise Rejected("entries")
    if any(_leaves_the_archive(entry) for entry in entries):
        raise Rejected("unsafe")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Rejected("password")
    names = {entry.filename for entry in entries}
    if len(names) < len(entries) or any(entry.compress_type not in _METHODS for entry in entries):
        raise Rejected("damaged")
    _check_amount(entries)
    if any(_is_macro(name) for name in names):
        raise Rejected("macro")


def _leaves_the_archive(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    outside = path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True
    return outside or stat.S_ISLNK(entry.external_attr >> 16)


def _check_amount(entries: list[zipfile.ZipInfo]) -> None:
    # The sizes in the table may lie, but zipfile never gives out more than they say.
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > HARMLESS and unpacked > MAX_RATIO * packed):
        raise Rejected("packed")


def _is_macro(name: str) -> bool:
    # Word keeps its programs in vbaProject.bin wherever it lies; Writer keeps them in Basic/ and Scripts/.
    lower = name.lower()
    in_writer = lower.startswith(("basic/", "scripts/")) and not lower.endswith("/")
    return in_writer or PurePosixPath(lower).name == "vbaproject.bin"


def _document(archive: zipfile.ZipFile) -> FileKind | None:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _word(archive)
    if {"mimetype", "content.xml"} <= names:
        return _writer(archive)
    return None


def _word(archive: zipfile.ZipFile) -> FileKind | None:
    types = _head(archive, "[Content_Types].xml").decode(errors="replace")
    if _WORD_MACROS.search(types):
        raise Rejected("macro")
    main = _main_part(types)
    if main is None:
        return None
    _check_part(archive, main)
    return FileKind.DOCX


def _main_part(types: str) -> str | None:
    """The path of the text in a Word file, from its list of content types."""
    try:
        root = fromstring(types.encode(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise Rejected("unsafe") from error
    except ParseError as error:
        raise Rejected("damaged") from error
    parts = (part.get("PartName", "") for part in root if part.get("ContentType") == _WORD)
    return next((part.lstrip("/") for part in parts), None)


def _writer(archive: zipfile.ZipFile) -> FileKind | None:
    if _head(archive, "mimetype").strip() != FileKind.ODT.content_type.encode():
        return None
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _head(archive, "META-INF/manifest.xml"):
        raise Rejected("password")
    _check_part(archive, "content.xml")
    return FileKind.ODT


def _check_part(archive: zipfile.ZipFile, name: str) -> None:
    """The text itself has to be XML, and must not declare anything: real documents never do, attacks always."""
    head = _head(archive, name)
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    if _DECLARATION.search(text):
        raise Rejected("unsafe")
    if not text.startswith("<"):
        raise Rejected("damaged")


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_HEAD)
