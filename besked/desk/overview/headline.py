"""What the start page says first: how many are owed an answer, how many of them late, and the longest wait."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.access import Actor
from besked.desk.overview.owed import Blocking, Standing, gathered, key_of, owed
from besked.desk.overview.waiting import Waits, day_words

MOST = 1000  # counted from the rows where no tally was made yet


class Figures(NamedTuple):
    """How many wait. `about`: nobody has counted for a minute; `more`: counting stopped at this number."""

    owed: int
    overdue: int
    groups: Sequence[Blocking]
    about: bool = False
    more: bool = False


def from_rows(rows: Sequence[Any], actor: Actor, waits: Waits, owners: Mapping[int, str]) -> Figures:
    """Exact, where the rows are everybody."""
    late = [waits.late(row.answer_by) for row in rows]
    keyed = zip(rows, late, strict=True)
    groups = gathered(((key_of(row.owed_by, row.vacancy__owner_id, actor), 1, int(one)) for row, one in keyed), owners)
    return Figures(len(rows), sum(late), groups)


def from_tallies(known: Standing, actor: Actor) -> Figures:
    """What the worker counted a few seconds ago; one query where it has not counted yet."""
    if not known.groups:
        n = owed(actor, known).values("pk").order_by()[: MOST + 1].count()
        return Figures(min(n, MOST), 0, [], more=n > MOST)
    overdue = sum(group.overdue for group in known.groups)
    return Figures(known.waiting(), overdue, known.groups, about=not known.is_fresh)


def headline(figures: Figures) -> str:
    """23 people are owed an answer."""
    n = {"n": number(figures.owed)}
    if not figures.owed:
        return _("Nobody is owed an answer")
    if figures.more:
        return _("More than %(n)s people are owed an answer") % n
    if figures.about:
        return (
            ngettext("About %(n)s person is owed an answer", "About %(n)s people are owed an answer", figures.owed) % n
        )
    return ngettext("%(n)s person is owed an answer", "%(n)s people are owed an answer", figures.owed) % n


def below(figures: Figures, longest: int | None) -> str:
    """How many of them are late, and the longest wait in days where it is known."""
    if not figures.owed:
        return _("Everybody who applied has heard from you. Enjoy the quiet.")
    words = [] if figures.more else [_late(figures.overdue)]
    if longest is not None:
        words.append(_longest(longest))
    return " ".join(words)


def _late(overdue: int) -> str:
    if not overdue:
        return _("Nobody has waited past the promised day.")
    words = ngettext("%(n)s is past the day you promised.", "%(n)s are past the day you promised.", overdue)
    return words % {"n": number(overdue)}


def _longest(days: int) -> str:
    if not days:
        return _("All of them came today.")
    return _("The longest wait is %(days)s.") % {"days": day_words(days)}


def number(value: int) -> str:
    """With the reader's separators."""
    return str(number_format(value, force_grouping=True))
