"""How long people have waited, in words; each number of days is put into words once for a whole list."""

import datetime as dt

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.ui import marks


class Waits:
    """Waiting times on one day."""

    def __init__(self, now: dt.datetime) -> None:
        """Today is the day in the zone of whoever looks."""
        self.today = timezone.localdate(now)
        self._marks: dict[tuple[int, bool], SafeString] = {}
        self._words: dict[int, str] = {}

    def days(self, received: dt.datetime) -> int:
        """Whole days since then."""
        return max((self.today - timezone.localdate(received)).days, 0)

    def late(self, answer_by: dt.date | None) -> bool:
        """Whether the promised day is past."""
        return answer_by is not None and answer_by < self.today

    def words(self, received: dt.datetime) -> str:
        """24 days · today."""
        days = self.days(received)
        if days not in self._words:
            self._words[days] = day_words(days)
        return self._words[days]

    def mark(self, received: dt.datetime, answer_by: dt.date | None) -> SafeString:
        """The same as a mark, which also says when it is late."""
        key = self.days(received), self.late(answer_by)
        if key not in self._marks:
            late = marks.waiting(key[0], late=True)
            self._marks[key] = late if key[1] else format_html('<span class="wait">{}</span>', self.words(received))
        return self._marks[key]


def day_words(days: int) -> str:
    """A number of days; none is today."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days else _("today")
