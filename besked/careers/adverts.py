"""Adverts: plain text as people type it, read as headings, paragraphs and lists."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_ITEM = re.compile(r"[-–•*]\s+")
_HEADING = 70  # characters; a longer line is text


class Block(NamedTuple):
    """A piece of an advert: `kind` is h2, p or ul; a paragraph's lines are broken as they were typed."""

    kind: str
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """The pieces in order. An empty line ends a piece; lines that begin with a dash make a list."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        found += _blocks([line.strip() for line in part.split("\n") if line.strip()])
    return found


def as_html(pieces: Iterable[Block], heading: str = "h2") -> SafeString:
    """The pieces as HTML, with nothing of the text taken for markup."""
    return mark_safe("\n".join(_html(piece, heading) for piece in pieces))  # noqa: S308 -- escaped in _html


def _html(piece: Block, heading: str) -> str:
    if piece.kind == "ul":
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in piece.lines)))
    inside = format_html_join(SafeString("<br>"), "{}", ((line,) for line in piece.lines))
    tag = SafeString(heading if piece.kind == "h2" else "p")
    return format_html("<{0}>{1}</{0}>", tag, inside)


def _blocks(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    if _is_heading(lines):
        found.append(Block("h2", [lines.pop(0).rstrip(":")]))
    for line in lines:
        item = _ITEM.match(line)
        kind = "ul" if item else "p"
        if not found or found[-1].kind != kind:
            found.append(Block(kind, []))
        found[-1].lines.append(line[item.end() :] if item else line)
    return found


def _is_heading(lines: list[str]) -> bool:
    """A short line without a full stop, and something said under it: a list, or at least one whole sentence."""
    if len(lines) < 2 or len(lines[0]) > _HEADING or lines[0][-1] in ".!?,;" or _ITEM.match(lines[0]):
        return False
    return bool(_ITEM.match(lines[1])) or (len(lines[1]) > len(lines[0]) and lines[1][-1] in ".!?:")
