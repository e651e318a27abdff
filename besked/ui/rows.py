"""Rows of long lists, built by one escaped format string: fifty in well under a millisecond."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from besked.ui.marks import STATUS_TONES

_ROW = (
    '<li class="%s" data-row="%d"%s>'
    '<label class="tick"><input type="checkbox" name="application" value="%d" form="dock"'
    ' aria-labelledby="n%d"%s></label>'
    '<a class="name" id="n%d" href="%s">%s</a><span class="state"><span class="chip %s">%s</span></span>'
    '<span class="sub">%s</span>%s</li>'
)
_LATE = '<span class="wait late">%s<span class="visually-hidden">, %s</span></span>'


class Row(NamedTuple):
    """One application as the list shows it; every text is already in the reader's language."""

    id: int
    url: str
    name: str
    status: str  # the value; gives the tone
    word: str  # the status in words
    wait: str  # "24 days", or "answered"
    late: bool = False
    rank: str = ""
    stage: str = ""  # how far somebody came who was rejected
    language: str = ""  # its name
    stars: str = ""
    marks: str = ""  # "3 notes · 1 other application"
    new: bool = False
    current: bool = False
    ticked: bool = False


def render_rows(rows: Iterable[Row]) -> SafeString:
    """All rows as list items, everything escaped; the caller's list stands around them."""
    late_word = escape(_("past the promised day"))
    return mark_safe("".join([_row(row, late_word) for row in rows]))  # noqa: S308 -- every value is escaped in _row


def _row(row: Row, late_word: str) -> str:
    """One row; the conditional parts are chosen here because a template per row costs fifty times as much."""
    wait = escape(row.wait)
    return _ROW % (
        "row new" if row.new else "row",
        row.id,
        ' aria-current="true"' if row.current else "",
        row.id,
        row.id,
        " checked" if row.ticked else "",
        row.id,
        escape(row.url),
        escape(row.name),
        STATUS_TONES.get(row.status, ""),
        escape(row.word),
        _sub(row),
        _LATE % (wait, late_word) if row.late else f'<span class="wait">{wait}</span>',
    )


def _sub(row: Row) -> str:
    """The second line: what is there, in its own span each."""
    stars = f'<span class="stars">{escape(row.stars)}</span>' if row.stars else ""
    texts = [f"<span>{escape(text)}</span>" for text in (row.rank, row.stage, row.language, row.marks) if text]
    return texts[0] + stars + "".join(texts[1:]) if texts and row.rank else stars + "".join(texts)
