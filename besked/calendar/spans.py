"""A time that can be booked, on the clock on the wall, and which of many meet."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A slot on the clock of the interview's zone; `cap` people at most can book it."""

    day: dt.date
    start: dt.time
    minutes: int
    cap: int

    @property
    def begins(self) -> int:
        """Minutes since midnight."""
        return self.start.hour * 60 + self.start.minute

    @property
    def ends(self) -> int:
        """Minutes since midnight, 24 × 60 at most."""
        return self.begins + self.minutes


Placed = tuple[Span, int]
"""A span and the number of the line it comes from."""


def meeting(found: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Each span that begins before an earlier one has ended, with that one: the one that ends last."""
    longest: Placed | None = None
    for it in sorted(found):
        if longest and longest[0].day == it[0].day and it[0].begins < longest[0].ends:
            yield longest, it
        if not longest or (it[0].day, it[0].ends) > (longest[0].day, longest[0].ends):
            longest = it
