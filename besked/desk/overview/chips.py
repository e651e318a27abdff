"""The filters in force, each as a word that takes it away."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.desk.overview.rail import language_label
from besked.models import Stage, Status
from besked.web.filters import OVERDUE, OWED, UNRANKED, UNTOLD, Filters


class Chip(NamedTuple):
    """One filter; `query` is the address's part without it."""

    label: str
    query: str


def chips(filters: Filters, sort: str) -> list[Chip]:
    """In the order in which the fields stand."""
    return [
        Chip(_words(name, value), filters.only(**{name: ""}).encoded(sort=sort))
        for name, value in filters.given().items()
    ]


def _words(name: str, value: str) -> str:
    if name == "status" and value in Status.values:
        return str(Status(value).label)
    if name == "stage" and value in Stage.values:
        return str(Stage(value).label)
    if name == "rank":
        return _("Unranked") if value == UNRANKED else _("Rank %(number)s") % {"number": value}
    if name == "owed":
        words = {OWED: _("Owed an answer"), OVERDUE: _("Past the promised day"), UNTOLD: _("Decided, not told")}
        return words.get(value, value)
    return language_label(value) if name == "language" else f"“{value}”"
