"""ODT as text, in reading order, with headers and footers; XML that declares anything is refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINES = {f"{_TEXT}p", f"{_TEXT}h"}
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_SKIPPED = {f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation", f"{_OFFICE}forms"}


def writer_text(path: Path) -> str:
    """Headers, body and footers of the file."""
    with zipfile.ZipFile(path) as archive:
        body = _part(archive, "content.xml", f"{_OFFICE}text")
        names = archive.namelist()
        edges = [
            _part(archive, "styles.xml", f"{_STYLE}{edge}") if "styles.xml" in names else ""
            for edge in ("header", "footer")
        ]
    return "\n\n".join(text for text in (edges[0], body, edges[1]) if text)


def _part(archive: zipfile.ZipFile, name: str, tag: str) -> str:
    root = fromstring(archive.read(name), forbid_dtd=True)
    return "\n".join("\n".join(_lines(found)) for found in root.iter(tag)).strip()


def _lines(parent: Element) -> Iterator[str]:
    """Each paragraph and table row below `parent`; lists, sections and frames are looked through."""
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag in _LINES:
            yield "".join(_pieces(child))
            yield from _boxes(child)
        elif child.tag == f"{_TABLE}table-row":
            yield _row(child)
        else:
            yield from _lines(child)


def _pieces(parent: Element) -> Iterator[str]:
    yield parent.text or ""
    for child in parent:
        yield from _piece(child)
        yield child.tail or ""


def _piece(child: Element) -> Iterator[str]:
    if child.tag in _BREAKS:
        yield _BREAKS[child.tag]
    elif child.tag == f"{_TEXT}s":
        # A number of blanks, as the file claims it; one is as good as a million.
        yield " "
    elif child.tag not in _SKIPPED and not _holds_lines(child):
        yield from _pieces(child)


def _boxes(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        yield from _lines(child) if _holds_lines(child) else _boxes(child)


def _holds_lines(element: Element) -> bool:
    return any(child.tag in _LINES or child.tag.endswith(("}text-box", "}table")) for child in element)


def _row(row: Element) -> str:
    cells = ["\n".join(_lines(cell)).strip() for cell in row]
    texts = [cell for cell in cells if cell]
    return ("\n" if any("\n" in text for text in texts) else "\t").join(texts)
