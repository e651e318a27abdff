"""Pages of a list that only grows, newest first: page forty costs what page one costs."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from besked.models import Message


class Page(NamedTuple):
    """Rows, and the cursors of the pages beside them, where there are any."""

    rows: Sequence[Message]
    earlier: str | None  # towards the newest
    later: str | None


def page_of(rows: QuerySet[Message], cursor: str, size: int = 50) -> Page:
    """A page. A cursor is `o12` (older than 12) or `n12` (newer than 12); anything else is the first page."""
    way, number = cursor[:1], cursor[1:]
    pk = int(number) if number.isascii() and number.isdigit() and len(number) <= 18 else 0
    if way == "n" and pk:
        found = list(rows.filter(pk__gt=pk).order_by("pk")[: size + 1])
        return _page(found[:size][::-1], is_first=len(found) <= size, is_last=False)
    older = rows.filter(pk__lt=pk) if way == "o" and pk else rows
    found = list(older.order_by("-pk")[: size + 1])
    return _page(found[:size], is_first=older is rows, is_last=len(found) <= size)


def _page(rows: Sequence[Message], *, is_first: bool, is_last: bool) -> Page:
    if not rows:
        return Page(rows, None if is_first else "", None)
    return Page(rows, None if is_first else f"n{rows[0].pk}", None if is_last else f"o{rows[-1].pk}")
