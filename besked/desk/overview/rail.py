"""The groups beside a vacancy's list, in the order users know, each a link with its count."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.desk.overview.counts import Counts
from besked.models import Language, Stage, Status
from besked.web.filters import OVERDUE, OWED, RANKS, UNRANKED, UNTOLD, Filters

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

    def sections(self) -> list[Section]:
        """All of them; languages only where there are several."""
        found = [
            Section(_("Applications"), [self._all(), self._status(Status.NEW)]),
            Section(_("In progress"), [self._status(status) for status in PROGRESS]),
            Section(_("Ranking"), [*map(self._rank, RANKS), self._rank(UNRANKED)]),
            Section(_("Processed"), self._processed()),
            Section(_("Answers"), self._answers()),
        ]
        languages = self.counts.languages()
        return [*found, Section(_("Languages"), [*map(self._language, languages)])] if len(languages) > 1 else found

    def current(self) -> str:
        """The name of what is shown, for narrow screens."""
        shown = [entry.label for section in self.sections() for entry in section.entries if entry.current]
        return shown[0] if shown else _("Filtered")

    def _entry(self, label: str, n: int, filters: Filters, *, inner: bool = False) -> Entry:
        return Entry(label, filters.encoded(sort=self.sort), n, filters == self.filters, inner)

    def _all(self) -> Entry:
        return self._entry(_("All applications"), self.counts.total, Filters())

    def _status(self, status: Status) -> Entry:
        return self._entry(str(status.label), self.counts.of(status=status), Filters(status=status))

    def _processed(self) -> list[Entry]:
        found = []
        for status in PROCESSED:
            found.append(self._status(status))
            if status == Status.REJECTED:
                found += self._stages()
        return found

    def _stages(self) -> list[Entry]:
        """The rejected by stage, where there are any."""
        rejected = [(stage, self.counts.of(status=Status.REJECTED, stage=stage)) for stage in Stage]
        return [
            self._entry(str(stage.label), n, Filters(status=Status.REJECTED, stage=stage), inner=True)
            for stage, n in rejected
            if n
        ]

    def _rank(self, rank: str) -> Entry:
        label = _("Unranked") if rank == UNRANKED else _("Rank %(number)s") % {"number": rank}
        return self._entry(label, self.counts.of(rank=rank), Filters(rank=rank))

    def _answers(self) -> list[Entry]:
        return [
            self._entry(_("Owed an answer"), self.counts.owed, Filters(owed=OWED)),
            self._entry(_("Past the promised day"), self.counts.overdue, Filters(owed=OVERDUE)),
            self._entry(_("Decided, not told"), self.counts.untold, Filters(owed=UNTOLD)),
        ]

    def _language(self, code: str) -> Entry:
        return self._entry(language_label(code), self.counts.of(language=code), Filters(language=code))


def language_label(code: str) -> str:
    """A language's name, or its code where we have none."""
    return str(Language(code).label) if code in Language.values else code
