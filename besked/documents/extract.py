"""The text in a document, for reading and for search. Runs in a process of its own: see reader.py and isolated.py."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pypdfium2
from striprtf.striprtf import rtf_to_text

from besked.documents.kinds import FileKind
from besked.documents.plain import decode
from besked.documents.word import word_text
from besked.documents.writer import writer_text
from besked.lib.text import clean_text

MAX_TEXT = 200_000
MAX_PAGES_READ = 200
# PDFium marks the hyphen of a divided word itself, or leaves one of two signs at the line end.
_DIVIDED = re.compile(r"[\ufffe\x02]\r?\n?|(?<=[^\W\d_])[\xad\u2010]\r?\n(?=[^\W\d_])")
# Anywhere else the soft hyphen is what some programs draw as a dash. Some letters stand for two or three.
_DRAWN = {0xAD: "-", 0x2010: "-", 0x2011: "-"}
_LETTERS = _DRAWN | {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Icon fonts use numbers that mean nothing without the font.
_ICONS = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ENDS = re.compile(r"[ \t\xa0]+(?=\n)")
_BLANKS = re.compile(r"\n{4,}")


def extract_text(kind: FileKind, path: Path) -> str:
    """The text of the file, at most 200,000 characters, NFC; empty for a picture. Raises what the libraries raise."""
    readers: dict[FileKind, Callable[[Path], str]] = {
        FileKind.PDF: _pdf_text,
        FileKind.DOCX: word_text,
        FileKind.ODT: writer_text,
        FileKind.RTF: _rtf_text,
        FileKind.TXT: lambda path: decode(path.read_bytes()),
    }
    return tidy(readers[kind](path)) if kind in readers else ""


def tidy(text: str) -> str:
    """Text as it is stored: no icons, no blanks at line ends, never more than two empty lines."""
    # Twice the limit first: what is thrown away here must not be worked through in full length.
    clean = clean_text(_ICONS.sub("", text[: 2 * MAX_TEXT]), limit=2 * MAX_TEXT)
    return _BLANKS.sub("\n\n\n", _ENDS.sub("", clean)).strip()[:MAX_TEXT].rstrip()


def _pdf_text(path: Path) -> str:
    texts: list[str] = []
    with pypdfium2.PdfDocument(path) as document:
        if document.get_formtype():
            document.init_forms()
        for number in range(min(len(document), MAX_PAGES_READ)):
            # One broken page must not hide what stands on the others.
            with suppress(pypdfium2.PdfiumError):
                texts.append(_page_text(document, number))
            if sum(map(len, texts)) > MAX_TEXT:
                break
    return "\n\n".join(texts)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    if document.formenv:
        # What was filled into a form lies above the page; it becomes text only when it is pressed into it.
        page.flatten()
        page = document[number]
    text = str(page.get_textpage().get_text_bounded())
    page.close()
    return _DIVIDED.sub("", text).translate(_LETTERS)


def _rtf_text(path: Path) -> str:
    marked = path.read_bytes().decode("cp1252", errors="replace")
    return str(rtf_to_text(marked, errors="ignore"))  # type: ignore[no-untyped-call]  # -- marked as typed, and isn't
