"""DOCX as text, in reading order, with the text boxes, content controls and tables that CV templates are made of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _BOX = qn("w:t"), qn("w:txbxContent")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# A text box stands there twice, the second time for old programs; settings of a run hold no text.
_SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:del"),
    qn("w:moveFrom"),
}
_EDGES = ("first_page", "even_page", "")


def word_text(path: Path) -> str:
    """Headers, body and footers of the file."""
    document = docx.Document(str(path))
    body = "\n".join(_lines(document.element.body))
    return "\n\n".join(part for part in (_edge(document, "header"), body, _edge(document, "footer")) if part)


def _edge(document: Any, name: str) -> str:
    """The headers or footers of all sections, each once."""
    texts: dict[str, None] = {}
    for section in document.sections:
        for kind in _EDGES:
            edge = getattr(section, f"{kind}_{name}" if kind else name)
            if not edge.is_linked_to_previous:
                texts["\n".join(_lines(edge._element)).strip()] = None
    return "\n".join(text for text in texts if text)


def _lines(parent: Any) -> Iterator[str]:
    """Each paragraph and table row below `parent`; whatever is wrapped around them is looked through."""
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child)
        elif child.tag == _TABLE:
            yield from _table(child)
        else:
            yield from _lines(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    yield "".join(_pieces(paragraph))
    for box in _boxes(paragraph):
        yield from _lines(box)


def _pieces(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag != _BOX and child.tag not in _SKIPPED:
            yield from _pieces(child)


def _boxes(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)


def _table(table: Any) -> Iterator[str]:
    for row in table.iter(_ROW):
        # A nested table brings its rows itself, inside its cell.
        if next(row.iterancestors(_TABLE)) is table:
            yield from _row(row)


def _row(row: Any) -> Iterator[str]:
    cells = ["\n".join(_lines(cell)).strip() for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
    texts = [cell for cell in cells if cell]
    # A row of a real table reads across; a row that only lays out the page reads cell by cell.
    yield ("\n" if any("\n" in text for text in texts) else "\t").join(texts)
