"""When things happen on the clock on the wall: interviews, their reminders, and how a time is put into words."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import formats, translation
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

MORNING = dt.time(9)  # reminders leave when people start their day …
EVENING = dt.time(21)  # … and are of no use at night
SHORT_NOTICE = dt.timedelta(hours=2)
NUDGE_DAYS = 3
LATEST = dt.timedelta(days=2 * 366)  # how far ahead people plan: beyond, it is a slip in the year

# How each language writes a day, a time, and both: Django's own formats know no weekday.
DAY = {"da": r"l \d\e\n j. F", "sv": r"l \d\e\n j F", "nb": "l j. F", "nl": "l j F", "en": "l j F"}
TIME = {"da": "H.i", "sv": "H.i", "nb": "H.i", "nl": "H.i", "en": "H:i"}
BOTH = {
    "da": "%(day)s kl. %(time)s",
    "sv": "%(day)s kl. %(time)s",
    "nb": "%(day)s kl. %(time)s",
    "nl": "%(day)s om %(time)s uur",
    "en": "%(day)s at %(time)s",
}


class Moment(NamedTuple):
    """When a message may leave, and from when on it is too late to be of use. Both are UTC."""

    not_before: dt.datetime
    not_after: dt.datetime


class NoSuchTime(ValueError):
    """A time that a clock change leaves out. Its words are in the language in which they are read."""

    def __init__(self, day: dt.date, time: dt.time) -> None:
        super().__init__(day, time)
        self.day, self.time = day, time

    def __str__(self) -> str:
        """What is wrong, and what to do."""
        language = translation.get_language() or "en"
        words = {"time": time_words(self.time, language), "day": day_words(self.day, language)}
        sentence = gettext("There is no %(time)s on %(day)s: the clocks change then. Choose another time.")
        return sentence % words


def at(day: dt.date, time: dt.time, zone: str | ZoneInfo) -> dt.datetime:
    """The instant, in UTC, at which the clocks of `zone` show `time`; the first one where they show it twice.

    Raises NoSuchTime where they never do.
    """
    place = _zone(zone)
    shown = dt.datetime.combine(day, time.replace(tzinfo=None, fold=0))
    try:
        instant = shown.replace(tzinfo=place).astimezone(dt.UTC)
        # Back again: in the hour that is left out, the clocks show something else.
        exists = instant.astimezone(place).replace(tzinfo=None, fold=0) == shown
    except OverflowError:  # the first and the last day that Python knows
        exists = False
    if not exists:
        raise NoSuchTime(day, time)
    return instant


def reminder(starts_at: dt.datetime, zone: str | ZoneInfo, days: int, now: dt.datetime) -> Moment | None:
    """09:00 so many calendar days before the interview's local day; None unless that is still ahead."""
    day = starts_at.astimezone(_zone(zone)).date() - dt.timedelta(days=days)
    leaves = _around(day, MORNING, zone)
    if leaves <= now or leaves >= starts_at:
        return None
    return Moment(leaves, min(_around(day, EVENING, zone), starts_at.astimezone(dt.UTC)))


def short_notice(starts_at: dt.datetime, now: dt.datetime) -> Moment | None:
    """Two hours before the interview; None unless that is still ahead."""
    start = starts_at.astimezone(dt.UTC)
    return Moment(start - SHORT_NOTICE, start) if start - SHORT_NOTICE > now else None


def nudge(now: dt.datetime, zone: str | ZoneInfo) -> dt.datetime:
    """When somebody who chose no time yet is asked again: 09:00 three days on, in UTC."""
    return _around(now.astimezone(_zone(zone)).date() + dt.timedelta(days=NUDGE_DAYS), MORNING, zone)


def words(moment: dt.datetime, zone: str | ZoneInfo, language: str) -> str:
    """An instant as the clocks of `zone` show it: "Tuesday 24 November at 09:00"."""
    local = moment.astimezone(_zone(zone))
    both = {"day": day_words(local.date(), language), "time": time_words(local.time(), language)}
    return BOTH.get(language, BOTH["en"]) % both


@lru_cache(maxsize=4096)
def day_words(day: dt.date, language: str, *, year: bool = False) -> str:
    """A day with its weekday, "Tuesday 24 November", and with the year where it is asked for."""
    with translation.override(language):
        return formats.date_format(day, DAY.get(language, DAY["en"]) + (" Y" if year else ""))


@lru_cache(maxsize=4096)
def time_words(time: dt.time, language: str) -> str:
    """A time of day, "10:00" or "10.00", without a word like *kl.* or *uur*, which letters have of their own."""
    return formats.time_format(time, TIME.get(language, TIME["en"]))


@lru_cache(maxsize=512)
def duration_words(minutes: int, language: str) -> str:
    """How long something takes: "45 minutes", "1 hour and 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    with translation.override(language):
        # The source texts are Django's own, so that each language has them from the start.
        long = [ngettext("%(num)d hour", "%(num)d hours", hours) % {"num": hours}] if hours else []
        short = [ngettext("%(num)d minute", "%(num)d minutes", rest) % {"num": rest}] if rest or not hours else []
        # Numbers stay with their words at the end of a line, but a letter needs plain spaces.
        return get_text_list([*long, *short], gettext("and")).replace("\xa0", " ")


def _around(day: dt.date, time: dt.time, zone: str | ZoneInfo) -> dt.datetime:
    """The same as `at`; where the clocks leave that time out, the moment they show just as much later."""
    try:
        return at(day, time, zone)
    except NoSuchTime:
        return dt.datetime.combine(day, time, _zone(zone)).astimezone(dt.UTC)


def _zone(zone: str | ZoneInfo) -> ZoneInfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone
