"""The groups beside a vacancy's list, in the order users know, each a link with its count."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.desk.overview.counts import NO_RANK, Counts
from besked.models import Language, Stage, Status
from besked.web.filters import OVERDUE, OWED, RANKS, UNRANKED, UNTOLD, Filters

BY = (("status", "stage"), ("rank",), ("status",))
PROGRESS = (Status.INVITED, Status.INTERVIEWED, Status.PANEL_REVIEW, Status.OFFERED)
PROCESSED = (Status.REJECTED, Status.WITHDRAWN, Status.HIRED, Status.SAVED, Status.TRANSFERRED)


class Entry(NamedTuple):
    """One group. `query` is what follows the question mark; `inner` stands a step further in."""

    label: str
    query: str
    n: int
    current: bool
    inner: bool = False


class Section(NamedTuple):
    """Groups under one heading."""

    title: str
    entries: Sequence[Entry]


class Rail:
    """Draws the rail for one list: its counts, what it shows now, and its order."""

    def __init__(self, counts: Counts, filters: Filters, sort: str) -> None:
        """Nothing is read."""
        self.counts, self.filters, self.sort = counts, filters, sort
        self.stages, self.ranks, self.statuses = (counts.by(*names) for names in BY)

    def sections(self) -> list[Section]:
        """All of them; languages only where there are several."""
        found = [
            Section(_("Applications"), [self._all(), self._status(Status.NEW)]),
            Section(_("In progress"), [self._status(status) for status in PROGRESS]),
            Section(_("Ranking"), [*map(self._rank, RANKS), self._rank(UNRANKED)]),
            Section(_("Processed"), self._processed()),
            Section(_("Answers"), self._answers()),
        ]
        languages = [self._language(code, n) for code, n in self.counts.languages().items()]
        return [*found, Section(_("Languages"), languages)] if len(languages) > 1 else found

    def _entry(self, label: str, n: int, filters: Filters, *, inner: bool = False) -> Entry:
        return Entry(label, filters.encoded(sort=self.sort), n, filters == self.filters, inner)

    def _all(self) -> Entry:
        return self._entry(_("All applications"), self.counts.total, Filters())

    def _status(self, status: Status) -> Entry:
        return self._entry(str(status.label), self.statuses[status,], Filters(status=status))

    def _processed(self) -> list[Entry]:
        found = []
        for status in PROCESSED:
            found.append(self._saved() if status == Status.SAVED else self._status(status))
            if status == Status.REJECTED:
                found += self._stages()
        return found

    def _saved(self) -> Entry:
        """Whoever was saved and decided on stands with the decided: their status says so."""
        return self._entry(_("Saved, not decided"), self.statuses[Status.SAVED,], Filters(status=Status.SAVED))

    def _stages(self) -> list[Entry]:
        """The rejected by stage, where there are any."""
        rejected = [(stage, self.stages[Status.REJECTED, stage]) for stage in Stage]
        return [
            self._entry(str(stage.label), n, Filters(status=Status.REJECTED, stage=stage), inner=True)
            for stage, n in rejected
            if n
        ]

    def _rank(self, rank: str) -> Entry:
        label = _("Unranked") if rank == UNRANKED else _("Rank %(number)s") % {"number": rank}
        return self._entry(label, self.ranks[NO_RANK if rank == UNRANKED else int(rank),], Filters(rank=rank))

    def _answers(self) -> list[Entry]:
        return [
            self._entry(_("Owed an answer"), self.counts.owed, Filters(owed=OWED)),
            self._entry(_("Past the promised day"), self.counts.overdue, Filters(owed=OVERDUE)),
            self._entry(_("Decided, not told"), self.counts.untold, Filters(owed=UNTOLD)),
        ]

    def _language(self, code: str, n: int) -> Entry:
        return self._entry(language_label(code), n, Filters(language=code))


def shown(sections: Sequence[Section]) -> str:
    """The name of what is listed, for narrow screens."""
    current = (entry.label for section in sections for entry in section.entries if entry.current)
    return next(current, _("Filtered"))


def language_label(code: str) -> str:
    """A language's name, or its code where we have none."""
    return str(Language(code).label) if code in Language.values else code
