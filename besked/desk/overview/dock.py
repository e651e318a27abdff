"""The selection dock: which further actions stand ready for those who are ticked, and in which languages they read."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from besked.access import Actor
from besked.action import Words
from besked.actions import MENU
from besked.desk.handling.menu import ICONS, KEYS
from besked.desk.overview.counts import Counts
from besked.desk.overview.rail import language_label
from besked.web.filters import Filters

SHOWN = ("reject", "invite", "email")  # more would fill the list on a small screen


class Button(NamedTuple):
    """One further action for many."""

    slug: str
    label: Words
    key: str
    icon: str


class Dock(NamedTuple):
    """The buttons: those done most often first, the rest of the menu after them."""

    first: Sequence[Button]
    more: Sequence[Button]


def dock(actor: Actor) -> Dock:
    """What this person may do with many at once."""
    found = {
        action.slug: Button(
            action.slug, action.label, KEYS.get(action.slug, ""), ICONS.get(action.slug, "chevron-right")
        )
        for action in MENU
        if action.menu and action.bulk and action.allows(actor)
    }
    first = [found[slug] for slug in SHOWN if slug in found]
    return Dock(first, [button for slug, button in found.items() if slug not in SHOWN])


class Tongues(NamedTuple):
    """What the dock says of languages: each row's, their names, and how many of each the whole list holds."""

    of: str  # "12:da 15:sv", by row
    names: Mapping[str, str]
    all: Mapping[str, int]


def tongues(rows: Sequence[Any], counts: Counts, filters: Filters) -> Tongues:
    """From the rows of the page, and from the groups where these can tell it of everybody."""
    languages = counts.languages()
    everybody = {} if filters.q or filters.owed else _everybody(counts, filters)
    return Tongues(
        " ".join(f"{row.pk}:{row.language}" for row in rows),
        {code: language_label(code) for code in languages},
        everybody,
    )


def _everybody(counts: Counts, filters: Filters) -> dict[str, int]:
    asked = {"status": filters.status, "stage": filters.stage, "rank": filters.rank}
    codes = [code for code in counts.languages() if filters.language in ("", code)]
    found = {code: counts.of(language=code, **asked) for code in codes}
    return {code: n for code, n in found.items() if n}
